// Plans AMAs: makes one, and changes it; what shows it is marked in the same transaction.
import type { PlatformName } from '../../../core/account.ts';
import { UserError } from '../../../core/errors.ts';
import type { PlaceId } from '../../../core/publication.ts';
import { end, ensure, mark, markAll, markAskers, stopFollowing } from '../../../publishing/store.ts';
import { change, type Database } from '../../../storage/client.ts';
import { wake } from '../../../storage/schedule.ts';
import type { AmaFacts, AmaState, AmaTimes } from '../facts.ts';
import { namedApart } from '../hosts.ts';
import { hostEndWanted } from '../notice-publications.ts';
import { aboutAma, keys } from '../publication-keys.ts';
import { amaWanted } from '../publications.ts';
import { isBeforeLive } from '../rules.ts';
import { carryQuestions } from './carrying.ts';
import { hostColumns, type NewHost } from './hosts.ts';
import { markQuestions } from './questions.ts';
import { amaFacts, readAma, readAmas, withHosts } from './rows.ts';
import { moveUnsaid, showAma, tellMoved, tellRetimed, wasShown } from './telling.ts';

/** What makes a new AMA. */
export interface NewAma
  extends AmaTimes,
    Pick<AmaFacts, 'groupId' | 'title' | 'state' | 'zone' | 'rules' | 'limitPerPerson'>,
    Pick<AmaFacts, 'isModerated' | 'allowsAnonymous' | 'createdById'>,
    Partial<Pick<AmaFacts, 'chosen' | 'moderators'>> {
  readonly postsOn?: PlatformName | null;
  readonly hosts: readonly NewHost[];
  readonly now: Date;
}

/** What can be changed of an AMA; what is left out stays. */
export type AmaChange = {
  readonly [K in keyof Omit<NewAma, 'groupId' | 'hosts' | 'now' | 'state' | 'createdById'>]?: NewAma[K];
} & { readonly movedAt?: Date | null; readonly changedAt?: Date; readonly state?: AmaState };

/** Opens the rows. */
export function planningStore(database: Database) {
  return {
    /**
     * Makes an AMA, with the open questions of another one carried over; answers how many those were. Throws a UserError when
     * it is there, as for who sends the same twice.
     */
    create: ({ hosts, now, ...facts }: NewAma, carryFrom?: AmaFacts) =>
      change(database, facts.groupId, async (rows) => {
        const { groupId, title, opensAt } = facts;
        const alike = { groupId, title, opensAt, state: { not: 'closed' } };
        if ((await rows.ama.count({ where: alike })) > 0)
          throw new UserError(`"${title}" is planned for that time already: \`/ama list\` shows it.`);
        const data = {
          ...columnsOf(facts),
          createdAt: now,
          changedAt: now,
          hosts: { create: namedApart(hosts, []).map(hostColumns) },
        };
        const made = amaFacts(await rows.ama.create({ data, include: withHosts }));
        await showAma(rows, made);
        const carried = carryFrom ? await carryQuestions(rows, { from: carryFrom, to: made, now }) : 0;
        return { ama: made, carried };
      }),
    /**
     * Changes an AMA; `isMoved` when its questions and cards go to other places too. `checked` is called with the AMA as it
     * is when it is written; when it throws, nothing is changed.
     */
    change: (
      { id, groupId }: AmaFacts,
      to: AmaChange,
      { isMoved, checked }: { readonly isMoved: boolean; checked(current: AmaFacts): void },
    ) =>
      change(database, groupId, async (rows) => {
        const before = await readAma(rows, id);
        checked(before);
        const data = { ...columnsOf(to), sequence: { increment: 1 } };
        const row = await rows.ama.update({ where: { id }, data, include: withHosts });
        const changed = amaFacts(row);
        await showAma(rows, changed);
        await tellRetimed(rows, before, changed);
        // Partners' calls name its times.
        await markAskers(rows, keys.thread(changed));
        if (!isMoved) return changed;
        await markQuestions(rows, changed);
        await moveUnsaid(rows, changed);
        return changed;
      }),
  };
}

/** The columns of what is given. */
function columnsOf<T extends { chosen?: readonly PlaceId[]; moderators?: readonly PlaceId[] }>({
  chosen,
  moderators,
  ...rest
}: T) {
  return {
    ...rest,
    ...(chosen && { chosen: JSON.stringify(chosen) }),
    ...(moderators && { moderators: JSON.stringify(moderators) }),
  };
}

/** A bot that was away for longer leaves a topic followed; nothing else comes of it. */
const longestMilliseconds = 31 * 86_400_000;

/** Opens the rows. */
export function lifeStore(database: Database) {
  return {
    /** Moves an AMA on if nobody else did meanwhile; answers whether it did. */
    move: (
      before: AmaFacts,
      to: AmaState,
      { now, isByHand, byId }: { now: Date; isByHand: boolean; byId?: number | undefined },
    ) =>
      change(database, before.groupId, async (rows) => {
        const isDropped = to === 'closed' && before.state === 'draft' && !(await wasShown(rows, before));
        const moved = await rows.ama.updateMany({
          where: { id: before.id, state: before.state },
          data: {
            state: to,
            changedAt: now,
            sequence: { increment: 1 },
            ...(isByHand && { movedAt: to === 'announced' && before.state === 'draft' ? null : now }),
            // A draft that nobody was shown never took questions: see `isKeptBack`.
            ...((to === 'wrapping' || to === 'closed') &&
              !isDropped && { stoppedAt: stopOf(before, to, { now, isByHand }) }),
            // By the clock it was held, even if the bot was away all the time.
            ...(to === 'closed' && {
              isCalledOff: isByHand && isBeforeLive(before),
            }),
          },
        });
        if (moved.count === 0) return false;
        const after = await readAma(rows, before.id);
        // One that had been announced before says that it is being prepared again; nobody hears of one that never was.
        if (!isDropped) {
          await mark(rows, amaWanted(after));
          await markAll(rows, { groupId: after.groupId, about: aboutAma(after.id), views: ['amas/call'] });
          await tellMoved(rows, before, after);
          if (to === 'closed' && !after.isCalledOff) await ensure(rows, hostEndWanted(after, byId));
        }
        // Partners' calls say that it is called off.
        await markAskers(rows, keys.thread(after));
        await wake(rows, after.groupId, 'amas');
        const about = { groupId: after.groupId, about: aboutAma(after.id) };
        if (to === 'closed') {
          // Cards and questions lose their buttons.
          await markAll(rows, { ...about, views: ['amas/card', 'amas/question', 'amas/call'] });
          await end(rows, about, now);
        }
        return true;
      }),
    /** Closed AMAs of a group in whose places what people write is still read, of those that ended in the last month. */
    async stillFollowed(groupId: number, now: Date) {
      const since = new Date(now.getTime() - longestMilliseconds);
      const where = { groupId, state: 'closed', changedAt: { gt: since } };
      const followed: AmaFacts[] = [];
      for (const ama of await readAmas(database, { where, orderBy: { id: 'desc' } })) {
        const shown = { groupId, about: aboutAma(ama.id), isFollowed: true };
        if (await database.publication.findFirst({ where: shown, select: { id: true } })) followed.push(ama);
      }
      return followed;
    },
    /** Reads them no more. Harmless to repeat. */
    stopFollowing: ({ id, groupId }: AmaFacts) =>
      change(database, groupId, (rows) => stopFollowing(rows, { groupId, about: aboutAma(id) })),
  };
}

/** Questions stop at the instant that was announced when the clock stops them, even if it is read late. */
function stopOf(before: AmaFacts, to: AmaState, { now, isByHand }: { now: Date; isByHand: boolean }): Date {
  if (before.state === 'wrapping' && before.stoppedAt) return before.stoppedAt;
  if (isByHand) return now;
  return to === 'wrapping' || before.wrapsAt <= now ? before.wrapsAt : now;
}
