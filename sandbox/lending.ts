// `docent sandbox --env FILE`: the servers for a bot that somebody starts themselves, as the guide for operators says it.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { openGround } from './ground.ts';
import type { Playground } from './page/index.ts';
import { SandboxError } from './words.ts';

/** What a file begins with that may be overwritten. */
const mark = '# Written by `docent sandbox --env`, for as long as it runs.';
const webUrl = 'http://127.0.0.1:8080';

/** The servers, and the file with the keys for them. */
export interface Lent extends Playground {
  close(): Promise<void>;
}

/** Starts the servers without a bot and writes the keys with which any bot finds them. Throws `SandboxError`. */
export async function lend(path: string, options: { readonly prs?: unknown }): Promise<Lent> {
  const before = existsSync(path) ? readFileSync(path, 'utf8') : '';
  const isLeft = before.startsWith(mark);
  if (!isLeft && hasKeys(before))
    throw new SandboxError(
      `--env: ${path} has keys in it, which I leave as they are. Give the name of a new file, such as --env sandbox.env, and start the bot with the same words: npx docent start --env sandbox.env`,
    );
  if (isLeft && (await isLent(before)))
    throw new SandboxError(
      `--env: ${path} has the keys of a sandbox that runs already. Stop that one, or give the name of a new file, such as --env second.env`,
    );
  const ground = await openGround({ ...options, isRunning: true });
  const env = { ...ground.keys, DATABASE_URL: './docent-sandbox.db', PUBLIC_URL: webUrl };
  const lines = [mark, ...Object.entries(env).map(([name, value]) => `${name}=${value}`)];
  // A sandbox that was killed left its keys, of which only the names are known now.
  const kept = isLeft ? without(before, (line) => line === mark || nameOf(line) in env) : [];
  const write = (text: string) => {
    rmSync(path, { force: true });
    if (text !== '') writeFileSync(path, text, { mode: 0o600 });
  };
  write(`${[...lines, ...kept].join('\n')}\n`);
  const elsewhere = async (): Promise<never> => {
    throw new SandboxError('The bot is the one that you started yourself, so the clock is the real one.');
  };
  return {
    discord: ground.discord,
    discourse: ground.discourse,
    github: ground.github,
    env,
    app: { webUrl },
    isLent: true,
    now: ground.clock.now,
    runUntilIdle: async () => undefined,
    moveTo: elsewhere,
    restart: elsewhere,
    onHappening: ground.onHappening,
    async close() {
      // The list of keys that nobody had filled in is there again, with what was written into the file meanwhile.
      const now = existsSync(path) ? readFileSync(path, 'utf8') : '';
      const added = without(now, (line) => lines.includes(line));
      if (now === '' || now.startsWith(mark)) write(filledIn(isLeft ? '' : before, added));
      await ground.close();
    },
  };
}

/** Whether the servers whose keys a file has are still there; a sandbox that was killed left the file behind. */
async function isLent(text: string): Promise<boolean> {
  const { DISCOURSE_URL = '' } = parseEnv(text);
  const answer = await fetch(DISCOURSE_URL, { signal: AbortSignal.timeout(2_000) }).catch(() => undefined);
  return answer !== undefined;
}

/** The lines of a file that are not empty and none of those. */
function without(text: string, isOne: (line: string) => boolean): string[] {
  return text.split(/\r?\n/u).filter((line) => line.trim() !== '' && !isOne(line));
}

/** The key of a line, if it is one. */
function nameOf(line: string): string {
  return Object.keys(parseEnv(line))[0] ?? '';
}

/** A list of empty keys with lines put into it, each where its key stands or else at its end. */
function filledIn(list: string, lines: readonly string[]): string {
  const rows = list.split('\n');
  for (const line of lines) {
    const at = rows.findIndex((row) => row.trim() === `${nameOf(line)}=`);
    if (at < 0) rows.splice(-1, 0, line);
    else rows[at] = line;
  }
  return rows.join('\n');
}

/** Whether somebody filled anything in; a copy of the empty list of keys may be filled in here. */
function hasKeys(text: string): boolean {
  return Object.values(parseEnv(text)).some((value) => value !== '');
}
