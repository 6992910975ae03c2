// Whether somebody may post what they drafted, where they want to post it.
import type { Forum } from './forum.ts';
import { canSee, mayReply, mayStart } from './guard.ts';
import {
  type Category,
  type Draft,
  invalid,
  invalidAccess,
  type Refusal,
  type Topic,
  type User,
} from './model.ts';
import { eventFaults } from './native-events.ts';
import { draftFaults, externalIdFaults, isTalkingAlone } from './rules.ts';

const topicGone =
  'Something has gone wrong. Perhaps this topic was closed or deleted while you were looking at it?';

/** Throws Discourse's refusal when they may not. */
export function checkDraft(
  forum: Forum,
  user: User,
  wanted: { draft: Draft; topic: Topic | undefined; category: Category | undefined },
): void {
  const { draft, topic, category } = wanted;
  if (user.isSuspended) throw invalid(['Suspended users are not allowed to post.'], 'create_post');
  if (draft.topicId !== undefined) {
    if (topic !== undefined && !canSee(user, topic)) throw invalidAccess();
    if (topic === undefined || !mayReply(user, topic)) throw invalid([topicGone], 'create_post');
    if (isTooSoon(forum, user, topic)) throw invalid(['This topic is in slow mode.'], 'create_post');
    if (isTalkingAlone(user, topic))
      throw invalid(
        [
          'You’ve already replied to this topic 3 times in a row. Please consider editing your previous reply.',
        ],
        'create_post',
      );
  } else if (draft.recipients !== undefined) demandRecipients(forum, user, draft.recipients);
  else if (!mayStart(user, category)) throw invalidAccess();
  const isPrivateMessage = draft.recipients !== undefined || topic?.recipients !== undefined;
  if (draft.category !== undefined && category === undefined)
    throw invalid(['Category is invalid'], 'create_post');
  const faults = [
    ...draftFaults(draft, isPrivateMessage),
    ...eventFaults(forum.events, draft.raw, topic === undefined),
  ];
  if (draft.externalId !== undefined && topic === undefined)
    faults.push(...externalIdFaults(draft.externalId, forum.byExternalId(draft.externalId) !== undefined));
  if (draft.title !== undefined && topic === undefined && !isPrivateMessage && forum.hasTitle(draft.title))
    faults.push('Title has already been used');
  if (faults.length > 0) throw invalid(faults, 'create_post');
}

/** Whether slow mode lets somebody wait. */
function isTooSoon(forum: Forum, user: User, topic: Topic): boolean {
  const last = topic.posts.findLast((post) => post.by === user);
  if (user.isStaff || topic.slowModeSeconds === 0 || last === undefined) return false;
  return forum.clock().getTime() - last.createdAt.getTime() < topic.slowModeSeconds * 1000;
}

function demandRecipients(forum: Forum, user: User, names: readonly string[]): void {
  const refuse = (words: string): Refusal => invalid([words], 'create_post');
  if (user.isSilenced) throw invalidAccess();
  if (names.every((name) => name === '')) throw refuse('You must select a valid user.');
  for (const name of names) {
    const recipient = forum.users.get(name.toLowerCase());
    if (recipient === undefined)
      throw refuse('One of the users you are sending this message to could not be found.');
    if ((!recipient.acceptsMessages || recipient.isSuspended) && !user.isStaff)
      throw refuse('Sorry, you cannot send a personal message to that user.');
  }
}
