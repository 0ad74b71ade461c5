// The screens, the way between them, and the two languages.
const SCREENS = {
  start: startScreen, seed: seedScreen, watch: watchScreen, thousand: thousandScreen, board: boardScreen,
  cheat: cheatScreen, compare: compareScreen, ranked: rankedScreen, lessons: lessonsScreen,
};

const drawNavigation = () => {
  document.getElementById('nav').replaceChildren(h('ol', {}, Object.keys(SCREENS).map((name) => h('li', {},
    h('a', { href: linkTo({ screen: name, term: '' }), 'aria-current': name === state.screen ? 'page' : null }, t(`nav_${name}`))))));
  document.getElementById('languages').replaceChildren(...[['en', 'English'], ['es', 'Español']].flatMap(([code, name], at) => [at ? ' · ' : '',
    h('a', { href: linkTo({ lang: code }), lang: code, 'aria-current': code === state.lang ? 'true' : null }, name)]));
};

// Records that were altered on the screen of cheats are altered on all others too, and each says so.
const placedNote = () => (state.placed && state.scenario === 'own' && ['start', 'seed', 'watch', 'thousand', 'board', 'compare'].includes(state.screen)
  ? h('p', { class: 'warn' }, t('placed_note'), ' ', h('a', { href: linkTo({ placed: '', ...ANEW }) }, t('placed_remove'))) : null);

// What a link may say; anything else comes from a link that was cut or changed on its way.
const oneOf = (...list) => (value) => list.includes(value);
const within = (least, most) => (value) => value >= least && value <= most;
// Shipped elections have methods of their own.
const isName = (name) => /^[a-z_]{1,40}$/.test(name);
const KNOWN = {
  method: isName, wrong: oneOf(...WRONGS), care: oneOf(...CARES), ranked: oneOf('own', ...RANKED_EVENTS),
  lesson: oneOf('', ...LESSONS.map(([name]) => name)), cards: within(100, 5000), margin: within(2, 40), limit: within(1, 50),
  seats: within(1, 3), compared: (names) => names === '' || names.split(',').every(isName),
};

const isShipped = async (name) => {
  const { events, faults } = await ask({ do: 'scenarios' });
  return name === 'own' || [...events, ...faults].some((it) => it.name === name);
};

let drawn = 0;
const draw = async () => {
  const mine = ++drawn;
  document.documentElement.lang = state.lang;
  document.title = `${t(`nav_${state.screen}`)} – ${t('name')}`;
  for (const [id, key] of [['skip', 'skip'], ['name', 'name'], ['foot', 'foot']]) document.getElementById(id).textContent = t(key);
  document.getElementById('nav').setAttribute('aria-label', t('screens'));
  drawNavigation();
  const main = document.getElementById('main');
  const root = h('div', { class: `screen ${state.screen}` }, lessonBar() ?? '', placedNote() ?? '', h('p', { class: 'quiet waits' }, t('working')));
  main.replaceChildren(root);
  main.setAttribute('aria-busy', 'true');
  try {
    if (!(await isShipped(state.scenario))) [state.scenario, damaged] = ['own', true];
    if (damaged) root.prepend(h('p', { class: 'warn' }, t('link_damaged')));
    await SCREENS[state.screen](root);
  } catch (error) {
    if (mine === drawn) root.append(h('p', { class: 'wrong', role: 'alert' }, error instanceof Stopped ? t('stopped') : error.message));
  }
  if (mine !== drawn) return;
  root.querySelector('.waits')?.remove();
  main.removeAttribute('aria-busy');
  const term = state.term && document.getElementById(`term-${state.term}`);
  if (term) { term.scrollIntoView(); term.querySelector('dt').focus(); }
};

window.addEventListener('hashchange', () => { readLink(); draw().then(() => { if (!state.term) document.getElementById('main').focus(); }); scrollTo(0, 0); });
readLink();
draw();
