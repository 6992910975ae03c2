// `docent start`: the bot, until it is told to stop.
import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { type App, startApp } from '../app.ts';
import { type Config, parseConfig, secretsOf } from '../config.ts';
import type { Env } from '../config-keys.ts';
import { isForPeople, messageOf, OutsideError } from '../core/errors.ts';
import { createLog, type Log } from '../log.ts';
import { outageOf } from '../storage/outage.ts';
import { collectEarly } from './memory.ts';
import { misspelledKeys, ownNames } from './unknown-keys.ts';

const firstPauseMilliseconds = 5_000;
const longestPauseMilliseconds = 60_000;
const longestGoodbyeMilliseconds = 9_500;

/** Where the log goes, and whether a person reads it as it comes; `complain` gets what keeps the bot from starting. */
interface Output {
  readonly isTerminal: boolean;
  write(line: string): void;
  complain(line: string): void;
}

/**
 * Starts the bot and resolves when it has stopped: with 1 when it could not start. On a terminal it throws `ConfigError`
 * and `OutsideError` instead; elsewhere why it ends is a line of JSON, as all that it logs.
 */
export async function start(env: Env, output: Output): Promise<0 | 1> {
  try {
    await run(env, output);
    return 0;
  } catch (error) {
    if (output.isTerminal) throw error;
    const log = createLog({
      level: 'error',
      isTerminal: false,
      secrets: secretsIn(env),
      write: output.complain,
    });
    log.error(isForPeople(error) ? {} : { err: error }, messageOf(error));
    return 1;
  }
}

async function run(env: Env, output: Output): Promise<void> {
  const config = parseConfig(env);
  const log = createLog({ ...output, level: config.logLevel, secrets: secretsOf(config) });
  // Node would print them in lines that are no JSON.
  process.removeAllListeners('warning');
  process.on('warning', (warning) => log.info({ err: warning }, `Node warns: ${warning.message}`));
  process.once('uncaughtException', (error) => {
    log.error({ err: error }, 'Stopped by a fault of mine; what was not published will be at the next start');
    process.exit(1);
  });
  const stopping = new AbortController();
  // Not `once`: a second signal would end the process at once and cut short what is being finished.
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => leave(stopping, signal, log));
  log.info({}, 'Docent starts');
  for (const { saw, cure } of misspelledKeys(ownNames(env), 'in the environment'))
    log.warn({}, `${saw}: ${cure ?? ''}`);
  const superseded = (why: string) => {
    log.warn({}, `I leave the database to others: ${why}`);
    leave(stopping, 'superseded', log);
  };
  const app = await started({ config, log, superseded }, stopping.signal);
  if (app && !stopping.signal.aborted) {
    collectEarly();
    log.info({ web: app.webUrl }, 'Docent is ready');
    await once(stopping.signal, 'abort');
  }
  await app?.stop();
  log.info({}, 'Stopped');
}

/** What a log must not show; of a configuration that cannot be read nothing is shown but what our own words say of it. */
function secretsIn(env: Env): string[] {
  try {
    return secretsOf(parseConfig(env));
  } catch {
    return [];
  }
}

/** Begins to leave, and sees to it that the process ends in time, whatever it is in the midst of. */
function leave(stopping: AbortController, signal: string, log: Log): void {
  if (stopping.signal.aborted) {
    log.info({ signal }, 'I am leaving already; at most ten seconds after the first signal');
    return;
  }
  log.info({ signal }, 'Stopping: what is in flight is finished first');
  stopping.abort(signal);
  const end = () => {
    log.warn({}, 'Stopped before everything was finished; the next start does the rest');
    process.exit(0);
  };
  globalThis.setTimeout(end, longestGoodbyeMilliseconds).unref();
}

/** Starts as soon as the database can be reached, also when it goes away meanwhile; undefined when it was told to stop before that. */
async function started(
  parts: { readonly config: Config; readonly log: Log; superseded(why: string): void },
  signal: AbortSignal,
): Promise<App | undefined> {
  let pause = firstPauseMilliseconds;
  while (!signal.aborted) {
    try {
      return await startApp(parts, signal);
    } catch (error) {
      const outage = isForPeople(error) ? error : (outageOf(error) ?? error);
      if (!(outage instanceof OutsideError) || outage.isPermanent) throw error;
      parts.log.warn(
        { err: error },
        `Cannot start yet: ${messageOf(outage)} Trying again in ${pause / 1000} s`,
      );
      await setTimeout(pause, undefined, { signal }).catch(() => {});
      pause = Math.min(pause * 2, longestPauseMilliseconds);
    }
  }
  return undefined;
}
