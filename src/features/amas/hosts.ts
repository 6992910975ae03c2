// Reads who hosts an AMA from what an organiser typed: names, mentions, user names.
import type { Account, PlatformName } from '../../core/account.ts';
import type { PersonFacts } from '../../core/directory.ts';
import { UserError } from '../../core/errors.ts';
import type { NewHost } from './store.ts';

/**
 * The hosts in a text such as `prague, @vancouver and <@80351110224678912>`. A name of a member is that member; any
 * other one is taken as a user name on a platform where people are known by such. Throws a `UserError` when nobody is
 * named.
 */
export function hostsFrom(
  text: string,
  {
    members,
    mentionedOn,
    namedOn,
  }: {
    members: readonly PersonFacts[];
    mentionedOn: PlatformName;
    namedOn: PlatformName | undefined;
  },
): NewHost[] {
  const names = text
    .split(/[,;\n]|\s+(?:and|&)\s+/u)
    .map((name) => name.trim())
    .filter((name) => name !== '');
  if (names.length === 0) {
    throw new UserError('Who answers? Name the hosts, separated by commas: `prague, vancouver`.');
  }
  const hosts = names.map((name) => oneHost(name, { members, mentionedOn, namedOn }));
  return hosts.filter((host, i) => hosts.findIndex((other) => other.name === host.name) === i);
}

function oneHost(typed: string, { members, mentionedOn, namedOn }: Parameters<typeof hostsFrom>[1]): NewHost {
  const mentioned = /^<@!?(\d+)>$/u.exec(typed)?.[1];
  if (mentioned !== undefined) {
    return hostBy({ platform: mentionedOn, id: mentioned, name: mentioned }, members);
  }
  const name = typed.replace(/^@/u, '').slice(0, 80);
  const known = members.find(
    (who) => same(who.name, name) || who.accounts.some((account) => same(account.name, name)),
  );
  if (known) return { name: known.name, personId: known.id };
  if (namedOn !== undefined && /^[\p{L}\p{N}_.-]+$/u.test(name)) {
    return { name, account: { platform: namedOn, id: name } };
  }
  return { name };
}

/** The host behind an account. */
export function hostBy(account: Account, members: readonly PersonFacts[]): NewHost {
  const known = members.find((who) =>
    who.accounts.some((one) => one.platform === account.platform && one.id === account.id),
  );
  if (known) return { name: known.name, personId: known.id };
  return { name: account.name, account: { platform: account.platform, id: account.id } };
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
