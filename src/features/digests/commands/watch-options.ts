// The options of watches, and what is made of them.

import { option, type PlaceRef, type Values } from '../../../core/command.ts';
import { UserError, unlessRefused } from '../../../core/errors.ts';
import type { PlaceId } from '../../../core/publication.ts';
import { nextRun, parseSchedule, withScheduleStart } from '../../../core/schedule.ts';
import { cleanedLine } from '../../../core/text/cleaned.ts';
import { isNone } from '../../../core/text/none.ts';
import { plainMarks } from '../../../core/text/plain-marks.ts';
import { shortened } from '../../../core/text/shortened.ts';
import { instantOf } from '../../../core/time.ts';
import { readDay, readMoment } from '../../../core/when.ts';
import type { Scope, Watch } from '../facts.ts';
import { scheduleRead } from '../rules.ts';
import { readGlobs, readList, readSections } from '../scope.ts';

const longestName = 80;
/** GitHub is not asked more often than so. */
const shortestGapMilliseconds = 60 * 60_000;

/** The options of a watch that are alike in both commands. */
export const looks = {
  schedule: option.text('When: mondays 09:00 Europe/Prague, or a cron line with a zone', {
    max: 100,
    isNeeded: true,
  }),
  rest: {
    label: option.text('Only with one of these labels, with commas', { max: 300 }),
    'all-labels': option.text('Only with all of these labels', { max: 300 }),
    without: option.text('Not with any of these labels', { max: 300 }),
    paths: option.text('Only what touches these paths: Doc/**', { max: 300 }),
    drafts: option.yesOrNo('Whether drafts are told of; yes if left out'),
    'min-age': option.integer('Only what is open for so many days', { min: 0, max: 3650 }),
    translations: option.text('Paths of translations, for a part of their own', { max: 300 }),
    issues: option.text('Labels of the issues for the agenda: docs, easy', { max: 300 }),
    sections: option.text('Only these parts: ready, first, author, stuck …', { max: 300 }),
    top: option.integer('How many of each part the short digest shows', { min: 1, max: 20 }),
    channel: option.place('The channel where it goes, if not as usual', { places: ['text'] }),
    topics: option.choice('On the forum: a topic for each digest, one that grows, or nothing', {
      each: 'a topic for each',
      one: 'one topic that grows',
      none: 'nothing',
    }),
    unchanged: option.choice('What comes when nothing changed since the last time; one line if left out', {
      line: 'one line',
      nothing: 'nothing',
      all: 'all of it again',
    }),
    name: option.text('What it is called', { max: longestName }),
  },
} as const;

/** A place that was chosen, as it is kept. */
export function placeIds(place: PlaceRef | undefined): PlaceId[] {
  return place ? [{ platform: place.platform, id: place.id }] : [];
}

/** When the next digest of a watch really comes, holidays considered. */
export function comingRun(watch: Watch): Date {
  if (!watch.skipUntil || watch.nextRunAt >= watch.skipUntil) return watch.nextRunAt;
  const before = new Date(watch.skipUntil.getTime() - 1);
  return unlessRefused(() => nextRun(parseSchedule(watch.schedule), before)) ?? watch.skipUntil;
}

/** What was said of the scope; lists that say "none" become empty. */
export function scopeChange(values: Partial<Values<typeof looks.rest>>): Partial<Scope> {
  const list = <T>(typed: string, read: (typed: string) => T[]) => (isEverything(typed) ? [] : read(typed));
  return {
    ...(values.label !== undefined && { anyOf: list(values.label, readList) }),
    ...(values['all-labels'] !== undefined && { allOf: list(values['all-labels'], readList) }),
    ...(values.without !== undefined && { noneOf: list(values.without, readList) }),
    ...(values.paths !== undefined && { paths: list(values.paths, readGlobs) }),
    ...(values.drafts !== undefined && { hasDrafts: values.drafts }),
    ...(values['min-age'] !== undefined && { minAgeDays: values['min-age'] }),
    ...(values.translations !== undefined && { translations: list(values.translations, readGlobs) }),
    ...(values.issues !== undefined && { issues: list(values.issues, readList) }),
    ...(values.sections !== undefined && { sections: list(values.sections, readSections) }),
    ...(values.top !== undefined && { top: values.top }),
    ...(values.unchanged !== undefined && { unchanged: values.unchanged }),
  };
}

/** Whether what narrows a watch is taken away. */
function isEverything(typed: string): boolean {
  return isNone(typed) || /^all$/iu.test(typed.trim());
}

/** A text that ends with a time of day, or is a cron line of five fields. */
const lacksZone = /(?:^|\s)(?:[\d*]\S*|[ap]\.?m\.?|noon|midday|midnight)$|^(?:[\d*][\d*,/-]* ){4}\S+$/iu;

/** A schedule that was typed, in the group's zone if it names none. Throws a UserError for one that cannot be read, never comes or comes too often. */
export function scheduleOf(
  typed: string,
  { now, zone }: { now: Date; zone: string },
): { schedule: string; nextRunAt: Date } {
  const words = cleanedLine(typed);
  const said = lacksZone.test(words) ? `${words} ${zone}` : words;
  const text = withScheduleStart(said, now);
  const schedule = parseSchedule(text);
  const nextRunAt = nextRun(schedule, now);
  let at = nextRunAt;
  for (let i = 0; i < 5; i += 1) {
    const next = nextRun(schedule, at);
    if (next.getTime() - at.getTime() < shortestGapMilliseconds)
      throw new UserError('That is too often. Choose once an hour at most; once a week is usual.');
    at = next;
  }
  return { schedule: text, nextRunAt };
}

/** Until when a watch rests; null when it no longer does. Throws `UserError` for what is no coming day. */
export function skipOf(typed: string, { watch, now }: { watch: Watch; now: Date }): Date | null {
  if (isNone(typed)) return null;
  const { zone } = scheduleRead(watch);
  const until = /\d{1,2}[:h]/u.test(plainMarks(typed))
    ? readMoment(typed, { zone, now }).at
    : instantOf({ localDate: readDay(typed, { zone, now }), localTime: '00:00', zone }).at;
  if (until <= now)
    throw new UserError(`\`${typed.trim()}\` is not in the future. Write a date like \`2027-01-04\`.`);
  return until;
}

/** A name in one line; `none` takes it away, so that what is watched is the name. */
export function nameOf(typed: string | undefined, scope: Scope): string | undefined {
  const name = cleanedLine(typed ?? '');
  return name === '' ? undefined : isNone(name) ? usualName(scope) : name;
}

/** What a watch is called if nobody says. */
export function usualName(scope: Scope): string {
  const labels = [...scope.anyOf, ...scope.allOf].join(', ');
  const name = `${scope.repositories.join(', ')}${labels === '' ? '' : ` ${labels}`}`;
  return shortened(name, longestName);
}

/** That another watch is called so. */
export function nameTaken(name: string): UserError {
  return new UserError(
    `There is a watch "${name}" already. Change it with \`/prs watch edit\`, or give a \`name\`.`,
  );
}
