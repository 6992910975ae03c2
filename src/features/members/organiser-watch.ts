// Organisers who are gone: none of their accounts is where the group is any more. Looked for now and then, and told.

import type { Account } from '../../core/account.ts';
import type { GroupFacts, PersonFacts } from '../../core/directory.ts';
import { listed } from '../../core/listed-words.ts';
import type { Finding } from '../../core/platform.ts';
import { rounds } from './rounds.ts';

/** What is asked. */
interface OrganiserWatchParts {
  groups(): Promise<readonly GroupFacts[]>;
  organisers(groupId: number): Promise<readonly PersonFacts[]>;
  /** Whether an account is where the group is; undefined where that cannot be told now. */
  isThere(account: Account, group: GroupFacts): Promise<boolean | undefined>;
  now(): Date;
  /** Told of a group whose organisers are gone, when that is noticed. */
  warn(group: GroupFacts, why: string): void;
}

/** Remembers how each group stands that was looked at. */
export interface OrganiserWatch {
  /** Looks at all groups, a few times a day; throws nothing of the outside. */
  look(): Promise<void>;
  /** `why` is undefined where all are there, null where that is not known yet. */
  list(): readonly { readonly groupId: number; readonly why: string | undefined | null }[];
  /** The same for `/docent status`, of those who are gone. */
  findings(): Promise<Finding[]>;
  /** What was found before the start is looked at again. */
  recall(groupId: number): void;
}

const patienceMilliseconds = 6 * 60 * 60_000;
/** What could not be told is asked again so soon. */
const againMilliseconds = 10 * 60_000;
/** Of a group with more organisers, so many are looked for. */
const most = 20;

/** Builds it. */
export function organiserWatch(parts: OrganiserWatchParts): OrganiserWatch {
  const known = new Map<number, string | undefined | null>();
  const { look, soon } = rounds({
    groups: () => parts.groups(),
    now: () => parts.now(),
    patience: patienceMilliseconds,
    again: againMilliseconds,
    lookAt,
    keep(served) {
      // Of a group that the bot left, nothing is said any more.
      for (const id of known.keys()) if (!served.has(id)) known.delete(id);
    },
  });

  /** Whether all could be told. */
  async function lookAt(group: GroupFacts): Promise<boolean> {
    const organisers = (await parts.organisers(group.id)).slice(0, most);
    const gone: string[] = [];
    for (const person of organisers) {
      const isAway = await isGone(person, (account) => parts.isThere(account, group));
      if (isAway === undefined) return false;
      if (isAway) gone.push(person.name);
    }
    const why = gone.length === 0 ? undefined : goneWords(gone, gone.length === organisers.length);
    if (why !== undefined && known.get(group.id) !== why) parts.warn(group, why);
    known.set(group.id, why);
    return true;
  }

  return {
    look,
    list: () => [...known].map(([groupId, why]) => ({ groupId, why })),
    async findings() {
      const groups = await parts.groups();
      return groups.flatMap(({ id, spaces }): Finding[] => {
        const why = known.get(id);
        if (!why) return [];
        const [space] = spaces;
        return [{ what: 'Organisers', isOk: false, saw: why, ...(space && { space: space.id }) }];
      });
    },
    recall(groupId) {
      known.set(groupId, null);
      soon(groupId);
    },
  };
}

/** Whether none of somebody's accounts is there; undefined where that cannot be said. */
export async function isGone(
  { accounts }: Pick<PersonFacts, 'accounts'>,
  isThere: (account: Account) => Promise<boolean | undefined>,
): Promise<boolean | undefined> {
  let isKnown = accounts.length > 0;
  for (const account of accounts) {
    const found = await isThere(account);
    if (found === true) return false;
    isKnown &&= found === false;
  }
  return isKnown ? true : undefined;
}

/** Who is gone, and who can do what they did. */
function goneWords(names: readonly string[], areAll: boolean): string {
  const who =
    names.length === 1 ? `${names[0]} is an organiser here` : `${listed(names)} are organisers here`;
  const rest = areAll
    ? 'I know of no other organiser. Whoever manages the server, or is staff of the forum, can name one with `/member role`; so can who runs me, in ORGANISERS.'
    : 'If they do not come back, `/member role` takes the role from them and gives it to somebody else.';
  return `${who}, and gone: no account of theirs can act where the group is. ${rest}`;
}
