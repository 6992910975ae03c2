// The templates of minutes: the usual one, that of a documentation community, and that of an editorial board with front matter.
import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import {
  type Block,
  type Document,
  doc,
  heading,
  type Inline,
  list,
  p,
  tasks,
  time,
} from '../../core/document.ts';
import { quotedYaml } from '../../core/markdown/file.ts';
import { cleaned } from '../../core/text/cleaned.ts';
import type { Meeting } from './facts.ts';
import {
  type Attendee,
  chatNames,
  type MinutesFacts,
  minutesDocument,
  minutesFile,
  minutesTitle,
  notesBlocks,
  taskLine,
} from './minutes.ts';
import { monthNames } from './months.ts';

/** The minutes as they are shown while they are a draft, in the form of their template. */
export function minutesShown(facts: MinutesFacts): Document {
  if (facts.template === 'community') return communityDocument(facts, notesBlocks);
  if (facts.template === 'monthly') return minutesDocument(facts);
  return doc(
    heading(1, boardTitle(facts.meeting)),
    p(`Members present: ${boardMembers(facts).join(', ') || 'nobody so far'}.`),
    boardBody(facts, notesBlocks),
  );
}

/** The minutes as the text of their file, in the form of their template. */
export function minutesText(facts: MinutesFacts): string {
  if (facts.template === 'monthly') return minutesFile(minutesDocument(facts));
  if (facts.template === 'community')
    return minutesFile(communityDocument(facts, asTyped), { emphasis: '*' });
  return `${frontMatter(facts)}\n${minutesFile(doc(boardBody(facts, asTyped)), { bullet: '*', emphasis: '*' })}`;
}

type ToBlocks = (typed: string | undefined) => Block[];

/** As `python/docs-community` has them in `docs/monthly-meeting`. */
function communityDocument(facts: MinutesFacts, blocksOf: ToBlocks): Document {
  const { meeting, present, celebrations, actions, next } = facts;
  const { introductions, reports, discussion } = meeting.notes;
  return doc(
    heading(1, minutesTitle(meeting)),
    heading(2, 'Roll call'),
    p('(Name / ', exactly('@GitHubUsername'), ...otherName(facts), ')'),
    present.length > 0 && list(...present.map(rollCallLine)),
    heading(2, 'Introductions'),
    blocksOf(introductions),
    heading(2, 'Reports and celebrations'),
    blocksOf(reports),
    [...celebrations],
    heading(2, 'Discussion'),
    topicList(facts, ({ name, title }) => `${name ? `[${name}] ` : ''}${title}`),
    blocksOf(discussion),
    actions.length > 0 && tasks(...actions.map(taskLine)),
    heading(2, 'Next meeting'),
    next ? p(time(next.startsAt, next.zone)) : p('Not set yet.'),
  );
}

function otherName({ chats }: MinutesFacts): Inline[] {
  if (chats.length === 0) return [];
  const value = `[/ ${chats.join(' or ')}, if different]`;
  return [' ', { type: 'emphasis', children: [{ type: 'text', value }] }];
}

/** `Name / @GitHubUsername / @name-in-the-chat`: the last where it says something new, as it is where it has spaces. */
function rollCallLine(who: Attendee): Inline[] {
  const chat = chatNames(who).map((name) => (/^[\w.-]+$/u.test(name) ? `@${name}` : name));
  const names = [...(who.github ? [`@${who.github}`] : []), ...chat];
  return [who.name, ...names.flatMap((name): Inline[] => [' / ', exactly(name)])];
}

function exactly(value: string): Inline {
  return { type: 'inlineCode', value, data: { verbatim: true } };
}

/** The topics of which the notes do not speak already: note-takers write below what was on the agenda. */
function topicList(
  { topics, meeting }: MinutesFacts,
  words: (topic: { name: string | undefined; title: string }) => string,
): Block | undefined {
  const written = (meeting.notes.discussion ?? '').toLowerCase();
  const others = topics.filter(({ thing }) => !written.includes(thing.title.toLowerCase()));
  if (others.length === 0) return undefined;
  return list(
    ...others.map(({ thing, owner }): Inline[] => [words({ name: owner?.name, title: thing.title })]),
  );
}

/** As `python/editorial-board` has them in `content/updates`. */
function boardBody(facts: MinutesFacts, blocksOf: ToBlocks): Block[] {
  const { introductions, reports, discussion } = facts.meeting.notes;
  const topics = topicList(facts, ({ title }) => title);
  return [
    ...(topics ? [heading(3, 'Agenda'), topics] : []),
    heading(3, 'Notes'),
    ...[introductions, reports, discussion].flatMap(blocksOf),
    ...(facts.actions.length > 0 ? [heading(3, 'Action items'), tasks(...facts.actions.map(taskLine))] : []),
  ];
}

function frontMatter(facts: MinutesFacts): string {
  const { meeting, notes } = facts;
  const about = `Meeting Minutes from ${meeting.name}: ${shortDay(meeting)}`;
  return [
    '---',
    `author: [${quotedYaml(notes.taker?.name ?? '')}]`,
    `title: ${quotedYaml(boardTitle(meeting))}`,
    `date: ${quotedYaml(localInstant(meeting))}`,
    `description: ${quotedYaml(about)}`,
    `summary: ${quotedYaml(about)}`,
    'tags: ["minutes"]',
    'categories: ["minutes"]',
    'series: ["Meeting Minutes"]',
    'ShowToc: false',
    'TocOpen: false',
    `members: [${boardMembers(facts).map(quotedYaml).join(', ')}]`,
    '---',
    '',
  ].join('\n');
}

const boardTitle = (meeting: Meeting): string => `Meeting Minutes: ${shortDay(meeting)}`;

function boardMembers({ present }: MinutesFacts): string[] {
  return present.map(({ name }) => name).toSorted((a, b) => a.localeCompare(b, 'en'));
}

/** `Jun 9, 2026`. */
function shortDay({ localDate }: Meeting): string {
  const [year, month, day] = localDate.split('-').map(Number);
  return `${monthNames[(month ?? 1) - 1]} ${day}, ${year}`;
}

/** `2026-06-09T12:00:00-07:00`. */
function localInstant({ localDate, localTime, startsAt }: Meeting): string {
  const ahead = Math.round((Date.parse(`${localDate}T${localTime}:00Z`) - startsAt.getTime()) / 60_000);
  const two = (number: number) => String(number).padStart(2, '0');
  const size = Math.abs(ahead);
  const offset = `${ahead < 0 ? '-' : '+'}${two(Math.floor(size / 60))}:${two(size % 60)}`;
  return `${localDate}T${localTime}:00${offset}`;
}

/** What is not taken over as it was typed. */
const untaken: readonly string[] = [
  'html',
  'image',
  'imageReference',
  'heading',
  'definition',
] satisfies Nodes['type'][];

/**
 * Notes for a file, letter by letter as they were typed; where they hold what notes may not, or leave something open that
 * would swallow what follows, as `notesBlocks` has them.
 */
function asTyped(typed: string | undefined): Block[] {
  const text = cleaned(typed ?? '').replaceAll(/^\s*\n|\s+$/gu, '');
  if (text === '') return [];
  const { children } = fromMarkdown(`${text}\n\n## End\n`);
  const isClosed = children.at(-1)?.type === 'heading';
  const isPlain = children.slice(0, -1).every(isTaken);
  return isClosed && isPlain ? [{ type: 'html', value: text }] : notesBlocks(typed);
}

function isTaken(node: Nodes): boolean {
  return !untaken.includes(node.type) && (!('children' in node) || node.children.every(isTaken));
}
