// The rows of memberships and of the rules for them.
import type { PersonFacts } from '../../core/directory.ts';
import type { PlaceId, Wanted } from '../../core/publication.ts';
import { mark } from '../../publishing/store.ts';
import { change, type Database, type Transaction } from '../../storage/client.ts';
import { wake } from '../../storage/schedule.ts';
import { type Member, type MemberKind, type MemberRules, memberKinds } from './membership-facts.ts';
import { problemOf, seatsOf } from './membership-rules.ts';
import { personFacts } from './store-people.ts';

/** What changes of a member. */
export interface MemberChange {
  readonly kind?: MemberKind;
  readonly tags?: readonly string[];
  readonly sinceAt?: Date;
  readonly isShown?: boolean;
}

/** What somebody is to publish, and since when. */
export interface GithubClaim {
  readonly github: string;
  readonly code: string;
  readonly askedAt: Date;
}

/** The rows. */
export interface MembershipStore {
  /** Everybody who is a member, has been one, or is an organiser; by id. */
  all(groupId: number): Promise<Member[]>;
  rules(groupId: number): Promise<MemberRules>;
  changeRules(groupId: number, to: Partial<MemberRules>): Promise<void>;
  /** Makes somebody a member or changes what they are; answers why not, when the rules are in the way. */
  put(
    groupId: number,
    personId: number,
    how: MemberChange & { readonly now: Date; readonly role?: PersonFacts['role'] },
  ): Promise<{ readonly problem: string } | undefined>;
  /** Somebody leaves; what waits for a seat hears of it. `wanted` is published in the same transaction. */
  memberLeaves(
    groupId: number,
    personId: number,
    how: { now: Date; wanted: readonly Wanted[] },
  ): Promise<boolean>;
  /** Somebody goes on for a year. */
  renew(groupId: number, personId: number, now: Date): Promise<void>;
  /** Somebody was asked whether they go on, or organisers were told that they did not answer. */
  asked(
    groupId: number,
    personId: number,
    how: { dueAt: Date; times?: number; toldAt?: Date; now: Date; wanted: readonly Wanted[] },
  ): Promise<void>;
  /** A vote on replacing a member was opened, or ended (`undefined`). False when one is open already. */
  replacing(groupId: number, personId: number, at: Date | undefined): Promise<boolean>;
  /** Somebody says which account on GitHub is theirs, and is to publish the code there. */
  claimGithub(
    groupId: number,
    personId: number,
    claim: { readonly github: string; readonly code: string; readonly now: Date },
  ): Promise<void>;
  /** It is theirs. Of somebody else whose confirmed account had that name before, the name is taken away. */
  confirmGithub(
    groupId: number,
    personId: number,
    account: { readonly login: string; readonly id: string; readonly now: Date },
  ): Promise<void>;
  githubClaim(groupId: number, personId: number): Promise<GithubClaim | undefined>;
}

/** How it is in a group that has said nothing: any number of seats, no yearly confirmation. */
export const usualRules: MemberRules = {
  seats: 0,
  outsidePercent: 0,
  insideTag: 'core team',
  isYearly: false,
  takesApplications: true,
  voteRule: 'charter',
  keepDays: 90,
  githubIssue: '',
  chosen: [],
};

/** Opens the rows. */
export function membershipStore(database: Database): MembershipStore {
  return {
    all: (groupId) => membersIn(database, groupId),
    rules: (groupId) => rulesIn(database, groupId),
    async changeRules(groupId, { chosen, ...to }) {
      const data = { ...to, ...(chosen && { chosen: JSON.stringify(chosen) }) };
      await change(database, groupId, async (rows) => {
        await rows.memberRules.upsert({ where: { groupId }, create: { groupId, ...data }, update: data });
        await wake(rows, groupId, 'members');
      });
    },
    put: (groupId, personId, { role, ...how }) =>
      change(database, groupId, async (rows) => {
        const came = await putMember(rows, groupId, { personId, ...how });
        if (!came && role) await rows.person.update({ where: { id: personId }, data: { role } });
        return came;
      }),
    async memberLeaves(groupId, personId, { now, wanted }) {
      return await change(database, groupId, async (rows) => {
        const { role } = await rows.person.findUniqueOrThrow({ where: { id: personId } });
        const was = await rows.membership.findUnique({ where: { personId } });
        if (role === 'none' && (!was || was.kind === 'alumni')) return false;
        const data = { kind: 'alumni', untilAt: now };
        await rows.membership.upsert({
          where: { personId },
          create: { groupId, personId, sinceAt: now, ...data },
          update: data,
        });
        await rows.person.update({ where: { id: personId }, data: { role: 'none' } });
        await mark(rows, wanted);
        await wake(rows, groupId, 'members');
        // Open votes and polls wait for them no more, and their projects need another lead.
        await wake(rows, groupId, 'votes');
        await wake(rows, groupId, 'polls');
        await wake(rows, groupId, 'projects');
        return true;
      });
    },
    async renew(groupId, personId, now) {
      await change(database, groupId, async (rows) => {
        await rows.membership.upsert({
          where: { personId },
          create: { groupId, personId, sinceAt: now, renewedAt: now },
          update: { renewedAt: now },
        });
        await wake(rows, groupId, 'members');
      });
    },
    async asked(groupId, personId, { dueAt, times, toldAt, now, wanted }) {
      await change(database, groupId, async (rows) => {
        await rows.membership.update({
          where: { personId },
          data: {
            askedFor: dueAt,
            ...(times !== undefined && { asked: times, askedAt: now, toldAt: null }),
            ...(toldAt && { toldAt }),
          },
        });
        await mark(rows, wanted);
      });
    },
    async replacing(groupId, personId, at) {
      return await change(database, groupId, async (rows) => {
        if (at === undefined) {
          await rows.membership.updateMany({ where: { groupId, personId }, data: { replaceAt: null } });
          return true;
        }
        const was = await rows.membership.findUnique({ where: { personId } });
        if (was?.replaceAt) return false;
        await rows.membership.upsert({
          where: { personId },
          create: { groupId, personId, sinceAt: at, replaceAt: at },
          update: { replaceAt: at },
        });
        return true;
      });
    },
    async claimGithub(groupId, personId, { github, code, now }) {
      const data = { github, githubCode: code, githubAskedAt: now, githubAt: null, githubId: null };
      await change(database, groupId, async (rows) => {
        const was = await rows.membership.findUnique({ where: { personId } });
        // One that was made for another name of theirs goes on.
        const askedAt = was?.githubCode === code && was.githubAskedAt ? was.githubAskedAt : now;
        await rows.membership.upsert({
          where: { personId },
          create: { groupId, personId, sinceAt: now, ...data },
          update: { ...data, githubAskedAt: askedAt },
        });
      });
    },
    async confirmGithub(groupId, personId, { login, id, now }) {
      const data = { github: login, githubId: id, githubAt: now, githubCode: null, githubAskedAt: null };
      await change(database, groupId, async (rows) => {
        for (const other of await rows.membership.findMany({ where: { groupId, NOT: { personId } } })) {
          const hasName = other.github?.toLowerCase() === login.toLowerCase();
          if (!hasName || other.githubAt === null) continue;
          const none = { github: null, githubId: null, githubAt: null };
          await rows.membership.update({ where: { id: other.id }, data: none });
        }
        await rows.membership.update({ where: { personId }, data });
      });
    },
    async githubClaim(groupId, personId) {
      const row = await database.membership.findFirst({ where: { groupId, personId } });
      if (!row?.github || !row.githubCode || !row.githubAskedAt) return undefined;
      return { github: row.github, code: row.githubCode, askedAt: row.githubAskedAt };
    },
  };
}

/** The rules of a group. */
export async function rulesIn(rows: Database | Transaction, groupId: number): Promise<MemberRules> {
  const row = await rows.memberRules.findUnique({ where: { groupId } });
  if (!row) return usualRules;
  const { groupId: _, chosen, voteRule, ...rest } = row;
  const places: PlaceId[] = JSON.parse(chosen);
  return { ...rest, voteRule: voteRule === 'majority' ? 'majority' : 'charter', chosen: places };
}

/** The members of a group, and who was one. */
export async function membersIn(rows: Database | Transaction, groupId: number): Promise<Member[]> {
  const memberships = await rows.membership.findMany({ where: { groupId } });
  const byPerson = new Map(memberships.map((one) => [one.personId, one]));
  const include = { accounts: { orderBy: { id: 'asc' } } } as const;
  // Two questions, so that each finds whom it is about, and not everybody who ever asked anything.
  const now = await rows.person.findMany({
    where: { groupId, role: { in: ['member', 'organiser'] } },
    include,
  });
  const have = new Set(now.map(({ id }) => id));
  const others = [...byPerson.keys()].filter((id) => !have.has(id));
  const once =
    others.length > 0 ? await rows.person.findMany({ where: { id: { in: others } }, include }) : [];
  return [...now, ...once]
    .toSorted((one, other) => one.id - other.id)
    .flatMap((row) => memberOf(personFacts(row), byPerson.get(row.id)) ?? []);
}

type MembershipRow = NonNullable<Awaited<ReturnType<Database['membership']['findUnique']>>>;

function memberOf(person: PersonFacts, row: MembershipRow | undefined): Member | undefined {
  const known = memberKinds.find((one) => one === row?.kind) ?? 'voting';
  // Whose role was taken back is a member no more, whatever is written here.
  const isGone = person.role === 'none';
  if (isGone && known !== 'alumni') return undefined;
  const kind = !isGone && known === 'alumni' ? 'voting' : known;
  const tags: string[] = JSON.parse(row?.tags ?? '[]');
  return {
    person,
    kind,
    tags,
    isShown: row?.isShown ?? false,
    isGithubConfirmed: row?.githubAt != null,
    asked: row?.asked ?? 0,
    ...(row && { sinceAt: row.sinceAt }),
    ...(row?.untilAt && kind === 'alumni' && { untilAt: row.untilAt }),
    ...(row?.github && { github: row.github }),
    ...(row?.githubId && { githubId: row.githubId }),
    ...(row?.renewedAt && { renewedAt: row.renewedAt }),
    ...(row?.askedFor && { askedFor: row.askedFor }),
    ...(row?.askedAt && { askedAt: row.askedAt }),
    ...(row?.toldAt && { toldAt: row.toldAt }),
    ...(row?.replaceAt && { replaceAt: row.replaceAt }),
  };
}

/** Makes somebody a member in a transaction; answers why not, when the rules are in the way. */
export async function putMember(
  rows: Transaction,
  groupId: number,
  {
    personId,
    now,
    kind,
    tags,
    sinceAt,
    isShown,
  }: MemberChange & { readonly personId: number; readonly now: Date },
): Promise<{ readonly problem: string } | undefined> {
  const rules = await rulesIn(rows, groupId);
  const before = await membersIn(rows, groupId);
  const person = await rows.person.findUniqueOrThrow({
    where: { id: personId },
    include: { accounts: { orderBy: { id: 'asc' } } },
  });
  const was = before.find((member) => member.person.id === personId);
  const isComing = !was || was.kind === 'alumni';
  const to: MemberKind = kind ?? (isComing ? 'voting' : was.kind);
  const after: Member = {
    ...(was ?? { isShown: false, isGithubConfirmed: false, asked: 0 }),
    person: personFacts(person),
    kind: to,
    tags: tags ?? was?.tags ?? [],
  };
  const problem = problemOf(
    [...before.filter((member) => member.person.id !== personId), after],
    before,
    rules,
  );
  if (problem !== undefined) return { problem };
  const data = {
    kind: to,
    tags: JSON.stringify(after.tags),
    ...(to !== 'alumni' && { untilAt: null }),
    ...(sinceAt ? { sinceAt } : isComing && { sinceAt: now }),
    ...(isComing && { renewedAt: null, asked: 0, askedFor: null, toldAt: null }),
    ...(isShown !== undefined && { isShown }),
  };
  await rows.membership.upsert({
    where: { personId },
    create: { groupId, personId, sinceAt: sinceAt ?? now, ...data },
    update: data,
  });
  if (person.role === 'none') await rows.person.update({ where: { id: personId }, data: { role: 'member' } });
  await wake(rows, groupId, 'members');
  return undefined;
}

/** Whether a group has room for one more with a vote. */
export async function hasRoom(rows: Transaction, groupId: number): Promise<boolean> {
  return seatsOf(await membersIn(rows, groupId), await rulesIn(rows, groupId)).free > 0;
}
