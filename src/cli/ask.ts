// `docent <command …>`: the chat commands at the terminal, on the bot's database.
import { randomUUID } from 'node:crypto';
import { openOffline } from '../app.ts';
import { parseConfig, secretsOf } from '../config.ts';
import type { Account } from '../core/account.ts';
import type { Attachment } from '../core/command.ts';
import { createLog } from '../log.ts';
import { runInTerminal } from '../platforms/terminal/index.ts';

/** The terminal and who sits at it. */
export interface AskOptions {
  readonly columns: number;
  readonly userName: string;
  write(text: string): void;
  /** Asks for a line; absent when nobody is there to answer. */
  ask?(question: string): Promise<string>;
  save(file: Attachment): Promise<string>;
}

/** Runs one command; what it changes is published by the running bot. Answers the exit status. Throws `ConfigError`. */
export async function ask(
  words: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  options: AskOptions,
): Promise<0 | 1> {
  const config = parseConfig(env);
  const { write } = options;
  const app = await openOffline({
    config,
    log: createLog({ level: 'error', isTerminal: true, secrets: secretsOf(config), write }),
  });
  try {
    const groupId = await app.roster.groupOf('terminal', undefined);
    const { zone } = await app.roster.find(groupId);
    return await runInTerminal(app.dispatcher, words, {
      ...options,
      zone,
      requestId: randomUUID(),
      user: { platform: 'terminal', id: options.userName, name: options.userName },
      resolvers: {
        person: async (name) => await accountCalled(name),
        place: async (name) =>
          /^\d{15,21}$/u.test(name) ? { platform: 'discord', id: name, name } : undefined,
      },
    });

    async function accountCalled(name: string): Promise<Account | undefined> {
      const accounts = (await app.roster.members(groupId)).flatMap((person) => person.accounts);
      return accounts.find((account) => account.name.toLowerCase() === name.toLowerCase());
    }
  } finally {
    await app.close();
  }
}
