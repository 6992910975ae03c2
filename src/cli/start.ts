// `docent start`: the bot, until it is told to stop.
import { setTimeout } from 'node:timers/promises';
import { type App, startApp } from '../app.ts';
import { type Config, parseConfig, secretsOf } from '../config.ts';
import { messageOf, OutsideError } from '../core/errors.ts';
import { createLog, type Log } from '../log.ts';

const firstPauseMilliseconds = 5_000;
const longestPauseMilliseconds = 60_000;

/** Starts the bot and resolves when it has stopped. Throws `ConfigError`. */
export async function start(
  env: Readonly<Record<string, string | undefined>>,
  output: { readonly isTerminal: boolean; write(line: string): void },
): Promise<void> {
  const config = parseConfig(env);
  const log = createLog({ ...output, level: config.logLevel, secrets: secretsOf(config) });
  process.once('uncaughtException', (error) => {
    log.error({ err: error }, 'Stopped by a fault of mine; what was not published will be at the next start');
    process.exit(1);
  });
  const stopping = new AbortController();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopping.abort(signal));
  const app = await started({ config, log }, stopping.signal);
  if (!app) return;
  log.info({ web: app.webUrl }, 'Docent is ready');
  await aborted(stopping.signal);
  log.info({ signal: stopping.signal.reason }, 'Stopping: what is in flight is finished first');
  await app.stop();
  log.info({}, 'Stopped');
}

/** Starts as soon as the platforms can be reached; undefined when it was told to stop before that. */
async function started(
  parts: { readonly config: Config; readonly log: Log },
  signal: AbortSignal,
): Promise<App | undefined> {
  let pause = firstPauseMilliseconds;
  while (!signal.aborted) {
    try {
      return await startApp(parts);
    } catch (error) {
      if (!(error instanceof OutsideError) || error.isPermanent) throw error;
      parts.log.warn(
        { err: error },
        `Cannot start yet: ${messageOf(error)} Trying again in ${pause / 1000} s`,
      );
      await setTimeout(pause, undefined, { signal }).catch(() => {});
      pause = Math.min(pause * 2, longestPauseMilliseconds);
    }
  }
  return undefined;
}

async function aborted(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  signal.addEventListener('abort', () => resolve());
  if (signal.aborted) resolve();
  await promise;
}
