// `/meeting poll`: asks when people can come to a meeting, at times that were typed or the least painful ones of a week.

import { type Command, command, option, type Request, type Values } from '../../../../core/command.ts';
import { type PersonFacts, placesFor } from '../../../../core/directory.ts';
import { code, doc, type Inline, numbered, p, strong, time } from '../../../../core/document.ts';
import { UserError } from '../../../../core/errors.ts';
import { whisper } from '../../../../core/reply.ts';
import { shortened } from '../../../../core/text/shortened.ts';
import { fullWords, minutesWords } from '../../../../core/time-words.ts';
import { suggestWhens } from '../../../../core/when/suggest.ts';
import { readMoment, whenText } from '../../../../core/when.ts';
import { whereAndWhat } from '../../commands/series-options.ts';
import { durationOf, placeOf, seriesName, textOf } from '../../commands/series-values.ts';
import type { PollsDeps } from '../deps.ts';
import type { Audience } from '../facts.ts';
import { isUndecided, mostTimes, usualClosing } from '../rules.ts';
import type { NewPoll } from '../store.ts';
import { namesFor } from '../store-rows.ts';
import { readTimes, refuseClosing, timesText } from '../times.ts';
import { type Asked, leastPainful, readWeek, worstOff } from '../weeks.ts';

const day = 24 * 60 * 60_000;
/** More at a time nobody answers. */
const mostPolls = 10;

const options = {
  name: option.text('What the meeting will be called', { required: true, max: 80, isNeeded: true }),
  times: option.text('2 to 10 times as you read them: tue 18:00; wed 20:00 UTC; 2026-12-04 19:00', {
    max: 1000,
    isNeeded: true,
    async suggest(typed, { zone, now }) {
      const [, before = '', last = ''] = /^(.*;\s*)?([^;]*)$/su.exec(typed) ?? [];
      return suggestWhens(last, { zone, now }).flatMap((when) => {
        const value = `${before}${whenText(when)}`;
        return value.length > 100
          ? []
          : [{ name: shortened(`${before === '' ? '' : '… and '}${when.words}`, 100), value }];
      });
    },
  }),
  week: option.text('Instead: the least painful times of a week, such as next week', {
    max: 60,
    mayBeNone: true,
  }),
  count: option.integer('How many times of that week; 5 if left out', { min: 2, max: mostTimes }),
  duration: option.text('How long: 60m, 1h 30m; one hour if left out', { isNeeded: true }),
  until: option.text('When it closes; 5 days if left out, but before its first time', {
    max: 120,
    isNeeded: true,
  }),
  who: option.choice('Who is asked; all members if left out', {
    members: 'all members',
    zoned: 'members who told their zone',
    anyone: 'all members, and whoever else comes by',
  }),
  tag: option.text('Ask only members with this tag, such as editor', { max: 30 }),
  names: option.choice('Who sees who answered what; everyone if left out', namesFor),
  ...whereAndWhat,
} as const;

/** Builds the command. */
export function openingCommand(deps: PollsDeps): Command {
  return command({
    name: 'meeting poll',
    description: 'Asks when people can come to a single meeting, and makes it at the best time',
    access: 'member',
    options,
    async confirm(request, values) {
      if (values.times !== undefined && values.week !== undefined)
        throw new UserError(
          'Give `times` or `week`, not both: what you choose yourself, or what I look for.',
        );
      const { wanted, people } = await read(deps, request, values);
      const { durationMinutes, closesAt, zone } = wanted;
      return {
        document: doc(
          p(`Ask when people can come to `, strong(wanted.name), `, for ${minutesWords(durationMinutes)}?`),
          numbered(
            ...wanted.options.map((at): Inline[] => {
              const worst = worstOff(at, durationMinutes, people.told);
              return [
                fullWords(at, { zone, now: request.now }),
                worst ? `; worst for ${worst.name}: ${worst.localTime}` : '',
              ];
            }),
          ),
          p(
            `${audienceWords(wanted)} asked, until `,
            time(closesAt, request.zone),
            '. Who has not answered is reminded once, in private.',
            wanted.namesFor === 'organisers' ? ' Only organisers and you see who answered what.' : '',
            people.untold > 0 ? ` ${people.untold} of them never told their zone.` : '',
          ),
          p('It is shown where the group’s meetings are. Nothing is public yet.'),
        ),
        label: 'Open the poll',
        values: {
          times: timesText(wanted.options.map((at) => ({ at, zone }))),
          duration: `${durationMinutes}m`,
          until: whenText({ at: closesAt, zone }),
        },
      };
    },
    async run(request, values) {
      const { wanted } = await read(deps, request, values);
      const poll = await deps.store.open(wanted);
      return whisper(
        doc(
          p`${strong(`Poll ${poll.number} is open`)} with ${poll.options.length} times, until
              ${time(poll.closesAt, request.zone)}.`,
          p`You are told when it closes. ${code(`/poll show poll:${poll.number}`)} shows how it stands,
              ${code(`/poll schedule poll:${poll.number}`)} makes the meeting.`,
        ),
      );
    },
  });
}

type Typed = Values<typeof options>;

/** What was typed as a poll to be. Throws a UserError that says what is missing or wrong. */
async function read(
  deps: PollsDeps,
  request: Request,
  values: Typed,
): Promise<{ wanted: NewPoll; people: { told: Asked[]; untold: number } }> {
  const { groupId, zone, now } = request;
  const group = await deps.groups.find(groupId);
  if (!request.isOrganiser && (await deps.store.openers(groupId)) === 'organiser')
    throw new UserError(
      'In this group organisers open polls. Ask one of them; `/member list` says who they are, and `/poll settings openers:member` lets all members.',
    );
  if (placesFor(group, 'meetings').length === 0)
    throw new UserError(
      'The group has no place for meetings yet. An organiser sets one with `/docent setup meetings:#channel`.',
    );
  if ((await deps.store.list(groupId)).filter(isUndecided).length >= mostPolls)
    throw new UserError(
      `${mostPolls} polls go on already. Make meetings of them, or withdraw some: \`/poll list\` shows them.`,
    );
  const name = seriesName(values.name);
  const { audience, tag, asked } = await askedOf(deps, request, values);
  const told = asked.flatMap((one) => (one.zone === undefined ? [] : [{ ...one, zone: one.zone }]));
  const typed = values.times === undefined ? undefined : readTimes(values.times, { zone, now });
  const durationMinutes = durationOf(values.duration) ?? typed?.minutes ?? 60;
  const times =
    typed?.times.map(({ at }) => at) ?? weekOf(values, { zone, now, durationMinutes, people: told });
  const [first = now] = times;
  const until = values.until === undefined ? undefined : readMoment(values.until, { zone, now }).at;
  if (until) refuseClosing(until, { first, zone, now });
  return {
    wanted: {
      groupId,
      name,
      description: textOf(values.description) ?? null,
      durationMinutes,
      place: placeOf(values) ?? null,
      zone: typed?.times[0]?.zone === 'UTC' || typed === undefined ? zone : (typed.times[0]?.zone ?? zone),
      options: times,
      audience,
      tag,
      namesFor: values.names ?? 'everyone',
      closesAt: until ?? usualClosing(first, now),
      asked,
      openedBy: await deps.people.of(groupId, request.caller),
      now,
    },
    people: { told, untold: asked.length - told.length },
  };
}

function weekOf(
  { week, count = 5 }: Typed,
  about: { zone: string; now: Date; durationMinutes: number; people: readonly Asked[] },
): Date[] {
  if (week === undefined)
    throw new UserError(
      'Which times? Give `times:"tue 18:00; wed 20:00"`, or `week:"next week"` for the least painful ones of a week.',
    );
  const { zone, now, durationMinutes, people } = about;
  // People need time to answer.
  const after = new Date(now.getTime() + day);
  return leastPainful({ monday: readWeek(week, { zone, now }), zone, after, durationMinutes, count, people });
}

/** Who is asked. Throws a UserError when nobody would be. */
async function askedOf(
  deps: PollsDeps,
  { groupId }: Request,
  { who: audience = 'members', tag: typed = '' }: Typed,
): Promise<{ audience: Audience; tag: string; asked: readonly PersonFacts[] }> {
  const tag = typed.trim().toLowerCase();
  if (tag !== '') {
    const asked = await deps.tagged(groupId, tag);
    if (asked.length > 0) return { audience: 'tagged', tag, asked };
    throw new UserError(`No member has the tag "${tag}". \`/member list\` shows the tags.`);
  }
  const all = await deps.people.members(groupId);
  const asked = audience === 'zoned' ? all.filter(({ zone }) => zone !== undefined) : all;
  if (asked.length > 0) return { audience, tag, asked };
  throw new UserError(
    audience === 'zoned'
      ? 'Nobody has told me their time zone yet. Each member does it with `/member zone`.'
      : 'The group has no members yet. An organiser adds them with `/member add`.',
  );
}

function audienceWords({ audience, tag, asked }: NewPoll): string {
  const people = asked.length === 1 ? '1 person is' : `${asked.length} people are`;
  if (audience === 'tagged') return `${people} (those with the tag "${tag}")`;
  if (audience === 'zoned') return `${people} (the members who told their zone)`;
  return audience === 'anyone' ? `${people}, and whoever comes by is` : people;
}
