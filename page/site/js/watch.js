// Does the paper say what the machine said? Cards are drawn, read, and compared.
const WATCHED = ['ballot_comparison', 'super_simple', 'polling', 'bravo', 'minerva', 'batch_comparison', 'fixed_percentage',
  'bayes_polling', 'one_audit'];

const shownMarks = (marks) => {
  if (marks === null) return t('no_record');
  if (marks === 'not_on_card' || marks === 'not_found') return t(marks);
  if (Array.isArray(marks)) return marks.length ? marks.join(', ') : t('no_vote');
  return Object.entries(marks).map(([name, n]) => `${name} ${count(n)}`).join(', ');
};

// Where the drawn cards lie: a box for each batch.
const batchMap = (audit, units) => {
  if (audit.batches.length > 80) return h('p', { class: 'quiet' }, t('many_batches', { n: count(audit.batches.length) }));
  const drawn = new Map();
  for (const unit of units) drawn.set(unit.batch_index, (drawn.get(unit.batch_index) ?? []).concat(unit));
  return h('ul', { class: 'batches', 'aria-label': t('batches') }, audit.batches.map((batch) => {
    const here = drawn.get(batch.index) ?? [];
    return h('li', { class: here.length ? 'drawn' : '' }, h('span', {}, batch.batch),
      svg('svg', { viewBox: '0 0 60 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
        here.map((unit) => (unit.position === null
          ? svg('rect', { width: 60, height: 10, class: unit.same || !audit.compares ? 'same' : 'differs' })
          : svg('rect', { x: (58 * (unit.position - 0.5)) / batch.cards, width: 2, height: 10, class: unit.same || !audit.compares ? 'same' : 'differs' })))),
      h('small', {}, here.some((unit) => unit.position === null) ? t('batch_counted', { cards: count(batch.cards) }) : t('drawn_of', { n: count(here.length), cards: count(batch.cards) })));
  }));
};

// The contest as the paper says, and whether the reported winners win there.
const onPaper = async (audit, scenario) => (await ask({ do: 'run', scenario, ...seedOf() })).document.contests.find((it) => it.id === audit.contest.id);
const wins = async (audit, scenario) => (await onPaper(audit, scenario)).true.winners.join(', ') === audit.reported.winners.join(', ');

const ending = async (audit, scenario) => {
  const says = [];
  if (audit.decision === 'confirmed') says.push(h('p', { class: 'verdict good' }, t(audit.limits_risk ? 'confirmed' : 'not_objected', { who: audit.reported.winners.join(', '), n: count(audit.cards), all: count(audit.reported.cards) })));
  else if (audit.decision === 'full_hand_count') says.push(h('p', { class: 'verdict warn' }, t('counted_in_full', { n: count(audit.cards) })), audit.why ? h('p', {}, t('why_counted', { why: withNames(audit.why) })) : null);
  const contest = await onPaper(audit, scenario);
  const right = await wins(audit, scenario);
  says.push(h('details', {}, h('summary', {}, t('paper_says')),
    h('p', {}, t(right ? (JSON.stringify(contest.true.tally) === JSON.stringify(audit.reported.votes) ? 'reported_right' : 'reported_winner_right') : 'reported_wrong', { who: contest.true.winners.join(', '), reported: audit.reported.winners.join(', ') })),
    voteBars(contest.true.tally, contest.true.winners)));
  return says;
};

const watchScreen = async (root) => {
  const scenario = await scenarioOf();
  const of = await ask({ do: 'scenario', scenario });
  const methods = (of.methods ?? []).filter((name) => WATCHED.includes(name));
  root.append(...heading('watch', ['hand_reading', 'risk', 'discrepancy']));
  if (!methods.length) { root.append(h('p', {}, t('no_audit'))); return; }
  if (!methods.includes(state.method)) change({ method: methods[0], step: 0 });
  const place = h('div', { class: 'result' });
  let audit = null;
  const load = () => show(place, async () => {
    say(t('working'));
    audit = await ask({ do: 'audit', scenario, ...seedOf(), method: state.method, contest: state.contest, card_by_card: true, boards: LARGEST_STEP });
    return draw();
  });
  const draw = async () => {
    const step = Math.min(state.step, audit.units.length);
    const units = audit.units.slice(0, step);
    const points = units.map((unit, at) => [at + 1, unit.measured]).filter(([, p]) => p !== null);
    const unit = units.at(-1);
    const finished = step === audit.units.length && (audit.ended || audit.taken >= LARGEST_STEP);
    const kind = audit.by_batch ? 'batches' : 'cards';
    // A poll has no records of single ballots to compare with.
    const { compares } = audit;
    const judged = audit.units.findIndex((it, at) => at >= step && it.measured !== null);
    const status = step === 0 ? t(`watch_none_${kind}`, { who: audit.reported.winners.join(', ') }) + (audit.limits_risk ? ` ${t('limit_is', { limit: chance(audit.risk_limit) })}` : '')
      : t(unit.measured !== null ? (compares ? `watch_status_${kind}` : 'board_status') : !audit.limits_risk ? 'watch_status_no_limit' : compares ? `watch_status_${kind}_no_risk` : 'watch_status_poll_no_risk', { n: count(step), p: chance(unit.measured), limit: chance(audit.risk_limit), off: count(units.filter((it) => !it.same).length) });
    say(status);
    return [
      h('p', { class: 'status' }, status),
      unit ? h('dl', { class: 'pair' },
        h('div', {}, h('dt', {}, t('place')), h('dd', {}, unit.batch ?? '–', unit.position ? `, ${t('card_number', { n: count(unit.position) })}` : '')),
        compares ? h('div', {}, h('dt', {}, t('machine_says')), h('dd', {}, shownMarks(unit.recorded))) : null,
        h('div', {}, h('dt', {}, t('people_read')), h('dd', {}, shownMarks(unit.read))),
        compares ? h('div', { class: unit.same ? 'good' : 'warn' }, h('dt', {}, t('compared')), h('dd', {}, t(unit.recorded === null ? 'no_record_to_compare' : unit.same ? 'same' : 'differs'))) : null) : null,
      judged > step ? h('p', { class: 'quiet' }, t('watch_round', { n: count(judged + 1) })) : null,
      finished ? await ending(audit, scenario) : null,
      finished && audit.taken > audit.units.length ? h('p', {}, t('listed_only', { n: count(audit.units.length), all: count(audit.taken) })) : null,
      finished && !audit.ended ? h('p', {}, t('cut_off', { n: count(LARGEST_STEP) })) : null,
      points.length ? riskChart(points, audit.risk_limit, audit.posterior) : null,
      h('h2', {}, t('batches')), batchMap(audit, units),
      units.length ? table(t('latest'), [t('number'), t('risk'), t('place'), compares ? t('machine_says') : null, t('people_read')].filter(Boolean),
        units.slice(-8).reverse().map((it, at) => [count(step - at), chance(it.measured), `${it.batch ?? '–'}${it.position ? `, ${count(it.position)}` : ''}`, compares ? shownMarks(it.recorded) : null, shownMarks(it.read)].filter((cell) => cell !== null))) : null,
      command(commandFor('run')),
    ];
  };
  const go = (step) => {
    if (!audit) return;
    change({ step: Math.max(0, Math.min(step, audit.units.length)) });
    show(place, draw);
  };
  root.append(h('div', { class: 'controls' },
    methodSelect(methods, (method) => { change({ method, step: 0 }); load(); }),
    of.contests.length > 1 ? selector(t('contest'), of.contests.map((it, at) => [at, it.title]), state.contest, (contest) => { change({ contest: Number(contest), step: 0 }); load(); }) : null,
    h('p', { class: 'buttons' },
      button(t('next_one'), () => go(state.step + 1), { class: 'main' }), button(t('next_ten'), () => go(state.step + 10)),
      button(t('to_end'), () => go(Infinity)), button(t('again'), () => go(0)))), place);
  await load();
};
