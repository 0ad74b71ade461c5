// Asks the WebAssembly module questions, one a line: node answers.mjs MODULE QUESTIONS > answers
import { readFileSync, writeSync } from 'node:fs';

const [module, questions] = process.argv.slice(2);
const compiled = await WebAssembly.compile(readFileSync(module));
const imports = {};
for (const { module: from, name } of WebAssembly.Module.imports(compiled)) {
  (imports[from] ??= {})[name] = () => { throw new Error(`${name} is not there`); };
}
const engine = (await WebAssembly.instantiate(compiled, imports)).exports;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

const write = (text) => {
  const bytes = encoder.encode(text);
  for (let done = 0; done < bytes.length;) done += writeSync(1, bytes, done);
};

for (const question of readFileSync(questions, 'utf8').trimEnd().split('\n')) {
  const asked = encoder.encode(question);
  const place = engine.alloc(asked.length);
  new Uint8Array(engine.memory.buffer, place, asked.length).set(asked);
  const said = BigInt.asUintN(64, engine.call(place, asked.length));
  const [from, length] = [Number(said >> 32n), Number(said & 0xffffffffn)];
  write(`${decoder.decode(new Uint8Array(engine.memory.buffer, from, length))}\n`);
  engine.dealloc(from, length);
}
