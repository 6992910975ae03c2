// Lets a checkout run its TypeScript as it is, as Node does, but with the types taken out once and by another process:
// what takes them out, 17 MB, would stay as long as the bot, and so would Node's cache of what it has compiled, 16 MB.
import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

export const root = new URL('../', import.meta.url);

/** Where the text of a source file is kept without its types. */
export function fileOf(url) {
  return new URL(`node_modules/.cache/docent/${url.slice(root.href.length)}.js`, root);
}

/** The line at the end of a kept text: of which state of the source it was made, and by which Node. */
export function markOf(url) {
  // Whoever puts an older file in its place, with the time that it had, changes the time of that (ctime) all the same.
  const { size, mtimeMs, ctimeMs } = statSync(new URL(url));
  return `\n// ${process.version} ${size} ${mtimeMs} ${ctimeMs}`;
}

/** What was kept of just this source. */
export function kept(url, mark) {
  try {
    const text = readFileSync(fileOf(url), 'utf8');
    return text.endsWith(mark) ? text : undefined;
  } catch {
    return undefined;
  }
}

/** Has Node take the kept text of a source file, in which lines and columns are those of the source. */
export function runStripped() {
  let isTried = false;
  registerHooks({
    load(url, context, next) {
      if (!isSource(url)) return next(url, context);
      const mark = markOf(url);
      let source = kept(url, mark);
      if (source === undefined && !isTried) {
        isTried = true;
        stripAll();
        source = kept(url, mark);
      }
      // What could not be kept Node strips itself; it also says what is wrong with it.
      return source === undefined ? next(url, context) : { format: 'module', source, shortCircuit: true };
    },
  });
}

function isSource(url) {
  return url.endsWith('.ts') && url.startsWith(root.href) && !url.includes('/node_modules/');
}

function stripAll() {
  const program = fileURLToPath(new URL('strip.js', import.meta.url));
  // Should it hang, Node strips them itself.
  spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
    stdio: 'ignore',
    timeout: 60_000,
  });
}
