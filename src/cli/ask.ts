// `docent <command …>`: the chat commands at the terminal, on the bot's database.
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { OfflineApp } from '../app.ts';
import { type Config, parseConfig, parseWhatIsRight } from '../config.ts';
import type { Env } from '../config-keys.ts';
import { personCalled } from '../core/command/naming.ts';
import { UserError } from '../core/errors.ts';
import type { Attachment } from '../core/reply.ts';
import { editDistance } from '../core/text/spelling.ts';
import { runInTerminal } from '../platforms/terminal/index.ts';
import { refuseMissing } from './missing-database.ts';
import { whichGroup, withOffline } from './offline.ts';
import { workingFolder } from './working-folder.ts';

/** The terminal and who sits at it. */
interface AskOptions {
  readonly columns: number;
  readonly userName: string;
  write(text: string): void;
  /** Asks for a line; absent when nobody is there to answer. */
  ask?(question: string): Promise<string>;
  save(file: Attachment): Promise<string>;
  /** The program's own commands, beside those of the chat: one of them may have been meant. */
  readonly own?: readonly string[];
}

/** Runs one command; what it changes is published by the running bot. Answers the exit status. Throws `ConfigError`. */
export async function ask(typed: readonly string[], env: Env, options: AskOptions): Promise<0 | 1> {
  const { words, group: wanted } = withoutGroup(typed);
  if (isForHelp(words)) return await help(words, env, options);
  const config = await configFor(words, env, options);
  const work = async (app: OfflineApp) => {
    refuseMisspelled(words, app, options);
    const isFirst = wanted === undefined && (await app.roster.list()).length === 0;
    const groupId = isFirst
      ? await app.roster.groupOf('terminal', undefined)
      : (await whichGroup(app.roster, wanted)).id;
    const { zone } = await app.roster.find(groupId);
    return await runInTerminal(app.dispatcher, words, {
      ...options,
      zone,
      groupId,
      requestId: randomUUID(),
      user: { platform: 'terminal', id: options.userName, name: options.userName },
      resolvers: {
        person: async (name) => personCalled(await app.roster.members(groupId), name)?.accounts[0],
        place: async (name) =>
          /^\d{15,21}$/u.test(name) ? { platform: 'discord', id: name, name } : undefined,
      },
    });
  };
  return await withOffline(config, work, options.write);
}

/** The configuration, whose database is there; what there is no command for is refused as such first. */
async function configFor(words: readonly string[], env: Env, options: AskOptions): Promise<Config> {
  try {
    const config = parseConfig(env);
    refuseMissing(config.databaseUrl);
    return config;
  } catch (error) {
    await refuseUnknown(words, env, options);
    throw error;
  }
}

/** Throws `UserError` when there is no such command; it needs no database. */
async function refuseUnknown(words: readonly string[], env: Env, options: AskOptions): Promise<void> {
  await withoutDatabase(env, async (app) => {
    refuseMisspelled(words, app, options);
    if (isKnown(words, app)) return;
    throw new UserError(`There is no command \`${words[0]}\`. \`docent --help\` lists what there is.`);
  });
}

function isKnown([first]: readonly string[], { dispatcher }: OfflineApp): boolean {
  return dispatcher.commands.some(({ name }) => name.split(' ')[0] === first || name === `docent ${first}`);
}

/** Throws `UserError` for what is nearly one of the program's own commands, and none of the chat's. */
function refuseMisspelled(words: readonly string[], app: OfflineApp, { own = [] }: AskOptions): void {
  const [first = ''] = words;
  if (isKnown(words, app)) return;
  const meant = own.find((name) => name !== first && editDistance(name, first.slice(0, 40)) <= 2);
  if (meant === undefined) return;
  throw new UserError(
    `There is no command \`${first}\`. Did you mean \`docent ${meant}\`? \`docent --help\` lists what there is.`,
  );
}

/** The words without `--group NAME`, wherever it stands. */
function withoutGroup(typed: readonly string[]): { words: string[]; group?: string } {
  const at = typed.findIndex((word) => word === '--group' || word.startsWith('--group='));
  const option = typed[at];
  if (option === undefined) return { words: [...typed] };
  const isApart = option === '--group';
  const group = isApart ? typed[at + 1] : option.slice('--group='.length);
  if (group === undefined || group === '')
    throw new UserError('--group: give the number or name of a group; `docent groups list` shows them.');
  return { words: [...typed.slice(0, at), ...typed.slice(at + (isApart ? 2 : 1))], group };
}

/** Whether all that there is is asked for. */
const isForAll = (words: readonly string[]) => /^(?:docent )?help$/u.test(words.join(' '));

function isForHelp(words: readonly string[]): boolean {
  return isForAll(words) || words.some((word) => word === '--help' || word === '-h');
}

/** Says what there is; it takes no configuration, and reads no database. */
async function help(words: readonly string[], env: Env, options: AskOptions): Promise<0 | 1> {
  return await withoutDatabase(env, async ({ dispatcher }) => {
    const asked = isForAll(words) ? [] : words;
    return await runInTerminal(dispatcher, asked.length === 0 ? ['--help'] : asked, {
      ...options,
      zone: 'UTC',
      requestId: randomUUID(),
      user: { platform: 'terminal', id: options.userName, name: options.userName },
    });
  });
}

/** The names of all commands, as they are completed; it takes no configuration. */
export async function commandNames(env: Env): Promise<string[]> {
  return await withoutDatabase(env, async ({ dispatcher }) => dispatcher.commands.map(({ name }) => name));
}

async function withoutDatabase<T>(env: Env, work: (app: OfflineApp) => Promise<T>): Promise<T> {
  const folder = workingFolder('docent-help-');
  const { config } = parseWhatIsRight(env);
  try {
    return await withOffline({ ...config, databaseUrl: join(folder, 'none.db') }, work);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
