// Opens every page of a folder in a real browser and says what is wrong with it: node check.mjs FOLDER
// Beside PAGE.html may lie PAGE.json, the document of the same command: the page's numbers must be the document's.
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { DESKTOP, PHONE, start } from './browser.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const folder = resolve(process.argv[2]);
const pages = readdirSync(folder).filter((file) => file.endsWith('.html')).sort();

// The value at a JSON pointer (RFC 6901).
const at = (document, pointer) =>
  pointer.split('/').slice(1).reduce((value, key) => value?.[key.replaceAll('~1', '/').replaceAll('~0', '~')], document);

// What a reader would stumble over in the page as it is laid out.
const layout = () => {
  const wrong = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth + 1) wrong.push(`wider than the screen: ${root.scrollWidth} > ${root.clientWidth}`);
  let before = 0;
  for (const heading of document.querySelectorAll('h1, h2, h3, h4')) {
    const level = Number(heading.tagName[1]);
    if (level > before + 1) wrong.push(`heading ${heading.textContent} skips a level`);
    before = level;
  }
  const ids = [...document.querySelectorAll('[id]')].map((it) => it.id);
  for (const id of ids.filter((id, place) => ids.indexOf(id) !== place)) wrong.push(`id ${id} twice`);
  for (const table of document.querySelectorAll('table')) {
    if (!table.caption?.textContent.trim()) wrong.push('a table without a caption');
    if ([...table.querySelectorAll('th')].some((th) => !th.scope)) wrong.push(`${table.caption?.textContent}: a head without a scope`);
  }
  for (const svg of document.querySelectorAll('main svg.chart, main svg.map')) {
    const name = svg.querySelector('title')?.textContent;
    if (svg.getAttribute('role') !== 'img' || !name || !svg.querySelector('desc')) wrong.push('a chart without role, title or desc');
    if (!svg.closest('figure')?.querySelector('figcaption')) wrong.push(`${name}: no caption`);
    const frame = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll('text:not(.letter)')].map((text) => [text.textContent, text.getBoundingClientRect()]);
    for (const [words, box] of texts) {
      if (!box.width) continue;
      if (box.left < frame.left - 3 || box.right > frame.right + 3) wrong.push(`${name}: "${words}" leaves the chart`);
      if (box.height < 10) wrong.push(`${name}: "${words}" is tiny`);
    }
    texts.forEach(([words, a], place) => {
      for (const [others, b] of texts.slice(place + 1)) {
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left);
        const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 3 && down > 5) wrong.push(`${name}: "${words}" lies on "${others}"`);
      }
    });
  }
  return wrong;
};

const wrong = [];
let numbers = 0;
let rules = 0;
const browser = await start();
for (const file of pages) {
  const address = `file://${join(folder, file)}`;
  const complain = (where, what) => wrong.push(`${file}, ${where}: ${what}`);
  for (const [where, viewport, media] of [['phone', PHONE, 'screen'], ['desktop', DESKTOP, 'screen'], ['dark', PHONE, 'screen'], ['print', { width: 740, height: 1000 }, 'print']]) {
    const tab = await browser.newPage({ viewport });
    tab.on('console', (message) => complain(where, `console: ${message.text()}`));
    tab.on('pageerror', (error) => complain(where, `error: ${error.message}`));
    tab.on('request', (request) => {
      if (request.url() !== address && !request.url().startsWith('data:')) complain(where, `asks for ${request.url()}`);
    });
    await tab.emulateMedia({ media, colorScheme: where === 'dark' ? 'dark' : 'light' });
    await tab.goto(address);
    for (const it of await tab.evaluate(layout)) complain(where, it);
    await tab.evaluate(`${axe}; undefined`);
    const found = await tab.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
    rules = Math.max(rules, found.passes.length);
    for (const it of found.violations) complain(where, `axe ${it.id}: ${it.help}: ${it.nodes.slice(0, 3).map((node) => node.html.slice(0, 160)).join(' | ')}`);
    if (media === 'print' && (await tab.pdf({ format: 'Letter' })).length < 1000) complain(where, 'does not print');
    const beside = join(folder, file.replace(/html$/, 'json'));
    if (where === 'desktop' && existsSync(beside)) {
      const document = JSON.parse(readFileSync(beside, 'utf8'));
      const cells = await tab.evaluate(() =>
        [...globalThis.document.querySelectorAll('data[data-json]')].map((it) => [it.dataset.json, it.value]));
      for (const [pointer, value] of cells) {
        const said = at(document, pointer);
        const same = typeof said === 'number' ? Number(value) === said : value === said;
        if (!same) complain(where, `${pointer}: the page says ${value}, the document ${said}`);
      }
      if (!cells.length) complain(where, 'no number leads to the document');
      numbers += cells.length;
    }
    await tab.close();
  }
  const silent = await browser.newContext({ javaScriptEnabled: false, viewport: PHONE });
  const tab = await silent.newPage();
  await tab.goto(address);
  const words = await tab.locator('main').innerText();
  if (words.length < 200 || !(await tab.locator('h1').isVisible())) complain('without scripts', 'shows nothing');
  await silent.close();
}
await browser.close();
for (const it of wrong) console.log(it);
console.log(`${pages.length} pages at phone and desktop width, light and dark, in print and without scripts; ${numbers} numbers held against their documents; up to ${rules} axe rules passed; ${wrong.length} complaints`);
process.exit(wrong.length || !pages.length ? 1 : 0);
