// Words, state and elements: what every screen uses.
const TEXTS = JSON.parse(document.getElementById('texts').textContent);
const METHODS = ['ballot_comparison', 'super_simple', 'polling', 'minerva', 'batch_comparison', 'fixed_percentage'];
const LARGEST_STEP = 5000;

// The state of the page; all of it stands in the link.
const FIRST = {
  screen: 'start', lang: 'en', scenario: 'own', cards: 400, margin: 20, wrong: 'nothing', affected: 0, care: 'careful',
  limit: 10, seed: '', method: 'ballot_comparison', contest: 0, step: 0, trials: 1000, readings: '', placed: '',
  compared: 'ballot_comparison,polling,batch_comparison', ranked: 'maine-2018-cd2', names: 'Ada, Ben, Cem',
  ballots: '9: Ada\n8: Ben > Cem\n5: Cem > Ben', seats: 1, round: 1, term: '', counted: 0, made: 0, lesson: '',
};
// What begins anew when the election or the dice are others.
const ANEW = { step: 0, readings: '', made: 0 };
const state = { ...FIRST };
// Whether the link names something that the page does not have.
let damaged = false;

const readLink = () => {
  const [path, query = ''] = location.hash.replace(/^#\/?/, '').split('?');
  damaged = false;
  Object.assign(state, FIRST, { lang: navigator.language.startsWith('es') ? 'es' : 'en' });
  for (const [key, value] of new URLSearchParams(query)) {
    if (!(key in FIRST) || key === 'screen') continue;
    const given = typeof FIRST[key] === 'number' ? Number(value) : value.slice(0, 5000);
    const isSound = typeof given !== 'number' || (Number.isInteger(given) && given >= 0);
    if (isSound && (KNOWN[key]?.(given) ?? true)) state[key] = given;
    else damaged = true;
  }
  if (!(state.lang in TEXTS)) state.lang = 'en';
  if (path in SCREENS) state.screen = path;
};

// The link to a state: what differs from the first state, and always the language.
const linkTo = (change) => {
  const all = { ...state, ...change };
  const query = new URLSearchParams();
  for (const key of Object.keys(FIRST)) {
    if (key !== 'screen' && (key === 'lang' || all[key] !== FIRST[key])) query.set(key, all[key]);
  }
  return `#/${all.screen}?${query}`;
};

// Changes the state and the link, without a new entry in the browser's history.
const change = (what) => {
  Object.assign(state, what);
  history.replaceState(null, '', linkTo({}));
  drawNavigation();
};

const t = (key, gaps = {}) => {
  const text = TEXTS[state.lang][key];
  if (text === undefined) throw new Error(`no text ${key}`);
  return text.replace(/\{(\w+)\}/g, (_, name) => gaps[name]);
};

const count = (n) => Number(n).toLocaleString(state.lang === 'es' ? 'es-MX' : 'en-US');
const percent = (share) => `${count(Math.round(share * 1000) / 10)}%`;
// A risk, or the limit of it: percent with three digits.
const chance = (p) => {
  if (p === null || p === undefined) return '–';
  if (p > 0 && p < 0.00001) return `${t('below')} ${chance(0.00001)}`;
  return `${Number(100 * p).toLocaleString(state.lang === 'es' ? 'es-MX' : 'en-US', { maximumSignificantDigits: 3 })}%`;
};

const fill = (element, attributes, children) => {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== undefined && value !== null) element.setAttribute(name, value);
  }
  element.append(...children.flat(3).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
};
const h = (tag, attributes, ...children) => fill(document.createElement(tag), attributes, children);
const svg = (tag, attributes, ...children) =>
  fill(document.createElementNS('http://www.w3.org/2000/svg', tag), attributes, children);

const say = (text) => { document.getElementById('live').textContent = text; };

// The head of a screen: its question, and why it is asked, in two sentences with a way to the glossary.
const heading = (name, terms) => [
  h('h1', { id: 'question' }, t(`${name}_question`)),
  h('details', { class: 'why' }, h('summary', {}, t('why')), h('p', {}, t(`${name}_why`)),
    h('p', {}, t('see_glossary'), ' ', terms.flatMap((term, at) => [at ? ', ' : '',
      h('a', { href: linkTo({ screen: 'lessons', term }) }, t(`term_${term}`))]))),
];

const button = (label, action, more = {}) => h('button', { type: 'button', onclick: action, ...more }, label);

const selector = (label, options, value, action) => {
  const id = `select-${++fieldIds}`;
  return h('p', { class: 'field' }, h('label', { for: id }, label),
    h('select', { id, onchange: (event) => action(event.target.value) },
      options.map(([key, text]) => h('option', { value: key, selected: String(key) === String(value) }, text))));
};
let fieldIds = 0;

const slider = (label, range, value, shown, action) => {
  const id = `slider-${++fieldIds}`;
  const output = h('output', { for: id }, shown(value));
  return h('p', { class: 'field' }, h('label', { for: id }, label, ' ', output),
    h('input', {
      id, type: 'range', min: range[0], max: range[1], step: range[2] ?? 1, value, 'aria-valuetext': shown(value),
      oninput: (event) => {
        output.textContent = shown(Number(event.target.value));
        event.target.setAttribute('aria-valuetext', output.textContent);
      },
      onchange: (event) => action(Number(event.target.value)),
    }));
};

const table = (caption, heads, rows, more = {}) =>
  h('div', { class: 'scrolls', tabindex: 0, role: 'region', 'aria-label': caption },
    h('table', more, h('caption', {}, caption),
      h('thead', {}, h('tr', {}, heads.map((head) => h('th', { scope: 'col' }, head)))),
      h('tbody', {}, rows.map((row) => h('tr', {}, row.map((cell, at) =>
        (at ? h('td', {}, cell) : h('th', { scope: 'row' }, cell))))))));

// Puts the answer of the engine into a place; shows that it works, and what went wrong in a sentence.
const show = async (place, work) => {
  place.setAttribute('aria-busy', 'true');
  const token = {};
  place.token = token;
  try {
    const made = await work();
    if (place.token === token) place.replaceChildren(...[made].flat(3).filter(Boolean));
  } catch (error) {
    if (place.token === token) {
      const text = error instanceof Stopped ? t('stopped') : error.message;
      place.replaceChildren(h('p', { class: 'wrong', role: 'alert' }, text));
    }
  } finally {
    if (place.token === token) place.removeAttribute('aria-busy');
  }
};

const methodSelect = (methods, action) =>
  selector(t('method'), methods.map((name) => [name, methodName(name)]), state.method, action);

const command = (text) => h('p', { class: 'command' }, t('same_command'), ' ', h('code', {}, text));
const commandFor = (verb, more = '') => {
  const name = state.scenario === 'own' ? 'my-election.toml' : state.scenario;
  const seed = state.seed ? ` --seed '${state.seed}'` : '';
  return `recount ${verb} ${name}${more}${seed}`;
};
const seedOf = () => (state.seed ? { seed: state.seed } : {});
// The names of methods that the page explains; others have the engine's name.
const methodName = (name) => TEXTS[state.lang][`method_${name}`] ?? name;
// A text of the engine, with the names that people know in place of those of scenarios.
const withNames = (text) => text.replace(/\b[a-z]+(?:_[a-z]+)*\b/g, (name) => {
  const known = TEXTS[state.lang][`method_${name}`];
  return known ? known[0].toLowerCase() + known.slice(1) : name;
});
const methodSays = (name) => TEXTS[state.lang][`method_${name}_says`] ?? '';
