// Which election, and what was reported?
const WRONGS = ['nothing', 'swap', 'flip', 'faint', 'fold', 'lost', 'twice'];
const CARES = ['exact', 'careful', 'hurried', 'single_pass', 'ad_hoc', 'untrained'];

const ownControls = (again) => {
  const touched = ['flip', 'faint', 'fold'].includes(state.wrong);
  const set = (what, rebuild) => { change({ placed: '', ...what, ...ANEW }); again(rebuild); };
  return [
    slider(t('cards'), [100, 5000, 100], state.cards, count, (cards) => set({ cards })),
    slider(t('margin'), [2, 40, 1], state.margin, (n) => `${n}%`, (margin) => set({ margin })),
    selector(t('wrong'), WRONGS.map((name) => [name, t(`wrong_${name}`)]), state.wrong,
      (wrong) => set({ wrong, affected: ['faint', 'fold'].includes(wrong) ? Math.floor(state.cards / 20) : 0, placed: '' }, true)),
    touched ? slider(t('affected'), [0, Math.floor(state.cards / 8), 1], state.affected,
      (n) => (n ? count(n) : t(state.wrong === 'flip' ? 'fewest' : 'none')), (affected) => set({ affected })) : null,
    selector(t('care'), CARES.map((name) => [name, t(`care_${name}`)]), state.care, (care) => set({ care })),
    selector(t('limit'), [[5, '5%'], [10, '10%'], [20, '20%']], state.limit, (limit) => set({ limit: Number(limit) })),
  ];
};

const reportedTable = (contest, stage) => table(
  t('reported_caption', { title: contest.title }), [t('candidate'), t('reported_votes')],
  Object.entries(stage.tally).map(([name, n]) => [stage.winners.includes(name) ? `${name} (${t('winner')})` : name, count(n)]));

const startScreen = async (root) => {
  const { events, faults } = await ask({ do: 'scenarios' });
  const controls = h('div', { class: 'controls' });
  const result = h('div', { class: 'result' });
  const texts = () => [...events, ...faults].find((it) => it.name === state.scenario);
  const draw = () => {
    const one = texts();
    controls.replaceChildren(...[
      selector(t('choose'), [['own', t('own')], ...events.map((it) => [it.name, it.title]), ...faults.map((it) => [it.name, it.title])],
        state.scenario, (scenario) => { change({ scenario, contest: 0, ...ANEW }); draw(); reset(); }),
      ...(one ? [h('p', { class: 'asks' }, one.question), one.story ? h('p', {}, one.story) : null] : ownControls((rebuild) => { if (rebuild) draw(); reset(); })),
      h('p', { class: 'stays' }, button(t('count_it'), counted, { class: 'main' })),
    ].filter(Boolean));
  };
  const reset = () => { change({ counted: 0 }); result.replaceChildren(h('p', { class: 'quiet' }, t('count_first'))); };
  const counted = () => show(result, async () => {
    say(t('working'));
    change({ counted: 1 });
    const scenario = await scenarioOf();
    const one = await ask({ do: 'run', scenario, ...seedOf() });
    const { document } = one;
    const at = document.contests[0].stages.findIndex((stage) => stage.id === (document.audited_stage ?? document.contests[0].stages[0].id));
    const details = await ask({ do: 'scenario', scenario });
    say(t('counted_says', { stage: details.stages[at].name }));
    return [
      h('h2', {}, t('reported', { stage: details.stages[at].name })),
      document.contests.map((contest, place) => [
        document.contests.length > 1 ? h('h3', {}, one.titles[place]) : null,
        reportedTable({ ...contest, title: one.titles[place] }, contest.stages[at])]),
      h('p', {}, h('a', { href: linkTo({ screen: 'seed' }), class: 'next' }, t('next_seed'))),
      h('details', {}, h('summary', {}, t('paper_says')),
        one.first_lines.map((line, place) => h('p', { class: 'first-line' }, document.contests.length > 1 ? h('strong', {}, `${one.titles[place]}: `) : null, withNames(line))),
        details.lesson ? h('p', {}, h('strong', {}, t('lesson')), ' ', details.lesson) : null),
      h('details', {}, h('summary', {}, t('as_file')), command(commandFor('run')),
        state.scenario === 'own' ? h('p', {}, h('a', { download: 'my-election.toml', href: fileAddress(details.text) }, t('save_file'))) : null,
        h('pre', { tabindex: 0, 'aria-label': t('as_file') }, details.text)),
    ];
  });
  root.append(...heading('start', ['risk_limiting_audit', 'margin', 'scenario']), h('div', { class: 'side' }, controls, result));
  draw();
  if (state.counted) await counted(); else reset();
};

const fileAddress = (text) => URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
