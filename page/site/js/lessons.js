// Lessons, and the words.
const TERMS = ['adversary', 'ballot_comparison', 'ballot_polling', 'batch', 'batch_comparison', 'board', 'card', 'cast_vote_record',
  'discrepancy', 'fixed_percentage', 'full_hand_count', 'hand_reading', 'instant_runoff', 'lead', 'margin', 'overvote', 'precinct',
  'quota', 'random_sample', 'ranked_choice', 'report', 'risk', 'risk_limit', 'risk_limiting_audit', 'round', 'sample_size', 'scenario',
  'seed', 'slip', 'transferable_vote', 'undervote'];

const LESSONS = [
  ['one', [{ screen: 'start', scenario: 'own', wrong: 'nothing', counted: 1 }, { screen: 'seed', scenario: 'own' }, { screen: 'watch', scenario: 'own', method: 'ballot_comparison' }, { screen: 'thousand', scenario: 'own' }]],
  ['two', [{ screen: 'board', scenario: 'own', wrong: 'faint', affected: 20 }, { screen: 'watch', scenario: 'own', wrong: 'swap', method: 'ballot_comparison' }, { screen: 'start', scenario: 'antrim-2020', counted: 1 }]],
  ['three', [{ screen: 'cheat', scenario: 'own', margin: 10 }, { screen: 'compare', scenario: 'own', margin: 10 }, { screen: 'ranked', ranked: 'own' }]],
];

const stepLink = (name, link) => linkTo({ ...FIRST, lang: state.lang, seed: state.seed, lesson: name, ...link });

// Above a screen that a lesson leads to: the step, and the way back and on.
const lessonBar = () => {
  const [name, links] = LESSONS.find(([name]) => name === state.lesson) ?? [];
  const at = links?.findIndex((link) => link.screen === state.screen) ?? -1;
  if (!links || state.screen === 'lessons') return null;
  const next = links[at + 1];
  return h('div', { class: 'lesson-bar' },
    at >= 0 ? h('p', {}, h('strong', {}, t('lesson_step', { n: count(at + 1), all: count(links.length) })), ' ', t(`lesson_${name}_${at + 1}`)) : null,
    h('p', {}, h('a', { href: linkTo({ ...FIRST, lang: state.lang, seed: state.seed, screen: 'lessons' }) }, t('lesson_back')),
      at >= 0 && next ? [' · ', h('a', { href: stepLink(name, next) }, t('lesson_next', { screen: t(`nav_${next.screen}`) }))] : null));
};

// The lessons for a class without computers, as the builder of this page wrote them from the documents.
const papers = () => JSON.parse(document.getElementById('papers').textContent)[state.lang].map(({ title, body }) => {
  const lesson = h('details', {}, h('summary', {}, title));
  lesson.insertAdjacentHTML('beforeend', body);
  return lesson;
});

const lessonsScreen = async (root) => {
  root.append(...heading('lessons', ['risk_limiting_audit']));
  root.append(...LESSONS.flatMap(([name, links]) => [
    h('section', { class: 'lesson' }, h('h2', {}, t(`lesson_${name}_title`)), h('p', {}, t(`lesson_${name}_says`)),
      h('ol', {}, links.map((link, at) => h('li', {}, h('a', { href: stepLink(name, link) }, t(`nav_${link.screen}`)), ': ', t(`lesson_${name}_${at + 1}`)))),
      h('details', {}, h('summary', {}, t('answers')), h('p', {}, t(`lesson_${name}_answer`))))]));
  root.append(h('section', { class: 'papers' }, h('h2', {}, t('papers_title')), h('p', {}, t('papers_says')), papers()));
  const sorted = TERMS.map((key) => [key, t(`term_${key}`)]).sort((a, b) => a[1].localeCompare(b[1], state.lang));
  root.append(h('h2', { id: 'glossary' }, t('glossary')), h('dl', { class: 'glossary' }, sorted.map(([key, name]) =>
    h('div', { id: `term-${key}`, class: key === state.term ? 'here' : '' }, h('dt', { tabindex: -1 }, name), h('dd', {}, t(`term_${key}_says`))))));
};
