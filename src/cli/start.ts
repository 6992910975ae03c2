// `docent start`: the bot, until it is told to stop.
import { startApp } from '../app.ts';
import { parseConfig, secretsOf } from '../config.ts';
import { messageOf } from '../core/errors.ts';
import { createLog } from '../log.ts';

/** Starts the bot and resolves when it has stopped. Throws `ConfigError`. */
export async function start(
  env: Readonly<Record<string, string | undefined>>,
  output: { readonly isTerminal: boolean; write(line: string): void },
): Promise<void> {
  const config = parseConfig(env);
  const log = createLog({ ...output, level: config.logLevel, secrets: secretsOf(config) });
  const told = Promise.withResolvers<string>();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => told.resolve(signal));
  const app = await startApp({ config, log });
  log.info({ web: app.webUrl }, 'Docent is ready');
  const signal = await told.promise;
  log.info({ signal }, 'Stopping: what is in flight is finished first');
  try {
    await app.stop();
    log.info({}, 'Stopped');
  } catch (error) {
    log.error({ err: error }, `Stopped with a fault: ${messageOf(error)}`);
    process.exitCode = 1;
  }
}
