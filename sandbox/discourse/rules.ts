// What Discourse refuses in a topic or a post, in its own words.
import type { Draft, Topic, User } from './model.ts';
import { countedLength, emojiIn, isClear, keptTitle, longestWord } from './texts.ts';

/** Everything wrong with a title. That of a private message may be as short as two characters. */
export function titleFaults(title: string, isPrivateMessage = false): string[] {
  const least = isPrivateMessage ? 2 : 15;
  const text = keptTitle(title);
  const length = [...text].length;
  const tooShort = `Title is too short (minimum is ${least} characters)`;
  if (length === 0) return ["Title can't be blank", tooShort];
  if (length < least) return [tooShort];
  if (length > 255) return ['Title is too long (maximum is 255 characters)'];
  if (emojiIn(text) > 1) return ["Title can't have more than 1 emoji"];
  const isFine = isClear(text, isPrivateMessage ? 1 : 10) && longestWord(text) <= 30;
  return isFine ? [] : ['Title seems unclear, is it a complete sentence?'];
}

/** Everything wrong with a body. A private message's may be as short as ten characters. */
export function bodyFaults(raw: string, isPrivateMessage: boolean): string[] {
  const least = isPrivateMessage ? 10 : 20;
  const length = countedLength(raw);
  if (raw.trim() === '') return ["Body can't be blank"];
  if (length < least) return [`Body is too short (minimum is ${least} characters)`];
  if ([...raw].length > 32_000)
    return [`Body is limited to 32000 characters; you entered ${[...raw].length}.`];
  return isClear(raw, isPrivateMessage ? 3 : 7) ? [] : ['Body seems unclear, is it a complete sentence?'];
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
    ...(isTopic ? titleFaults(draft.title ?? '', isPrivateMessage) : []),
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
