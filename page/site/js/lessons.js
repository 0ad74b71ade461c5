// Lessons, and the words.
const TERMS = ['adversary', 'ballot_comparison', 'ballot_polling', 'batch', 'batch_comparison', 'card', 'cast_vote_record',
  'discrepancy', 'full_hand_count', 'hand_reading', 'instant_runoff', 'margin', 'overvote', 'random_sample', 'ranked_choice',
  'risk', 'risk_limit', 'risk_limiting_audit', 'sample_size', 'scenario', 'seed', 'transferable_vote', 'undervote'];

const LESSONS = [
  ['one', [{ screen: 'start', scenario: 'own', wrong: 'nothing', counted: 1 }, { screen: 'seed', scenario: 'own' }, { screen: 'watch', scenario: 'own', method: 'ballot_comparison' }, { screen: 'thousand', scenario: 'own' }]],
  ['two', [{ screen: 'board', scenario: 'own', wrong: 'faint', affected: 20 }, { screen: 'watch', scenario: 'own', wrong: 'swap', method: 'ballot_comparison' }, { screen: 'start', scenario: 'antrim-2020', counted: 1 }]],
  ['three', [{ screen: 'cheat', scenario: 'own', margin: 10 }, { screen: 'compare', scenario: 'own', margin: 10 }, { screen: 'ranked', ranked: 'own' }]],
];

const lessonsScreen = async (root) => {
  root.append(...heading('lessons', ['risk_limiting_audit']));
  root.append(...LESSONS.flatMap(([name, links]) => [
    h('section', { class: 'lesson' }, h('h2', {}, t(`lesson_${name}_title`)), h('p', {}, t(`lesson_${name}_says`)),
      h('ol', {}, links.map((link, at) => h('li', {}, h('a', { href: linkTo({ ...FIRST, lang: state.lang, seed: state.seed, ...link }) }, t(`nav_${link.screen}`)), ': ', t(`lesson_${name}_${at + 1}`)))),
      h('details', {}, h('summary', {}, t('answers')), h('p', {}, t(`lesson_${name}_answer`))))]));
  const sorted = TERMS.map((key) => [key, t(`term_${key}`)]).sort((a, b) => a[1].localeCompare(b[1], state.lang));
  root.append(h('h2', { id: 'glossary' }, t('glossary')), h('dl', { class: 'glossary' }, sorted.map(([key, name]) =>
    h('div', { id: `term-${key}`, class: key === state.term ? 'here' : '' }, h('dt', { tabindex: -1 }, name), h('dd', {}, t(`term_${key}_says`))))));
};
