// The minutes of a meeting in their usual form: as a document, and where its file goes.
import { DateTime } from 'luxon';
import type { Parents, Text } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmToMarkdown } from 'mdast-util-gfm';
import { defaultHandlers, type Info, type Options, type State, toMarkdown } from 'mdast-util-to-markdown';
import type { PersonFacts } from '../../core/directory.ts';
import {
  type Block,
  type Document,
  doc,
  heading,
  type Inline,
  type LocalTime,
  link,
  list,
  type Person,
  p,
  strong,
  tasks,
  time,
} from '../../core/document.ts';
import { instantWords } from '../../core/time-words.ts';
import type { NotesTurn, Owned } from './agenda.ts';
import type { ActionItem, Meeting, Series, Topic } from './facts.ts';
import { placeLine } from './views/announcement.ts';

/** Somebody who was there; `accounts` are those by which people talk to each other where the meeting is. */
export interface Attendee extends PersonFacts {
  /** Their name on GitHub, where they have shown that it is theirs. */
  readonly github?: string;
}

/** Everything that minutes say. */
export interface MinutesFacts {
  readonly meeting: Meeting;
  readonly template: Series['template'];
  /** Who was in the voice channel, or said that they were there. */
  readonly present: readonly Attendee[];
  /** The titles of the platforms on which the group talks. */
  readonly chats: readonly string[];
  /** What was achieved since the meeting before. */
  readonly celebrations: readonly Block[];
  readonly notes: NotesTurn;
  readonly topics: readonly Owned<Topic>[];
  /** Actions taken on in this meeting. */
  readonly actions: readonly Owned<ActionItem>[];
  /** Open actions of earlier meetings. */
  readonly followUps: readonly Owned<ActionItem>[];
  readonly next: Meeting | undefined;
  readonly topicUrl: string | undefined;
  /** The message that announced it, for a meeting without a topic. */
  readonly announcementUrl: string | undefined;
  readonly calendarUrl: string | undefined;
  /** Where the minutes of earlier meetings are. */
  readonly pastUrl: string | undefined;
}

/** The minutes as a document; the draft is the same with what is known so far. */
export function minutesDocument(facts: MinutesFacts): Document {
  const { meeting, present, celebrations, topics, actions, followUps, next } = facts;
  const { introductions, reports, discussion } = meeting.notes;
  return doc(
    heading(1, minutesTitle(meeting)),
    info(facts),
    p('Everybody takes part under the code of conduct of the project.'),
    heading(2, 'Roll call'),
    present.length > 0 ? list(...present.map((who): Inline[] => [rollCallLine(who)])) : p('Nobody so far.'),
    heading(2, 'Introductions'),
    notesBlocks(introductions),
    heading(2, 'Reports and celebrations'),
    notesBlocks(reports),
    [...celebrations],
    followUps.length > 0 && [p('Still to do from earlier meetings:'), tasks(...followUps.map(taskLine))],
    heading(2, 'Discussion'),
    topics.length > 0 &&
      list(
        ...topics.map(({ thing, owner }): Inline[] => [`${owner ? `[${owner.name}] ` : ''}${thing.title}`]),
      ),
    notesBlocks(discussion),
    actions.length > 0 && [p(strong('Actions')), tasks(...actions.map(taskLine))],
    heading(2, 'Next meeting'),
    next ? p(time(next.startsAt, next.zone)) : p('Not set yet.'),
  );
}

/** The same as the text of a Markdown file, for a repository: times and people in words. */
export function minutesFile(document: Document, signs: Signs = {}): string {
  return toMarkdown(document, {
    extensions: [gfmToMarkdown()],
    handlers: wordHandlers,
    bullet: '-',
    emphasis: '_',
    listItemIndent: 'one',
    ...signs,
  });
}

/** The signs of Markdown where a group writes others than the usual. */
type Signs = Pick<Options, 'bullet' | 'emphasis'>;

/** `Monthly meeting (December 1, 2026)`, on the calendar of the meeting's zone. */
export function minutesTitle({ name, startsAt, zone }: Meeting): string {
  const local = DateTime.fromJSDate(startsAt, { zone }).setLocale('en-GB');
  return `${name} (${local.toFormat('LLLL d, yyyy')})`;
}

/**
 * The name of the minutes' file without its ending: `2026-12`, or the day, with the hour where an earlier meeting has that
 * name; with more where a folder holds several series'.
 */
export function minutesName(
  meeting: Meeting,
  how: { slug: string; isShared: boolean; isMonthly: boolean; earlier?: readonly Meeting[] },
): string {
  const { slug, isShared, isMonthly, earlier = [] } = how;
  const namesOf = ({ occurrence, localDate, localTime }: Meeting) => [
    ...(isMonthly && occurrence !== null ? [occurrence.slice(0, 7)] : []),
    localDate,
    `${localDate}-${localTime.replace(':', '')}`,
  ];
  const taken = new Set(earlier.flatMap(namesOf));
  const name = namesOf(meeting).find((one) => !taken.has(one)) ?? meeting.localDate;
  return isShared || meeting.occurrence === null ? `${name}-${slug}` : name;
}

function info({ meeting, notes, topicUrl, announcementUrl, pastUrl, calendarUrl }: MinutesFacts): Block {
  const compact = meeting.startsAt.toISOString().slice(0, 16).replaceAll(/[-:]/gu, '');
  const lines: Inline[][] = [
    [strong('Date:'), ' ', time(meeting.startsAt, 'UTC')],
    [
      strong('Your time:'),
      ' ',
      link(`https://www.timeanddate.com/worldclock/fixedtime.html?iso=${compact}`, 'show it in my zone'),
    ],
    ...(notes.taker ? [[strong('Notes:'), ' ', notes.taker.name]] : []),
    ...(topicUrl ? [[strong('Topic:'), ' ', link(topicUrl, topicUrl)]] : []),
    ...(announcementUrl && !topicUrl
      ? [[strong('Announcement:'), ' ', link(announcementUrl, announcementUrl)]]
      : []),
    ...(pastUrl ? [[strong('Past minutes:'), ' ', link(pastUrl, pastUrl)]] : []),
    ...(calendarUrl ? [[strong('Calendar:'), ' ', link(calendarUrl, calendarUrl)]] : []),
    ...(meeting.place ? [[strong('How to take part:'), ' ', placeLine(meeting.place)]] : []),
  ];
  return list(...lines);
}

/** `Name / @GitHubUsername / name in the chat`: the last where it says something new. */
function rollCallLine(who: Attendee): string {
  return [who.name, ...(who.github ? [`@${who.github}`] : []), ...chatNames(who)].join(' / ');
}

/** What somebody is called where people talk, each name once, without what their name and that on GitHub say already. */
export function chatNames({ name, github, accounts }: Attendee): string[] {
  const known = [name, github ?? ''].map((one) => one.toLowerCase());
  return [...new Set(accounts.map((one) => one.name))].filter((one) => !known.includes(one.toLowerCase()));
}

/** An action with whose it is and whether it is done. */
export function taskLine({ thing, owner }: Owned<ActionItem>): { done: boolean; line: Inline[] } {
  return {
    done: thing.doneAt !== null,
    line: owner ? [strong(owner.name), `: ${textOf(thing)}`] : [textOf(thing)],
  };
}

/** What was promised, with by when. */
const textOf = ({ text, dueOn }: ActionItem): string => (dueOn ? `${text} (by ${dueOn})` : text);

/** What notes may not hold: HTML, images, and headings that compete with those of the minutes. */
const untaken = ['htmlFlow', 'htmlText', 'labelStartImage', 'headingAtx', 'setextUnderline', 'definition'];

/** Notes typed as Markdown, as blocks; what they may not hold stays as the words that were typed. */
export function notesBlocks(typed: string | undefined): Block[] {
  if (!typed?.trim()) return [];
  return fromMarkdown(typed, { extensions: [{ disable: { null: untaken } }] }).children;
}

/**
 * Our two own nodes as words, since a repository's Markdown has neither; and `- [Name] …` or `- [ ] …` as the group
 * writes it: with no definitions in the file, brackets at the start of an item are no link.
 */
const wordHandlers = {
  text(node: Text, parent: Parents | undefined, state: State, info: Info) {
    const safe = defaultHandlers.text(node, parent, state, info);
    // Closed by the sign of the emphasis, brackets are no link either.
    if (parent?.type === 'emphasis' && parent.children.length === 1)
      return safe.replace(/^\\\[(?=[^[\]]*\]$)/u, '[');
    const isStart = parent?.type === 'paragraph' && parent.children[0] === node;
    return isStart && state.stack.includes('listItem') ? safe.replace(/^\\\[(?=[^\]]*\] )/u, '[') : safe;
  },
  localTime: (node: LocalTime) => `${instantWords(node.at, 'UTC')}`,
  person: (node: Person) => node.name,
};
