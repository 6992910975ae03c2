// The file with the keys, as editors and people write it: what it says, and the lines of it that say nothing.
import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { type Finding, faultFinding } from '../core/platform.ts';

/** The text of the file; what some editors put before it is no part of it, and two bytes to a letter are read as well. */
function textOf(path: string): string {
  const bytes = readFileSync(path);
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  // Decoding takes the mark at the beginning away.
  return new TextDecoder(isWide ? 'utf-16le' : 'utf-8').decode(bytes);
}

/** The keys that a file gives. Throws what reading it throws. */
export function keysIn(path: string): Record<string, string> {
  return Object.fromEntries(
    Object.entries(parseEnv(textOf(path))).map(([name, value]) => [name, value ?? '']),
  );
}

/** What is wrong with the file itself: a key that stands there twice, and lines that are no key. Values are never told. */
export function lookAtLines(path: string | undefined): Finding[] {
  if (path === undefined || !existsSync(path)) return [];
  const { keys, strangers } = read(textOf(path));
  const what = 'Configuration';
  const twice = [...keys]
    .filter(([, lines]) => lines.length > 1)
    .map(([name, lines]) =>
      faultFinding(
        what,
        `${name} stands more than once in ${path} (lines ${lines.join(', ')}), and only the last one counts`,
        'Keep the right one, and take the others out.',
      ),
    );
  if (strangers.length === 0) return twice;
  const isOne = strangers.length === 1;
  const numbers = strangers.slice(0, 5).map(({ number }) => number);
  const where = `${isOne ? 'Line' : 'Lines'} ${numbers.join(', ')}${strangers.length > numbers.length ? ' and more' : ''}`;
  const saw = `${where} of ${path} ${isOne ? 'is' : 'are'} not of the form KEY=value, so nothing is read there`;
  return [...twice, faultFinding(what, saw, cureFor(strangers[0]?.line ?? ''))];
}

function cureFor(line: string): string {
  if (/^set\s/iu.test(line)) return 'Take "set" away: KEY=value.';
  if (/^\w+\s*:/u.test(line)) return 'Write "=" in place of the ":".';
  return 'Write each key with its whole value in one line, and begin remarks with #.';
}

function read(text: string) {
  const keys = new Map<string, number[]>();
  const strangers: { number: number; line: string }[] = [];
  const lines = text.split(/\r?\n/u);
  for (let at = 0; at < lines.length; at += 1) {
    const line = (lines[at] ?? '').trim();
    if (line === '' || line.startsWith('#')) continue;
    const [, name, value = ''] = /^(?:export\s+)?([^\s=:#]+)\s*=\s*(.*)$/u.exec(line) ?? [];
    if (name === undefined) {
      strangers.push({ number: at + 1, line });
      continue;
    }
    keys.set(name, [...(keys.get(name) ?? []), at + 1]);
    // A value in quotes may go on in the next lines.
    const [quote = ''] = /^["'`]/u.exec(value) ?? [];
    if (quote === '' || value.includes(quote, 1)) continue;
    const end = lines.findIndex((one, later) => later > at && one.includes(quote));
    if (end > 0) at = end;
  }
  return { keys, strangers };
}
