// Which posts of a topic say what their authors wrote, and which what somebody else made of them.
import type { PlatformEvent, TopicPost } from '../platform.ts';

/**
 * The posts of a topic, those marked as shared that somebody else changed last. Finding that out may cost a request each:
 * posts that are `known` in the version that was read are not looked at.
 */
export async function markedShared(
  { posts, lastEditor }: Pick<Extract<PlatformEvent, { kind: 'topic' }>, 'posts' | 'lastEditor'>,
  known: (post: TopicPost) => boolean = () => false,
): Promise<readonly TopicPost[]> {
  if (!lastEditor) return posts;
  const marked: TopicPost[] = [];
  for (const post of posts) {
    const isAsked = post.isEdited === true && !post.isOurs && !known(post);
    const whose = isAsked ? await lastEditor(post.id) : 'author';
    marked.push(
      whose === 'author' ? post : { ...post, isShared: true, ...(whose === 'staff' && { isMended: true }) },
    );
  }
  return marked;
}
