// Debian's Chromium for tests of pages, or the reason why there is none.
import { execFileSync } from 'node:child_process';
import { type Browser, chromium } from 'playwright-core';

const options = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Where Chromium is; undefined when there is none. */
export const chromiumPath = find();

/** Why tests with a browser are left out; undefined when they run. Throws where everything must run. */
export const noBrowser =
  chromiumPath === undefined ? 'Chromium is not installed (apt-get install chromium)' : undefined;

if (noBrowser !== undefined) {
  if (process.env.DOCENT_REQUIRE_ALL === '1') throw new Error(`${noBrowser}, and DOCENT_REQUIRE_ALL is 1.`);
  process.stdout.write(`The page in a browser: not tried, because ${noBrowser}.\n`);
}

/** Starts it without a window. */
export async function openChromium(): Promise<Browser> {
  if (chromiumPath === undefined) throw new Error('Chromium is not installed');
  return await chromium.launch({ executablePath: chromiumPath, args: options });
}

function find(): string | undefined {
  try {
    return execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim();
  } catch {
    return undefined;
  }
}
