// The bot's features on its database, for as long as a command of the terminal takes, and which group is meant there.
import { type OfflineApp, openOffline } from '../app.ts';
import { type Config, secretsOf } from '../config.ts';
import type { GroupFacts } from '../core/directory.ts';
import { UserError } from '../core/errors.ts';
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

/** The group of this number or name, or the only one. Throws `UserError` with the choices where that is none. */
export async function whichGroup(
  roster: Pick<OfflineApp['roster'], 'list'>,
  wanted: string | undefined,
): Promise<GroupFacts> {
  const groups = await roster.list();
  const folded = wanted?.trim().toLowerCase();
  const [only] = groups;
  const group =
    folded === undefined
      ? groups.length === 1 && only
      : groups.find((one) => String(one.id) === folded || one.name.toLowerCase() === folded);
  if (group) return group;
  if (groups.length === 0) throw new UserError('No group is set up yet: `/docent setup` in chat.');
  const names = groups.map((one) => `${one.id} (${one.name})`).join(', ');
  throw new UserError(`--group: which one? There are: ${names}.`);
}
