// `docent people export|forget`: a person's data for whoever runs the bot, who answers for it.
import { openOffline } from '../app.ts';
import { parseConfig, secretsOf } from '../config.ts';
import { spelled } from '../config-keys.ts';
import type { PersonFacts } from '../core/directory.ts';
import { UserError } from '../core/errors.ts';
import { createLog } from '../log.ts';
import { refuseMissing } from './missing-database.ts';

/** What was typed after `docent people`. */
interface PeopleWish {
  readonly what: 'export' | 'forget';
  /** `discord:123456789012345678`, or `discourse:username`. */
  readonly account: string;
  readonly isConfirmed: boolean;
}

/** Does what was typed, in every group that knows the account; answers what to print. Throws `ConfigError` or `UserError`. */
export async function peopleCommand(
  { what, account, isConfirmed }: PeopleWish,
  env: Readonly<Record<string, string | undefined>>,
): Promise<string> {
  const { platform, id } = spelled(account, 'account') ?? {};
  if (platform === undefined || id === undefined) {
    throw new UserError(
      `"${account}" is not an account. Write discord: and an id, or discourse: and a user name.`,
    );
  }
  const config = parseConfig(env);
  refuseMissing(config.databaseUrl);
  const log = createLog({ level: 'error', isTerminal: true, secrets: secretsOf(config), write: () => {} });
  const app = await openOffline({ config, log });
  try {
    const found: { groupId: number; person: PersonFacts }[] = [];
    for (const group of await app.roster.list()) {
      const person = await app.roster.known(group.id, { platform, id, name: id });
      if (person) found.push({ groupId: group.id, person });
    }
    if (found.length === 0)
      throw new UserError(
        `I know nothing of ${account}. Check the spelling; Discord needs the number of the account, not its name.`,
      );
    if (what === 'export') {
      const data = await Promise.all(
        found.map(({ groupId, person }) => app.roster.personalData(groupId, person.id, 'organiser')),
      );
      return `${JSON.stringify(data, undefined, 2)}\n`;
    }
    if (!isConfirmed) {
      const names = found.map(({ groupId, person }) => `${person.name} (group ${groupId})`).join(', ');
      throw new UserError(`This forgets ${names} and cannot be undone. Send it again with --confirmed.`);
    }
    const staying: string[] = [];
    for (const { groupId, person } of found)
      staying.push(...(await app.roster.forget(groupId, person.id, 'words')));
    return forgotten(account, staying);
  } finally {
    await app.close();
  }
}

/** What was done, and what is left to be done by hand. */
function forgotten(account: string, staying: readonly string[]): string {
  const links = staying.map((url) => `  ${url}\n`).join('');
  return `Forgotten: ${account}. What others need stays, without a name; what was published is corrected as soon as the bot runs, in repositories by pull requests.
${links === '' ? '' : `The bot said these once and cannot take a name out of them. Delete them by hand:\n${links}`}What it answered in public to commands, such as /celebrate, and digests older than 60 days stay too: search for the name on the platforms, and delete what is found.
`;
}
