// Finds the series that people name, and offers them while they type.

import { calledSo, choicesFor, nameKey } from '../../../core/command/naming.ts';
import { noneYet } from '../../../core/command/none-yet.ts';
import { option, type Request } from '../../../core/command.ts';
import { UserError } from '../../../core/errors.ts';
import type { Choice } from '../../../core/reply.ts';
import type { MeetingsDeps } from '../deps.ts';
import type { Series } from '../facts.ts';
import { meetingAbout, seriesHere } from './here.ts';
import { refuseStranger, visibleSeries } from './sight.ts';

/** The series of a name or id that the caller may see. Throws a UserError that lists the names otherwise. */
export async function seriesNamed(deps: MeetingsDeps, request: Request, typed: string): Promise<Series> {
  const all = await visibleSeries(deps, request);
  const wanted = nameKey(typed);
  const found =
    all.find((one) => String(one.id) === wanted) ??
    all.find((one) => nameKey(one.name) === wanted || one.slug === wanted) ??
    calledSo(all, {
      typed,
      words: ({ name }) => name,
      shown: ({ id, name }) => `${id} ("${name}")`,
      isLikely: ({ state }) => state !== 'ended',
    });
  if (found) return found;
  const names = namesOf(all);
  if (names === '') {
    await refuseStranger(deps, request);
    throw noneYet(
      'no series of meetings',
      { command: '/meeting series create', access: 'organiser' },
      request,
    );
  }
  throw new UserError(
    wanted === ''
      ? `No series goes on. There are: ${names}.`
      : `There is no series "${typed.trim()}". There are: ${names}.`,
  );
}

/**
 * The series that was named, else that of the place, else the only one in one of these states. Throws a UserError when it is
 * not clear which.
 */
export async function oneSeries(
  deps: MeetingsDeps,
  request: Request,
  typed: string | undefined,
  states: readonly Series['state'][] = ['active'],
): Promise<Series> {
  if (typed !== undefined) return await seriesNamed(deps, request, typed);
  const here = (await meetingAbout(deps, request))?.series ?? (await seriesHere(deps, request));
  if (here && here.state !== 'ended') return here;
  const all = await visibleSeries(deps, request);
  const fitting = all.filter(({ state }) => states.includes(state));
  const [only] = fitting;
  if (only && fitting.length === 1) return only;
  if (all.length > 0 && fitting.length === 0 && !states.includes('active'))
    throw new UserError('No series is paused. `/meeting series list` shows all.');
  if (fitting.length === 0) return await seriesNamed(deps, request, '');
  throw new UserError(`Which series? Name it with \`series\`: ${namesOf(fitting)}.`);
}

/** So many series are named in a sentence. */
const mostNames = 10;

function namesOf(all: readonly Series[]): string {
  const names = all.slice(0, mostNames).map(({ name }) => `\`${name}\``);
  const rest = all.length - names.length;
  return [...names, ...(rest > 0 ? [`and ${rest} more in \`/meeting series list\``] : [])].join(', ');
}

/** The option that names a series; the one that is meant if it is left out. */
export function seriesOption(deps: MeetingsDeps) {
  return option.text('Which series', {
    suggest: (typed, request) => suggestSeries(deps, request, typed),
  });
}

/** Series as choices. */
export async function suggestSeries(deps: MeetingsDeps, request: Request, typed: string): Promise<Choice[]> {
  const all = await visibleSeries(deps, request);
  return choicesFor(all, typed, ({ id, name }) => ({ name, value: String(id) }));
}
