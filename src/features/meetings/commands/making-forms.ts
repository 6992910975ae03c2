// The forms that ask what a series or a single meeting is to be, where nothing was typed; what is sent goes on as a command.

import { type Form, filled } from '../../../core/command/form.ts';
import { changedByAuthor, marksOf } from '../../../core/command/seen.ts';
import type { Request } from '../../../core/command.ts';
import { p, strong } from '../../../core/document.ts';
import { given } from '../../../core/given.ts';
import { type Field, type FormReply, field, openForm, whisper } from '../../../core/reply.ts';
import { shortened } from '../../../core/text/shortened.ts';
import type { MeetingsDeps } from '../deps.ts';
import type { Series } from '../facts.ts';
import { ruleWords } from '../series-dates.ts';
import { seriesNamed } from './series-lookup.ts';

type Typed = Readonly<Record<string, string | undefined>>;

/** Builds the forms. */
export function makingForms(deps: MeetingsDeps): Form[] {
  return [
    {
      name: 'meetings/series',
      args: ['id?', 'text?'],
      access: 'organiser',
      async open(request, [id, seen], typed) {
        if (id === undefined) return newSeriesForm(request, typed);
        return seriesForm(await seriesNamed(deps, request, id), typed, seen);
      },
      async run(request, [id, seen], written) {
        if (id === undefined) return filled('meeting series create', written);
        const series = await seriesNamed(deps, request, id);
        // What was left as it was is not typed anew: intervals go on counting from where they began.
        const form = { labels: seriesLabels, now: wordsOf(series), written, seen, args: [id] };
        const changed = changedByAuthor(form);
        if (Object.keys(changed).length === 0)
          return whisper(p('Nothing is new in it, so ', strong(series.name), ' stays as it is.'));
        if (changed.description?.trim() === '') changed.description = 'none';
        return filled('meeting series edit', changed, { series: id });
      },
    },
    {
      name: 'meetings/schedule',
      args: [],
      access: 'organiser',
      open: async (_, _args, typed) => meetingForm(typed),
      run: async (_, _args, values) => filled('meeting schedule', values),
    },
  ];
}

/** The form of a series that is to be made, in the asker's zone unless another is typed. */
export function newSeriesForm({ zone }: Pick<Request, 'zone'>, typed: Typed): FormReply {
  return openForm('meetings/series', {
    title: 'A meeting that comes again',
    fields: seriesFields({ zone, ...given(typed) }),
  });
}

/** The form of a series as it is. */
export function seriesForm(
  series: Series,
  typed: Typed,
  seen = marksOf(Object.keys(seriesLabels), wordsOf(series)),
): FormReply {
  return openForm('meetings/series', {
    title: shortened(`Change ${series.name}`, 45),
    args: [String(series.id), seen],
    fields: seriesFields({ ...wordsOf(series), ...given(typed) }),
  });
}

/** The form of a single meeting. */
export function meetingForm(typed: Typed): FormReply {
  const { name, when, duration, place, description } = typed;
  return openForm('meetings/schedule', {
    title: 'A single meeting',
    fields: [
      field.line('name', 'What it is called', name, { maxLength: 80 }),
      field.line('when', 'When, as you read your clock', when, {
        hint: 'tue 20:00, 2027-01-05 18:00, tomorrow 18:00',
      }),
      field.line('duration', 'How long; one hour if left out', duration, { hint: '1h 30m', required: false }),
      field.line('place', 'Where: a link or words', place, { required: false }),
      field.paragraph('description', seriesLabels.description, description, { required: false }),
    ],
  });
}

const seriesLabels = {
  name: 'What it is called',
  rule: 'On which days',
  times: 'At what time; several take turns',
  zone: 'On the clocks of',
  description: 'What it is about; Markdown is welcome',
};

function seriesFields({ name, rule, times, zone, description }: Typed): Field[] {
  return [
    field.line('name', seriesLabels.name, name, { maxLength: 80 }),
    field.line('rule', seriesLabels.rule, rule, {
      hint: 'every other tuesday; first monday of the month',
      maxLength: 500,
    }),
    field.line('times', seriesLabels.times, times, { hint: '18:00, 21:00' }),
    field.line('zone', seriesLabels.zone, zone, { hint: 'Europe/Prague' }),
    field.paragraph('description', seriesLabels.description, description, { required: false }),
  ];
}

function wordsOf(series: Series): Typed {
  return {
    name: series.name,
    rule: ruleWords(series),
    times: series.times.join(', '),
    zone: series.zone,
    ...(series.description && { description: series.description }),
  };
}
