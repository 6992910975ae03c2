// What is told once: whom it reaches how, and what people knew before.

import type { Content } from '../../core/content.ts';
import type { ViewContext } from '../../core/publication.ts';
import type { Change, Guest, Meeting } from './facts.ts';
import { keyOf } from './publications.ts';
import { rsvpButtons, writtenButtons } from './views/announcement.ts';
import { type Told, withStop } from './views/reminder.ts';

/**
 * What is said once: to all, with a ping for those concerned; or to one of them in private, unless that reached them.
 */
export async function toldOnce(
  meeting: Meeting,
  context: ViewContext,
  {
    told,
    personId,
    concerned,
    toAll,
    written = {},
  }: {
    told: Told;
    /** What is otherwise where somebody is written to. */
    written?: Partial<Extract<Content, { kind: 'message' }>>;
    personId: string | undefined;
    concerned: readonly Guest[];
    /** The publication that tells all; unsaid, they are told nothing. */
    toAll: string | undefined;
  },
): Promise<Content | undefined> {
  const content = { kind: 'message', ...told, buttons: rsvpButtons(meeting) } as const;
  if (personId === undefined) {
    const pings = concerned.flatMap(({ person }) => person.accounts);
    return context.can.messages ? { ...content, pings } : undefined;
  }
  const one = concerned.find(({ person }) => String(person.id) === personId);
  const isReached =
    toAll !== undefined && one !== undefined && (await context.reaches(toAll, one.person.accounts));
  return one && !isReached ? { ...content, ...written } : undefined;
}

/** A reminder for one person, with the way to have no more: a button, or where there are none what to type. */
export function writtenReminder(meeting: Meeting, told: Told, { can }: ViewContext) {
  return can.buttons ? { ...told, buttons: writtenButtons(meeting) } : withStop(told);
}

/**
 * When people think that a meeting begins: a change of which nothing could be told on the platform, since it was away, was
 * never known there. `changes`: newest first; `view` tells of them.
 */
export async function knownStart(
  meeting: Meeting,
  {
    changes: [change, ...before],
    view,
  }: { readonly changes: readonly [Change, ...Change[]]; readonly view: string },
  context: ViewContext,
): Promise<Date> {
  let known = change.wasAt;
  for (const earlier of before) {
    if (meeting.announcedAt === null || earlier.at < meeting.announcedAt) break;
    // The message of an earlier change is taken away by that of a later one: people know it all the same.
    if (await context.wasMade(keyOf(meeting, `${view}/${earlier.sequence}`))) break;
    known = earlier.wasAt;
  }
  return known;
}
