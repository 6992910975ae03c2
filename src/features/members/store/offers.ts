// The rows of seats that are offered to those on the waiting list, and are kept for them, taken, left, or taken back.
import { end, mark, markAll } from '../../../publishing/store.ts';
import { change, type Database, type Transaction } from '../../../storage/client.ts';
import { wake } from '../../../storage/schedule.ts';
import { aboutApplication, noticeWanted } from '../member-publications.ts';
import type { Application } from '../membership-facts.ts';
import { seatsOf } from '../membership-rules.ts';
import { takeSeat } from './memberships.ts';
import { applicationFacts, membershipCheck, membersIn, rulesIn } from './rows.ts';
import { freeing } from './seats.ts';

/** Opens the rows. */
export function offerStore(database: Database) {
  return {
    /**
     * Offers what seats are free to the first on the waiting list who may take one. Of more offers than there are seats, the
     * latest go back to their place on that list.
     */
    offer: (groupId: number, now: Date) =>
      change(database, groupId, async (rows) => {
        await takeBack(rows, groupId, now);
        const listed = await rows.application.findMany({
          where: { groupId, state: 'listed' },
          orderBy: [{ decidedAt: 'asc' }, { number: 'asc' }],
        });
        for (const { id, applicantId: personId } of listed) {
          if ((await membershipCheck(rows, groupId, { personId, kind: 'voting' })).problem !== undefined)
            continue;
          const data = { state: 'offered', offeredAt: now };
          const offered = applicationFacts(await rows.application.update({ where: { id }, data }));
          await applicationChanged(rows, offered);
          await mark(rows, [noticeWanted(offered, 'offer', `/${now.getTime()}`)]);
        }
      }),
    /** The applicant takes the seat, or leaves it. */
    async answerOffer(application: Application, { takes, now }: { takes: boolean; now: Date }) {
      const { id, groupId } = application;
      return await change(database, groupId, async (rows) => {
        const current = await readApplication(rows, application);
        if (current.state !== 'offered') return 'late';
        if (takes) {
          const came = await takeSeat(rows, current, now);
          if (came) return came;
        }
        const state = takes ? 'accepted' : 'withdrawn';
        const settle = () => rows.application.update({ where: { id }, data: { state, decidedAt: now } });
        // Taking a seat frees none.
        if (takes) await settle();
        else await freeing(rows, groupId, settle);
        await applicationChanged(rows, application);
        return takes ? 'in' : 'out';
      });
    },
    /** An offer was not answered in time. */
    async lapse(application: Application, now: Date) {
      const { id, groupId } = application;
      await change(database, groupId, async (rows) => {
        const { came } = await freeing(rows, groupId, () =>
          rows.application.updateMany({
            where: { id, state: 'offered' },
            data: { state: 'lapsed', decidedAt: now },
          }),
        );
        if (came.count === 0) return;
        await applicationChanged(rows, application);
        await mark(rows, [noticeWanted(application, 'lapsed')]);
      });
    },
  };
}

/** Takes back the latest of the offers for which there are no seats any more, since there are to be fewer. */
async function takeBack(rows: Transaction, groupId: number, now: Date): Promise<void> {
  const rules = await rulesIn(rows, groupId);
  const offered = await rows.application.findMany({
    where: { groupId, state: 'offered' },
    orderBy: [{ offeredAt: 'desc' }, { decidedAt: 'desc' }, { number: 'desc' }],
  });
  const { free } = seatsOf(await membersIn(rows, groupId), rules);
  for (const { id } of offered.slice(0, Math.max(0, offered.length - free))) {
    const data = { state: 'listed', offeredAt: null };
    const listed = applicationFacts(await rows.application.update({ where: { id }, data }));
    await applicationChanged(rows, listed);
    await mark(rows, [noticeWanted(listed, 'unoffered', `/${now.getTime()}`)]);
  }
}

/** An application, as it is in a transaction. */
export async function readApplication(rows: Transaction, { id }: Application): Promise<Application> {
  return applicationFacts(await rows.application.findUniqueOrThrow({ where: { id } }));
}

/** Has an application shown as it is now, and what is due looked at again. */
export async function applicationChanged(rows: Transaction, { id, groupId }: Application): Promise<void> {
  await markAll(rows, { groupId, about: aboutApplication(id) });
  await wake(rows, groupId, 'members');
}

/** The same of one whose words are deleted: its card is kept true for a year from then on, and no words are left in it. */
export async function applicationCleared(
  rows: Transaction,
  application: Application,
  now: Date,
): Promise<void> {
  await applicationChanged(rows, application);
  await end(rows, { groupId: application.groupId, about: aboutApplication(application.id) }, now);
}
