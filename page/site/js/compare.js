// Which audit takes how much work? Each is made many times on the same paper.
const compareScreen = async (root) => {
  const scenario = await scenarioOf();
  const of = await ask({ do: 'scenario', scenario });
  const methods = of.methods ?? [];
  root.append(...heading('compare', ['ballot_comparison', 'ballot_polling', 'batch_comparison']));
  if (!methods.length) { root.append(h('p', {}, t('no_audit'))); return; }
  const chosen = new Set(state.compared.split(',').filter((name) => methods.includes(name)));
  if (!chosen.size) methods.slice(0, 3).forEach((name) => chosen.add(name));
  const place = h('div', { class: 'result' });
  let running = 0;
  const first = () => { running++; place.replaceChildren(h('p', { class: 'quiet' }, t('compare_first'))); };
  const start = () => show(place, async () => {
    if (!chosen.size) { say(t('compare_first')); return [h('p', { class: 'warn' }, t('compare_first'))]; }
    const mine = ++running;
    const rows = [];
    for (const method of methods.filter((name) => chosen.has(name))) {
      if (mine !== running) throw new Stopped();
      say(`${t('working')} ${methodName(method)}`);
      const said = await ask({ do: 'simulate', scenario, ...seedOf(), methods: [method], trials: 200 });
      rows.push(...said.document.methods);
    }
    say(t('compare_done'));
    const most = Math.max(1, ...rows.map((row) => row.cards.quantiles['0.9']));
    const several = of.contests.length > 1;
    const name = (row) => `${methodName(row.method)}${several ? `, ${of.contests.find((it) => it.id === row.contest)?.title ?? row.contest}` : ''}`;
    return [
      h('ul', { class: 'bars wide' }, rows.map((row) => h('li', {}, h('span', { class: 'bar-name' }, name(row)),
        h('span', { class: 'bar-track', 'aria-hidden': 'true' }, svg('svg', { viewBox: '0 0 100 10', preserveAspectRatio: 'none' },
          svg('rect', { width: (100 * row.cards.quantiles['0.9']) / most, height: 10, class: 'light' }),
          svg('rect', { width: (100 * row.cards.quantiles['0.5']) / most, height: 10, class: 'confirmed' }))),
        h('span', { class: 'bar-number' }, count(row.cards.quantiles['0.5']))))),
      h('p', { class: 'quiet' }, t('compare_bars')),
      table(t('compare_caption'), [t('method'), t('median_cards'), t('most_cards'), t('full_share'), t('wrong_share'), t('hours')],
        rows.map((row) => [name(row), count(row.cards.quantiles['0.5']), count(row.cards.quantiles['0.9']), percent(row.full_hand_count), percent(row.confirmed_wrong), count(Math.round(row.hours.mean * 10) / 10)])),
      command(commandFor('simulate', `${methods.filter((it) => chosen.has(it)).map((it) => ` --method ${it}`).join('')} --trials 200`)),
    ];
  });
  const boxes = methods.map((name) => {
    const id = `method-${++fieldIds}`;
    return h('li', {}, h('input', { id, type: 'checkbox', checked: chosen.has(name), onchange: (event) => {
      if (event.target.checked) chosen.add(name); else chosen.delete(name);
      change({ compared: [...chosen].join(',') });
      first();
    } }), ' ', h('label', { for: id }, methodName(name)), h('small', {}, methodSays(name)));
  });
  root.append(h('fieldset', { class: 'controls' }, h('legend', {}, t('compare_which')), h('ul', { class: 'choices' }, boxes)),
    h('p', { class: 'buttons' }, button(t('start'), start, { class: 'main' }), button(t('stop'), () => { running++; stopEngine(); })), place);
  first();
};
