// Who decides which cards are looked at?
const die = (value) => {
  const spots = { 1: [[2, 2]], 2: [[1, 1], [3, 3]], 3: [[1, 1], [2, 2], [3, 3]], 4: [[1, 1], [1, 3], [3, 1], [3, 3]],
    5: [[1, 1], [1, 3], [2, 2], [3, 1], [3, 3]], 6: [[1, 1], [1, 2], [1, 3], [3, 1], [3, 2], [3, 3]] }[value] ?? [];
  return svg('svg', { viewBox: '0 0 40 40', class: 'die', 'aria-hidden': 'true' },
    svg('rect', { x: 1, y: 1, width: 38, height: 38, rx: 7 }),
    spots.map(([x, y]) => svg('circle', { cx: x * 10, cy: y * 10, r: 3.6 })));
};

const seedScreen = async (root) => {
  const dice = h('div', { class: 'dice' });
  const drawn = h('div', { class: 'result' });
  const id = 'seed-field';
  const field = h('input', { id, type: 'text', inputmode: 'numeric', autocomplete: 'off', value: state.seed, 'aria-describedby': 'seed-help' });
  const left = h('p', { class: 'warn', role: 'alert' });
  const digits = () => (field.value.match(/[1-6]/g) ?? []).slice(0, 30);
  const use = () => {
    const thrown = digits();
    change({ seed: thrown.join(' '), ...ANEW });
    const others = field.value.replace(/[1-6\s,;.+-]/g, '').slice(0, 20);
    left.textContent = [others ? t('seed_left_out', { what: others }) : '', thrown.length && thrown.length < 10 ? t('seed_few', { n: count(6 ** thrown.length) }) : ''].filter(Boolean).join(' ');
    dice.replaceChildren(...thrown.map((value) => die(Number(value))));
    if (!thrown.length) { drawn.replaceChildren(h('p', { class: 'quiet' }, t('seed_none'))); return; }
    show(drawn, async () => {
      const scenario = await scenarioOf();
      const of = await ask({ do: 'scenario', scenario });
      const methods = state.scenario === 'own' ? METHODS : of.methods ?? [];
      const method = methods.find((name) => ['ballot_comparison', 'polling', 'super_simple', 'bravo'].includes(name));
      if (!method) return [h('p', {}, t('no_cards_drawn'))];
      const audit = await ask({ do: 'audit', scenario, ...seedOf(), method, card_by_card: true, boards: 6 });
      say(t('seed_says', { n: count(audit.units.length) }));
      return [
        table(t('seed_drawn', { n: count(audit.units.length) }), [t('number'), t('batch'), t('position')],
          audit.units.map((unit, at) => [count(at + 1), unit.batch, count(unit.position ?? 0)])),
        h('p', {}, h('a', { href: linkTo({ screen: 'watch' }), class: 'next' }, t('next_watch'))),
        command(commandFor('run')),
      ];
    });
  };
  const roll = () => {
    field.value = Array.from(crypto.getRandomValues(new Uint32Array(10)), (n) => 1 + (n % 6)).join(' ');
    use();
  };
  field.addEventListener('change', use);
  root.append(...heading('seed', ['seed', 'random_sample']),
    h('div', { class: 'controls' },
      h('p', {}, button(t('roll'), roll, { class: 'main' })),
      h('p', { class: 'field' }, h('label', { for: id }, t('seed_field')), field),
      h('p', { class: 'quiet', id: 'seed-help' }, t('seed_help')),
      h('p', {}, button(t('seed_use'), use)), left),
    dice, drawn);
  use();
};
