// Could somebody cheat and not be caught? The class alters records; the audits look for them.
const placedOf = (text) => new Map(text === '' ? [] : text.split(',').map((it) => { const at = it.lastIndexOf('*'); return [it.slice(0, at), Number(it.slice(at + 1))]; }));

const ATTACKS = ['fewest_cards', 'spread', 'packed', 'largest_batches', 'smallest_batches'];
const FOUR = ['ballot_comparison', 'polling', 'batch_comparison', 'fixed_percentage'];

const cheatScreen = async (root) => {
  root.append(...heading('cheat', ['adversary', 'risk_limit', 'batch']));
  const placed = placedOf(state.placed);
  const none = { wrong: 'nothing', affected: undefined };
  const honest = await placedElection(new Map(), {}, none);
  const own = () => placedElection(placed, {}, none);
  const { batches } = await ask({ do: 'scenario', scenario: honest, ...seedOf() });
  const reported = h('div', { class: 'result' });
  const result = h('div', { class: 'result' });
  const draw = () => show(reported, async () => {
    const run = await ask({ do: 'run', scenario: await own(), ...seedOf() });
    const contest = run.document.contests[0];
    const stage = contest.stages[0];
    const altered = stage.misrecorded;
    const wrong = stage.winners.join() !== contest.true.winners.join();
    const text = t(!stage.winners.length ? 'cheat_tie' : wrong ? 'cheat_enough' : 'cheat_more', { n: count(altered), who: stage.winners.join(', ') || t('nobody') });
    say(text);
    const asked = [...placed.values()].reduce((sum, n) => sum + n, 0);
    return [voteBars(stage.tally, stage.winners), h('p', { class: `status ${wrong ? 'warn' : ''}` }, text),
      asked > altered ? h('p', { class: 'warn' }, t('cheat_fewer', { asked: count(asked), n: count(altered) })) : null];
  });
  const attempt = () => show(result, async () => {
    say(t('working'));
    const scenario = await own();
    const said = await ask({ do: 'simulate', scenario, ...seedOf(), methods: METHODS, trials: 1000 });
    say(t('cheat_done'));
    return [table(t('cheat_caption'), [t('method'), t('noticed_share'), t('wrong_share'), t('median_cards')],
      said.document.methods.map((row) => [methodName(row.method), percent(row.noticed), percent(row.confirmed_wrong), count(row.cards.quantiles['0.5'])])),
    h('p', {}, t('cheat_limit', { limit: `${state.limit}%` })), command(commandFor('simulate'))];
  });
  const program = () => show(result, async () => {
    say(t('working'));
    const said = await ask({ do: 'attack', scenario: honest, ...seedOf(), attacks: ATTACKS, methods: FOUR, trials: 200 });
    say(t('cheat_done'));
    const cell = (attack, method) => {
      const it = said.document.attacks.find((row) => row.attack === attack && row.method === method);
      return it?.confirmed_wrong === undefined || it.confirmed_wrong === null ? t('not_possible') : percent(it.confirmed_wrong);
    };
    return [table(t('attack_caption'), [t('attack_word'), ...FOUR.map((name) => methodName(name))],
      ATTACKS.map((attack) => [t(`attack_${attack}`), ...FOUR.map((method) => cell(attack, method))])),
    h('p', {}, t('cheat_limit', { limit: `${state.limit}%` }))];
  });
  const cells = batches.map(({ batch, cards }) => {
    const id = `batch-${++fieldIds}`;
    return h('li', {}, h('label', { for: id }, batch, h('small', {}, t('cards_in', { n: count(cards) }))),
      h('input', { id, type: 'number', min: 0, max: cards, value: placed.get(batch) ?? 0, onchange: (event) => {
        const n = Math.max(0, Math.min(cards, Math.floor(Number(event.target.value) || 0)));
        event.target.value = n;
        placed.set(batch, n);
        change({ placed: [...placed].filter(([, k]) => k > 0).map(([name, k]) => `${name}*${k}`).join(',') });
        result.replaceChildren();
        draw();
      } }));
  });
  root.append(h('p', {}, t('cheat_how')), h('ul', { class: 'cells', 'aria-label': t('batches') }, cells), reported,
    h('p', { class: 'buttons' }, button(t('cheat_try'), attempt, { class: 'main' }), button(t('cheat_program'), program), button(t('stop'), () => stopEngine())), result);
  await draw();
};
