// What is said of series.

import {
  type Block,
  code,
  type Document,
  doc,
  em,
  heading,
  type Inline,
  list,
  p,
  sentence,
  strong,
  time,
} from '../../../core/document.ts';
import type { Occurrence } from '../../../core/recurrence.ts';
import { listed } from '../../../core/text/listed-words.ts';
import { minutesWords, monthWords } from '../../../core/time-words.ts';
import type { Meeting, Series } from '../facts.ts';
import { ruleWords } from '../series-dates.ts';

/** A meeting of a series, and whether a change of the clocks shifts it. */
type ComingMeeting = Pick<Meeting, 'startsAt' | 'localTime' | 'timedBy'> & Pick<Occurrence, 'shift'>;

/** What the group has not set up on a platform: a place for meetings, or the space itself. */
export interface Missing {
  readonly title: string;
  readonly what: 'place' | 'space';
}

/** What was done to a series, its next meetings, and what is not set up yet. */
export function seriesCard(card: {
  readonly series: Series;
  /** `is set up`. */
  readonly verb: string;
  readonly coming: readonly ComingMeeting[];
  /** Where none is coming yet: the first date further ahead. */
  readonly later: Date | undefined;
  /** What the set-up lacks. */
  readonly missing: readonly Missing[];
  /** Whether its rule is over and nothing of it is to come. */
  readonly isOver: boolean;
  /** What there is to know of the folder for minutes. */
  readonly ofFolder: Block | undefined;
  /** The reader's zone. */
  readonly reader: string;
}): Document {
  const { series, verb, coming, later, missing, isOver, ofFolder, reader } = card;
  const isActive = series.state === 'active';
  return doc(
    p`${strong(series.name)} ${verb}:
      ${timingWords(series)}${isOver ? overWords(series, { isOrganiser: true }) : ''}.`,
    isActive &&
      coming.length > 0 &&
      list(
        ...coming.map((one) => [time(one.startsAt, reader), ...ownWords(one), ...shiftWords(one, series)]),
      ),
    isActive &&
      later &&
      p('The next date is ', time(later, reader), '. It is announced when it comes closer.'),
    series.state === 'paused' &&
      p`Nothing of it is announced until it goes on:
        ${code(`/meeting series resume series:"${series.name}"`)}.`,
    isActive && missing.length > 0 && lacks(missing),
    ofFolder,
  );
}

/** All series; of each the meetings to come that take place, the earliest first. */
export function seriesList(
  all: readonly {
    readonly series: Series;
    readonly held: readonly Pick<Meeting, 'startsAt' | 'localDate' | 'timedBy'>[];
    /** Whether its rule is over and nothing of it is to come. */
    readonly isOver: boolean;
  }[],
  shown: { readonly reader: string; readonly isOrganiser: boolean; readonly today: string },
): Document {
  const { reader, isOrganiser, today } = shown;
  if (all.length === 0)
    return doc(p('There is none yet. An organiser makes one with ', code('/meeting series create'), '.'));
  const states = { active: '', paused: ' (paused)', ended: ' (ended)' };
  return doc(
    heading(2, 'Series of meetings'),
    list(
      ...all.map(({ series: one, held, isOver }): Inline[] => [
        strong(one.name),
        `: ${timingWords(one)}, ${minutesWords(one.durationMinutes)}${states[one.state]}`,
        ...plannedWords(held, reader),
        ...skippedWords(one, { held: held.map(({ localDate }) => localDate), today }),
        ...(isOver ? overWords(one, { isOrganiser }) : []),
      ]),
    ),
  );
}

/** That a series has no more dates, and what an organiser can do about it. */
function overWords({ name, state }: Series, { isOrganiser }: { readonly isOrganiser: boolean }): Inline[] {
  if (state === 'ended') return [];
  if (!isOrganiser) return ['. It has no more dates'];
  return sentence`. It has no more dates: give it another rule with
    ${code(`/meeting series edit series:"${name}" rule:"every tuesday"`)}, or end it with
    ${code(`/meeting series end series:"${name}"`)}`;
}

/** `; not held from 2026-12-21 to 2027-01-04 (Holidays)`; what was brought back of it is held. */
function skippedWords(
  { skips, state }: Series,
  { held, today }: { readonly held: readonly string[]; readonly today: string },
): Inline[] {
  if (state === 'ended') return [];
  const spans = skips.flatMap(({ from, to, reason }) => {
    const back = held.filter((day) => from <= day && day <= to);
    if (to < today || back.includes(from === to ? from : '')) return [];
    const except = back.length > 0 ? ` except ${back.join(', ')}` : '';
    return `${spanWords({ from, to })}${except}${reason ? ` (${reason})` : ''}`;
  });
  return spans.length > 0 ? [`; not held ${spans.join(', ')}`] : [];
}

/** `on 2026-12-21`, `from 2026-12-21 to 2027-01-04`. */
export function spanWords({ from, to }: { readonly from: string; readonly to: string }): string {
  return from === to ? `on ${from}` : `from ${from} to ${to}`;
}

/** `; planned until December 2027; next …`, where a plan was accepted; what was announced before comes first. */
function plannedWords(held: readonly Pick<Meeting, 'startsAt' | 'timedBy'>[], reader: string): Inline[] {
  const [next, last] = [held[0], held.findLast(({ timedBy }) => timedBy === 'plan')];
  if (!next || !last) return [];
  return [`; planned until ${monthWords(last.startsAt, reader)}; next `, time(next.startsAt, reader)];
}

/** `first tuesday of the month, 18:00 and 21:00 in turn, Europe/Prague`. */
export function timingWords(series: Pick<Series, 'rule' | 'starts' | 'times' | 'zone'>): string {
  const { times, zone } = series;
  const turns = times.length > 1 ? `${listed(times)} in turn` : times[0];
  return `${ruleWords(series)}, ${turns}, ${zone}`;
}

function ownWords({ timedBy }: ComingMeeting): Inline[] {
  const how = { rule: undefined, plan: 'planned', hand: 'moved' }[timedBy];
  return how ? [' ', em(`(${how})`)] : [];
}

function shiftWords(one: ComingMeeting, series: Series): Inline[] {
  const why = {
    none: undefined,
    gap: `The clocks skip the usual time that day in ${series.zone}, so it starts at ${one.localTime}.`,
    overlap: `${one.localTime} comes twice that day in ${series.zone}; it is the first of the two.`,
  }[one.shift];
  return why ? [' ', em(why)] : [];
}

/** That GitHub could not be asked about a folder for minutes. */
export function uncheckedWords(folder: string): Document['children'][number] {
  return p`GitHub does not answer now, so I have not checked ${code(folder)}. Whether I may write there shows
    when the first minutes are published; organisers hear of it if not.`;
}

/** That not everybody can open what stands in the repository of a folder for minutes. */
export function hiddenWords(repository: string): Document['children'][number] {
  return p`${code(repository)} is private on GitHub, and everybody can read what I tell of the meetings. So everybody reads
    its name there, in the address of the minutes, and not everybody can open it.`;
}

function lacks(missing: readonly Missing[]): Document['children'][number] {
  const unset = missing.flatMap(({ title, what }) => (what === 'place' ? [title] : []));
  const without = missing.flatMap(({ title, what }) => (what === 'place' ? [] : [title]));
  const noPlace = sentence` no place for meetings is chosen on ${listed(unset)}.
    ${code('/docent setup meetings:…')} chooses one.`;
  const noEvent = sentence` I know nothing of the group on ${listed(without)} yet, so that no event is made there. An
    organiser types ${code('/docent setup')} there once.`;
  return p`Not announced everywhere:${unset.length > 0 ? noPlace : ''}${without.length > 0 ? noEvent : ''}`;
}
