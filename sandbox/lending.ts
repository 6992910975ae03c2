// `docent sandbox --env FILE`: the servers for a bot that somebody starts themselves, as the guide for operators says it.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { openGround } from './ground.ts';
import type { Playground } from './page/index.ts';
import { orClosed } from './servers.ts';
import { messageOf, SandboxError } from './words.ts';

/** What a file begins with that may be overwritten. */
const mark = '# Written by `docent sandbox --env`, for as long as it runs.';
/** What tells the lines that the sandbox wrote from those of others, also after it was killed. */
const sealed = '# By it, each as a sum: ';
const sum = (line: string) => createHash('sha256').update(line).digest('hex').slice(0, 12);
const webUrl = 'http://127.0.0.1:8080';

/** The servers, and the file with the keys for them. */
export interface Lent extends Playground {
  close(): Promise<void>;
}

function contentOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new SandboxError(
      `--env: ${path} cannot be read (${messageOf(error)}). Give the name of a file, such as --env sandbox.env.`,
    );
  }
}

/** Starts the servers without a bot and writes the keys with which any bot finds them. Throws `SandboxError`. */
export async function lend(path: string, options: { readonly prs?: unknown }): Promise<Lent> {
  const before = existsSync(path) ? contentOf(path) : '';
  const isLeft = linesOf(before).includes(mark);
  if (isLeft && (await isLent(before)))
    throw new SandboxError(
      `--env: ${path} has the keys of a sandbox that runs already. Stop that one, or give the name of a new file, such as --env second.env`,
    );
  const ground = await openGround({ ...options, isRunning: true });
  const env = { ...ground.keys, DATABASE_URL: './docent-sandbox.db', PUBLIC_URL: webUrl };
  const rows = Object.entries(env).map(([name, value]) => `${name}=${value}`);
  const lines = [mark, sealed + rows.map(sum).join(' '), ...rows];
  const kept = isLeft ? notLent(before) : without(before, isUnfilled);
  const filled = [...new Set(kept.map(nameOf).filter((name) => name in env))];
  if (filled.length > 0) {
    await ground.close();
    throw new SandboxError(
      `--env: ${path} has keys in it, which I leave as they are: ${filled.join(', ')}. Give the name of a new file, such as --env sandbox.env, and start the bot with the same words: npx docent start --env sandbox.env`,
    );
  }
  const write = (text: string) => {
    rmSync(path, { force: true });
    if (text !== '') writeFileSync(path, text, { mode: 0o600 });
  };
  await orClosed(ground.close, () => {
    try {
      write(`${[...lines, ...kept].join('\n')}\n`);
    } catch (error) {
      throw new SandboxError(
        `--env: ${path} cannot be written (${messageOf(error)}). Give a file in a folder that is there and yours.`,
      );
    }
  });
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
      const added = without(now, (line) => lines.includes(line) || (!isLeft && kept.includes(line)));
      if (now === '' || linesOf(now).includes(mark)) write(filledIn(isLeft ? '' : before, added));
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

const linesOf = (text: string): string[] => text.split(/\r?\n/u);

/** What others wrote into a file that a sandbox left when it was killed. */
function notLent(text: string): string[] {
  const seal = linesOf(text).find((line) => line.startsWith(sealed)) ?? sealed;
  const sums = seal.slice(sealed.length).split(' ');
  return without(text, (line) => line === mark || line === seal || sums.includes(sum(line)));
}

/** The lines of a file that are not empty and none of those. */
function without(text: string, isOne: (line: string) => boolean): string[] {
  return linesOf(text).filter((line) => line.trim() !== '' && !isOne(line));
}

/** The key of a line, if it is one. */
function nameOf(line: string): string {
  return Object.keys(parseEnv(line))[0] ?? '';
}

/** A list of keys with lines put into it, each where its key stands or else at its end. */
function filledIn(list: string, lines: readonly string[]): string {
  const rows = list.split('\n');
  for (const line of lines) {
    const name = nameOf(line);
    const at = name === '' ? -1 : rows.findIndex((row) => nameOf(row) === name);
    if (at < 0) rows.splice(-1, 0, line);
    else rows[at] = line;
  }
  return rows.join('\n');
}

/** Whether a line of a list of keys fills nothing in. */
function isUnfilled(line: string): boolean {
  return /^\s*#/u.test(line) || parseEnv(line)[nameOf(line)] === '';
}
