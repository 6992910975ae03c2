// What the room takes in from the platforms: topics in replies, and who is in the voice channel.
import type { Heard, TopicPost } from '../../core/platform.ts';
import { topicsIn } from './agenda.ts';
import type { MeetingsDeps } from './deps.ts';
import { meetingOfTopic } from './publications.ts';
import type { HeardTopic } from './store-agenda.ts';

/** Takes in what happened; the same again changes nothing. */
export async function hear(deps: MeetingsDeps, heard: Heard): Promise<void> {
  if (heard.kind === 'topic') await hearReplies(deps, heard);
  else if (heard.kind === 'voice' && heard.isPresent) {
    const held = await deps.store.heldIn(heard.groupId, heard.channelId, heard.at);
    if (held.length === 0) return;
    const who = await deps.people.of(heard.groupId, heard.account);
    for (const meetingId of held) await deps.store.sawAt(meetingId, who.id, heard.at);
  }
}

async function hearReplies(
  deps: MeetingsDeps,
  { groupId, key, posts }: Extract<Heard, { kind: 'topic' }>,
): Promise<void> {
  const meetingId = meetingOfTopic(key);
  const found = meetingId === undefined ? undefined : await deps.store.find(groupId, meetingId);
  if (!found) return;
  const wishes: HeardTopic[] = [];
  for (const post of posts) {
    if (post.isOurs || post.number === 1) continue;
    wishes.push(...(await topicsOf(deps, groupId, post)));
  }
  await deps.store.hearTopics(found.meeting.id, wishes);
}

async function topicsOf(deps: MeetingsDeps, groupId: number, post: TopicPost): Promise<HeardTopic[]> {
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
