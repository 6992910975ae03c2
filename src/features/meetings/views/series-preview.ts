// What a series will be, or become, before it is: its dates, places and what will be posted.
import {
  type Block,
  code,
  type Document,
  doc,
  heading,
  type Inline,
  list,
  p,
  quote,
  strong,
  struck,
  time,
} from '../../../core/document.ts';
import { formatted } from '../../../core/markdown.ts';
import type { Occurrence } from '../../../core/recurrence.ts';
import { minutesWords } from '../../../core/time-words.ts';
import type { Found, Series } from '../facts.ts';
import { pausedReason } from '../rules.ts';
import type { SeriesDraft } from '../store/series.ts';
import { placeLine } from './announcement.ts';
import { type Shown, willBePosted } from './preview.ts';
import { reminderWords } from './reminder.ts';
import { timingWords } from './series.ts';

type Draft = Omit<SeriesDraft, 'chosen'>;

/** The templates of minutes in words. */
const templateWords: Readonly<Record<Series['template'], string>> = {
  monthly: 'as usual: with date, links and everything that is known',
  community: 'as a docs community: roll call to next meeting, one file a month',
  board: 'as an editorial board: front matter and notes, one file a day',
};

/** How much the channel hears of each meeting, in words. */
const amountWords: Readonly<Record<Series['messages'], string>> = {
  usual: 'as usual: announcement, agenda, reminders one after the other, minutes; four at most',
  few: 'few: announcement and minutes; reminders in private to those who come',
  one: 'one: the announcement; reminders in private to those who come',
};

/** A series as it would be; with `before`, what would change of it. */
export function seriesPreview(preview: {
  readonly before?: Draft;
  readonly draft: Draft;
  readonly dates: readonly Occurrence[];
  readonly shown: readonly Shown[];
  /** What there is to know of the folder for minutes. */
  readonly ofFolder?: Block | undefined;
  /** The reader's zone. */
  readonly reader: string;
}): Document {
  const { before, draft, dates, shown, ofFolder, reader } = preview;
  const isSame = before && timingWords(before) === timingWords(draft);
  return doc(
    heading(3, before ? `Change ${before.name}?` : `Set up ${draft.name}?`),
    before && before.name !== draft.name && p('New name: ', strong(draft.name)),
    p(
      ...(before && !isSame ? [struck(timingWords(before)), ' → '] : []),
      strong(timingWords(draft)),
      `, for ${minutesWords(draft.durationMinutes)}`,
    ),
    p(dates.length > 0 ? 'Its next dates, in your time:' : 'No date of it is left.'),
    list(...dates.map(({ startsAt }): Inline[] => [time(startsAt, reader)])),
    list(...facts(draft)),
    ofFolder,
    draft.description && formatted(draft.description),
    before?.description &&
      before.description !== draft.description && [
        p(draft.description ? 'Its description is now:' : 'Its description goes:'),
        quote(...formatted(before.description)),
      ],
    before?.privateRole &&
      !draft.privateRole &&
      p(strong('Everybody will see it'), ', its meetings and what is written about them, past ones too.'),
    before ? p('Meetings that change are told to those who come.') : willBePosted(shown),
  );
}

function facts(draft: Draft): Inline[][] {
  return [
    [strong('Where:'), ' ', draft.place ? placeLine(draft.place) : 'not said yet'],
    [strong('Reminders:'), ` ${draft.reminders.map(reminderWords).join(', ') || 'none'}`],
    ...(draft.seats === null ? [] : [[strong('Seats:'), ` ${draft.seats}`]]),
    ...(draft.minutesFolder ? [[strong('Minutes:'), ' ', code(draft.minutesFolder)]] : []),
    ...(draft.template === 'monthly'
      ? []
      : [[strong('Form of minutes:'), ` ${templateWords[draft.template]}`]]),
    ...(draft.messages === 'usual'
      ? []
      : [[strong('Messages in the channel:'), ` ${amountWords[draft.messages]}`]]),
    ...(draft.privateRole ? [['Only its role sees it.']] : []),
  ];
}

/** What pausing, resuming or ending a series does. */
export function statePreview(
  verb: 'pause' | 'resume' | 'end',
  series: Series,
  { coming, reader }: { coming: readonly Found[]; reader: string },
): Document {
  const announced = coming.filter(
    ({ meeting }) => meeting.announcedAt !== null && meeting.status === 'scheduled',
  );
  const next = coming.find(
    ({ meeting }) => meeting.status === 'scheduled' || meeting.cancelReason === pausedReason,
  );
  const words = {
    pause: 'Pause it? Nothing of it is announced until it is resumed.',
    resume: 'Go on with it?',
    end: 'End it for good? A new one can have its name.',
  };
  const verbs = { pause: 'Cancelled meanwhile:', resume: 'Next:', end: 'Cancelled:' };
  const listed = verb === 'resume' ? (next ? [next] : []) : announced;
  return doc(
    p(strong(series.name), `: ${timingWords(series)}. ${words[verb]}`),
    listed.length > 0 && [
      p(verbs[verb]),
      list(...listed.map(({ meeting }): Inline[] => [time(meeting.startsAt, reader)])),
    ],
  );
}
