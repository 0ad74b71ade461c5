// The engine: unpacked once, then asked in a worker that can be stopped.
let moduleReady;
let worker = null;
let ready = null;
let lastId = 0;
const waiting = new Map();

// The bytes of windows-1252 from 0x80 to 0x9f, as they are read; 0 where the character has the byte's own number.
const READ_AS = [0x20ac, 0, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039, 0x152, 0, 0x17d, 0,
  0, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014, 0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0, 0x17e, 0x178];

// The packed engine: the characters of its element are its bytes, but for the few that follow an escape.
const packedEngine = () => {
  const text = document.getElementById('engine').textContent;
  const bytes = new Uint8Array(text.length);
  const back = new Map(READ_AS.map((code, at) => [code, 0x80 + at]));
  let length = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x1b) bytes[length++] = text.charCodeAt(++at) ^ 0x40;
    else if (code < 0x100) bytes[length++] = code;
    else if (back.has(code)) bytes[length++] = back.get(code);
    else throw new Error(t('engine_unread'));
  }
  return bytes.subarray(0, length);
};

const unpacked = async () => {
  const stream = new Blob([packedEngine()]).stream().pipeThrough(new DecompressionStream('gzip'));
  return WebAssembly.compile(await new Response(stream).arrayBuffer());
};

const startWorker = async () => {
  moduleReady ??= unpacked();
  const module = await moduleReady;
  const source = new Blob([document.getElementById('worker').textContent], { type: 'text/javascript' });
  const address = URL.createObjectURL(source);
  worker = new Worker(address);
  URL.revokeObjectURL(address);
  await new Promise((resolve, reject) => {
    worker.onmessage = ({ data }) => (data.ready ? resolve() : reject(new Error(data.broken)));
    worker.postMessage({ module });
  });
  worker.onmessage = ({ data }) => {
    const { resolve, reject } = waiting.get(data.id) ?? {};
    waiting.delete(data.id);
    if (data.broken) {
      stopEngine();
      reject?.(new Error(t('engine_broken')));
    } else {
      const said = JSON.parse(data.answer);
      if (said.error === undefined) resolve?.(said.ok);
      else reject?.(new Error(said.error));
    }
  };
};

// Ends all work; the next question starts a new worker.
const stopEngine = () => {
  worker?.terminate();
  worker = null;
  ready = null;
  for (const { reject } of waiting.values()) reject(new Stopped());
  waiting.clear();
};

class Stopped extends Error {}

// The answer to a question; answers that were given are kept, as they never change.
const known = new Map();
const ask = async (what) => {
  const question = JSON.stringify({ lang: state.lang, ...what });
  if (known.has(question)) return known.get(question);
  ready ??= startWorker();
  await ready;
  const id = ++lastId;
  const answer = await new Promise((resolve, reject) => {
    waiting.set(id, { resolve, reject });
    worker.postMessage({ id, question });
  });
  if (known.size > 60) known.clear();
  known.set(question, answer);
  return answer;
};

// The scenario that the state names: a shipped one by its name, or the class's own as its text.
const scenarioOf = async () => {
  if (state.scenario !== 'own') return state.scenario;
  return placedElection(placedOf(state.placed));
};

// The class's own election with records altered where they are placed; where none is, with the faults that are given, else its own.
const placedElection = async (placed, more = {}, faults = {}) => {
  const flips = [...placed].filter(([, n]) => n > 0);
  const fault = flips.length ? { wrong: 'flip', affected: undefined, placed: flips } : faults;
  return (await ask(ownElection({ ...fault, ...more }))).text;
};

// The question for the class's own election; some screens ask for further methods.
const ownElection = (more) => {
  const made = {
    do: 'make', cards: state.cards, margin: state.margin, wrong: state.wrong, care: state.care,
    risk_limit: state.limit, methods: METHODS,
  };
  if (['flip', 'faint', 'fold'].includes(state.wrong) && state.affected > 0) made.affected = state.affected;
  return { ...made, ...more };
};
