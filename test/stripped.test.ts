// How a checkout runs its source: the types are taken out once, by another process, and nothing older is run.
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';

let checkout: string;
const source = () => join(checkout, 'src', 'main.ts');
const kept = () => join(checkout, 'node_modules', '.cache', 'docent', 'src', 'main.ts.js');

beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'docent-checkout-'));
  for (const folder of ['src', 'sandbox', 'packaging']) mkdirSync(join(checkout, folder));
  writeFileSync(join(checkout, 'package.json'), '{"type": "module"}');
  for (const file of ['stripped.js', 'strip.js'])
    cpSync(join(import.meta.dirname, '..', 'packaging', file), join(checkout, 'packaging', file));
  writeFileSync(
    join(checkout, 'start.js'),
    `(await import('./packaging/stripped.js')).runStripped();
     await import('./src/main.ts');
     if (process.moduleLoadList.some((name) => name.includes('amaro'))) console.log('took the types out itself');`,
  );
});

afterEach(() => rmSync(checkout, { recursive: true }));

function run() {
  const { stdout, stderr } = spawnSync(process.execPath, [join(checkout, 'start.js')], { encoding: 'utf8' });
  return { stdout, stderr };
}

test('from the first start on, without what takes types out', () => {
  writeFileSync(source(), "const words: string = 'as it is';\nconsole.log(words);\n");
  expect(run()).toEqual({ stdout: 'as it is\n', stderr: '' });
  const before = statSync(kept()).mtimeMs;
  expect(run()).toEqual({ stdout: 'as it is\n', stderr: '' });
  expect(statSync(kept()).mtimeMs).toBe(before);
});

test('a change is seen, even of the same length and with the time of before', () => {
  writeFileSync(source(), "console.log('one' as string);\n");
  expect(run().stdout).toBe('one\n');
  const { atime, mtime } = statSync(source());
  writeFileSync(source(), "console.log('two' as string);\n");
  utimesSync(source(), atime, mtime);
  expect(run()).toEqual({ stdout: 'two\n', stderr: '' });
});

test('an error names the line and the column that were written', () => {
  writeFileSync(
    source(),
    "interface Unused {\n  readonly name: string;\n}\nconst a: number = 1; throw new Error('no');\n",
  );
  expect(run().stderr).toContain(`${source()}:4:28`);
});

test('what is no TypeScript is refused by Node, with its words', () => {
  writeFileSync(source(), 'const a: = 1;\n');
  expect(run().stderr).toContain('ERR_INVALID_TYPESCRIPT_SYNTAX');
});

test('where nothing can be kept Node takes the types out itself', () => {
  writeFileSync(source(), "console.log('as it is' as string);\n");
  writeFileSync(join(checkout, 'node_modules'), '');
  expect(run().stdout).toBe('as it is\ntook the types out itself\n');
  expect(readFileSync(join(checkout, 'node_modules'), 'utf8')).toBe('');
});
