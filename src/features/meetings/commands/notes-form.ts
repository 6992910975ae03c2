// The form of the notes: each section's last portion, and room for the next.

import type { Form } from '../../../core/command/form.ts';
import { code, doc, heading, p, strong } from '../../../core/document.ts';
import { field, openForm, whisper } from '../../../core/reply.ts';
import { shortened } from '../../../core/text/shortened.ts';
import type { MeetingsDeps } from '../deps.ts';
import type { Found, Notes, Series } from '../facts.ts';
import { notesBlocks } from '../minutes.ts';
import {
  markOf,
  openPortion,
  portionLength,
  portionsOf,
  type SectionName,
  sections,
  type TypedPortion,
} from '../notes.ts';
import { minutesUrl } from '../shown.ts';
import { meetingById } from './lookup.ts';
import { publishedLine } from './publishing.ts';

type Labels = Readonly<Record<SectionName, string>>;
const labels: Labels = {
  introductions: 'Introductions',
  reports: 'Reports and celebrations',
  discussion: 'Discussion',
};
/** A board's minutes have one section; what stands in the others, from before, is written there too. */
const boardLabels: Labels = { ...labels, discussion: 'Notes' };
const labelsOf = (series: Pick<Series, 'template'> | undefined) =>
  series?.template === 'board' ? boardLabels : labels;
/** Sections that are often longer than one field have a second one. */
const long: readonly SectionName[] = ['reports', 'discussion'];

/** Builds the form. */
export function notesForm(deps: MeetingsDeps): Form {
  return {
    name: 'meetings/minutes',
    args: ['id', 'text?', 'text?', 'text?'],
    access: 'member',
    async open(request, [id, ...seen], typed) {
      return await openNotes(await meetingById(deps, request, id), { typed, seen });
    },
    async run(request, [id, ...seen], values) {
      const { meeting } = await meetingById(deps, request, id);
      // Where there are no forms, nobody was shown what the fields held.
      const typed = typedIn(values, seen).map((one) => ({ ...one, isUnseen: !request.can.forms }));
      const both = await deps.store.keepNotes(meeting, typed);
      const found = await deps.store.find(meeting.groupId, meeting.id);
      const after = found?.meeting ?? meeting;
      const url = await minutesUrl(after, deps.store);
      const named = labelsOf(found?.series);
      // Who saw nothing of what stood there is shown what is no longer there.
      const gone = sections.filter((section) => {
        const was = meeting.notes[section];
        return was && !request.can.forms && !after.notes[section]?.includes(was);
      });
      const shown = (some: readonly SectionName[], notes: Notes, length: number) =>
        some.flatMap((one) => [heading(3, named[one]), ...notesBlocks(notes[one]?.slice(-length))]);
      const full = sections.filter((section) => portionsOf(after.notes[section]).length > 1);
      return whisper(
        doc(
          p('Kept.'),
          url
            ? publishedLine({ url })
            : p`When all is written down: ${code('/meeting minutes publish')}. To write on:
                ${code('/meeting minutes edit')}.`,
          full.length > 0 &&
            request.can.forms &&
            p`${full.map((one) => named[one]).join(' and ')} ${full.length > 1 ? 'have' : 'has'} several
                parts; ${code('/meeting minutes edit part:1')} opens an earlier one.`,
          gone.length > 0 && p('This is gone:'),
          shown(gone, meeting.notes, 8000),
          both.length > 0 &&
            p`${strong('Other notes stood there already, so I kept both.')} Please look whether they
                go together:`,
          shown(both, after.notes, 1500),
          both.length > 0 &&
            !request.can.forms &&
            p`To correct them, empty the section with ${code(`${both[0]}:""`)}: I send you what stood there, and
                you write it anew.`,
        ),
        both.length > 0
          ? {
              buttons: [
                {
                  label: 'Write notes',
                  action: 'meetings/minutes-edit',
                  args: [String(meeting.id)],
                  style: 'primary',
                },
              ],
            }
          : {},
      );
    },
  };
}

/** What a form of notes is opened with. */
interface Opened {
  /** From 0. */
  readonly part?: number;
  /** What was typed when it was open before, and the marks that it had then. */
  readonly typed?: Readonly<Record<string, string>>;
  readonly seen?: readonly string[];
}

/** The form as the notes are now, of the portions to write on, or of one part. */
export async function openNotes({ meeting, series }: Found, { part, typed = {}, seen }: Opened = {}) {
  const named = labelsOf(series);
  const opened = sections.map((section, i) => {
    const portions = portionsOf(meeting.notes[section]);
    const [before] = seen?.[i]?.split('.') ?? [];
    const isThere = part !== undefined && part < portions.length;
    const portion = before !== undefined ? Number(before) : isThere ? part : openPortion(portions);
    return { section, portion, text: portions[portion] ?? '', count: portions.length };
  });
  const isShown = ({ section, text }: { section: SectionName; text: string }) =>
    named === labels || section === 'discussion' || text !== '' || typed[section] !== undefined;
  const more = { required: false, maxLength: portionLength };
  const fields = opened.filter(isShown).flatMap(({ section, portion, text, count }) => {
    const number = portion > 0 || count > 1 ? `, part ${portion + 1}` : '';
    const label = `${named[section]}${number}`;
    const first = field.paragraph(section, label, typed[section] ?? text, more);
    const isLast = portion >= count - 1;
    if (!long.includes(section) || !isLast) return [first];
    const rest = `${section}-more`;
    return [first, field.paragraph(rest, `${named[section]}, continued`, typed[rest], more)];
  });
  return openForm('meetings/minutes', {
    title: `Notes of ${shortened(meeting.name, 24)}, ${meeting.localDate}`,
    args: [String(meeting.id), ...(seen ?? opened.map(({ portion, text }) => `${portion}.${markOf(text)}`))],
    fields,
  });
}

function typedIn(values: Readonly<Record<string, string>>, seen: readonly string[]): TypedPortion[] {
  return sections.flatMap((section, i): TypedPortion[] => {
    const [number = '0', base = ''] = seen[i]?.split('.') ?? [];
    const portion = Number(number);
    const text = values[section];
    const more = values[`${section}-more`];
    return [
      ...(text === undefined ? [] : [{ section, portion, base, text }]),
      ...(more?.trim() ? [{ section, portion: portion + 1, base: '', text: more }] : []),
    ];
  });
}
