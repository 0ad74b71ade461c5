import { PHONE, DESKTOP, start } from './browser.mjs';
const b = await start(); const [out, scheme, ...pages] = process.argv.slice(2);
for (const p of pages) for (const [k, v] of [['phone', PHONE], ['desktop', DESKTOP]]) { const t = await b.newPage({ viewport: v, colorScheme: scheme }); await t.goto('file://' + p); await t.screenshot({ path: `${out}/${p.split('/').pop().replace('.html','')}-${scheme}-${k}.png`, fullPage: true }); await t.close(); }
await b.close();
