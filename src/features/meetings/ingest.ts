// What the feature takes in from the platforms: topics in replies, and who is in the voice channel.
import { markedShared } from '../../core/command/own-words.ts';
import type { PlatformEvent, TopicPost } from '../../core/platform.ts';
import { topicsIn } from './agenda.ts';
import type { MeetingsDeps } from './deps.ts';
import type { Meeting } from './facts.ts';
import { meetingOf } from './publications.ts';
import { sharedSeries } from './readers.ts';
import { isFollowed, isTakingPlace } from './rules.ts';
import type { TopicEvent } from './store/agenda.ts';
import type { LatePost } from './store/late.ts';

/** Takes in what happened; the same again changes nothing. */
export async function ingest(deps: MeetingsDeps, event: PlatformEvent): Promise<void> {
  if (event.kind === 'topic') await ingestReplies(deps, event);
  else if (event.kind === 'voice' && event.isPresent) {
    const { groupId, account, channelId, at } = event;
    const held = await deps.store.heldIn(groupId, { platform: account.platform, id: channelId }, at);
    if (held.length === 0) return;
    const who = await deps.people.of(groupId, account);
    for (const meeting of held) await deps.store.sawAt(meeting, who.id, at);
  }
}

async function ingestReplies(
  deps: MeetingsDeps,
  { groupId, about, platform, arrived, ...event }: Extract<PlatformEvent, { kind: 'topic' }>,
): Promise<void> {
  const meetingId = meetingOf(about);
  const found = meetingId === undefined ? undefined : await deps.store.find(groupId, meetingId);
  if (!found) return;
  const all = await markedShared(event);
  const isLeft = (post: TopicPost) => post.isShared && !post.isMended;
  // What was read of a post before anybody changed it stays as it was; what staff takes out of it is gone.
  const posts = all.filter((post) => !isLeft(post));
  if (posts.length === 0) return;
  const shared = new Set(all.filter(isLeft).map(({ id }) => id));
  const mended = new Set(all.filter((post) => post.isMended).map(({ id }) => id));
  const isRead = (id: string) => !shared.has(id) && (event.isRead?.(id) ?? true);
  const first = all.find(({ isOurs }) => isOurs);
  // A meeting has a topic in each of its places, and each knows of its own replies alone.
  const topic = { platform, id: first?.id ?? '', isRead, mended };
  const { meeting } = found;
  const wishes: TopicEvent[] = [];
  const late: LatePost[] = [];
  for (const post of posts) {
    if (post.isOurs || post.number <= 1) continue;
    const topics = await topicsOf(deps, groupId, { post, topic: topic.id });
    if (post.createdAt < meeting.endsAt) wishes.push(...topics);
    else if (topics.length > 0) late.push({ id: post.id, number: post.number, topics });
  }
  const now = deps.now();
  await deps.store.ingestTopics({ meeting, topic, event: wishes, now });
  const next = late.length > 0 && meeting.endsAt <= now ? await nextOf(deps, meeting, now) : undefined;
  if (meeting.endsAt <= now) await deps.store.ingestLate(meeting, { topic, posts: late, next, now });
  if (!isFollowed(meeting, now)) await deps.store.reconsiderReplies(meeting);
  const onAgenda = [...wishes, ...(next ? late.flatMap(({ topics }) => topics) : [])];
  arrived?.(
    onAgenda.map(({ source }) => source.split('/')[0] ?? source).filter((postId) => !mended.has(postId)),
  );
}

/** The meeting of the same series that takes place next; after one that stood alone, the next of which its readers may know. */
async function nextOf(deps: MeetingsDeps, meeting: Meeting, now: Date): Promise<Meeting | undefined> {
  const { groupId, seriesId } = meeting;
  const coming = await deps.store.coming(groupId, now, seriesId === null ? {} : { seriesId });
  const shared = seriesId === null ? await sharedSeries(deps, groupId) : [seriesId];
  const next = coming.find(
    (one) =>
      (!one.series || shared.includes(one.series.id)) && one.meeting.startsAt > now && isTakingPlace(one),
  );
  return next?.meeting;
}

async function topicsOf(
  deps: MeetingsDeps,
  groupId: number,
  { post, topic }: { post: TopicPost; topic: string },
): Promise<TopicEvent[]> {
  const titles = topicsIn(post.lines);
  if (titles.length === 0) return [];
  const who = await deps.people.of(groupId, post.author);
  return titles.map((title, i) => ({
    title,
    details: '',
    ownerId: who.id,
    source: `${post.id}/${i}@${topic}`,
    now: post.createdAt,
  }));
}
