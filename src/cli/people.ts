// `docent people export|forget`: a person's data for whoever runs the bot, who answers for it.

import type { OfflineApp } from '../app.ts';
import { parseConfig } from '../config.ts';
import type { Env } from '../config-keys.ts';
import { spelled } from '../config-keys.ts';
import type { Account, PlatformName } from '../core/account.ts';
import type { PersonFacts } from '../core/directory.ts';
import { insteadOf, OutsideError, UserError } from '../core/errors.ts';
import { jsonFile } from '../core/text/cleaned.ts';
import { refuseMissing } from './missing-database.ts';
import { withOffline } from './offline.ts';

/** What was typed after `docent people`. */
interface PeopleWish {
  readonly what: 'export' | 'forget';
  /** `discord:123456789012345678`, `discourse:username`, or `discourse:#7` by the number that stays. */
  readonly account: string;
  readonly isConfirmed: boolean;
}

/** Does what was typed, in every group that knows the account; answers what to print. Throws `ConfigError` or `UserError`. */
export async function peopleCommand({ what, account, isConfirmed }: PeopleWish, env: Env): Promise<string> {
  const wanted = wantedIn(account);
  const config = parseConfig(env);
  refuseMissing(config.databaseUrl);
  return await withOffline(config, async (app) => {
    const found = await meant(app, wanted, account);
    if (what === 'export') {
      const data = await Promise.all(
        found.map(({ groupId, person }) =>
          app.roster.personalData(groupId, person, { isOrganiser: true, isAnother: true }),
        ),
      );
      return jsonFile(data);
    }
    if (!isConfirmed) {
      const names = found.map(({ group, person }) => `${person.name} (group ${group})`).join(', ');
      throw new UserError(`This forgets ${names} and cannot be undone. Send it again with --confirmed.`);
    }
    const staying: string[] = [];
    for (const { groupId, person } of found)
      staying.push(...(await app.roster.forget(groupId, person.id, { extent: 'words' })));
    return forgotten(account, staying);
  });
}

/** An account as it was typed: by what the platform calls it, or by the number that stays. */
interface WantedAccount {
  readonly platform: PlatformName;
  readonly id?: string;
  readonly stableId?: string;
}

function wantedIn(typed: string): WantedAccount {
  const [, platform, stableId] = /^([a-z]+):#(\d{1,18})$/u.exec(typed) ?? [];
  if (platform !== undefined && stableId !== undefined) return { platform, stableId };
  const account = spelled(typed, 'account');
  if (!account)
    throw new UserError(
      `"${typed}" is not an account. Write discord: and an id, discourse: and a user name, or discourse:# and the number of the account.`,
    );
  return account;
}

/** Somebody who is known in a group. */
interface FoundPerson {
  readonly groupId: number;
  readonly group: string;
  readonly person: PersonFacts;
}

/**
 * The person behind an account, in each group that knows them. Where names can be had by somebody else later, the platform says
 * whose it is now. Throws a `UserError` when nobody is known, or that is somebody else, or it cannot be told.
 */
async function meant(app: OfflineApp, wanted: WantedAccount, typed: string): Promise<FoundPerson[]> {
  const { platform: name, id = '', stableId } = wanted;
  const byName = await foundIn(app, {
    platform: name,
    id,
    name: id,
    ...(stableId !== undefined && { stableId }),
  });
  const platform = app.platforms.find((one) => one.name === name);
  const isSure = stableId !== undefined || (platform !== undefined && !platform.hasTypedNames);
  if (isSure) return byName.length > 0 ? byName : refuseUnknown(typed);
  const now = await platform?.accountNamed?.(undefined, id).catch(insteadOf(OutsideError, undefined));
  const found = now ? await foundIn(app, now) : byName;
  const numbers = new Set(
    [...found, ...byName].flatMap(({ person }) => numberOf(person, name, [id, now?.id])),
  );
  const isSame = now ? [...numbers].every((one) => one === now.stableId) : numbers.size === 0;
  if (isSame) return found.length > 0 ? found : refuseUnknown(typed);
  const title = platform?.title ?? name;
  const whose = now
    ? `On ${title} "${id}" is the name of account ${now.stableId} now`
    : `I cannot learn whose name "${id}" is on ${title} now`;
  const choices = [...numbers].map((one) => `${name}:#${one}`).join(' or ');
  throw new UserError(
    `${whose}, and I knew somebody else by it, or may have. Say which account you mean, by its number, which stays: ${choices}. On ${title}, /u/NAME.json has it as "id".`,
  );
}

async function foundIn(app: OfflineApp, account: Account): Promise<FoundPerson[]> {
  const found: FoundPerson[] = [];
  for (const { id: groupId, name } of await app.roster.list()) {
    const person = await app.roster.known(groupId, account);
    if (person) found.push({ groupId, group: name, person });
  }
  return found;
}

/** The number of somebody's account that is called so, as far as it is known. */
function numberOf({ accounts }: PersonFacts, platform: PlatformName, ids: readonly (string | undefined)[]) {
  const called = new Set(ids.map((id) => id?.toLowerCase()));
  return accounts.flatMap((one) =>
    one.platform === platform && called.has(one.id.toLowerCase()) ? (one.stableId ?? []) : [],
  );
}

function refuseUnknown(typed: string): never {
  throw new UserError(
    `I know nothing of ${typed}. Check the spelling; Discord needs the number of the account, not its name.`,
  );
}

/** What was done, and what is left to be done by hand. */
function forgotten(account: string, staying: readonly string[]): string {
  const links = staying.map((url) => `  ${url}\n`).join('');
  return `Forgotten: ${account}. What others need stays, without a name; what is kept current is corrected as soon as the bot runs, in repositories by pull requests.
${links === '' ? '' : `The bot said these once and cannot take a name out of them. Delete them by hand:\n${links}`}What it said once of other things, such as why a meeting was cancelled, what it answered in public to commands, such as /celebrate, and digests older than 60 days stay too: search for the name on the platforms, and delete what is found.
`;
}
