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
