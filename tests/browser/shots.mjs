// Pictures of pages for people to look at: node shots.mjs FOLDER PAGE.html…
// Writes NAME-phone.png, NAME-desktop.png and NAME-print.pdf for each page.
import { basename, join, resolve } from 'node:path';
import { DESKTOP, PHONE, start } from './browser.mjs';

const [folder, ...pages] = process.argv.slice(2);
const browser = await start();
for (const page of pages) {
  const name = basename(page, '.html');
  for (const [kind, viewport] of [['phone', PHONE], ['desktop', DESKTOP]]) {
    const tab = await browser.newPage({ viewport });
    await tab.goto(`file://${resolve(page)}`);
    await tab.screenshot({ path: join(folder, `${name}-${kind}.png`), fullPage: true });
    if (kind === 'desktop') {
      await tab.pdf({ path: join(folder, `${name}-print.pdf`), format: 'Letter' });
    }
    await tab.close();
  }
}
await browser.close();
