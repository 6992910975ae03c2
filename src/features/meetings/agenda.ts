// What an agenda is made of: its parts in their order, and topics found in replies.

import type { PersonFacts } from '../../core/directory.ts';
import type { Block } from '../../core/document.ts';
import type { PostLine } from '../../core/platform.ts';
import { shortened } from '../../core/text/shortened.ts';
import type { ActionItem, Topic } from './facts.ts';

/** What another feature contributes to an agenda; it is left out when that feature has nothing to say. */
interface AgendaPart {
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** The order in which the other features' parts stand, which is the charter's. */
export const partOrder = [
  // The docs pull requests: how many are open, and the trend.
  'backlog',
  // The pull requests that have waited longest.
  'longestWaiting',
  // Docs issues that most urgently need somebody.
  'issues',
  // What became of issues that were looked at together.
  'triage',
  // Status of the group's projects.
  'projects',
  // What was achieved since the last meeting.
  'achievements',
] as const;

/** Contributions by name; each is a function that `app.ts` gives. */
export type AgendaParts = Partial<
  Record<(typeof partOrder)[number], (groupId: number, now: Date) => Promise<AgendaPart | undefined>>
>;

/** An agenda's facts. */
export interface Agenda {
  readonly followUps: readonly Owned<ActionItem>[];
  readonly parts: readonly AgendaPart[];
  readonly topics: readonly AgendaTopic[];
  readonly notes: NotesTurn;
}

/** Who takes notes, or whose turn it would be. */
export interface NotesTurn {
  readonly taker?: PersonFacts;
  readonly turn?: PersonFacts;
}

/** A thing with whose it is. */
export interface Owned<T> {
  readonly thing: T;
  readonly owner?: PersonFacts;
}

/** A topic, and where it was answered meanwhile that another feature put on the agenda. */
export interface AgendaTopic extends Owned<Topic> {
  readonly answered?: { readonly title: string; readonly url?: string };
}

/** Joins things with their owners. */
export function owned<T extends { readonly ownerId: number | null }>(
  things: readonly T[],
  people: readonly PersonFacts[],
): Owned<T>[] {
  return things.map((thing) => {
    const owner = people.find(({ id }) => id === thing.ownerId);
    return owner ? { thing, owner } : { thing };
  });
}

/** The ids of those who own something, each once. */
export function ownersOf(...lists: readonly (readonly { readonly ownerId: number | null }[])[]): number[] {
  return [...new Set(lists.flat().flatMap(({ ownerId }) => ownerId ?? []))];
}

const longestTitle = 200;

/** The topics that a reply names: each line `topic: …` that speaks to the bot. */
export function topicsIn(lines: readonly PostLine[]): string[] {
  return lines.flatMap(({ text, isToBot }) => {
    const [, title] = /^topic:\s*(\S.*)$/iu.exec(text) ?? [];
    return isToBot && title !== undefined ? [shortened(title.trim(), longestTitle)] : [];
  });
}
