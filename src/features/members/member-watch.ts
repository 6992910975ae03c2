// Members who are gone: none of their accounts is where the group is any more. Looked for once a day, without any list of
// who comes and goes, and told once for each; what is known of them stays.
import type { Account } from '../../core/account.ts';
import type { GroupFacts } from '../../core/directory.ts';
import type { Member } from './membership-facts.ts';
import { isGone } from './organiser-watch.ts';
import { rounds } from './rounds.ts';

/** What is asked. */
interface MemberWatchParts {
  groups(): Promise<readonly GroupFacts[]>;
  members(groupId: number): Promise<readonly Member[]>;
  /** Whether an account is where the group is; undefined where that cannot be told now. */
  isThere(account: Account, group: GroupFacts): Promise<boolean | undefined>;
  now(): Date;
}

/** A member who is gone, was, or of whom only that is known from before the start. */
interface GoneMember {
  readonly groupId: number;
  readonly personId: number;
  /** `why` is undefined where they are there, or no member any more; null where that is not known yet. */
  readonly why: string | undefined | null;
}

/** Remembers who is gone. */
export interface MemberWatch {
  /** Looks at all groups, once a day; throws nothing of the outside. */
  look(): Promise<void>;
  list(): readonly GoneMember[];
  /** What was found before the start is looked at again. */
  recall(groupId: number, personId: number): void;
}

const patienceMilliseconds = 24 * 60 * 60_000;
/** What could not be told is asked again so soon. */
const againMilliseconds = 60 * 60_000;
/** Of a group with more members, so many are looked for. */
const most = 300;

/** Builds it. */
export function memberWatch(parts: MemberWatchParts): MemberWatch {
  const known = new Map<string, GoneMember>();
  const { look, soon } = rounds({
    groups: () => parts.groups(),
    now: () => parts.now(),
    patience: patienceMilliseconds,
    again: againMilliseconds,
    lookAt,
    keep(served) {
      for (const [name, { groupId }] of known) if (!served.has(groupId)) known.delete(name);
    },
  });

  /** Whether all could be told. */
  async function lookAt(group: GroupFacts): Promise<boolean> {
    const all = (await parts.members(group.id)).slice(0, most);
    const here = new Set<number>();
    let isSure = true;
    for (const { person } of all) {
      // Organisers have a watch of their own.
      if (person.role !== 'member') continue;
      here.add(person.id);
      const isAway = await isGone(person, (account) => parts.isThere(account, group));
      if (isAway === undefined) isSure = false;
      else put(group.id, person.id, isAway ? goneMemberWords : undefined);
    }
    for (const { groupId, personId } of known.values()) {
      if (groupId === group.id && !here.has(personId)) put(groupId, personId, undefined);
    }
    return isSure;
  }

  /** Of those who are there, only who was gone before is remembered. */
  function put(groupId: number, personId: number, why: string | undefined): void {
    const name = `${groupId}/${personId}`;
    if (why !== undefined || known.has(name)) known.set(name, { groupId, personId, why });
  }

  return {
    look,
    list: () => [...known.values()],
    recall(groupId, personId) {
      known.set(`${groupId}/${personId}`, { groupId, personId, why: null });
      soon(groupId);
    },
  };
}

/** What is said after the name of somebody who is gone; the name is not kept with it, so that it can be forgotten. */
const goneMemberWords =
  'is a member here, and gone: no account of theirs can act where the group is. Everything of theirs stays as it is: membership, votes, projects. If they left for good, `/member leave` with their name makes room; if they come back, there is nothing to do.';
