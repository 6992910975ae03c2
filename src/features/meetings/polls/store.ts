// The rows of polls: opened, answered, closed, and made a meeting of, each in one transaction.
import type { PersonFacts } from '../../../core/directory.ts';
import { localReading } from '../../../core/time.ts';
import { mark } from '../../../publishing/store.ts';
import { change, type Database, type Transaction } from '../../../storage/client.ts';
import { wake } from '../../../storage/schedule.ts';
import { changing } from '../store/advance.ts';
import { makeOneOff, type OneOff } from '../store/change.ts';
import { placeColumn, readMeeting } from '../store/rows.ts';
import type { Answered } from './answers.ts';
import type { Poll } from './facts.ts';
import { cardWanted, moreWanted, outcomeWanted, toPerson } from './publications.ts';
import { haveAllAnswered, isOpen, isUndecided, mayAnswer, undecided } from './rules.ts';
import { advanceOf, closeOf, endOf, remindOf } from './store-advance.ts';
import { readPoll, readPolls } from './store-rows.ts';

type Who = Pick<PersonFacts, 'id' | 'name'>;

type Which = Pick<Poll, 'id' | 'groupId'>;

/** What makes a new poll. */
export interface NewPoll
  extends Omit<OneOff, 'time'>,
    Pick<Poll, 'groupId' | 'zone' | 'options' | 'audience' | 'tag' | 'namesFor' | 'closesAt'> {
  readonly asked: readonly Who[];
  readonly openedBy: Who;
}

/** What became of answers. */
type AnswerOutcome =
  | { readonly kind: 'kept' | 'same'; readonly isClosed: boolean; readonly poll: Poll }
  /** It was too late, or they are not asked; nothing is kept. */
  | { readonly kind: 'over' | 'stranger'; readonly poll: Poll };

/** The rows of polls. */
export type PollStore = ReturnType<typeof pollStore>;

/** Opens the rows. */
export function pollStore(database: Database) {
  return {
    open: (poll: NewPoll) => change(database, poll.groupId, (rows) => create(rows, poll)),
    /** A poll of a group. */
    poll: async (groupId: number, id: number) => (await readPolls(database, groupId, { where: { id } }))[0],
    /** A poll of a group by the number that it counts there. */
    numbered: async (groupId: number, number: number) =>
      (await readPolls(database, groupId, { where: { number } }))[0],
    /** The polls of a group: those that go on, then the last 50 that are over; the newest first of each. */
    async list(groupId: number) {
      const newest = { orderBy: { number: 'desc' } } as const;
      const goingOn = { where: { state: { in: undecided } }, ...newest };
      const over = { where: { state: { notIn: undecided } }, ...newest, take: 50 };
      return [
        ...(await readPolls(database, groupId, goingOn)),
        ...(await readPolls(database, groupId, over)),
      ];
    },
    /** Keeps answers in the place of those before; the poll closes when nobody is waited for. */
    answer: (
      { id, groupId }: Which,
      { person, isMember, answers, now }: { person: Who; isMember: boolean; answers: Answered; now: Date },
    ) =>
      change(database, groupId, async (rows): Promise<AnswerOutcome> => {
        const poll = await readPoll(rows, groupId, id);
        if (!isOpen(poll, now)) return { kind: 'over', poll };
        if (!mayAnswer(poll, { id: person.id, isMember })) return { kind: 'stranger', poll };
        const before = poll.participants.find(({ personId }) => personId === person.id);
        const after = poll.options.map((_, index) => answers.get(index + 1) ?? before?.answers[index]);
        const isSame =
          before?.answeredAt !== undefined &&
          after.every((answer, index) => answer === before.answers[index]);
        if (isSame) return { kind: 'same', isClosed: false, poll };
        const kept = { answers: JSON.stringify(after.map((answer) => answer ?? null)), answeredAt: now };
        await rows.pollParticipant.upsert({
          where: { pollId_personId: { pollId: id, personId: person.id } },
          create: { pollId: id, personId: person.id, name: person.name, isAsked: false, ...kept },
          update: kept,
        });
        const changed = await readPoll(rows, groupId, id);
        const isClosed = haveAllAnswered(changed, now);
        if (isClosed) await closeOf(rows, changed, { endedBy: 'all', closedAt: now });
        else await mark(rows, [cardWanted(changed)]);
        return { kind: 'kept', isClosed, poll: isClosed ? await readPoll(rows, groupId, id) : changed };
      }),
    /** Closes a poll before its time. False when it was closed already. */
    close: ({ id, groupId }: Which, { by, now }: { by: string; now: Date }) =>
      change(database, groupId, async (rows) => {
        const poll = await readPoll(rows, groupId, id);
        if (poll.state !== 'open') return false;
        // One whose time is over while the bot was away is closed by the clock.
        const isOver = now >= poll.closesAt;
        await closeOf(rows, poll, isOver ? { closedAt: poll.closesAt } : { endedBy: by, closedAt: now });
        return true;
      }),
    /**
     * Lets a poll go on until `closesAt`, with times `added` behind those that it has; who had answered is asked about those
     * once. Undefined when it has ended or was changed meanwhile.
     */
    edit: (
      { id, groupId, ...seen }: Which & Pick<Poll, 'options' | 'state' | 'closesAt'>,
      { closesAt, added }: { closesAt: Date; added: readonly Date[] },
    ) =>
      change(database, groupId, async (rows) => {
        const poll = await readPoll(rows, groupId, id);
        const isAsSeen =
          poll.state === seen.state &&
          poll.options.length === seen.options.length &&
          poll.closesAt.getTime() === seen.closesAt.getTime();
        if (!isUndecided(poll) || !isAsSeen) return undefined;
        const options = JSON.stringify([...poll.options, ...added]);
        const data = { options, closesAt, state: 'open', closedAt: null, endedBy: null };
        await rows.poll.update({ where: { id }, data });
        const after = await readPoll(rows, groupId, id);
        const toAsk =
          added.length === 0 ? [] : after.participants.filter((one) => one.answeredAt !== undefined);
        await mark(rows, [cardWanted(after), ...toAsk.map(({ personId }) => moreWanted(after, personId))]);
        await wake(rows, groupId, 'polls');
        return after;
      }),
    /** Ends a poll without a meeting. False when it had ended already. */
    withdraw: (
      { id, groupId }: Which,
      { by, reason, now }: { by: string; reason: string | undefined; now: Date },
    ) =>
      change(database, groupId, async (rows) => {
        const poll = await readPoll(rows, groupId, id);
        if (!isUndecided(poll)) return false;
        await endOf(rows, poll, {
          data: {
            state: 'withdrawn',
            endedBy: by,
            endReason: reason ?? null,
            closedAt: poll.closedAt ?? now,
          },
          now,
        });
        return true;
      }),
    /** Makes a meeting of a time, by its number; undefined when the poll has ended or the time is past. */
    schedule: ({ id, groupId }: Which, { time, byId, now }: { time: number; byId: number; now: Date }) =>
      changing(database, { groupId, now }, async (rows) => {
        const poll = await readPoll(rows, groupId, id);
        const at = poll.options[time - 1];
        if (!isUndecided(poll) || !at || at <= now) return undefined;
        const { name, description, durationMinutes, place, zone } = poll;
        const row = await makeOneOff(rows, groupId, {
          name,
          description,
          durationMinutes,
          place,
          time: { ...localReading(at, zone), startsAt: at },
          now,
        });
        const data = {
          state: 'scheduled' as const,
          chosen: time,
          meetingId: row.id,
          closedAt: poll.closedAt ?? now,
        };
        const told = poll.participants.filter(
          ({ personId, answeredAt }) => answeredAt !== undefined && personId !== byId,
        );
        await mark(rows, [
          outcomeWanted(poll),
          ...told.map(({ personId }) => toPerson(poll, personId, 'chosen')),
        ]);
        await endOf(rows, poll, { data, now });
        return readMeeting(row);
      }),
    /** Reminds those who have not answered, each once; answers how many. */
    remind: ({ id, groupId }: Which, now: Date) =>
      change(database, groupId, async (rows) => await remindOf(rows, await readPoll(rows, groupId, id), now)),
    /** Closes what is over, reminds when it is time, ends what nobody scheduled; answers the polls that go on. */
    advance: (groupId: number, now: Date) =>
      change(database, groupId, async (rows) => {
        const going = { where: { state: { in: undecided } }, orderBy: { id: 'asc' } } as const;
        for (const poll of await readPolls(rows, groupId, going)) await advanceOf(rows, poll, now);
        return await readPolls(rows, groupId, going);
      }),
    /** Who may open polls in a group beside organisers. */
    async openers(groupId: number) {
      const row = await database.pollSettings.findUnique({ where: { groupId } });
      return row?.openers === 'member' ? 'member' : 'organiser';
    },
    /** `checked` is told in the same transaction what was there. */
    changeOpeners: (groupId: number, openers: 'organiser' | 'member', checked?: (before: string) => void) =>
      change(database, groupId, async (rows) => {
        checked?.((await rows.pollSettings.findUnique({ where: { groupId } }))?.openers ?? 'organiser');
        const data = { openers };
        await rows.pollSettings.upsert({ where: { groupId }, create: { groupId, ...data }, update: data });
      }),
  };
}

async function create(rows: Transaction, poll: NewPoll): Promise<Poll> {
  const { asked, openedBy, now, place, options, ...offered } = poll;
  const { groupId } = offered;
  const { _max } = await rows.poll.aggregate({ where: { groupId }, _max: { number: true } });
  const { id } = await rows.poll.create({
    data: {
      ...offered,
      number: (_max.number ?? 0) + 1,
      place: placeColumn(place),
      options: JSON.stringify(options),
      state: 'open',
      openedById: openedBy.id,
      openedByName: openedBy.name,
      openedAt: now,
      participants: { create: asked.map((one) => ({ personId: one.id, name: one.name, isAsked: true })) },
    },
  });
  const made = await readPoll(rows, groupId, id);
  await mark(rows, [cardWanted(made)]);
  await wake(rows, groupId, 'polls');
  return made;
}
