// What the feature takes in from the platforms: topics in replies, and who is in the voice channel.
import type { PlatformEvent, TopicPost } from '../../core/platform.ts';
import { topicsIn } from './agenda.ts';
import type { MeetingsDeps } from './deps.ts';
import { meetingOf } from './publications.ts';
import type { TopicEvent } from './store-agenda.ts';

/** Takes in what happened; the same again changes nothing. */
export async function ingest(deps: MeetingsDeps, event: PlatformEvent): Promise<void> {
  if (event.kind === 'topic') await hearReplies(deps, event);
  else if (event.kind === 'voice' && event.isPresent) {
    const { groupId, account, channelId, at } = event;
    const held = await deps.store.heldIn(groupId, { platform: account.platform, id: channelId }, at);
    if (held.length === 0) return;
    const who = await deps.people.of(groupId, account);
    for (const meeting of held) await deps.store.sawAt(meeting, who.id, at);
  }
}

async function hearReplies(
  deps: MeetingsDeps,
  { groupId, about, platform, posts, arrived }: Extract<PlatformEvent, { kind: 'topic' }>,
): Promise<void> {
  const meetingId = meetingOf(about);
  const found = meetingId === undefined ? undefined : await deps.store.find(groupId, meetingId);
  if (!found || posts.length === 0) return;
  // The first post of a topic is the bot's own, and tells by which name it is mentioned there.
  const own = posts.find(({ isOurs }) => isOurs)?.author.id;
  const wishes: TopicEvent[] = [];
  for (const post of posts) {
    if (!post.isOurs && post.number > 1) wishes.push(...(await topicsOf(deps, groupId, { post, own })));
  }
  await deps.store.hearTopics(found.meeting, platform, wishes);
  arrived?.(wishes.map(({ source }) => source.split('/')[0] ?? source));
}

async function topicsOf(
  deps: MeetingsDeps,
  groupId: number,
  { post, own }: { post: TopicPost; own: string | undefined },
): Promise<TopicEvent[]> {
  const titles = topicsIn(post.raw, own);
  if (titles.length === 0) return [];
  const who = await deps.people.of(groupId, post.author);
  return titles.map((title, i) => ({
    title,
    details: '',
    ownerId: who.id,
    source: `${post.id}/${i}`,
    now: post.createdAt,
  }));
}
