#!/usr/bin/env node
// The door to the command line: says in one sentence when this Node is too old for what is behind it.
import { existsSync } from 'node:fs';

const root = new URL('../', import.meta.url);
const [major, minor] = process.versions.node.split('.').map(Number);
// The same as `engines` in package.json; test/packaging.test.ts compares the two.
const isNewEnough = (major === 22 && minor >= 19) || (major === 24 && minor >= 5) || major > 24;

if (isNewEnough) {
  // A checkout has the source and runs it as it is; the package has it compiled.
  const source = new URL('src/main.ts', root);
  const isSource = existsSync(source);
  if (isSource) (await import('../packaging/stripped.js')).runStripped();
  await import(isSource ? source.href : new URL('dist/src/main.js', root).href);
} else {
  process.stderr.write(
    `Docent needs Node 24.5 or newer, or 22.19 or newer of the 22 series, and this is Node ${process.versions.node}: install Node 24 from https://nodejs.org and run it again.\n`,
  );
  process.exitCode = 1;
}
