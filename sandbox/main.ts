// `docent sandbox`: the page to play with, or a story that is played and told.
import { existsSync, readFileSync } from 'node:fs';
import { type Happening, startSandbox } from './index.ts';
import { lend } from './lending.ts';
import { type Playground, type ServedPage, servePage } from './page/index.ts';
import { parseStory } from './play/parse.ts';
import { play } from './play/player.ts';
import { type Line, StoryError } from './play/step.ts';
import { isoSeconds, messageOf, SandboxError } from './words.ts';

/** The options as typed. */
export interface SandboxArguments {
  readonly port: string;
  readonly prs?: string;
  readonly db?: string;
  readonly play?: string;
  /** Where the keys are written for a bot that is started by hand; the sandbox then has none of its own. */
  readonly env?: string;
  readonly json?: boolean;
}

/** Where its words go. */
export interface Output {
  write(text: string): void;
  writeError(text: string): void;
}

const second = 1_000;

/** Runs it; answers the exit status, 1 for an option that cannot be used, which is said. */
export async function sandbox(options: SandboxArguments, output: Output): Promise<0 | 1> {
  try {
    return await run(options, output);
  } catch (error) {
    if (!(error instanceof SandboxError)) throw error;
    output.writeError(`${error.message}\n`);
    return 1;
  }
}

async function run(options: SandboxArguments, output: Output): Promise<0 | 1> {
  const prs = options.prs === undefined ? undefined : readJson('--prs', options.prs);
  const common = { databaseUrl: options.db, ...(prs !== undefined && { prs }) };
  if (options.env !== undefined)
    return await serveWithoutBot(options.env, { prs, port: portOf(options.port) }, output);
  return options.play === undefined
    ? await serve({ ...common, isRunning: true }, portOf(options.port), output)
    : await tell(options.play, { ...common, isJson: options.json ?? false }, output);
}

interface Common {
  readonly databaseUrl: string | undefined;
  readonly prs?: unknown;
}

async function serve(
  options: Common & { isRunning: boolean },
  port: number,
  { write, writeError }: Output,
): Promise<0> {
  const ground = await startSandbox({ ...options, writeLog: writeError });
  const page = await served(ground, port);
  write(`The sandbox is open: ${page.url}\nStop it with Ctrl+C.\n`);
  let isBusy = false;
  const pulse = setInterval(async () => {
    if (isBusy) return;
    isBusy = true;
    await ground.runUntilIdle().catch((error: unknown) => writeError(`${messageOf(error)}\n`));
    isBusy = false;
  }, second);
  await toldToStop();
  clearInterval(pulse);
  await page.close();
  await ground.close();
  return 0;
}

async function serveWithoutBot(
  path: string,
  { prs, port }: { prs: unknown; port: number },
  { write }: Output,
): Promise<0> {
  const lent = await lend(path, prs === undefined ? {} : { prs });
  const page = await served(lent, port);
  const told = toldToStop();
  write(
    `The sandbox is open: ${page.url}\nIts keys are in ${path}: start the bot with them in another terminal, npx docent start --env ${path}\nStop it with Ctrl+C; the keys are gone then.\n`,
  );
  await told;
  await page.close();
  await lent.close();
  return 0;
}

/** Serves the page; where it cannot be, everything else is closed again. Throws `SandboxError` for a port that is taken. */
async function served(ground: Playground & { close(): Promise<void> }, port: number): Promise<ServedPage> {
  try {
    return await servePage(ground, port);
  } catch (error) {
    await ground.close();
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    throw new SandboxError(
      code === 'EACCES'
        ? `--port: ${port} may not be used by this user: ports below 1024 are for root. Give a higher one.`
        : `--port: ${port} is taken, perhaps by a sandbox that runs already: http://127.0.0.1:${port}. Stop that one, or open another beside it: docent sandbox --port ${port + 1}`,
    );
  }
}

async function toldToStop(): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => resolve());
  await promise;
}

async function tell(
  path: string,
  options: Common & { isJson: boolean },
  { write, writeError }: Output,
): Promise<0 | 1> {
  const told = (happening: Happening) =>
    write(`${options.isJson ? jsonLine(happening) : textLine(happening)}\n`);
  try {
    const lines = parseStory(readText('--play', path));
    await playStory(lines, { ...options, told });
    return 0;
  } catch (error) {
    if (!(error instanceof StoryError)) throw error;
    writeError(`${error.message}\n`);
    return 1;
  }
}

/** Plays a story in a sandbox of its own and tells what happens. Throws `StoryError` where it does not hold. */
export async function playStory(
  lines: readonly Line[],
  options: Partial<Common> & { told(happening: Happening): void; writeLog?(line: string): void },
): Promise<void> {
  const [first] = lines;
  const ground = await startSandbox({
    ...options,
    ...(first?.step.kind === 'at' && { startAt: first.step.at }),
  });
  ground.onHappening(options.told);
  try {
    await ground.runUntilIdle();
    await play(ground, lines, (refusal) => options.told({ ...refusal, at: ground.now(), kind: 'error' }));
  } finally {
    await ground.close();
  }
}

function jsonLine({ at, platform, place, who, kind, text }: Happening): string {
  return JSON.stringify({ at: isoSeconds(at), platform, place, who, kind, text });
}

function textLine({ at, platform, place, who, kind, text }: Happening): string {
  const verb = kind === 'message' || kind === 'post' ? '' : ` (${kind})`;
  return `${isoSeconds(at)} ${platform} ${place} ${who}${verb}: ${text.trim().replaceAll(/\s*\n\s*/gu, ' ⏎ ')}`;
}

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/u.test(text) && port < 65_536) return port;
  throw new SandboxError(`--port: "${text}" is not a port. Give a number such as 8585, or 0 for any.`);
}

function readText(option: string, path: string): string {
  if (!existsSync(path)) throw new SandboxError(`${option}: there is no file ${path}.`);
  return readFileSync(path, 'utf8');
}

function readJson(option: string, path: string): unknown {
  try {
    return JSON.parse(readText(option, path));
  } catch (error) {
    if (error instanceof SandboxError) throw error;
    throw new SandboxError(`${option}: ${path} does not hold JSON (${messageOf(error)}).`);
  }
}
