// Takes the types out of a checkout's source, as far as that is not done: after `npm ci`, and when a start finds something newer.
import { mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { fileOf, kept, markOf, root } from './stripped.js';

for (const folder of ['src/', 'sandbox/'])
  for (const name of readdirSync(new URL(folder, root), { recursive: true }))
    if (name.endsWith('.ts')) strip(new URL(folder + name.replaceAll('\\', '/'), root).href);

function strip(url) {
  const mark = markOf(url);
  if (kept(url, mark) !== undefined) return;
  let text;
  try {
    text = stripTypeScriptTypes(readFileSync(new URL(url), 'utf8'));
  } catch {
    return; // Node says what is wrong with it when it is to run
  }
  const file = fileOf(url);
  mkdirSync(new URL('.', file), { recursive: true });
  // Whoever reads it meanwhile has the old text or the new one.
  const unfinished = new URL(`${file.href}.${process.pid}`);
  writeFileSync(unfinished, text + mark);
  renameSync(unfinished, file);
}
