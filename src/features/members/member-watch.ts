// Members, and others who have something to do for the group, who are gone: none of their accounts is where it is any more.
// Looked for without any list of who comes and goes, and told once for each; what is known of them stays.
import type { Account } from '../../core/account.ts';
import type { GroupFacts } from '../../core/directory.ts';
import { isGone } from './organiser-watch.ts';
import { rounds } from './rounds.ts';

/** Somebody who is looked for. */
export interface Watched {
  /** Theirs in the group for ever: the id of a person, or `host-ID` of one who is known by an account alone. */
  readonly who: string;
  readonly accounts: readonly Account[];
  readonly isMember: boolean;
  /** What they do for the group, with what names somebody else: a sentence each. */
  readonly duties: readonly string[];
}

/** What is asked. */
interface MemberWatchParts {
  groups(): Promise<readonly GroupFacts[]>;
  /** Those with something to do first. */
  watched(groupId: number): Promise<readonly Watched[]>;
  /** Whether an account is where the group is; undefined where that cannot be told now. */
  isThere(account: Account, group: GroupFacts): Promise<boolean | undefined>;
  now(): Date;
}

/** Somebody who is gone, was, or of whom only that is known from before the start. */
interface GoneMember {
  readonly groupId: number;
  readonly who: string;
  /** `why` is undefined where they are there, or nobody to look for any more; null where that is not known yet. */
  readonly why: string | undefined | null;
}

/** Remembers who is gone. */
export interface MemberWatch {
  /** Looks at all groups, throws nothing of the outside. */
  look(): Promise<void>;
  list(): readonly GoneMember[];
  /** What was found before the start is looked at again. */
  recall(groupId: number, who: string): void;
}

/** Who has something to do is looked for so often, */
const patienceMilliseconds = 6 * 60 * 60_000;
/** and everybody so often. */
const longPatienceMilliseconds = 24 * 60 * 60_000;
/** What could not be told is asked again so soon. */
const againMilliseconds = 60 * 60_000;
/** Of a group with more members, so many are looked for. */
const most = 300;

/** Builds it. */
export function memberWatch(parts: MemberWatchParts): MemberWatch {
  const known = new Map<string, GoneMember>();
  const allNextAt = new Map<number, number>();
  const { look, soon } = rounds({
    groups: () => parts.groups(),
    now: () => parts.now(),
    patience: patienceMilliseconds,
    again: againMilliseconds,
    lookAt,
    keep(served) {
      for (const [name, { groupId }] of known) if (!served.has(groupId)) known.delete(name);
      for (const id of allNextAt.keys()) if (!served.has(id)) allNextAt.delete(id);
    },
  });

  /** Whether all could be told. */
  async function lookAt(group: GroupFacts): Promise<boolean> {
    const at = parts.now().getTime();
    const isWhole = (allNextAt.get(group.id) ?? 0) <= at;
    const all = (await parts.watched(group.id)).slice(0, most);
    const here = new Set(all.map(({ who }) => who));
    let isSure = true;
    for (const one of all) {
      if (!isWhole && one.duties.length === 0 && !known.has(keyOf(group.id, one.who))) continue;
      const isAway = await isGone(one, (account) => parts.isThere(account, group));
      if (isAway === undefined) isSure = false;
      else put({ groupId: group.id, who: one.who, why: isAway ? goneWords(one) : undefined });
    }
    for (const { groupId, who } of known.values()) {
      if (groupId === group.id && !here.has(who)) put({ groupId, who, why: undefined });
    }
    if (isWhole && isSure) allNextAt.set(group.id, at + longPatienceMilliseconds);
    return isSure;
  }

  /** Of those who are there, only who was gone before is remembered. */
  function put(one: GoneMember): void {
    const key = keyOf(one.groupId, one.who);
    if (one.why !== undefined || known.has(key)) known.set(key, one);
  }

  return {
    look,
    list: () => [...known.values()],
    recall(groupId, who) {
      known.set(keyOf(groupId, who), { groupId, who, why: null });
      soon(groupId);
    },
  };
}

const keyOf = (groupId: number, who: string): string => `${groupId}/${who}`;

/** What is said after the name of somebody who is gone; the name is not kept with it, so that it can be forgotten. */
function goneWords({ isMember, duties }: Watched): string {
  const gone = `${isMember ? 'is a member here, and' : 'is'} gone: no account of theirs can act where the group is.`;
  if (duties.length > 0)
    return `${gone} ${duties.join(' ')} Everything else of theirs stays as it is; if they come back, there is nothing to do.`;
  return `${gone} Everything of theirs stays as it is: membership, votes, projects. If they left for good, \`/member leave\` with their name makes room; if they come back, there is nothing to do.`;
}
