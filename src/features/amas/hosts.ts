// Reads who hosts an AMA from what an organiser typed: names, mentions, user names; each one is somebody, or is refused.

import { type Account, isSameAccount, type PlatformName } from '../../core/account.ts';
import { hasUserName, isOneself, namesOf, personCalled } from '../../core/command/naming.ts';
import { nearest } from '../../core/command/values.ts';
import type { PersonFacts } from '../../core/directory.ts';
import { OutsideError, UserError } from '../../core/errors.ts';
import type { Choice } from '../../core/reply.ts';
import { shortened } from '../../core/text/shortened.ts';
import type { NewHost } from './store/hosts.ts';

/** Who a name in a text may be. */
interface Known {
  readonly members: readonly PersonFacts[];
  /** Who types, where they could answer: `me`. */
  readonly caller?: Account;
  /** The accounts that are called so, on each platform that can be asked; those of the nearest platform first. */
  accounts(name: string): Promise<readonly Account[]>;
}

/**
 * The hosts in a text such as `prague, @vancouver and <@80351110224678912>`: members by their names, others by an account
 * that exists. Throws a `UserError` when nobody is named, or when somebody is named whom no platform knows.
 */
export async function hostsFrom(text: string, known: Known): Promise<NewHost[]> {
  const names = namesIn(text, known.members);
  if (names.length === 0)
    throw new UserError('Who answers? Name the hosts, separated by commas: `hosts:"prague, vancouver"`.');
  if (names.length > mostHosts)
    throw new UserError(`${names.length} hosts are too many: name ${mostHosts} at most.`);
  const hosts: NewHost[] = [];
  for (const name of names) hosts.push(await oneHost(name, known));
  return hosts.filter((host, i) => hosts.findIndex((other) => isSame(other, host)) === i);
}

/** More than answer in any AMA; each one that is no member is looked up. */
const mostHosts = 20;

/** The names in a text: separated by commas, by "and", or by blanks where no name has one. */
export function namesIn(text: string, members: readonly PersonFacts[]): string[] {
  return text
    .split(/[,;\n]|\s+(?:and|&)\s+|\s+(?=<?@)/u)
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .flatMap((name) => (/\s/u.test(name) && !isCalled(bare(name), members) ? name.split(/\s+/u) : [name]));
}

const bare = (typed: string) => typed.replace(/^@/u, '');

async function oneHost(typed: string, { members, caller, accounts }: Known): Promise<NewHost> {
  const mentioned = /^<@!?(\d+)>$/u.exec(typed)?.[1];
  const name = mentioned ?? bare(typed);
  const member = mentioned === undefined ? personCalled(members, name) : undefined;
  // With an @ it is a user name, which is one person's alone; by what they are called, anybody may be called so.
  const isOnlyCalledSo = member && typed.startsWith('@') && !hasUserName(member, name);
  const asMember = member && { name: member.name, personId: member.id };
  if (asMember && !isOnlyCalledSo) return asMember;
  if (caller && isOneself(typed)) return hostForAccount(caller, members);
  const [account] =
    name.length > longestName
      ? []
      : await accounts(name).catch((error: unknown) => {
          if (asMember && error instanceof OutsideError) return [];
          throw error;
        });
  if (account) return hostForAccount(account, members);
  if (asMember) return asMember;
  const near = nearest(
    name.toLowerCase(),
    members.flatMap(namesOf).map((one) => one.toLowerCase()),
  );
  const hint = near === undefined ? '' : ` Did you mean \`${near}\`?`;
  throw new UserError(
    `I know nobody called "${shortened(name, longestName)}".${hint} Name members of the group, or people by their user names.`,
  );
}

const longestName = 80;

const isCalled = (name: string, members: readonly PersonFacts[]): boolean =>
  members.some((who) => namesOf(who).some((one) => same(one, name)));

/** Hosts by names that nobody else has in an AMA: of two who are called alike, the second has a number. */
export function namedApart(hosts: readonly NewHost[], others: readonly NewHost[]): NewHost[] {
  const known = [...others];
  return hosts.map((host) => {
    const isTaken = (name: string) => known.some((other) => other.name === name && !isSame(other, host));
    let name = host.name;
    for (let count = 2; isTaken(name); count += 1) name = `${host.name} (${count})`;
    const apart = { ...host, name };
    known.push(apart);
    return apart;
  });
}

/** The host behind an account. */
function hostForAccount(account: Account, members: readonly PersonFacts[]): NewHost {
  const member = members.find((who) => who.accounts.some((one) => isSameAccount(one, account)));
  if (member) return { name: member.name, personId: member.id };
  const { name, ...known } = account;
  return { name, account: known };
}

/** Completes the last name of a text with the members that it may be. */
export function suggestHosts(typed: string, members: readonly PersonFacts[]): Choice[] {
  const [, before = '', last = ''] = /^(.*[,;]\s*)?(.*)$/su.exec(typed) ?? [];
  const words = bare(last.trim()).toLowerCase();
  const taken = new Set(namesIn(before, members).map((name) => bare(name).toLowerCase()));
  return members
    .filter((who) => !taken.has(who.name.toLowerCase()))
    .filter((who) => namesOf(who).some((name) => name.toLowerCase().includes(words)))
    .map(({ name }) => `${before}${name}`)
    .filter((value) => value.length <= 100)
    .map((value) => ({ name: value, value }));
}

/** The accounts of a name, with those of a platform first. */
export function nearestFirst(accounts: readonly Account[], platform: PlatformName): readonly Account[] {
  return accounts.toSorted((a, b) => Number(b.platform === platform) - Number(a.platform === platform));
}

/** Whether two are one: the same person, or, of somebody who was known by an account first, the same account. */
export function isSame(a: NewHost, b: NewHost): boolean {
  if (a.personId !== undefined && a.personId === b.personId) return true;
  return a.account !== undefined && b.account !== undefined && isSameAccount(a.account, b.account);
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
