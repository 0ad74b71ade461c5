// How many cards does it take, and how often is the answer wrong? The audit is made again and again.
const thousandScreen = async (root) => {
  const scenario = await scenarioOf();
  const of = await ask({ do: 'scenario', scenario });
  const methods = of.methods ?? [];
  root.append(...heading('thousand', ['risk_limit', 'sample_size', 'seed']));
  if (!methods.length) { root.append(h('p', {}, t('no_audit'))); return; }
  if (!methods.includes(state.method)) change({ method: methods[0] });
  const place = h('div', { class: 'result' });
  let running = 0;
  const draw = (said) => {
    const { document, cards } = said;
    return [
      h('p', { class: 'status' }, t('thousand_status', { n: count(document.trials) })),
      document.methods.map((row, at) => [
        document.methods.length > 1 ? h('h2', {}, of.contests.find((it) => it.id === row.contest)?.title ?? row.contest) : null,
        histogram(cards[at], t('thousand_chart')),
        table(t('thousand_caption', { method: methodName(row.method) }), [t('what'), t('result')], [
          [t('confirmed_share'), percent(row.confirmed)],
          [t('full_share'), percent(row.full_hand_count)],
          [t(row.reported_outcome_correct ? 'wrong_impossible' : 'wrong_share'), percent(row.confirmed_wrong)],
          row.noticed > 0 || !row.reported_outcome_correct ? [t('noticed_share'), percent(row.noticed)] : null,
          [t('median_cards'), count(row.cards.quantiles['0.5'])],
          [t('most_cards'), count(row.cards.quantiles['0.9'])],
        ].filter(Boolean))]),
      command(commandFor('simulate', ` --method ${state.method} --trials ${document.trials}`)),
    ];
  };
  const start = async () => {
    const mine = ++running;
    for (const trials of [10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10000].filter((n) => n <= state.trials)) {
      if (mine !== running || !place.isConnected) return;
      await show(place, async () => {
        const said = await ask({ do: 'simulate', scenario, ...seedOf(), methods: [state.method], trials });
        say(t('thousand_status', { n: count(trials) }));
        change({ made: trials });
        return draw(said);
      });
      await new Promise((resolve) => { setTimeout(resolve, 250); });
    }
  };
  const first = () => { running++; place.replaceChildren(h('p', { class: 'quiet' }, t('thousand_first'))); };
  const stop = () => { running++; stopEngine(); say(t('stopped')); };
  root.append(h('div', { class: 'controls' },
    methodSelect(methods, (method) => { change({ method, ...ANEW }); first(); }),
    selector(t('how_many'), [[100, count(100)], [1000, count(1000)], [10000, count(10000)]], state.trials, (trials) => change({ trials: Number(trials) })),
    h('p', { class: 'buttons' }, button(t('start'), start, { class: 'main' }), button(t('stop'), stop))), place);
  if (state.made) await show(place, async () => draw(await ask({ do: 'simulate', scenario, ...seedOf(), methods: [state.method], trials: state.made })));
  else first();
};
