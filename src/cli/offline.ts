// The bot's features on its database, for as long as a command of the terminal takes.
import { type OfflineApp, openOffline } from '../app.ts';
import { type Config, secretsOf } from '../config.ts';
import { createLog } from '../log.ts';

/** Opens what is configured, connecting to no platform; does the work, and closes it. Throws `ConfigError`. */
export async function withOffline<T>(
  config: Config,
  work: (app: OfflineApp) => Promise<T>,
  write: (line: string) => void = () => {},
): Promise<T> {
  const log = createLog({ level: 'error', isTerminal: true, secrets: secretsOf(config), write });
  const app = await openOffline({ config, log });
  try {
    return await work(app);
  } finally {
    await app.close();
  }
}
