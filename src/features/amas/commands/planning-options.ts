// What is typed to plan an AMA: its options, and the times, places and title that are read from them.

import { type Option, option, type Request, type Values } from '../../../core/command.ts';
import { UserError } from '../../../core/errors.ts';
import { placeCalled } from '../../../core/listed-places.ts';
import type { PlaceId } from '../../../core/publication.ts';
import type { Choice } from '../../../core/reply.ts';
import { cleanedLine } from '../../../core/text/cleaned.ts';
import { isNone } from '../../../core/text/none.ts';
import { shortened } from '../../../core/text/shortened.ts';
import { instantOf, localReading } from '../../../core/time.ts';
import { fullWords } from '../../../core/time-words.ts';
import { suggestWhens } from '../../../core/when/suggest.ts';
import { isTimeAlone, readMoment, type WhenContext, whenText } from '../../../core/when.ts';
import type { AmaFacts } from '../facts.ts';
import { timesOf } from '../rules.ts';
import { questionLength } from '../views/question.ts';
import type { AmaLookup } from './lookup.ts';

/** Where an AMA is held and moderated. */
export const placeOptions = {
  channel: option.place('The channel; the group’s if left out', { places: ['text'] }),
  forum: option.place('A forum of threads instead: one post per question', { places: ['forum'] }),
  category: option.text('The category for the topic; the group’s if left out, or `none`'),
  moderators: option.place('The moderators’ channel; the group’s if left out', { places: ['text'] }),
} as const satisfies Record<string, Option>;

/** Offers the instants that a half-typed text may mean. */
export async function suggestTimes(typed: string, { zone, now }: Request): Promise<Choice[]> {
  return suggestWhens(typed, { zone, now }).map(({ words, at, zone: there }) => ({
    name: shortened(words, 100),
    value: whenText({ at, zone: there }),
  }));
}

/** How an AMA is held. */
export const ruleOptions = {
  rules: option.text('What askers should know; `none` takes it away', { max: questionLength }),
  limit: option.integer('How many questions one person may ask; 0 for any number', { min: 0, max: 100 }),
  moderated: option.yesOrNo('Whether moderators look at each question first'),
  anonymous: option.yesOrNo('Whether anonymous questions are allowed'),
  collects: option.text('When questions open; a week before it opens if left out', {
    isNeeded: true,
    suggest: suggestTimes,
  }),
  wrapup: option.integer('Minutes before the end without new questions', { min: 0, max: 10_080 }),
} as const satisfies Record<string, Option>;

/** What was typed of an AMA beside its title and hosts. */
export interface PlanValues extends Partial<Values<typeof ruleOptions & typeof placeOptions>> {
  readonly opens?: string | undefined;
  readonly closes?: string | undefined;
  readonly remove?: string | undefined;
}

/** The places that were chosen, each instead of those chosen before on its platform. Throws for an unknown category. */
export async function placesFrom(
  lookup: AmaLookup,
  groupId: number,
  { values, before }: { values: PlanValues; before?: AmaFacts },
) {
  const held = values.forum ?? values.channel;
  const isWithout = wordsOrNone(values.category) === '';
  const category =
    values.category === undefined || isWithout
      ? undefined
      : placeCalled(await lookup.listedPlaces(groupId), values.category);
  const chosen = [held, category].filter((one) => one !== undefined).map(placeId);
  const listed = isWithout ? await lookup.listedPlaces(groupId) : [];
  const replaced = [...chosen, ...listed].map(({ platform }) => platform);
  const isAsUsual = held === undefined && (values.remove === 'channel' || values.remove === 'forum');
  // Without a channel of its own it stands where the group's AMAs do; a category is no channel.
  const categories = isAsUsual ? (await lookup.listedPlaces(groupId)).map(({ platform }) => platform) : [];
  const kept = (before?.chosen ?? []).filter(
    ({ platform }) => !replaced.includes(platform) && (!isAsUsual || categories.includes(platform)),
  );
  return {
    ...((chosen.length > 0 || isWithout || isAsUsual) && { chosen: [...kept, ...chosen] }),
    ...((held || isAsUsual) && { postsOn: held && values.forum ? held.platform : null }),
    ...(values.moderators && { moderators: [placeId(values.moderators)] }),
    ...(values.remove === 'moderators' && { moderators: [] }),
  };
}

/** What was typed; `none` takes away what was there. */
export function wordsOrNone(typed: string | undefined): string | undefined {
  return typed !== undefined && isNone(typed) ? '' : typed;
}

const placeId = ({ platform, id }: PlaceId): PlaceId => ({ platform, id });

/** A title in one line. Throws when it is empty or too long. */
export function checkedTitle(typed: string): string {
  const title = cleanedLine(typed);
  if (title === '')
    throw new UserError('The title is empty. Call it, for example, `AMA with the docs team`.');
  if ([...title].length > 90)
    throw new UserError('The title is longer than 90 characters. Please shorten it.');
  return title;
}

/** Just before the day of an instant begins. */
const dayBegins = (at: Date, zone: string) =>
  new Date(instantOf({ ...localReading(at, zone), localTime: '00:00' }).at.getTime() - 1);

/** The instants that were typed, or those that were there before. Throws when they make no sense. */
export function checkedTimes(request: Request, values: PlanValues, before?: AmaFacts) {
  const { zone, now } = request;
  const read = (typed: string | undefined, from?: Date, clocks?: Partial<WhenContext>) =>
    typed === undefined
      ? undefined
      : readMoment(typed, { zone, now, from, ...(isTimeAlone(typed, zone) && clocks) });
  const opens = read(values.opens, before && dayBegins(before.opensAt, zone));
  const opensAt = opens?.at ?? before?.opensAt ?? now;
  // A time of day alone is on the clocks of the beginning.
  const clocks = opens && { zone: opens.zone, offset: opens.offset };
  const closesAt = read(values.closes, opensAt, clocks)?.at ?? before?.closesAt ?? now;
  if (closesAt <= opensAt)
    throw new UserError(
      `It would close ${fullWords(closesAt, { zone, now })}, before it opens ${fullWords(opensAt, { zone, now })}. Please give a later \`closes\`.`,
    );
  if (closesAt <= now)
    throw new UserError('It would be over already. Please give a `closes` that lies ahead.');
  const collectsAt = read(values.collects, undefined, clocks)?.at ?? (opens ? undefined : before?.collectsAt);
  const kept = before && (before.closesAt.getTime() - before.wrapsAt.getTime()) / 60_000;
  const times = timesOf({ opensAt, closesAt, collectsAt, wrapMinutes: values.wrapup ?? kept });
  if (times.collectsAt > times.opensAt)
    throw new UserError('Questions would open after it goes live. Please give an earlier `collects`.');
  return times;
}
