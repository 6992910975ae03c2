// The rows of agenda topics and of the actions that people took on.

import type { PlatformName } from '../../../core/account.ts';
import { UserError } from '../../../core/errors.ts';
import { mark, markAll } from '../../../publishing/store.ts';
import { change, type Database, type Transaction } from '../../../storage/client.ts';
import type { ActionItem, Meeting } from '../facts.ts';
import { aboutOf, promiseNotice, talk } from '../publications.ts';

/** A topic as somebody puts it on the agenda. */
interface TopicWish {
  readonly title: string;
  readonly details: string;
  readonly ownerId: number;
  readonly now: Date;
}

/** A forum's topic that was read, named by its first post; `isRead` where only its latest posts were; which of them staff mended. */
export interface IngestedTopic {
  readonly platform: PlatformName;
  readonly id: string;
  readonly isRead?: ((postId: string) => boolean) | undefined;
  readonly mended?: ReadonlySet<string>;
}

interface Sourced {
  readonly source: string | null;
}

/**
 * Says of topics whether they came from a reply that staff mended so that it names more than is known of it: which one its author
 * did not write is not to be seen, so they stay as they were.
 */
function gainedByStaffEdit(
  { mended }: IngestedTopic,
  { asked, known }: { readonly asked: readonly Sourced[]; readonly known: readonly Sourced[] },
): (topic: Sourced) => boolean {
  const isNew = ({ source }: Sourced) => !known.some((row) => row.source === source);
  const posts = new Set(asked.filter((one) => mended?.has(postOf(one)) && isNew(one)).map(postOf));
  return (topic) => posts.has(postOf(topic));
}

const postOf = ({ source }: Sourced): string => /([^/]*)\/\d+@/u.exec(source ?? '')?.[1] ?? '';

/** What other words of a reply change of its topic: what was taken off the agenda comes back only by its author's. */
export function reworded({ mended }: IngestedTopic, { source, title }: Sourced & { readonly title: string }) {
  return mended?.has(postOf({ source })) ? { title } : { title, removedAt: null };
}

/** Whether a topic of an agenda came from a reply that would be among those read now; `prefix` stands before its source. */
function isOf({ id, isRead }: IngestedTopic, source: string | null, prefix: string): boolean {
  const [, postId = '', topicId] = /^(.*)\/\d+@(.*)$/u.exec(source?.slice(prefix.length) ?? '') ?? [];
  return topicId === id && (isRead?.(postId) ?? true);
}

/** A topic from a reply; `source` names the reply, the line in it, and the forum's topic: `123/0@100`. */
export interface TopicEvent extends TopicWish {
  readonly source: string;
}

/** How long before now a meeting began at most whose minutes still show what becomes of promises. */
const keptCurrentMilliseconds = 366 * 24 * 60 * 60_000;

/** So many topics of one person a meeting has at most, and so many promises of one person stand open. */
const mostOfOnePerson = { topics: 20, actions: 50 } as const;

/** A promise that is written down. */
interface NewAction {
  readonly meeting: Meeting | undefined;
  readonly text: string;
  readonly ownerId: number;
  /** Who wrote it down. */
  readonly byId: number;
  /** YYYY-MM-DD. */
  readonly dueOn?: string | undefined;
  readonly now: Date;
}

/** Opens the rows of agendas. */
export function agendaStore(database: Database) {
  return {
    /** A meeting's topics in order, after those that cancelled meetings of its series left over. */
    async topics(meeting: Meeting) {
      const leftOver = await cancelledBefore(database, meeting);
      return await database.agendaTopic.findMany({
        where: { meetingId: { in: [...leftOver, meeting.id] }, removedAt: null },
        orderBy: { id: 'asc' },
      });
    },
    /** Puts a topic on the agenda. Throws a UserError when its owner has as many there as one person may. */
    addTopic: (meeting: Meeting, { now, ...wish }: TopicWish) =>
      change(database, meeting.groupId, async (rows) => {
        const own = { meetingId: meeting.id, ownerId: wish.ownerId, removedAt: null };
        // What is sent twice is said once.
        if ((await rows.agendaTopic.count({ where: { ...own, ...wish } })) > 0) return;
        if ((await rows.agendaTopic.count({ where: own })) >= mostOfOnePerson.topics)
          throw new UserError(
            `You have put ${mostOfOnePerson.topics} topics on this agenda, which is the most for one person. \`/meeting topic remove\` takes one off.`,
          );
        await rows.agendaTopic.create({ data: { ...topicRow(meeting, now), ...wish } });
        await markAgenda(rows, meeting, now);
      }),
    /** Puts a topic of another feature on the agenda, once for each `source`; nobody owns it. */
    carryTopic: (meeting: Meeting, { source, title, now }: { source: string; title: string; now: Date }) =>
      change(database, meeting.groupId, async (rows) => {
        if ((await rows.agendaTopic.count({ where: { groupId: meeting.groupId, source } })) > 0) return;
        await rows.agendaTopic.create({ data: { ...topicRow(meeting, now), title, source } });
        await markAgenda(rows, meeting, now);
      }),
    /** Takes a topic off for good, whatever the reply that named it still says. */
    removeTopic: (groupId: number, topicId: number, now: Date) =>
      change(database, groupId, async (rows) => {
        const row = await rows.agendaTopic.findFirst({ where: { id: topicId, groupId, removedAt: null } });
        if (!row) return;
        await rows.agendaTopic.update({ where: { id: topicId }, data: { removedAt: now } });
        await markAgenda(rows, { id: row.meetingId, groupId }, now);
      }),
    /** Makes the topics that came from the replies in a forum's topic what the replies say now. */
    async ingestTopics(said: Said) {
      // A topic is read each minute, and mostly says what it said before.
      const { gone, changed } = await news(database, said);
      if (gone.length + changed.length === 0) return;
      await change(database, said.meeting.groupId, (rows) => takeIn(rows, said));
    },
    /** Says up to which topic has been talked (0: the first comes now), if that is still where `meeting` says. */
    talkUpTo: (meeting: Meeting, topicId: number) =>
      change(database, meeting.groupId, async (rows) => {
        const { id, talkedUpTo } = meeting;
        const moved = await rows.meeting.updateMany({
          where: { id, talkedUpTo },
          data: { talkedUpTo: topicId },
        });
        if (moved.count === 1) await mark(rows, [talk(meeting)]);
      }),
    /** All open actions of a group. */
    openActions: (groupId: number): Promise<ActionItem[]> =>
      database.actionItem.findMany({ where: { groupId, doneAt: null }, orderBy: { id: 'asc' } }),
    /** Open actions that were promised before a meeting began, in one of some series or in none. */
    followUps: ({ groupId, startsAt }: Meeting, series: readonly number[]) =>
      database.actionItem.findMany({
        where: {
          groupId,
          doneAt: null,
          createdAt: { lt: startsAt },
          OR: [{ seriesId: null }, { seriesId: { in: [...series] } }],
        },
        orderBy: { id: 'asc' },
      }),
    actionsOf: (meetingId: number): Promise<ActionItem[]> =>
      database.actionItem.findMany({ where: { meetingId }, orderBy: { id: 'asc' } }),
    findAction: async (groupId: number, actionId: number) =>
      (await database.actionItem.findFirst({ where: { id: actionId, groupId } })) ?? undefined,
    /**
     * Keeps what somebody promised; who did not write it down themselves is told, once. Throws a UserError when as many of
     * their promises stand open as may.
     */
    addAction: (groupId: number, { meeting, text, ownerId, byId, dueOn, now }: NewAction) =>
      change(database, groupId, async (rows) => {
        const about = { meetingId: meeting?.id ?? null, seriesId: meeting?.seriesId ?? null };
        const data = { groupId, ...about, text, ownerId, dueOn: dueOn ?? null };
        if ((await rows.actionItem.count({ where: { ...data, doneAt: null } })) > 0) return;
        if (
          (await rows.actionItem.count({ where: { groupId, ownerId, doneAt: null } })) >=
          mostOfOnePerson.actions
        )
          throw new UserError(
            `${mostOfOnePerson.actions} promises of one person stand open, which is the most. \`/meeting action done\` ticks one off.`,
          );
        const action = await rows.actionItem.create({ data: { ...data, createdAt: now } });
        if (ownerId !== byId) await mark(rows, [promiseNotice(action, meeting)]);
        // Where it was promised the minutes may be published already.
        if (meeting) await markAll(rows, aboutOf(meeting));
        await markAgendas(rows, action, now);
      }),
    /** Ticks an action off; answers it, if it was open. */
    finishAction: (groupId: number, actionId: number, now: Date) =>
      change(database, groupId, async (rows) => {
        const done = await rows.actionItem.updateMany({
          where: { id: actionId, groupId, doneAt: null },
          data: { doneAt: now },
        });
        if (done.count === 0) return undefined;
        const action = await rows.actionItem.findUniqueOrThrow({ where: { id: actionId } });
        await markAgendas(rows, action, now);
        return action;
      }),
  };
}

function topicRow({ groupId, id }: Meeting, now: Date) {
  return { groupId, meetingId: id, createdAt: now };
}

/** Cancelled meetings of the series since the last that took place: their topics wait for this one. */
async function cancelledBefore(rows: Database | Transaction, meeting: Meeting): Promise<number[]> {
  if (meeting.seriesId === null || meeting.status === 'cancelled') return [];
  const before = { seriesId: meeting.seriesId, startsAt: { lt: meeting.startsAt } };
  const held = await rows.meeting.findFirst({
    where: { ...before, status: { not: 'cancelled' } },
    orderBy: { startsAt: 'desc' },
    select: { startsAt: true },
  });
  const since = await rows.meeting.findMany({
    where: { ...before, ...(held && { startsAt: { gt: held.startsAt, lt: meeting.startsAt } }) },
    select: { id: true },
  });
  return since.map(({ id }) => id);
}

/** What a topic says now. */
interface Said {
  readonly meeting: Meeting;
  readonly topic: IngestedTopic;
  readonly event: readonly TopicEvent[];
  readonly now: Date;
}

/** What a topic says no longer, and what it says anew or in other words. */
async function news(rows: Database | Transaction, { meeting, topic, event }: Said) {
  const prefix = `post/${topic.platform}/`;
  const asked = [...Map.groupBy(event, ({ ownerId }) => ownerId).values()]
    .flatMap((own) => own.slice(0, mostOfOnePerson.topics))
    .map((one) => ({ ...one, source: `${prefix}${one.source}` }));
  const known = await rows.agendaTopic.findMany({
    where: { meetingId: meeting.id, source: { startsWith: prefix } },
  });
  const { isGrown, gone } = goneFrom(topic, { asked, known, prefix });
  const changed = asked
    .filter((one) => !isGrown(one))
    .filter(({ source, title }) => !known.some((row) => row.source === source && row.title === title));
  return { gone, changed };
}

/** The topics that are known of replies which name them no longer; and what `gainedByStaffEdit` says. */
export function goneFrom<Row extends Sourced>(
  topic: IngestedTopic,
  said: { readonly asked: readonly Sourced[]; readonly known: readonly Row[]; readonly prefix: string },
) {
  const { asked, known, prefix } = said;
  const isGrown = gainedByStaffEdit(topic, said);
  const isSaid = ({ source }: Row) => asked.some((one) => one.source === source);
  return {
    isGrown,
    gone: known.filter((row) => isOf(topic, row.source, prefix) && !isGrown(row) && !isSaid(row)),
  };
}

async function takeIn(rows: Transaction, said: Said): Promise<void> {
  const { meeting } = said;
  const { gone, changed } = await news(rows, said);
  if (gone.length + changed.length === 0) return;
  await rows.agendaTopic.deleteMany({ where: { id: { in: gone.map(({ id }) => id) } } });
  for (const { now, ...wish } of changed) {
    await rows.agendaTopic.upsert({
      where: { meetingId_source: { meetingId: meeting.id, source: wish.source } },
      create: { ...topicRow(meeting, now), ...wish },
      update: reworded(said.topic, wish),
    });
  }
  await markAgenda(rows, meeting, said.now);
}

/** Marks what shows a meeting's topics once they have changed. */
export async function markAgenda(rows: Transaction, of: Pick<Meeting, 'groupId' | 'id'>, now: Date) {
  // Calendars are told; when a cancelled one changed says when it was cancelled.
  await rows.meeting.updateMany({ where: { id: of.id, status: 'scheduled' }, data: { changedAt: now } });
  await markAll(rows, aboutOf(of));
}

/** Marks the agendas and drafts of minutes that show an action: where it was promised, and where it came back since. */
async function markAgendas(
  rows: Transaction,
  { groupId, seriesId, meetingId, createdAt }: ActionItem,
  now: Date,
): Promise<void> {
  const later = { startsAt: { gt: createdAt }, ...(seriesId !== null && { seriesId }) };
  const shown = await rows.meeting.findMany({
    where: {
      groupId,
      startsAt: { gt: new Date(now.getTime() - keptCurrentMilliseconds) },
      announcedAt: { not: null },
      minutesAt: null,
      status: 'scheduled',
      OR: [{ id: meetingId ?? 0 }, later, { startsAt: { gt: createdAt }, seriesId: null }],
    },
    select: { id: true },
  });
  for (const { id } of shown) {
    await markAll(rows, { ...aboutOf({ id, groupId }), views: ['meetings/agenda', 'meetings/minutes'] });
  }
}
