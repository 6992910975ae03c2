// `docent projects` and `docent decisions`: what the group keeps, printed for files and other programs.
import type { OfflineApp } from '../app.ts';
import { parseConfig } from '../config.ts';
import type { Env } from '../config-keys.ts';
import { UserError } from '../core/errors.ts';
import { refuseMissing } from './missing-database.ts';
import { whichGroup, withOffline } from './offline.ts';

/** The options as typed. */
interface RecordOptions {
  readonly format: string;
  /** A group's number or name, where there are several. */
  readonly group?: string | undefined;
}

/** Answers a record's text. Throws `UserError` and `ConfigError`. */
export async function recordCommand(
  name: 'projects' | 'decisions',
  { format, group: wanted }: RecordOptions,
  { env, write }: { env: Env; write(text: string): void },
): Promise<string> {
  if (format !== 'markdown' && format !== 'json')
    throw new UserError(`--format: "${format}" is none. There are: markdown, json.`);
  const config = parseConfig(env);
  refuseMissing(config.databaseUrl);
  const record = async ({ roster, records }: OfflineApp) =>
    await records[name]((await whichGroup(roster, wanted)).id, format);
  return await withOffline(config, record, write);
}
