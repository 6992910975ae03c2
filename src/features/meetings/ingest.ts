// What the feature takes in from the platforms: topics in replies, and who is in the voice channel.
import type { PlatformEvent, TopicPost } from '../../core/platform.ts';
import { topicsIn } from './agenda.ts';
import type { MeetingsDeps } from './deps.ts';
import { meetingOfTopic } from './publications.ts';
import type { TopicEvent } from './store-agenda.ts';

/** Takes in what happened; the same again changes nothing. */
export async function ingest(deps: MeetingsDeps, event: PlatformEvent): Promise<void> {
  if (event.kind === 'topic') await hearReplies(deps, event);
  else if (event.kind === 'voice' && event.isPresent) {
    const held = await deps.store.heldIn(event.groupId, event.channelId, event.at);
    if (held.length === 0) return;
    const who = await deps.people.of(event.groupId, event.account);
    for (const meetingId of held) await deps.store.sawAt(meetingId, who.id, event.at);
  }
}

async function hearReplies(
  deps: MeetingsDeps,
  { groupId, key, posts }: Extract<PlatformEvent, { kind: 'topic' }>,
): Promise<void> {
  const meetingId = meetingOfTopic(key);
  const found = meetingId === undefined ? undefined : await deps.store.find(groupId, meetingId);
  if (!found) return;
  const wishes: TopicEvent[] = [];
  for (const post of posts) {
    if (post.isOurs || post.number === 1) continue;
    wishes.push(...(await topicsOf(deps, groupId, post)));
  }
  await deps.store.hearTopics(found.meeting.id, wishes);
}

async function topicsOf(deps: MeetingsDeps, groupId: number, post: TopicPost): Promise<TopicEvent[]> {
  const titles = topicsIn(post.raw, deps.discourseUsername);
  if (titles.length === 0) return [];
  const who = await deps.people.of(groupId, post.author);
  return titles.map((title, i) => ({
    title,
    details: '',
    ownerId: who.id,
    source: `post/${post.id}/${i}`,
    now: post.createdAt,
  }));
}
