// The rows of topics that come after a meeting is over: they go to the next one, and their authors are answered.
import type { PlatformName } from '../../../core/account.ts';
import { end, ensure, mark, markAll } from '../../../publishing/store.ts';
import { beginningWith, change, type Database, type Transaction } from '../../../storage/client.ts';
import type { Meeting, Topic } from '../facts.ts';
import { aboutOf, lateAnswer } from '../publications.ts';
import { goneFrom, type IngestedTopic, markAgenda, reworded, type TopicEvent } from './agenda.ts';

/** A reply that came late, with the topics that it names. */
export interface LatePost {
  readonly id: string;
  /** Its number within its topic. */
  readonly number: number;
  readonly topics: readonly TopicEvent[];
}

/** What late replies in a topic say now, and which meeting is next, if any. */
interface LateReplies {
  readonly topic: IngestedTopic;
  readonly posts: readonly LatePost[];
  readonly next: Meeting | undefined;
  readonly now: Date;
}

/** Opens the rows of late topics. */
export function lateStore(database: Database) {
  return {
    /** Puts new topics on the agenda of the next meeting, makes those from earlier what the replies say now, and answers. */
    async ingestLate(from: Meeting, replies: LateReplies) {
      const { groupId } = from;
      const source = beginningWith(database, prefixOf(from, replies.topic.platform));
      // Most topics are quiet when the meeting is over.
      const isQuiet =
        replies.posts.length === 0 && !(await database.agendaTopic.findFirst({ where: { groupId, source } }));
      if (!isQuiet) await change(database, groupId, (rows) => takeIn(rows, from, replies));
    },
    /** The topics that a late reply in a meeting's topic named. */
    lateTopics: (from: Meeting, platform: PlatformName, postId: string): Promise<Topic[]> =>
      database.agendaTopic.findMany({
        where: {
          groupId: from.groupId,
          source: beginningWith(database, `${prefixOf(from, platform)}${postId}/`),
          removedAt: null,
        },
        orderBy: { id: 'asc' },
      }),
    /** Has it looked at again whether a meeting's replies are still read. */
    reconsiderReplies: (meeting: Meeting) =>
      change(database, meeting.groupId, (rows) =>
        markAll(rows, { ...aboutOf(meeting), views: ['meetings/announcement'] }),
      ),
  };
}

const prefixOf = (from: Meeting, platform: PlatformName): string => `late/${platform}/${from.id}/`;

async function takeIn(rows: Transaction, from: Meeting, { topic, posts, next, now }: LateReplies) {
  const { groupId } = from;
  const prefix = prefixOf(from, topic.platform);
  const known = await rows.agendaTopic.findMany({ where: { groupId, source: beginningWith(rows, prefix) } });
  const asked = posts.flatMap(({ topics }) => topics.map(({ source }) => ({ source: `${prefix}${source}` })));
  const { isGrown, gone } = goneFrom(topic, { asked, known, prefix });
  await rows.agendaTopic.deleteMany({ where: { id: { in: gone.map(({ id }) => id) } } });
  const touched = new Set(gone.map(({ meetingId }) => meetingId));
  for (const post of posts) {
    if (post.topics.some(isGrown)) continue;
    let isNew = false;
    for (const { now: createdAt, source, title, details, ownerId } of post.topics) {
      const row = known.find((one) => one.source === `${prefix}${source}`);
      if (row?.title === title) continue;
      if (row)
        await rows.agendaTopic.update({ where: { id: row.id }, data: reworded(topic, { source, title }) });
      else if (next) {
        const data = { groupId, title, details, ownerId, createdAt, source: `${prefix}${source}` };
        await rows.agendaTopic.create({ data: { ...data, meetingId: next.id } });
      } else continue;
      touched.add(row?.meetingId ?? next?.id ?? from.id);
      isNew = true;
    }
    const answer = lateAnswer(from, post);
    await (isNew ? mark(rows, [answer]) : ensure(rows, [answer]));
  }
  await end(rows, aboutOf(from), now);
  for (const id of touched) await markAgenda(rows, { id, groupId }, now);
}
