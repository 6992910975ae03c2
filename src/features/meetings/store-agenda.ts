// The rows of agenda topics and of the actions that people took on.
import type { GroupFacts } from '../../core/directory.ts';
import { markAll } from '../../publishing/store.ts';
import type { Database, Transaction } from '../../storage/client.ts';
import type { ActionItem, Meeting, Topic } from './facts.ts';
import { meetingKey } from './publications.ts';
import { readAction, readTopic } from './rows.ts';
import { alongside } from './store-alongside.ts';

/** A topic as somebody puts it on the agenda. */
export interface TopicWish {
  readonly title: string;
  readonly details: string;
  readonly ownerId: number;
  readonly now: Date;
}

/** A topic from a reply; `source` names the reply and the line. */
export interface TopicEvent extends TopicWish {
  readonly source: string;
}

/** Rows of agendas. */
export interface AgendaStore {
  /** A meeting's topics in order, after those that cancelled meetings of its series left over. */
  topics(meeting: Meeting): Promise<Topic[]>;
  addTopic(groupId: number, meetingId: number, wish: TopicWish): Promise<Topic>;
  /** Puts a topic of another feature on the agenda, once for each `source`; nobody owns it. */
  carryTopic(
    meeting: Meeting,
    carried: { readonly source: string; readonly title: string; readonly now: Date },
  ): Promise<void>;
  /** Takes a topic off; answers whether it was there. */
  removeTopic(groupId: number, topicId: number): Promise<boolean>;
  /** Makes the topics that came from a meeting's replies what the replies say now. */
  hearTopics(meetingId: number, event: readonly TopicEvent[]): Promise<void>;
  /** All open actions of a group. */
  openActions(groupId: number): Promise<ActionItem[]>;
  /**
   * Open actions that come back in a meeting: promised before it began, in its series or in none. A meeting that stands
   * alone takes those of all public series.
   */
  followUps(meeting: Meeting): Promise<ActionItem[]>;
  actionsOf(meetingId: number): Promise<ActionItem[]>;
  addAction(
    group: GroupFacts,
    action: { meeting?: Meeting; text: string; ownerId: number; now: Date },
  ): Promise<ActionItem>;
  /** Ticks an action off; answers it, if it was open. */
  finishAction(groupId: number, actionId: number, now: Date): Promise<ActionItem | undefined>;
}

/** Opens the rows. */
export function agendaStore(database: Database): AgendaStore {
  return {
    async topics(meeting) {
      const leftOver = await cancelledBefore(database, meeting);
      const rows = await database.agendaTopic.findMany({
        where: { meetingId: { in: [...leftOver, meeting.id] } },
        orderBy: { id: 'asc' },
      });
      return rows.map(readTopic);
    },
    addTopic: (groupId, meetingId, { title, details, ownerId, now }) =>
      alongside(database, async (rows) => {
        const row = await rows.agendaTopic.create({
          data: { groupId, meetingId, title, details, ownerId, createdAt: now },
        });
        await markAll(rows, meetingKey(meetingId));
        return readTopic(row);
      }),
    carryTopic: (meeting, { source, title, now }) =>
      alongside(database, async (rows) => {
        const made = await rows.agendaTopic.createMany({
          data: (await rows.agendaTopic.count({ where: { groupId: meeting.groupId, source } }))
            ? []
            : [{ groupId: meeting.groupId, meetingId: meeting.id, title, source, createdAt: now }],
        });
        if (made.count > 0) await markAll(rows, meetingKey(meeting.id));
      }),
    removeTopic: (groupId, topicId) =>
      alongside(database, async (rows) => {
        const row = await rows.agendaTopic.findFirst({ where: { id: topicId, groupId } });
        if (!row) return false;
        await rows.agendaTopic.deleteMany({ where: { id: topicId, groupId } });
        await markAll(rows, meetingKey(row.meetingId));
        return true;
      }),
    async hearTopics(meetingId, event) {
      await alongside(database, (rows) => takeIn(rows, meetingId, event));
    },
    async openActions(groupId) {
      const rows = await database.actionItem.findMany({
        where: { groupId, doneAt: null },
        orderBy: { id: 'asc' },
      });
      return rows.map(readAction);
    },
    async followUps({ groupId, seriesId, startsAt }) {
      const series =
        seriesId !== undefined
          ? [seriesId]
          : (
              await database.meetingSeries.findMany({
                where: { groupId, privateRole: null },
                select: { id: true },
              })
            ).map(({ id }) => id);
      const rows = await database.actionItem.findMany({
        where: {
          groupId,
          doneAt: null,
          createdAt: { lt: startsAt },
          OR: [{ seriesId: null }, { seriesId: { in: series } }],
        },
        orderBy: { id: 'asc' },
      });
      return rows.map(readAction);
    },
    async actionsOf(meetingId) {
      const rows = await database.actionItem.findMany({ where: { meetingId }, orderBy: { id: 'asc' } });
      return rows.map(readAction);
    },
    addAction: (group, { meeting, text, ownerId, now }) =>
      alongside(database, async (rows) => {
        const row = await rows.actionItem.create({
          data: {
            groupId: group.id,
            text,
            ownerId,
            createdAt: now,
            ...(meeting && { meetingId: meeting.id }),
            ...(meeting?.seriesId !== undefined && { seriesId: meeting.seriesId }),
          },
        });
        await markAgendas(rows, group.id);
        return readAction(row);
      }),
    finishAction: (groupId, actionId, now) =>
      alongside(database, async (rows) => {
        const done = await rows.actionItem.updateMany({
          where: { id: actionId, groupId, doneAt: null },
          data: { doneAt: now },
        });
        if (done.count === 0) return undefined;
        await markAgendas(rows, groupId);
        return readAction(await rows.actionItem.findUniqueOrThrow({ where: { id: actionId } }));
      }),
  };
}

/** Cancelled meetings of the series since the last that took place: their topics wait for this one. */
async function cancelledBefore(rows: Database | Transaction, meeting: Meeting): Promise<number[]> {
  if (meeting.seriesId === undefined || meeting.status === 'cancelled') return [];
  const before = await rows.meeting.findMany({
    where: { seriesId: meeting.seriesId, startsAt: { lt: meeting.startsAt } },
    orderBy: { startsAt: 'desc' },
    take: 12,
    select: { id: true, status: true },
  });
  const held = before.findIndex(({ status }) => status !== 'cancelled');
  return before.slice(0, held === -1 ? before.length : held).map(({ id }) => id);
}

async function takeIn(rows: Transaction, meetingId: number, event: readonly TopicEvent[]): Promise<void> {
  const meeting = await rows.meeting.findUniqueOrThrow({ where: { id: meetingId } });
  const known = await rows.agendaTopic.findMany({ where: { meetingId, source: { startsWith: 'post/' } } });
  let isChanged = false;
  for (const { source, title, ownerId, now } of event) {
    const row = known.find((one) => one.source === source);
    if (row?.title === title) continue;
    isChanged = true;
    await rows.agendaTopic.upsert({
      where: { meetingId_source: { meetingId, source } },
      create: { groupId: meeting.groupId, meetingId, title, ownerId, source, createdAt: now },
      update: { title },
    });
  }
  const gone = known.filter((row) => !event.some(({ source }) => source === row.source));
  if (gone.length > 0) {
    await rows.agendaTopic.deleteMany({ where: { id: { in: gone.map(({ id }) => id) } } });
  }
  if (isChanged || gone.length > 0) await markAll(rows, meetingKey(meetingId));
}

/** Marks the agendas and minutes that show open actions. */
async function markAgendas(rows: Transaction, groupId: number): Promise<void> {
  const open = await rows.meeting.findMany({
    where: { groupId, announcedAt: { not: null }, minutesUrl: null, status: 'scheduled' },
    orderBy: { startsAt: 'desc' },
    take: 12,
    select: { id: true },
  });
  for (const { id } of open) await markAll(rows, meetingKey(id));
}
