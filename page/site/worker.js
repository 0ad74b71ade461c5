// The engine in a worker of its own: a question comes in as text, an answer goes out as text.
let engine;
const begin = async (module) => {
  // A crate that reads office files names functions of a binding tool; nothing that the page asks calls them.
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    (imports[from] ??= {})[name] = () => { throw new Error(`${name} is not there`); };
  }
  engine = (await WebAssembly.instantiate(module, imports)).exports;
};
const answer = (question) => {
  const asked = new TextEncoder().encode(question);
  const place = engine.alloc(asked.length);
  new Uint8Array(engine.memory.buffer, place, asked.length).set(asked);
  const said = BigInt.asUintN(64, engine.call(place, asked.length));
  const [from, length] = [Number(said >> 32n), Number(said & 0xffffffffn)];
  const text = new TextDecoder().decode(new Uint8Array(engine.memory.buffer, from, length));
  engine.dealloc(from, length);
  return text;
};
onmessage = async ({ data }) => {
  try {
    if (data.module) {
      await begin(data.module);
      postMessage({ ready: true });
    } else {
      postMessage({ id: data.id, answer: answer(data.question) });
    }
  } catch (error) {
    postMessage({ id: data.id, broken: String(error) });
  }
};
