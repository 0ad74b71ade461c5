// Clicks through the classroom page: node classroom.mjs PAGE.html OUT [PICTURES]
// Writes to OUT what the page shows, with the scenario it shows it of, so that the command line can be held against it.
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { DESKTOP, PHONE, start } from './browser.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const [page, out, pictures] = process.argv.slice(2);
const address = `file://${resolve(page)}`;
const browser = await start();
const wrong = [];
const found = {};
let checks = 0;

const open = async (viewport, where, more = {}) => {
  const context = await browser.newContext({ viewport, ...more });
  const tab = await context.newPage();
  const complain = (what) => wrong.push(`${where}: ${what}`);
  tab.complain = complain;
  tab.on('console', (message) => complain(`console: ${message.text()}`));
  tab.on('pageerror', (error) => complain(`error: ${error.message}`));
  tab.on('request', (request) => {
    if (!/^(blob|data):/.test(request.url()) && request.url().split('#')[0] !== address) complain(`asks for ${request.url()}`);
  });
  return tab;
};
const settled = (tab) => tab.waitForFunction(() => document.querySelector('h1') && !document.querySelector('[aria-busy]'), null, { timeout: 120_000 });
const visit = async (tab, link) => {
  await tab.goto(`${address}#/${link}`);
  await settled(tab);
};
// axe, the width, headings, and tables that have heads; a picture where pictures are asked for.
const look = async (tab, name) => {
  checks += 1;
  const layout = await tab.evaluate(() => {
    const said = [];
    const root = document.documentElement;
    if (root.scrollWidth > root.clientWidth + 1) said.push(`wider than the screen: ${root.scrollWidth} > ${root.clientWidth}`);
    if (document.querySelectorAll('h1').length !== 1) said.push('not one h1');
    const ids = [...document.querySelectorAll('[id]')].map((it) => it.id);
    for (const id of ids.filter((id, at) => ids.indexOf(id) !== at)) said.push(`id ${id} twice`);
    const text = document.querySelector('main').innerText;
    if (/undefined|NaN|\[object|\{\w+\}/.test(text)) said.push(`an unfilled text: ${/.{0,40}(undefined|NaN|\[object|\{\w+\}).{0,40}/.exec(text)[0]}`);
    if (document.querySelector('[role=alert].wrong')) said.push(document.querySelector('[role=alert].wrong').innerText);
    return said;
  });
  layout.forEach((it) => tab.complain(`${name}: ${it}`));
  await tab.evaluate(`${axe}; undefined`);
  const axed = await tab.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
  for (const it of axed.violations) tab.complain(`${name}: axe ${it.id}: ${it.help}: ${it.nodes.slice(0, 3).map((node) => node.html.slice(0, 140)).join(' | ')}`);
  if (pictures) await tab.screenshot({ path: join(pictures, `${name}.png`), fullPage: true });
};
const press = async (tab, label) => {
  await tab.getByRole('button', { name: label, exact: true }).first().click();
  await settled(tab);
};
// The cells of a table, row by row.
const cells = (tab, at = 0) => tab.evaluate((at) => [...document.querySelectorAll('main table')[at].querySelectorAll('tbody tr')].map((row) => [...row.cells].map((cell) => cell.innerText)), at);
const scenarioText = async (tab) => tab.evaluate(() => document.querySelector('main pre').textContent);

const SEED = '4 2 6 1 5 3 1 6 2 4';
const S = encodeURIComponent(SEED);

// Every screen, in one language at one width.
const tour = async (lang, viewport, name, media) => {
  const tab = await open(viewport, name, media);
  const words = JSON.parse(/<script type="application\/json" id="texts">([\s\S]*?)<\/script>/.exec(readFileSync(page, 'utf8'))[1])[lang];
  const q = `lang=${lang}`;
  const shot = (screen) => look(tab, `${name}-${screen}`);

  await visit(tab, `start?${q}`);
  await tab.getByLabel(words.wrong).selectOption('flip');
  await press(tab, words.count_it);
  await tab.locator('main details').evaluateAll((all) => all.forEach((it) => { it.open = true; }));
  await shot('start');
  found[`${name}-start`] = { text: await scenarioText(tab), reported: await cells(tab) };
  await visit(tab, `start?${q}&scenario=antrim-2020&counted=1`);
  await shot('start-event');

  const textOf = async (query) => {
    await visit(tab, `start?${q}&counted=1${query}`);
    return scenarioText(tab);
  };
  const [plain, faint] = [await textOf(''), await textOf('&wrong=faint&affected=10')];

  await visit(tab, `seed?${q}`);
  await press(tab, words.roll);
  if (!(await tab.evaluate(() => location.hash)).includes('seed=')) tab.complain('the dice are not in the link');
  await tab.getByLabel(words.seed_field).fill(SEED);
  await press(tab, words.seed_use);
  await shot('seed');
  await tab.getByLabel(words.seed_field).fill(`${SEED} 7 9`);
  await press(tab, words.seed_use);
  if (!(await tab.locator('.controls .warn').innerText()).includes('79')) tab.complain('digits that no die shows are dropped in silence');

  await visit(tab, `watch?${q}&seed=${S}`);
  await press(tab, words.next_one);
  await press(tab, words.next_ten);
  await shot('watch-some');
  await press(tab, words.to_end);
  await shot('watch');
  found[`${name}-watch`] = { text: plain, status: await tab.locator('.status').innerText(), verdict: await tab.locator('.verdict').innerText() };
  // Nothing went wrong, and the report was right to the vote; with exchanged names its numbers were not.
  const onPaper = () => tab.locator('main details').evaluateAll((all) => all.map((it) => it.textContent).join(' '));
  const said = (key) => words[key].split('{who}')[1];
  if (!(await onPaper()).includes(said('reported_right'))) tab.complain('a right report is not called right');
  await tab.getByLabel(words.method).selectOption('batch_comparison');
  await settled(tab);
  await press(tab, words.to_end);
  await shot('watch-batches');
  await visit(tab, `watch?${q}&seed=${S}&wrong=swap`);
  await press(tab, words.to_end);
  if (!(await onPaper()).includes(said('reported_winner_right'))) tab.complain('wrong numbers of a right winner are called right');
  await visit(tab, `watch?${q}&seed=${S}`);
  await tab.getByLabel(words.method).selectOption('minerva');
  await settled(tab);
  await press(tab, words.next_one);
  const round = words.watch_round.split('{n}')[0];
  if (!(await tab.locator('.result').innerText()).includes(round)) tab.complain('a round does not say when it ends');
  if ((await tab.locator('.result').innerText()).includes(words.machine_says)) tab.complain('a poll shows records of single ballots');
  await shot('watch-rounds');

  await visit(tab, `thousand?${q}&seed=${S}&method=polling&wrong=faint&affected=10`);
  await tab.getByRole('button', { name: words.start, exact: true }).click();
  await tab.waitForFunction((n) => document.querySelector('.status')?.innerText.includes(n), '1,000', { timeout: 120_000 });
  await settled(tab);
  await shot('thousand');
  found[`${name}-thousand`] = { text: faint, rows: await cells(tab) };
  await tab.reload();
  await settled(tab);
  if (JSON.stringify(await cells(tab)) !== JSON.stringify(found[`${name}-thousand`].rows)) tab.complain('the link does not bring the thousand audits back');

  await visit(tab, `board?${q}&seed=${S}&wrong=faint&affected=20`);
  for (let at = 0; at < 2; at++) {
    await tab.locator('.reading button').first().click();
    await press(tab, words.record);
  }
  await shot('board-some');
  await press(tab, words.no_vote_here);
  await press(tab, words.undo);
  await press(tab, words.boards_rest);
  await shot('board');

  await visit(tab, `board?${q}&seed=${S}&scenario=antrim-2020`);
  await tab.locator('.reading button').first().click();
  await press(tab, words.record);
  await shot('board-event');
  await visit(tab, `board?${q}&seed=${S}&scenario=maine-2018-cd2`);
  if (!(await tab.locator('main').innerText()).includes(words.board_own)) tab.complain('a ranked contest is read by marks');

  await visit(tab, `cheat?${q}&seed=${S}&margin=4`);
  const first = tab.locator('.cells input').first();
  await first.fill('9');
  await first.press('Tab');
  await settled(tab);
  await press(tab, words.cheat_try);
  await shot('cheat');
    await press(tab, words.cheat_program);
  await shot('cheat-program');

  await visit(tab, `compare?${q}&seed=${S}`);
  await press(tab, words.start);
  await shot('compare');
  found[`${name}-compare`] = { text: plain, rows: await cells(tab) };

  await visit(tab, `ranked?${q}&ranked=own`);
  await shot('ranked-own');
  await tab.getByLabel(words.choose).selectOption('maine-2018-cd2');
  await settled(tab);
  await press(tab, words.round_next);
  await press(tab, words.round_last);
  await shot('ranked');
  found[`${name}-ranked`] = { bars: await tab.locator('.bars').innerText() };

  for (const link of ['start?wrong=xyz', 'start?cards=12', 'thousand?scenario=no-such-election', 'ranked?ranked=1%2F0']) {
    await visit(tab, `${link}&${q}`);
    if (await tab.locator('.screen > .warn').count() !== 1) tab.complain(`${link}: a damaged link is not told`);
    if (await tab.locator('.wrong').count() !== 0) tab.complain(`${link}: a damaged link shows an error`);
  }
  for (const link of ['start?wrong=swap', 'thousand?method=one_audit&scenario=mail-in-pools']) {
    await visit(tab, `${link}&${q}`);
    if (await tab.locator('.screen > .warn').count() !== 0) tab.complain(`${link}: a good link is called damaged`);
  }
  await visit(tab, `lessons?${q}&term=risk_limit`);
  await tab.locator('main details').evaluateAll((all) => all.forEach((it) => { it.open = true; }));
  await shot('lessons');
  const links = await tab.locator('.lesson a').evaluateAll((all) => all.map((it) => it.getAttribute('href')));
  for (const link of links) {
    await visit(tab, link.slice(2));
    if (await tab.locator('.lesson-bar').count() !== 1) tab.complain(`${link}: no way back to the lesson`);
    if (await tab.locator('[role=alert].wrong').count()) tab.complain(`${link}: ${await tab.locator('[role=alert].wrong').innerText()}`);
  }
  await shot('lesson-step');
  await tab.context().close();
};

await tour('en', DESKTOP, 'en-desktop', {});
await tour('es', PHONE, 'es-phone', {});
// The other widths and looks, screen by screen as a link opens them.
const SCREENS = ['start?counted=1', `seed?seed=${S}`, 'watch?step=20', 'thousand?method=polling', 'board?readings=0.1.-', 'cheat?placed=', 'compare?x', 'ranked?ranked=own', 'lessons?x'];
for (const [name, lang, viewport, media] of [
  ['en-phone-dark', 'en', PHONE, { colorScheme: 'dark' }],
  ['es-desktop-contrast', 'es', DESKTOP, { contrast: 'more', reducedMotion: 'reduce' }],
  ['en-desktop-forced', 'en', DESKTOP, { forcedColors: 'active' }],
]) {
  const tab = await open(viewport, name, media);
  for (const link of SCREENS) {
    await visit(tab, `${link}&lang=${lang}`);
    await look(tab, `${name}-${link.split('?')[0]}`);
  }
  await tab.context().close();
}

// By keyboard alone: to the second screen, and dice are rolled.
const keys = await open(DESKTOP, 'keyboard');
await visit(keys, 'start?lang=en');
for (let at = 0; at < 40 && !(await keys.evaluate(() => document.activeElement.getAttribute('href')?.startsWith('#/seed'))); at++) await keys.keyboard.press('Tab');
await keys.keyboard.press('Enter');
await keys.waitForFunction(() => location.hash.startsWith('#/seed'));
await settled(keys);
for (let at = 0; at < 40 && !(await keys.evaluate(() => document.activeElement.className === 'main' && document.activeElement.tagName === 'BUTTON')); at++) await keys.keyboard.press('Tab');
const outline = await keys.evaluate(() => getComputedStyle(document.activeElement).outlineStyle);
if (outline === 'none') keys.complain('the focus is not seen');
await keys.keyboard.press('Enter');
await keys.waitForFunction(() => /seed=/.test(location.hash), null, { timeout: 20_000 }).catch(() => keys.complain('no dice were rolled by keyboard'));

// Long work is stopped, and the next question is answered.
const stopped = await open(DESKTOP, 'stop');
await visit(stopped, 'thousand?lang=en&trials=10000&method=batch_comparison&cards=5000&margin=2');
await stopped.getByRole('button', { name: 'Start', exact: true }).click();
await stopped.waitForTimeout(1500);
await stopped.getByRole('button', { name: 'Stop', exact: true }).click();
await settled(stopped);
await visit(stopped, 'watch?lang=en&step=3');
if (!(await stopped.locator('.status').innerText()).includes('3')) stopped.complain('no answer after a stop');

// Without scripts there is an explanation in both languages.
const silent = await browser.newContext({ javaScriptEnabled: false, viewport: PHONE });
const plain = await silent.newPage();
await plain.goto(address);
const said = await plain.locator('main').innerText();
if (!said.includes('JavaScript') || !said.includes('Esta página') || !(await plain.locator('h1').isVisible())) wrong.push('without scripts: no explanation');
if (pictures) await plain.screenshot({ path: join(pictures, 'no-scripts.png'), fullPage: true });

await browser.close();
writeFileSync(out, JSON.stringify(found));
for (const it of wrong) console.log(it);
console.log(`${checks} looks at 9 screens in 2 languages: no console error, no request, axe; ${wrong.length} complaints`);
process.exit(wrong.length ? 1 : 0);
