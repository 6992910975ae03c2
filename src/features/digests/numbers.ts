// The numbers of a month by which a group steers: how soon people are answered, and how many wait. Nobody is ranked.
import { z } from 'zod';
import type { OpenedPull } from '../../core/github/pull-request.ts';
import { localReading } from '../../core/time.ts';
import type { Vocabulary } from './vocabulary.ts';

const day = 86_400_000;
const monthsShown = 6;

/** The numbers of a month, as they are kept with a digest. */
export const numbersShape = z.object({
  /** `2026-11`. */
  month: z.string(),
  /** Pull requests that people opened. */
  opened: z.number(),
  /** Those of them that somebody else has reviewed. */
  reviewed: z.number(),
  /** Within how many days half of the reviewed ones had their first review; absent when none has. */
  medianDays: z.number().optional(),
  /** How many had their first review within a day, a week, a month, later, and not yet. */
  waits: z
    .object({ day: z.number(), week: z.number(), month: z.number(), later: z.number(), none: z.number() })
    .optional(),
  /** First contributions that are answered or have waited for a week. */
  newcomers: z.number(),
  /** Those of them that somebody answered within a week. */
  answered: z.number(),
  /** How many were open at the end of each month, oldest first. */
  backlog: z.array(z.object({ month: z.string(), open: z.number() })),
  /** Whether all that were opened could be read. */
  isWhole: z.boolean(),
  /** Whether they are told whatever they touch, though those on some paths are meant. */
  isOfAllPaths: z.boolean().optional(),
});

/** See `numbersShape`. */
export type Numbers = z.infer<typeof numbersShape>;

/** Computes them from the pull requests that were opened in a month, and from the digests' counts. */
export function numbersOf(
  opened: readonly OpenedPull[],
  spec: {
    month: string;
    now: Date;
    zone: string;
    counts: readonly { readonly at: Date; readonly open: number }[];
    isWhole: boolean;
    words: Pick<Vocabulary, 'isBot' | 'isBotAuthor'>;
  },
): Numbers {
  const { now, words } = spec;
  const isHuman = (one: { by: string; isBot: boolean }) => !one.isBot && !words.isBot(one.by);
  const people = opened.filter((one) => !one.isByBot && !words.isBotAuthor(one.author));
  const first = (one: OpenedPull, events: OpenedPull['reviews']) =>
    events
      .filter((event) => isHuman(event) && event.by !== one.author)
      .map(({ at }) => Math.max(0, at.getTime() - one.createdAt.getTime()))
      .toSorted((a, b) => a - b)[0];
  const reviews = people.flatMap((one) => first(one, one.reviews) ?? []).toSorted((a, b) => a - b);
  const newcomers = people
    .filter(({ isFirstTimer }) => isFirstTimer)
    .map((one) => ({ one, after: first(one, [...one.reviews, ...one.comments]) }))
    .filter(({ one, after }) => after !== undefined || now.getTime() - one.createdAt.getTime() >= 7 * day);
  const within = (from: number, to: number) =>
    reviews.filter((wait) => wait >= from * day && wait < to * day).length;
  const middle = reviews[Math.floor((reviews.length - 1) / 2)];
  return {
    month: spec.month,
    opened: people.length,
    reviewed: reviews.length,
    ...(middle !== undefined && { medianDays: Math.round(middle / day) }),
    waits: {
      day: within(0, 1),
      week: within(1, 7),
      month: within(7, 30),
      later: within(30, Number.POSITIVE_INFINITY),
      none: people.length - reviews.length,
    },
    newcomers: newcomers.length,
    answered: newcomers.filter(({ after }) => after !== undefined && after <= 7 * day).length,
    backlog: backlogOf(spec.counts, spec.zone),
    isWhole: spec.isWhole,
  };
}

/** The last count of each month that has one. */
function backlogOf(counts: readonly { readonly at: Date; readonly open: number }[], zone: string) {
  const months = new Map<string, number>();
  for (const { at, open } of counts) months.set(monthOf(at, zone), open);
  return [...months].map(([month, open]) => ({ month, open })).slice(-monthsShown);
}

/** `2026-11`, on the clocks of a zone. */
export function monthOf(at: Date, zone: string): string {
  return localReading(at, zone).localDate.slice(0, 7);
}
