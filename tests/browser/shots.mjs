// Pictures of pages for people to look at: node shots.mjs FOLDER PAGE.html…
// Writes NAME-phone.png, NAME-desktop.png and NAME-print.pdf for each page; with --top before the folder, only what a
// screen shows of it at first.
import { basename, join, resolve } from 'node:path';
import { DESKTOP, PHONE, start } from './browser.mjs';

const asked = process.argv.slice(2);
const top = asked[0] === '--top';
const [folder, ...pages] = top ? asked.slice(1) : asked;
const browser = await start();
for (const page of pages) {
  const name = basename(page, '.html');
  for (const [kind, viewport] of [['phone', PHONE], ['desktop', DESKTOP]]) {
    const tab = await browser.newPage({ viewport });
    await tab.goto(`file://${resolve(page)}`);
    await tab.screenshot({ path: join(folder, `${name}-${kind}.png`), fullPage: !top });
    if (kind === 'desktop' && !top) {
      await tab.pdf({ path: join(folder, `${name}-print.pdf`), format: 'Letter' });
    }
    await tab.close();
  }
}
await browser.close();
