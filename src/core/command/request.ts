// Makes a request of what a platform knows: who asks, what they may, and what it is about.

import type { PlatformName } from '../account.ts';
import type { Access, Request } from '../command.ts';
import type { GroupFacts, Groups } from '../directory.ts';
import { UserError } from '../errors.ts';
import { refuseWithout } from './access.ts';
import type { CallerContext, Invocation } from './invocation.ts';
import { forgotten } from './stamps.ts';

/** What requests are made with. */
export interface RequestParts {
  now(): Date;
  contextOf(invocation: Invocation): Promise<CallerContext>;
  /** What messages and a place of a platform show to one group, nearest first. */
  about(
    groupId: number,
    where: { readonly platform: PlatformName; readonly messages: readonly string[]; readonly place?: string },
  ): Promise<readonly string[]>;
  /** Whether a message, or else a place, is known to have been published, by whichever group. */
  isKnown?(where: {
    readonly platform: PlatformName;
    readonly message?: string;
    readonly place?: string;
  }): Promise<boolean>;
}

/** Makes requests; each throws a UserError for whoever may not ask. */
export function requestsWith(parts: RequestParts) {
  /** What it is about, nearest first. */
  async function about(groupId: number, invocation: Invocation): Promise<readonly string[]> {
    const messages = [invocation.messageId, invocation.replyTo].filter((id) => id !== undefined);
    if (messages.length === 0 && !invocation.place) return [];
    return await parts.about(groupId, {
      platform: invocation.platform,
      messages,
      ...(invocation.place && { place: invocation.place.id }),
    });
  }

  /** The request of somebody whose context is known. */
  async function withContext(context: CallerContext, invocation: Invocation): Promise<Request> {
    const now = parts.now();
    const { askedAt } = invocation;
    let known: Promise<readonly string[]> | undefined;
    return {
      ...context,
      id: invocation.id,
      platform: invocation.platform,
      can: invocation.can,
      caller: invocation.caller,
      roles: invocation.roles,
      now,
      ...(askedAt !== undefined && askedAt < now && { askedAt }),
      // Most commands need not know.
      about: () => (known ??= about(context.groupId, invocation)),
      ...(invocation.place && { place: invocation.place }),
      isPublicPlace: invocation.isPublicPlace ?? false,
      ...(invocation.messageId && { messageId: invocation.messageId }),
      progress: invocation.progress ?? (async () => {}),
    };
  }

  return {
    about,
    withContext,
    /** The request of somebody who may ask for such things. */
    async of(invocation: Invocation, access: Access): Promise<Request> {
      const context = await parts.contextOf(invocation);
      refuseWithout(access, context);
      return await withContext(context, invocation);
    },
    /** What was published from another database bears numbers that are now others': nothing is done on its behalf. */
    async refuseForgotten(invocation: Invocation): Promise<void> {
      const { platform, messageId: message, replyTo, place } = invocation;
      if (!parts.isKnown || !invocation.isPublished) return;
      const where =
        message === undefined
          ? [...(replyTo === undefined ? [] : [{ message: replyTo }]), { ...(place && { place: place.id }) }]
          : [{ message }];
      for (const one of where) if (await parts.isKnown({ platform, ...one })) return;
      if (await invocation.isPublished()) throw new UserError(forgotten);
    },
  };
}

/** Says that a group keeps these among its members: `votes`. */
export const keptAmongMembers = (what: string) =>
  new UserError(`The ${what} of this group are kept among its members. \`/member list\` says whom to ask.`);

/** Whether somebody may read what a group keeps: its members may, and everybody where it is for all. */
export async function mayRead(
  by: { readonly groups: Pick<Groups, 'recent'>; isForAll(group: GroupFacts): Promise<boolean> },
  { groupId, isMember }: Pick<Request, 'groupId' | 'isMember'>,
): Promise<boolean> {
  return isMember || (await by.isForAll(await by.groups.recent(groupId)));
}
