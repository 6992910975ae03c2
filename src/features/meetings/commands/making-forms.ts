// The forms that ask what a series or a single meeting is to be, where nothing was typed; what is sent goes on as a command.
import {
  type Field,
  type Form,
  type FormReply,
  filled,
  openForm,
  type Request,
} from '../../../core/command.ts';
import type { MeetingsDeps } from '../deps.ts';
import type { Series } from '../facts.ts';
import { ruleWords } from '../series-dates.ts';
import { seriesNamed } from './lookup.ts';

type Typed = Readonly<Record<string, string | undefined>>;

/** Builds the forms. */
export function makingForms(deps: MeetingsDeps): Form[] {
  return [
    {
      name: 'meetings/series',
      args: ['id?'],
      access: 'organiser',
      async open(request, [id], typed) {
        if (id === undefined) return newSeriesForm(request, typed);
        return seriesForm(await seriesNamed(deps, request, id), typed);
      },
      async run(request, [id], values) {
        if (id === undefined) return filled('meeting series create', values);
        const before = wordsOf(await seriesNamed(deps, request, id));
        // What was left as it was is not typed anew: intervals go on counting from where they began.
        const changed = Object.entries(values)
          .filter(([name, value]) => value.trim() !== (before[name] ?? ''))
          .map(([name, value]) => [name, name === 'description' && value.trim() === '' ? 'none' : value]);
        return filled('meeting series edit', Object.fromEntries(changed), { series: id });
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
export function seriesForm(series: Series, typed: Typed): FormReply {
  return openForm('meetings/series', {
    title: `Change ${series.name}`.slice(0, 45),
    args: [String(series.id)],
    fields: seriesFields({ ...wordsOf(series), ...given(typed) }),
  });
}

/** The form of a single meeting. */
export function meetingForm(typed: Typed): FormReply {
  const { name, when, duration, place, description } = typed;
  return openForm('meetings/schedule', {
    title: 'A single meeting',
    fields: [
      line('name', 'What it is called', name, { maxLength: 80 }),
      line('when', 'When, as you read your clock', when, {
        hint: 'tue 20:00, 2027-01-05 18:00, tomorrow 18:00',
      }),
      line('duration', 'How long; one hour if left out', duration, { hint: '1h 30m', required: false }),
      line('place', 'Where: a link or words', place, { maxLength: 100, required: false }),
      about(description),
    ],
  });
}

function seriesFields({ name, rule, times, zone, description }: Typed): Field[] {
  return [
    line('name', 'What it is called', name, { maxLength: 80 }),
    line('rule', 'On which days', rule, {
      hint: 'every other tuesday; first monday of the month',
      maxLength: 500,
    }),
    line('times', 'At what time; several take turns', times, { hint: '18:00, 21:00' }),
    line('zone', 'On the clocks of', zone, { hint: 'Europe/Prague' }),
    about(description),
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

function given(typed: Typed): Typed {
  return Object.fromEntries(Object.entries(typed).filter(([, value]) => value !== undefined));
}

function line(
  name: string,
  label: string,
  value: string | undefined,
  { hint, maxLength = 100, required = true }: { hint?: string; maxLength?: number; required?: boolean },
): Field {
  return { kind: 'line', name, label, required, maxLength, ...(value && { value }), ...(hint && { hint }) };
}

function about(value: string | undefined): Field {
  const label = 'What it is about; Markdown is welcome';
  return {
    kind: 'paragraph',
    name: 'description',
    label,
    required: false,
    maxLength: 1000,
    ...(value && { value }),
  };
}
