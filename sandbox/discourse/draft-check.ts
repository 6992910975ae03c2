// Whether somebody may post what they drafted, where they want to post it.
import type { Forum } from './forum.ts';
import { type Category, type Draft, invalid, invalidAccess, type Topic, type User } from './model.ts';
import { draftFaults, externalIdFaults, isTalkingAlone } from './rules.ts';

/** Throws Discourse's refusal when they may not. */
export function checkDraft(
  forum: Forum,
  user: User,
  wanted: { draft: Draft; topic: Topic | undefined; category: Category | undefined },
): void {
  const { draft, topic, category } = wanted;
  if (draft.topicId !== undefined) {
    if (topic === undefined || topic.deletedAt !== undefined)
      throw invalid(['The requested URL or resource could not be found.'], 'create_post');
    if (!forum.canSee(user, topic)) throw invalidAccess();
    if ((topic.isClosed || topic.isArchived) && !user.isStaff)
      throw invalid(['You are not permitted to view the requested resource.'], 'create_post');
    if (isTalkingAlone(user, topic))
      throw invalid(
        [
          'You’ve already replied to this topic 3 times in a row. Please consider editing your previous reply.',
        ],
        'create_post',
      );
  }
  const isPrivateMessage = draft.recipients !== undefined || topic?.recipients !== undefined;
  if (draft.category !== undefined && category === undefined)
    throw invalid(['Category is invalid'], 'create_post');
  if (category?.isPrivate && !user.isStaff) throw invalidAccess();
  const faults = draftFaults(draft, isPrivateMessage);
  if (draft.externalId !== undefined && topic === undefined)
    faults.push(...externalIdFaults(draft.externalId, forum.byExternalId(draft.externalId) !== undefined));
  if (draft.title !== undefined && topic === undefined && !isPrivateMessage && forum.hasTitle(draft.title))
    faults.push('Title has already been used');
  if (faults.length > 0) throw invalid(faults, 'create_post');
}
