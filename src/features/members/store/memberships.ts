// The rows of memberships and of the rules for them.
import type { PersonFacts } from '../../../core/directory.ts';
import type { Wanted } from '../../../core/publication.ts';
import { mark } from '../../../publishing/store.ts';
import { inBatches } from '../../../storage/batches.ts';
import { change, type Database, type Transaction } from '../../../storage/client.ts';
import { wake } from '../../../storage/schedule.ts';
import { type Readers, renewalWanted, toReaders } from '../member-publications.ts';
import type { Agreement, Application, Member, MemberKind, MemberRules } from '../membership-facts.ts';
import type { Alongside } from './applications.ts';
import { moveCards, rolesChanged } from './cards.ts';
import { githubStore } from './github.ts';
import type { Elsewhere } from './people.ts';
import { memberIn, membershipCheck, membersIn, rulesIn, sinceUnknown } from './rows.ts';
import { becomeFormer, freeing, replacingOver } from './seats.ts';

/** What changes of a member. */
interface MemberChange {
  readonly kind?: MemberKind;
  readonly tags?: readonly string[];
  readonly sinceAt?: Date;
  readonly isShown?: boolean;
  readonly agreed?: Agreement;
}

/** What somebody becomes in the group. */
interface NewMembership extends MemberChange {
  readonly now: Date;
  readonly role?: PersonFacts['role'];
  /** Told in the same transaction who was there. */
  checked?(all: readonly Member[]): void;
}

/** How somebody leaves. */
interface Leaving extends Pick<NewMembership, 'now' | 'checked'> {
  readonly told?: readonly Wanted[] | undefined;
  readonly isRoleTaken?: boolean;
}

/** So long somebody may have been a member by mistake. */
const mistakeMilliseconds = 24 * 60 * 60 * 1000;

/** Opens the rows. */
export function membershipStore(database: Database, elsewhere: Elsewhere) {
  return {
    ...githubStore(database),
    /** Everybody who is a member, has been one, or is an organiser; by id. */
    all: (groupId: number) => membersIn(database, groupId),
    /** One of them. */
    member: (groupId: number, personId: number) => memberIn(database, groupId, personId),
    rules: (groupId: number) => rulesIn(database, groupId),
    /** `checked` is told in the same transaction what was there. */
    async changeRules(
      groupId: number,
      { chosen, ...to }: Partial<MemberRules>,
      checked?: (before: MemberRules) => void,
    ) {
      const data = { ...to, ...(chosen && { chosen: JSON.stringify(chosen) }) };
      await change(database, groupId, async (rows) => {
        checked?.(await rulesIn(rows, groupId));
        await rows.memberRules.upsert({ where: { groupId }, create: { groupId, ...data }, update: data });
        if (chosen) await moveCards(rows, groupId);
        await wake(rows, groupId, 'members');
      });
    },
    /** Makes somebody a member or changes what they are; answers why not, when the rules are in the way. */
    put: (groupId: number, personId: number, { role, checked, ...how }: NewMembership) =>
      change(database, groupId, async (rows) => {
        checked?.(await membersIn(rows, groupId));
        const { came } = await freeing(rows, groupId, () => putMember(rows, groupId, { personId, ...how }));
        if (!came && role) {
          await rows.person.update({ where: { id: personId }, data: { role } });
          await rolesChanged(rows, groupId);
          if (role === 'organiser') await moveCards(rows, groupId, [personId]);
        }
        return came;
      }),
    /**
     * Somebody leaves, or has their role taken; answers whether a seat is free now that nobody waits for, or undefined when they
     * were no member. `told` is what organisers hear of it; `checked` as in `put`.
     */
    memberLeaves: (
      groupId: number,
      personId: number,
      { now, told = [], checked, isRoleTaken = false }: Leaving,
    ) =>
      change(database, groupId, async (rows) => {
        checked?.(await membersIn(rows, groupId));
        const { role } = await rows.person.findUniqueOrThrow({ where: { id: personId, groupId } });
        if (role === 'none') return undefined;
        const was = await rows.membership.findUnique({ where: { personId } });
        const began = was?.sinceAt.getTime() ?? 0;
        // A role that was given by mistake and is taken back makes nobody a former member.
        const isMistake = isRoleTaken && now.getTime() - began < mistakeMilliseconds;
        const { isFreed } = await freeing(rows, groupId, async () => {
          if (isMistake) await rows.person.update({ where: { id: personId }, data: { role: 'none' } });
          else await becomeFormer(rows, groupId, elsewhere, { personId, now });
        });
        if (!isMistake) await mark(rows, told);
        // Who waits for a seat hears of it; votes and polls wait for them no more, and their projects need another lead.
        await rolesChanged(rows, groupId);
        return { isFreed };
      }),
    /** Somebody goes on for a year. */
    renew: (groupId: number, personId: number, now: Date) =>
      change(database, groupId, async (rows) => {
        const { name } = await rows.person.findUniqueOrThrow({ where: { id: personId } });
        await rows.membership.upsert({
          where: { personId },
          create: { groupId, personId, sinceAt: sinceUnknown, renewedAt: now },
          update: { renewedAt: now },
        });
        const reason = `${name} has answered, and goes on.`;
        await replacingOver(rows, groupId, elsewhere, { personId, reason, now });
        await wake(rows, groupId, 'members');
      }),
    /** Asks somebody whether they go on. */
    asked: (
      groupId: number,
      personId: number,
      { dueAt, times, now }: { dueAt: Date; times: number; now: Date },
    ) =>
      change(database, groupId, async (rows) => {
        const data = { askedFor: dueAt, asked: times, askedAt: now, toldAt: null };
        await rows.membership.update({ where: { personId }, data });
        await mark(rows, [renewalWanted(groupId, personId, { dueAt, times })]);
      }),
    /** Tells organisers, once, who did not answer. */
    silent: (
      groupId: number,
      personIds: readonly number[],
      { now, told }: { readonly now: Date; readonly told: readonly Wanted[] },
    ) =>
      change(database, groupId, async (rows) => {
        for (const those of inBatches(personIds))
          await rows.membership.updateMany({
            where: { groupId, personId: { in: those } },
            data: { toldAt: now },
          });
        await mark(rows, told);
      }),
    /** Tells readers something, unless any were told before: others may be its readers since. */
    async tell(what: Omit<Wanted, 'to'>, readers: Readers) {
      const { groupId, about, key } = what;
      await change(database, groupId, async (rows) => {
        const where = { groupId, about, key: { startsWith: key } };
        if ((await rows.publication.count({ where })) === 0) await mark(rows, toReaders(what, readers));
      });
    },
    /** A vote on replacing a member is opened; none is when one goes on already. */
    replacing:
      (groupId: number, personId: number, at: Date): Alongside =>
      async (rows) => {
        const was = await rows.membership.findUnique({ where: { personId } });
        if (was?.replaceAt) return false;
        await rows.membership.upsert({
          where: { personId },
          create: { groupId, personId, sinceAt: sinceUnknown, replaceAt: at },
          update: { replaceAt: at },
        });
        return true;
      },
    /** The vote on replacing a member has ended. */
    replacingEnded: (groupId: number, personId: number) =>
      change(database, groupId, (rows) =>
        rows.membership.updateMany({ where: { groupId, personId }, data: { replaceAt: null } }),
      ),
  };
}

/** Gives an applicant a seat in a transaction; answers why not, when the rules are in the way. */
export const takeSeat = (rows: Transaction, { groupId, applicantId, agreed }: Application, now: Date) =>
  putMember(rows, groupId, { personId: applicantId, kind: 'voting', now, ...(agreed && { agreed }) });

/** Makes somebody a member in a transaction; answers why not, when the rules are in the way. */
async function putMember(
  rows: Transaction,
  groupId: number,
  to: MemberChange & { readonly personId: number; readonly now: Date },
): Promise<{ readonly problem: string } | undefined> {
  const { personId, now, sinceAt, isShown, agreed } = to;
  const { was, isComing, after, problem } = await membershipCheck(rows, groupId, to);
  if (problem !== undefined) return { problem };
  const { kind } = after;
  const data = {
    kind,
    tags: JSON.stringify(after.tags),
    untilAt: kind === 'alumni' ? (was?.untilAt ?? now) : null,
    ...(sinceAt ? { sinceAt } : isComing && { sinceAt: now }),
    ...(isComing && { renewedAt: null, asked: 0, askedFor: null, toldAt: null }),
    ...(isShown !== undefined && { isShown }),
    ...(agreed && { conduct: agreed.to, conductAt: agreed.at }),
  };
  await rows.membership.upsert({
    where: { personId },
    create: { groupId, personId, sinceAt: sinceUnknown, ...data },
    update: data,
  });
  if (after.person.role === 'none' && kind !== 'alumni')
    await rows.person.update({ where: { id: personId }, data: { role: 'member' } });
  await wake(rows, groupId, 'members');
  return undefined;
}
