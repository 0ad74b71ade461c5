// Starts the browser that stands on this machine. No browser is fetched by npm.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const KNOWN = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

// The browser's program: RECOUNT_BROWSER, else the first known place.
export const program = () => [process.env.RECOUNT_BROWSER, ...KNOWN].find((path) => path && existsSync(path));

export const start = () =>
  chromium.launch({
    executablePath: program(),
    headless: true,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });

export const PHONE = { width: 390, height: 844 };
export const DESKTOP = { width: 1280, height: 900 };
