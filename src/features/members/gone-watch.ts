// Who is gone: organisers, members, and others who have something to do for the group, none of whose accounts is where it is any
// more. Looked for without any list of who comes and goes, and told once for each; what is known of them stays.
import type { Account } from '../../core/account.ts';
import type { GroupFacts, PersonFacts } from '../../core/directory.ts';
import type { Finding } from '../../core/platform.ts';

/** Somebody who is looked for. */
export interface Watched {
  /** Theirs in the group for ever: the id of a person, or `host-ID` of one who is known by an account alone. */
  readonly who: string;
  readonly accounts: readonly Account[];
  readonly role: PersonFacts['role'];
  /** What they do for the group, with what names somebody else: a sentence each. */
  readonly duties: readonly string[];
  /** Whether they may have the address of a calendar that is not for everybody. */
  readonly mayReadCalendar?: boolean;
}

/** What is asked. */
interface GoneWatchParts {
  groups(): Promise<readonly GroupFacts[]>;
  /** Everybody; those with something to do first. */
  watched(groupId: number): Promise<readonly Watched[]>;
  /** What somebody is called now. */
  nameOf(groupId: number, who: string): Promise<string | undefined>;
  /** Whether an account is where the group is; undefined where that cannot be told now. */
  isThere(account: Account, group: GroupFacts): Promise<boolean | undefined>;
  now(): Date;
  /** Told of a group of which an organiser is gone, when that is noticed. */
  warn(group: GroupFacts, why: string): void;
}

/** Somebody who is gone, was, or of whom only that is known from before the start. */
interface Gone {
  readonly groupId: number;
  readonly who: string;
  readonly isOrganiser: boolean;
  /** `why` is undefined where they are there, or nobody to look for any more; null where that is not known yet. */
  readonly why: string | undefined | null;
}

/** Remembers who is gone. */
export type GoneWatch = ReturnType<typeof goneWatch>;

/** Who organises or has something to do is looked for so often, */
const patienceMilliseconds = 6 * 60 * 60_000;
/** and everybody so often. */
const longPatienceMilliseconds = 24 * 60 * 60_000;
/** Of whom it could not be told who has something to do is looked for again so soon, */
const againMilliseconds = 10 * 60_000;
/** and everybody so soon. */
const longAgainMilliseconds = 60 * 60_000;
/** Of a group with more people, so many are looked for. */
const most = 300;

/** Builds it. */
export function goneWatch(parts: GoneWatchParts) {
  const known = new Map<string, Gone>();
  const nextAt = new Map<number, number>();
  const allNextAt = new Map<number, number>();
  let nextLookAt = 0;

  async function lookAt(group: GroupFacts, at: number): Promise<void> {
    const isWhole = (allNextAt.get(group.id) ?? 0) <= at;
    const all = (await parts.watched(group.id)).slice(0, most);
    const looked = all.filter(
      (one) => isWhole || isNeeded(one) || known.has(keyOf({ groupId: group.id, who: one.who })),
    );
    const found: { readonly one: Watched; readonly isAway: boolean | undefined }[] = [];
    for (const one of looked) {
      found.push({ one, isAway: await isGone(one, (account) => parts.isThere(account, group)) });
    }
    const isLast = found.every(({ one, isAway }) => one.role !== 'organiser' || isAway === true);
    for (const { one, isAway } of found) {
      if (isAway === undefined) continue;
      const why = isAway ? goneWords(one, isLast) : undefined;
      await put(group, { groupId: group.id, who: one.who, isOrganiser: one.role === 'organiser', why });
    }
    const here = new Set(all.map(({ who }) => who));
    for (const one of known.values()) {
      if (one.groupId === group.id && !here.has(one.who)) await put(group, { ...one, why: undefined });
    }
    const isUnsure = found.filter(({ isAway }) => isAway === undefined);
    const isSoon = isUnsure.some(({ one }) => isNeeded(one));
    nextAt.set(group.id, at + (isSoon ? againMilliseconds : patienceMilliseconds));
    if (isWhole)
      allNextAt.set(group.id, at + (isUnsure.length > 0 ? longAgainMilliseconds : longPatienceMilliseconds));
  }

  /** Of those who are there, only who was gone before is remembered. */
  async function put(group: GroupFacts, one: Gone): Promise<void> {
    const key = keyOf(one);
    const before = known.get(key);
    if (one.isOrganiser && one.why && before?.why !== one.why) parts.warn(group, await said(one, one.why));
    if (one.why !== undefined || before) known.set(key, one);
  }

  const said = async ({ groupId, who }: Gone, why: string) =>
    `${(await parts.nameOf(groupId, who)) ?? 'Somebody'} ${why}`;

  return {
    /** Looks at all groups, a few times a day; throws nothing of the outside. */
    async look() {
      const at = parts.now().getTime();
      if (at < nextLookAt) return;
      // Also when this fails.
      nextLookAt = at + againMilliseconds;
      const groups = await parts.groups();
      for (const group of groups) if ((nextAt.get(group.id) ?? 0) <= at) await lookAt(group, at);
      const served = new Set(groups.map(({ id }) => id));
      // Of a group that the bot left, nothing is said any more.
      for (const [key, { groupId }] of known) if (!served.has(groupId)) known.delete(key);
      for (const times of [nextAt, allNextAt])
        for (const id of times.keys()) if (!served.has(id)) times.delete(id);
      nextLookAt = Math.min(at + patienceMilliseconds, ...nextAt.values());
    },
    list: () => [...known.values()],
    /** Whether somebody was gone when they were looked for last, as far as that is known. */
    isGone: (groupId: number, who: string) => typeof known.get(keyOf({ groupId, who }))?.why === 'string',
    /** For `/docent status`: organisers who are gone. */
    async findings() {
      const groups = await parts.groups();
      const gone = [...known.values()].filter(({ isOrganiser }) => isOrganiser);
      const found: Finding[] = [];
      for (const one of gone) {
        const group = groups.find(({ id }) => id === one.groupId);
        if (!group || !one.why) continue;
        const [space] = group.spaces;
        const saw = await said(one, one.why);
        found.push({ what: 'Organisers', isOk: false, saw, ...(space && { space: space.id }) });
      }
      return found;
    },
    /** What was found before the start is looked at again. */
    recall(groupId: number, who: string) {
      known.set(keyOf({ groupId, who }), { groupId, who, isOrganiser: false, why: null });
      nextAt.delete(groupId);
      nextLookAt = 0;
    },
  };
}

const keyOf = ({ groupId, who }: Pick<Gone, 'groupId' | 'who'>): string => `${groupId}/${who}`;

/** Whether the group would miss them soon. */
const isNeeded = ({ role, duties }: Watched) => role === 'organiser' || duties.length > 0;

/** Whether none of somebody's accounts is there; undefined where that cannot be said. */
async function isGone(
  { accounts }: Pick<Watched, 'accounts'>,
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

/** What is said after the name of somebody who is gone; the name is not kept with it, so that it can be forgotten. */
function goneWords({ role, duties, mayReadCalendar }: Watched, isLastOrganiser: boolean): string {
  const is = {
    organiser: 'is an organiser here, and gone',
    member: 'is a member here, and gone',
    none: 'is gone',
  };
  const todo = [
    ...(role === 'organiser' ? [isLastOrganiser ? lastOrganiserWords : organiserWords] : []),
    ...duties,
  ];
  const rest =
    todo.length > 0
      ? `${todo.join(' ')} Everything else of theirs stays as it is; if they come back, there is nothing to do.`
      : 'Everything of theirs stays as it is: membership, votes, projects. If they left for good, `/member leave` with their name makes room; if they come back, there is nothing to do.';
  return `${is[role]}: no account of theirs can act where the group is. ${rest}${mayReadCalendar ? ` ${calendarWords}` : ''}`;
}

/** What organisers are told of somebody who left. */
export const calendarWords =
  'They may still have the address of a calendar that is not for everybody: `/meeting calendar-renew` ends it.';

const organiserWords =
  'If they do not come back, `/member role` takes the role from them and gives it to somebody else.';
const lastOrganiserWords =
  'I know of no other organiser. Whoever manages the server, or is staff of the forum, can name one with `/member role`; so can who runs me, in ORGANISERS.';
