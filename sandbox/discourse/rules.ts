// What Discourse refuses in a topic or a post, in its own words.
import type { Draft, Topic, User } from './model.ts';

/** Everything wrong with a title. */
export function titleFaults(title: string): string[] {
  const length = [...title.trim()].length;
  if (length === 0) return ["Title can't be blank", 'Title is too short (minimum is 15 characters)'];
  if (length < 15) return ['Title is too short (minimum is 15 characters)'];
  if (length > 255) return ['Title is too long (maximum is 255 characters)'];
  return [];
}

/** Everything wrong with a body. A private message's may be as short as ten characters. */
export function bodyFaults(raw: string, isPrivateMessage: boolean): string[] {
  const text = raw.replace(/<!--[\s\S]*?-->/gu, '').trim();
  const length = [...text].length;
  const least = isPrivateMessage ? 10 : 20;
  if (length === 0) return ["Body can't be blank"];
  if (length < least) return [`Body is too short (minimum is ${least} characters)`];
  if ([...raw].length > 32_000)
    return [`Body is limited to 32000 characters; you entered ${[...raw].length}.`];
  return [];
}

/** Everything wrong with tags. */
export function tagFaults(tags: readonly string[]): string[] {
  return tags.length > 5 ? ['You can only use up to 5 tags.'] : [];
}

/** Everything wrong with an external id; `isTaken` tells whether another topic has it. */
export function externalIdFaults(id: string, isTaken: boolean): string[] {
  const faults: string[] = [];
  if (isTaken) faults.push('External has already been taken');
  if (id.length > 50) faults.push('External is too long (maximum is 50 characters)');
  if (!/^[\w-]+$/u.test(id)) faults.push('External is invalid');
  return faults;
}

/** Whether somebody who is not staff would write a fourth reply in a row. */
export function isTalkingAlone(user: User, topic: Topic): boolean {
  if (user.isStaff || topic.recipients !== undefined || topic.by === user) return false;
  const last = topic.posts.filter((post) => post.deletedAt === undefined && post.type === 1).slice(-3);
  return last.length === 3 && last.every((post) => post.by === user && post.number > 1);
}

/** Everything wrong with the texts of a draft. */
export function draftFaults(draft: Draft, isPrivateMessage: boolean): string[] {
  const isTopic = draft.topicId === undefined;
  return [
    ...(isTopic ? titleFaults(draft.title ?? '') : []),
    ...bodyFaults(draft.raw, isPrivateMessage),
    ...tagFaults(draft.tags ?? []),
  ];
}

/** A title's slug. */
export function slugOf(title: string): string {
  const slug = title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-|-$/gu, '');
  return slug === '' ? 'topic' : slug;
}
