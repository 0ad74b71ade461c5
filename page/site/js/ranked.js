// Who wins when voters rank the names? The count, round by round.
const RANKED_EVENTS = ['maine-2018-cd2', 'san-francisco-2019-da', 'alameda-2022', 'minneapolis-2013-mayor', 'minneapolis-2009-taxation', 'portland-2024-d1'];

const rankedText = () => {
  const candidates = state.names.split(',').map((name) => name.trim()).filter(Boolean);
  const ballots = state.ballots.split('\n').map((line) => line.trim()).filter(Boolean).map((line) => {
    const [, n, ranking] = /^(\d+)\s*[:x×]\s*(.+)$/.exec(line) ?? [];
    const known = (name) => candidates.includes(name.trim()) || /^[-_]?$/.test(name.trim());
    if (!ranking || !ranking.split(/[>=]/).every(known)) throw new Error(t('ranked_line', { line }));
    return [ranking.trim(), Number(n)];
  });
  return ask({ do: 'make_ranked', candidates, ballots, seats: state.seats });
};

const rankedScreen = async (root) => {
  const { events } = await ask({ do: 'scenarios' });
  root.append(...heading('ranked', ['ranked_choice', 'instant_runoff', 'transferable_vote']));
  const controls = h('div', { class: 'controls' });
  const place = h('div', { class: 'result' });
  const steps = h('p', { class: 'buttons' });
  let found = null;
  const area = (label, value, rows, action) => {
    const id = `area-${++fieldIds}`;
    return h('p', { class: 'field' }, h('label', { for: id }, label), rows > 1
      ? h('textarea', { id, rows, onchange: (event) => action(event.target.value) }, value)
      : h('input', { id, type: 'text', value, onchange: (event) => action(event.target.value) }));
  };
  const draw = () => {
    const { contest, stage, rounds, moved } = found;
    const last = rounds.length;
    const at = Math.min(Math.max(1, state.round), last);
    const round = rounds[at - 1];
    // They keep the focus of the keyboard where there is no further round.
    [at === 1, at === last, at === last].forEach((isOver, place) => steps.children[place].setAttribute('aria-disabled', isOver));
    const out = round.defeated.length ? round.defeated.join(', ') : null;
    // One name in a runoff, a list in a transferable vote.
    const elected = [round.elected ?? []].flat();
    const status = [t('ranked_round', { n: count(at), all: count(last) }), elected.length ? t('ranked_elected', { who: elected.join(', ') }) : null,
      out ? t('ranked_out', { who: out }) : null].filter(Boolean).join(' ');
    say(status);
    return [
      h('h2', {}, found.title), h('p', { class: 'status' }, status),
      found.quota ? h('p', {}, t('ranked_quota', { quota: found.quota })) : null,
      voteBars(round.tally, elected),
      h('p', {}, t('ranked_inactive', { n: count(Number(round.inactive)) })),
      round.transfers.length ? table(t('ranked_moves'), [t('from'), t('to'), t('ballots_word')],
        round.transfers.map((it) => [it.from, it.to ?? t(`inactive_${it.inactive}`), count(Number(it[moved]))])) : null,
      found.name ? command(`recount run ${found.name}`) : null,
    ];
  };
  const go = (round) => { if (found) { change({ round: Math.min(Math.max(1, round), found.rounds.length) }); show(place, draw); } };
  const load = () => show(place, async () => {
    say(t('working'));
    steps.hidden = false;
    const scenario = state.ranked === 'own' ? (await rankedText()).text : state.ranked;
    const said = await ask({ do: 'run', scenario });
    const at = said.document.contests.findIndex((it) => it.true.runoff || it.true.transferable_vote);
    const contest = said.document.contests[at];
    const stage = contest.stages.at(-1);
    const rounds = stage.runoff ?? stage.transferable_vote;
    found = { contest, stage, title: said.titles[at], rounds: rounds.rounds, quota: rounds.quota,
      moved: rounds.quota === undefined ? 'ballots' : 'votes', name: state.ranked === 'own' ? null : state.ranked };
    return draw();
  });
  const build = () => {
    const own = state.ranked === 'own';
    controls.replaceChildren(...[
      selector(t('choose'), [['own', t('own_ranked')], ...RANKED_EVENTS.map((name) => [name, events.find((it) => it.name === name).title])], state.ranked,
        (ranked) => { change({ ranked, round: 1 }); build(); load(); }),
      own ? area(t('ranked_names'), state.names, 1, (names) => change({ names, round: 1 })) : h('p', { class: 'asks' }, events.find((it) => it.name === state.ranked)?.question ?? ''),
      own ? area(t('ranked_ballots'), state.ballots, 6, (ballots) => change({ ballots, round: 1 })) : null,
      own ? selector(t('seats'), [[1, '1'], [2, '2'], [3, '3']], state.seats, (seats) => change({ seats: Number(seats), round: 1 })) : null,
      own ? h('p', {}, button(t('count_it'), () => { change({ counted: 1 }); load(); }, { class: 'main' })) : null,
    ].filter(Boolean));
  };
  steps.append(button(t('round_before'), () => go(state.round - 1)), button(t('round_next'), () => go(state.round + 1), { class: 'main' }), button(t('round_last'), () => go(Infinity)));
  root.append(controls, steps, place);
  build();
  // A lesson lets the class count first.
  const byHand = state.ranked === 'own' && state.lesson && !state.counted;
  steps.hidden = Boolean(byHand);
  await (byHand ? show(place, () => h('p', { class: 'status' }, t('ranked_by_hand'))) : load());
};
