// The rows of memberships and of the rules for them.
import type { PersonFacts } from '../../core/directory.ts';
import { mark } from '../../publishing/store.ts';
import { inBatches } from '../../storage/batches.ts';
import { change, type Database, type Transaction } from '../../storage/client.ts';
import { wake, wakeGroup } from '../../storage/schedule.ts';
import { renewalWanted, silentWanted } from './member-publications.ts';
import type { Agreement, Member, MemberKind, MemberRules } from './membership-facts.ts';
import type { Alongside } from './store-applications.ts';
import type { Elsewhere } from './store-people.ts';
import { membershipCheck, membersIn, rulesIn } from './store-rows.ts';
import { becomeFormer, freeing, replacingOver } from './store-seats.ts';

/** What changes of a member. */
interface MemberChange {
  readonly kind?: MemberKind;
  readonly tags?: readonly string[];
  readonly sinceAt?: Date;
  readonly isShown?: boolean;
  readonly agreed?: Agreement;
}

/** What somebody is to publish, and since when. */
interface GithubClaim {
  readonly github: string;
  readonly code: string;
  readonly askedAt: Date;
}

/** The rows. */
export interface MembershipStore {
  /** Everybody who is a member, has been one, or is an organiser; by id. */
  all(groupId: number): Promise<Member[]>;
  rules(groupId: number): Promise<MemberRules>;
  /** `checked` is told in the same transaction what was there. */
  changeRules(
    groupId: number,
    to: Partial<MemberRules>,
    checked?: (before: MemberRules) => void,
  ): Promise<void>;
  /** Makes somebody a member or changes what they are; answers why not, when the rules are in the way. */
  put(
    groupId: number,
    personId: number,
    how: MemberChange & {
      readonly now: Date;
      readonly role?: PersonFacts['role'];
      /** Told in the same transaction what was there: of this person, and of all. */
      checked?(before: Member | undefined, all: readonly Member[]): void;
    },
  ): Promise<{ readonly problem: string } | undefined>;
  /** Somebody leaves; answers whether a seat is free now that nobody waits for, or undefined when they were no member. */
  memberLeaves(
    groupId: number,
    personId: number,
    now: Date,
  ): Promise<{ readonly isFreed: boolean } | undefined>;
  /** Takes the role of a member or organiser from somebody, who has been none then; `checked` as in `put`. */
  takeRole(
    groupId: number,
    personId: number,
    how: {
      readonly now: Date;
      checked?(before: Member | undefined, all: readonly Member[]): void;
    },
  ): Promise<void>;
  /** Somebody goes on for a year. */
  renew(groupId: number, personId: number, now: Date): Promise<void>;
  /** Asks somebody whether they go on. */
  asked(groupId: number, personId: number, how: { dueAt: Date; times: number; now: Date }): Promise<void>;
  /** Tells organisers, once, who did not answer. */
  silent(groupId: number, personIds: readonly number[], now: Date): Promise<void>;
  /** A vote on replacing a member is opened; none is when one goes on already. */
  replacing(groupId: number, personId: number, at: Date): Alongside;
  /** The vote on replacing a member has ended. */
  replacingEnded(groupId: number, personId: number): Promise<void>;
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
  /** No account on GitHub is theirs any more, nor claimed; answers whether one was. */
  forgetGithub(groupId: number, personId: number): Promise<boolean>;
  githubClaim(groupId: number, personId: number): Promise<GithubClaim | undefined>;
}

/** So long somebody may have been a member by mistake. */
const mistakeMilliseconds = 24 * 60 * 60 * 1000;

/** Opens the rows. */
export function membershipStore(database: Database, elsewhere: Elsewhere): MembershipStore {
  return {
    all: (groupId) => membersIn(database, groupId),
    rules: (groupId) => rulesIn(database, groupId),
    async changeRules(groupId, { chosen, ...to }, checked) {
      const data = { ...to, ...(chosen && { chosen: JSON.stringify(chosen) }) };
      await change(database, groupId, async (rows) => {
        checked?.(await rulesIn(rows, groupId));
        await rows.memberRules.upsert({ where: { groupId }, create: { groupId, ...data }, update: data });
        await wake(rows, groupId, 'members');
      });
    },
    put: (groupId, personId, { role, checked, ...how }) =>
      change(database, groupId, async (rows) => {
        await telling(rows, groupId, { personId, checked });
        const { came } = await freeing(rows, groupId, () => putMember(rows, groupId, { personId, ...how }));
        if (!came && role) await rows.person.update({ where: { id: personId }, data: { role } });
        return came;
      }),
    async memberLeaves(groupId, personId, now) {
      return await change(database, groupId, async (rows) => {
        const { role } = await rows.person.findUniqueOrThrow({ where: { id: personId } });
        const was = await rows.membership.findUnique({ where: { personId } });
        if (role === 'none' && (!was || was.kind === 'alumni')) return undefined;
        const { isFreed } = await freeing(rows, groupId, () =>
          becomeFormer(rows, groupId, elsewhere, { personId, now }),
        );
        // Who waits for a seat hears of it; votes and polls wait for them no more, and their projects need another lead.
        await wakeGroup(rows, groupId);
        return { isFreed };
      });
    },
    async takeRole(groupId, personId, { now, checked }) {
      await change(database, groupId, async (rows) => {
        await telling(rows, groupId, { personId, checked });
        const { role } = await rows.person.findUniqueOrThrow({ where: { id: personId, groupId } });
        const was = await rows.membership.findUnique({ where: { personId } });
        const began = was?.sinceAt.getTime() ?? 0;
        // What was said by mistake and is taken back makes nobody a former member.
        const isFormer = role !== 'none' && now.getTime() - began >= mistakeMilliseconds;
        await freeing(rows, groupId, async () => {
          if (isFormer) await becomeFormer(rows, groupId, elsewhere, { personId, now });
          else await rows.person.update({ where: { id: personId }, data: { role: 'none' } });
        });
        await wakeGroup(rows, groupId);
      });
    },
    async renew(groupId, personId, now) {
      await change(database, groupId, async (rows) => {
        const { name } = await rows.person.findUniqueOrThrow({ where: { id: personId } });
        await rows.membership.upsert({
          where: { personId },
          create: { groupId, personId, sinceAt: now, renewedAt: now },
          update: { renewedAt: now },
        });
        const reason = `${name} has answered, and goes on.`;
        await replacingOver(rows, groupId, elsewhere, { personId, reason, now });
        await wake(rows, groupId, 'members');
      });
    },
    async asked(groupId, personId, { dueAt, times, now }) {
      await change(database, groupId, async (rows) => {
        const data = { askedFor: dueAt, asked: times, askedAt: now, toldAt: null };
        await rows.membership.update({ where: { personId }, data });
        await mark(rows, [renewalWanted(groupId, personId, { dueAt, times })]);
      });
    },
    async silent(groupId, personIds, now) {
      await change(database, groupId, async (rows) => {
        for (const those of inBatches(personIds))
          await rows.membership.updateMany({
            where: { groupId, personId: { in: those } },
            data: { toldAt: now },
          });
        await mark(rows, [silentWanted(groupId, personIds, now)]);
      });
    },
    replacing: (groupId, personId, at) => async (rows) => {
      const was = await rows.membership.findUnique({ where: { personId } });
      if (was?.replaceAt) return false;
      await rows.membership.upsert({
        where: { personId },
        create: { groupId, personId, sinceAt: at, replaceAt: at },
        update: { replaceAt: at },
      });
      return true;
    },
    async replacingEnded(groupId, personId) {
      await change(database, groupId, (rows) =>
        rows.membership.updateMany({ where: { groupId, personId }, data: { replaceAt: null } }),
      );
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
    async forgetGithub(groupId, personId) {
      const none = { github: null, githubId: null, githubAt: null, githubCode: null, githubAskedAt: null };
      const where = { groupId, personId, github: { not: null } };
      const { count } = await change(database, groupId, (rows) =>
        rows.membership.updateMany({ where, data: none }),
      );
      return count > 0;
    },
    async githubClaim(groupId, personId) {
      const row = await database.membership.findFirst({ where: { groupId, personId } });
      if (!row?.github || !row.githubCode || !row.githubAskedAt) return undefined;
      return { github: row.github, code: row.githubCode, askedAt: row.githubAskedAt };
    },
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
    agreed,
  }: MemberChange & { readonly personId: number; readonly now: Date },
): Promise<{ readonly problem: string } | undefined> {
  const { was, isComing, after, problem } = await membershipCheck(rows, groupId, { personId, kind, tags });
  if (problem !== undefined) return { problem };
  const to = after.kind;
  const data = {
    kind: to,
    tags: JSON.stringify(after.tags),
    untilAt: to === 'alumni' ? (was?.untilAt ?? now) : null,
    ...(sinceAt ? { sinceAt } : isComing && { sinceAt: now }),
    ...(isComing && { renewedAt: null, asked: 0, askedFor: null, toldAt: null }),
    ...(isShown !== undefined && { isShown }),
    ...(agreed && { conduct: agreed.to, conductAt: agreed.at }),
  };
  await rows.membership.upsert({
    where: { personId },
    create: { groupId, personId, sinceAt: sinceAt ?? now, ...data },
    update: data,
  });
  if (after.person.role === 'none' && to !== 'alumni')
    await rows.person.update({ where: { id: personId }, data: { role: 'member' } });
  await wake(rows, groupId, 'members');
  return undefined;
}

/** Tells what is there of somebody, and of all, as this transaction finds it. */
async function telling(
  rows: Transaction,
  groupId: number,
  {
    personId,
    checked,
  }: {
    personId: number;
    checked: ((before: Member | undefined, all: readonly Member[]) => void) | undefined;
  },
): Promise<void> {
  if (!checked) return;
  const all = await membersIn(rows, groupId);
  checked(
    all.find(({ person }) => person.id === personId),
    all,
  );
}
