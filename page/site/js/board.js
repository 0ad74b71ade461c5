// Could you read a ballot? The class reads pictured cards, and its readings are the audit.
const readingsOf = (text) => (text === '' ? [] : text.split('.').map((it) => (it === 'x' ? 'not_found' : it === '-' ? [] : it.split('_').map(Number))));
const textOf = (readings) => readings.map((it) => (it === 'not_found' ? 'x' : it.length ? it.join('_') : '-')).join('.');

// Methods by which single cards are read, and rules whose ballots are grids.
const BOARD_METHODS = ['ballot_comparison', 'polling'];
const GRIDS = ['borda', 'score', 'star', 'condorcet', 'instant_runoff', 'single_transferable_vote'];

const boardScreen = async (root) => {
  root.append(...heading('board', ['hand_reading', 'cast_vote_record', 'undervote']));
  // A class reads marks, one election at a time; where a scenario has no such audit, it reads its own election.
  let scenario = await scenarioOf();
  let of = await ask({ do: 'scenario', scenario });
  const readable = (contest) => contest && !GRIDS.includes(contest.rule);
  const offered = () => BOARD_METHODS.filter((name) => (of.methods ?? []).includes(name));
  if (!offered().length || !readable(of.contests[state.contest])) {
    if (state.scenario !== 'own') root.append(h('p', { class: 'warn' }, t('board_own')));
    change({ scenario: 'own', contest: 0, readings: '' });
    scenario = await scenarioOf();
    of = await ask({ do: 'scenario', scenario });
  }
  const place = h('div', { class: 'result' });
  const methods = offered();
  if (!methods.includes(state.method)) change({ method: methods[0], readings: '' });
  let chosen = new Set();
  const question = (more) => ({ do: 'audit', scenario, ...seedOf(), method: state.method, contest: state.contest, card_by_card: true, pictures: true, readings: readingsOf(state.readings), ...more });
  const record = (reading) => { change({ readings: textOf([...readingsOf(state.readings), reading]) }); chosen = new Set(); return load(); };
  const undo = () => { change({ readings: textOf(readingsOf(state.readings).slice(0, -1)) }); chosen = new Set(); return load(); };
  const hint = () => { place.querySelector('.hint').textContent = t('board_choose'); };
  const load = async (more = {}) => {
    await show(place, async () => draw(await ask(question(more))));
    place.querySelector('.reading button')?.focus();
  };
  const draw = async (audit) => {
    const unit = audit.units.at(-1);
    const mine = audit.units.slice(0, readingsOf(state.readings).length);
    const points = audit.units.map((it, at) => [at + 1, it.measured]).filter(([, p]) => p !== null);
    const slips = mine.filter((it) => JSON.stringify(it.read) !== JSON.stringify(it.meant));
    const status = audit.units.length ? t('board_status', { n: count(audit.units.length), p: chance(audit.measured), limit: chance(audit.risk_limit) })
      : t('board_none', { who: audit.reported.winners.join(', '), limit: chance(audit.risk_limit) });
    say(status);
    // What the slips cost: the same draws, read without one.
    const exact = audit.ended && slips.length && state.scenario === 'own'
      ? await ask({ do: 'audit', scenario: await placedElection(placedOf(state.placed), { care: 'exact' }), ...seedOf(), method: state.method, contest: state.contest, card_by_card: true, boards: LARGEST_STEP }) : null;
    const toggles = audit.contest.candidates.map((name, target) => {
      const it = button(t('vote_for', { name }), () => {
        if (chosen.has(target)) chosen.delete(target); else chosen.add(target);
        it.setAttribute('aria-pressed', chosen.has(target));
      }, { 'aria-pressed': 'false' });
      return it;
    });
    return [
      h('p', { class: 'status' }, status),
      audit.next ? h('div', { class: 'reading' },
        ballotPicture(audit.contest, audit.next, `${audit.next.batch}, ${t('card_number', { n: count(audit.next.position) })}`),
        h('div', {}, h('p', {}, t('board_ask')), h('p', { class: 'buttons column' }, toggles,
          button(t('record'), () => (chosen.size ? record([...chosen].sort((a, b) => a - b)) : hint()), { class: 'main' }),
          button(t('no_vote_here'), () => record([]))),
        h('p', { class: 'hint warn', role: 'alert' }), h('p', { class: 'quiet' }, t('board_help')))) : null,
      unit ? h('p', { class: unit.same || !audit.compares ? 'good' : 'warn' }, t(audit.units.length > mine.length ? 'board_others' : 'board_last', { read: shownMarks(unit.read) }), ' ',
        audit.compares ? [t('board_machine', { recorded: shownMarks(unit.recorded) }), ' ', t(unit.same ? 'same' : 'differs')] : null) : null,
      h('p', { class: 'buttons' },
        audit.units.length && mine.length ? button(t('undo'), undo) : null,
        audit.next ? button(t('boards_rest'), () => load({ boards: LARGEST_STEP })) : null),
      points.length ? riskChart(points, audit.risk_limit, audit.posterior) : null,
      audit.ended ? [await ending(audit, scenario), slips.length && audit.decision === 'confirmed' && !await wins(audit, scenario) ? h('p', { class: 'warn' }, t('board_misled', { who: audit.reported.winners.join(', ') })) : null,
        h('h2', {}, t('board_slips')),
        slips.length ? table(t('board_slips_caption'), [t('place'), t('you_read'), t('voter_meant')], slips.map((it) => [`${it.batch}, ${count(it.position)}`, shownMarks(it.read), shownMarks(it.meant)]))
          : h('p', {}, t('board_no_slips')),
        exact?.ended ? h('p', {}, t('board_exact', { n: count(exact.cards), mine: count(audit.cards), how: t(`ended_${exact.decision}`) })) : null] : null,
    ];
  };
  root.append(h('div', { class: 'controls' },
    methodSelect(methods, (method) => { change({ method, readings: '' }); load(); }),
    of.contests.length > 1 ? selector(t('contest'), of.contests.map((it, at) => [at, it.title]), state.contest, (contest) => { change({ contest: Number(contest), readings: '' }); load(); }) : null,
    h('p', { class: 'buttons' }, button(t('again'), () => { change({ readings: '' }); chosen = new Set(); load(); }))), place);
  await load();
};
