// The rows of applications: who would like to be a member, and what became of it.
import type { PersonFacts } from '../../../core/directory.ts';
import { mark } from '../../../publishing/store.ts';
import { change, type Database, type Transaction } from '../../../storage/client.ts';
import { readIf } from '../../../storage/rows.ts';
import { wake } from '../../../storage/schedule.ts';
import { aboutApplication, cardWanted, noticeWanted, toReaders } from '../member-publications.ts';
import type { Application, ApplicationState } from '../membership-facts.ts';
import { currentStates } from '../membership-rules.ts';
import { placesIn } from './cards.ts';
import { takeSeat } from './memberships.ts';
import { applicationChanged, applicationCleared, offerStore, readApplication } from './offers.ts';
import type { Elsewhere } from './people.ts';
import { applicationFacts } from './rows.ts';
import { freeing, openSeats, takenBack } from './seats.ts';

/** What makes an application; the ids of the organisers, who read it in private where no channel is for it. */
interface NewApplication {
  /** What they write, and the address of the code of conduct to which they agree by sending it; empty for none. */
  readonly text: Pick<Application, 'introduction' | 'why' | 'brings'> & { readonly conduct: string };
  readonly now: Date;
  readonly organisers: readonly number[];
}

/** What came of the vote on an application. */
type ApplicationOutcome = 'passed' | 'failed' | 'dropped';

/** What is changed in the transaction that opens a vote of this number; whether there is to be one. */
export type Alongside = (rows: Transaction, voteNumber: number) => Promise<boolean>;

/** Opens the rows. */
export function applicationStore(database: Database, { dropVote }: Elsewhere) {
  return {
    ...offerStore(database),
    /** Keeps an application, in the place of the one that waits already; undefined when that is voted on. */
    apply: (groupId: number, applicant: PersonFacts, { text, now, organisers }: NewApplication) =>
      change(database, groupId, async (rows) => {
        const current = await currentOf(rows, groupId, applicant.id);
        if (current && current.state !== 'waiting') return undefined;
        const { conduct, ...words } = text;
        const data = { ...words, conduct: conduct || null, name: applicant.name, changedAt: now };
        const { _max } = await rows.application.aggregate({ where: { groupId }, _max: { number: true } });
        const row = current
          ? await rows.application.update({ where: { id: current.id }, data })
          : await rows.application.create({
              data: {
                ...data,
                groupId,
                number: (_max.number ?? 0) + 1,
                applicantId: applicant.id,
                createdAt: now,
              },
            });
        const application = applicationFacts(row);
        const places = await placesIn(rows, groupId);
        await mark(rows, toReaders(cardWanted(application), { places, organisers }));
        await wake(rows, groupId, 'members');
        return { application, isNew: !current };
      }),
    application: (groupId: number, id: number) =>
      readIf(database.application.findFirst({ where: { groupId, id } }), applicationFacts),
    async applications(groupId: number) {
      const rows = await database.application.findMany({ where: { groupId }, orderBy: { number: 'asc' } });
      return rows.map(applicationFacts);
    },
    /** The application of somebody that goes on. */
    applicationOf: (groupId: number, applicantId: number) =>
      readIf(currentOf(database, groupId, applicantId), applicationFacts),
    /** Takes an application for the vote that is opened on it: of several presses one gets it. */
    takenForVote:
      (application: Application): Alongside =>
      async (rows, voteNumber) => {
        const { count } = await rows.application.updateMany({
          where: { id: application.id, state: 'waiting' },
          data: { state: 'voting', voteNumber },
        });
        if (count > 0) await applicationChanged(rows, application);
        return count > 0;
      },
    /** What came of the vote: a member, the waiting list, or neither. Answers what it is now. */
    async decide(application: Application, outcome: ApplicationOutcome, now: Date) {
      const { id, groupId } = application;
      return await change(database, groupId, async (rows) => {
        const current = await readApplication(rows, application);
        if (current.state !== 'voting') return undefined;
        const state = await decided(rows);
        const isOver = state !== 'waiting';
        await rows.application.update({
          where: { id },
          data: { state, ...(isOver ? { decidedAt: now } : { voteNumber: null }) },
        });
        await applicationChanged(rows, application);
        const tied = noticeWanted(application, 'tied', `/${application.voteNumber}`);
        await mark(rows, [isOver ? noticeWanted(application, 'result') : tied]);
        return state;

        async function decided(within: Transaction): Promise<ApplicationState> {
          if (outcome === 'failed') return 'declined';
          if (outcome === 'dropped') return 'waiting';
          // Nobody comes before those who wait.
          if ((await openSeats(within, groupId)) === 0) return 'listed';
          return (await takeSeat(within, current, now)) ? 'listed' : 'accepted';
        }
      });
    },
    /** The applicant takes it back, or goes on with another one of theirs. False when it is over already. */
    async withdraw(application: Application, now: Date, why: string = takenBack) {
      const { id, groupId } = application;
      return await change(database, groupId, async (rows) => {
        const { came } = await freeing(rows, groupId, () =>
          rows.application.updateMany({
            where: { id, state: { in: [...currentStates] } },
            data: { state: 'withdrawn', decidedAt: now, ...emptied(now) },
          }),
        );
        if (came.count === 0) return false;
        await dropVote(rows, groupId, { concerns: aboutApplication(id), reason: why, now });
        await applicationCleared(rows, application, now);
        return true;
      });
    },
    /** An organiser closes one that waits, without a vote: what was written is deleted, and the applicant told. `checked` is told in the same transaction what was there. False when it waits no more. */
    async decline(
      application: Application,
      { checked, now }: { checked(before: Application): void; now: Date },
    ) {
      const { id, groupId } = application;
      return await change(database, groupId, async (rows) => {
        const before = await readApplication(rows, application);
        if (before.state !== 'waiting') return false;
        checked(before);
        const data = { state: 'declined', decidedAt: now, ...emptied(now) };
        await rows.application.update({ where: { id }, data });
        await applicationCleared(rows, application, now);
        await mark(rows, [noticeWanted(application, 'result')]);
        return true;
      });
    },
    /** The applicant became a member in another way; they are told. */
    async takeIn(application: Application, now: Date) {
      const { id, groupId } = application;
      await change(database, groupId, async (rows) => {
        const { count } = await rows.application.updateMany({
          where: { id, state: { in: [...currentStates] } },
          data: { state: 'accepted', decidedAt: now, voteNumber: null },
        });
        if (count === 0) return;
        const reason = `${application.name} is a member already.`;
        await dropVote(rows, groupId, { concerns: aboutApplication(id), reason, now });
        await applicationChanged(rows, application);
        // Whoever waits for a seat was told a result before.
        await mark(rows, [noticeWanted(application, 'result', '/in')]);
      });
    },
    /** Deletes what the applicant wrote. */
    clear: (application: Application, now: Date) =>
      change(database, application.groupId, async (rows) => {
        await rows.application.update({ where: { id: application.id }, data: emptied(now) });
        await applicationCleared(rows, application, now);
      }),
  };
}

/** The application of somebody that goes on, the last where there are several. */
const currentOf = (rows: Database | Transaction, groupId: number, applicantId: number) =>
  rows.application.findFirst({
    where: { groupId, applicantId, state: { in: [...currentStates] } },
    orderBy: { number: 'desc' },
  });

/** What the applicant wrote is deleted. */
const emptied = (clearedAt: Date) => ({ introduction: '', why: '', brings: '', clearedAt });
