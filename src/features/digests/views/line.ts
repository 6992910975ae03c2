// A pull request on one line: number, title, author, age, why it waits, size, and who promised to look.

import { type Block, em, heading, type Inline, link, list, p } from '../../../core/document.ts';
import type { Issue, WorkItem } from '../../../core/github/pull-request.ts';
import { counted } from '../../../core/text/counted.ts';
import { beginning } from '../../../core/text/shortened.ts';
import type { Claim, Line } from '../facts.ts';
import { daysBetween, isSame } from '../rules.ts';

/** A length of time as people say it: `12 days`, `6 weeks`, `16 months`, `3 years`. */
export function daysWords(days: number): string {
  if (days < 14) return counted(days, 'day');
  if (days < 61) return counted(Math.floor(days / 7), 'week');
  const months = Math.floor(days / (365.25 / 12));
  return months < 24 ? counted(months, 'month') : counted(Math.floor(days / 365.25), 'year');
}

/** How numbers and titles are told. */
interface TitleStyle {
  /** Whether the repository stands with the number, because there are several. */
  readonly hasRepository: boolean;
  /** The most characters of a title; all of it when absent. */
  readonly longestTitle?: number;
}

/** How lines are told. */
export interface LineStyle extends TitleStyle {
  /** By which ages are counted. */
  readonly at: Date;
  readonly claims: readonly Claim[];
}

/** The line. Nobody in it is mentioned: all names are plain text. */
export function pullLine(line: Line, style: LineStyle): Inline[] {
  const { at, claims } = style;
  const claim = claims.find((one) => isSame(one, line));
  const names = line.waitingOn === 'author' ? [] : line.who;
  const why = names.length === 0 ? line.why : `${line.why} (${namesOf(names)})`;
  const age = daysBetween(line.createdAt, at);
  const waits = daysBetween(line.since, at);
  const facts = [
    line.isFirstTimer ? `${line.author}, first contribution 👋` : line.author,
    // How old it is goes without saying where it has waited for all that time.
    ...(age === 0 ? ['new today'] : daysWords(age) === daysWords(waits) ? [] : [`${daysWords(age)} old`]),
    waits === 0 ? `${why}, since today` : `${why} for ${daysWords(waits)}`,
    ...(line.size ? [line.size] : []),
    ...(claim ? [`${claim.name} reviews it`] : []),
  ];
  return [...titled(line, style), oneLine(` · ${facts.join(' · ')}`)];
}

/** Pull requests under a title with how many they are, the first of them; nothing where there are none. */
export function linesUnder(
  title: string,
  lines: readonly Line[],
  style: LineStyle,
  most = lines.length,
): Block[] {
  if (lines.length === 0) return [];
  const shown = lines.slice(0, most).map((line) => pullLine(line, style));
  return [heading(3, `${title} (${lines.length})`), list(...shown)];
}

/** A pull request or an issue: its number, which leads to it, and its title. */
export function titled(one: WorkItem, style: TitleStyle): Inline[] {
  const repository = style.hasRepository ? one.repo : '';
  return [link(one.url, `${repository}#${one.number}`), ' ', shortTitle(one.title, style.longestTitle)];
}

/** An issue with its author and its age. */
export function issueLine(
  issue: Pick<Issue, keyof WorkItem | 'author' | 'createdAt'>,
  style: TitleStyle & { readonly at: Date },
): Inline[] {
  return [...namedLine(issue, style), ` · ${daysWords(daysBetween(issue.createdAt, style.at))} old`];
}

/** A pull request that was merged or closed, or an issue. */
export function namedLine(one: WorkItem & { readonly author: string }, style: TitleStyle): Inline[] {
  return [...titled(one, style), oneLine(` · ${one.author}`)];
}

/** That nothing can be done in repositories any more: the beginning of a sentence. */
export function archivedWords(repositories: readonly string[]): string {
  const are = repositories.length === 1 ? 'is' : 'are';
  return `${repositories.join(' and ')} ${are} archived on GitHub: nothing can change there any more`;
}

/** What is said below an answer of how it was read, each once. */
export function noteBlocks(notes: readonly string[]): Block[] {
  return [...new Set(notes)].map((one) => p(em(one)));
}

/** Whether pull requests or issues are of more than one repository. */
export function areOfSeveral(things: readonly { readonly repo: string }[]): boolean {
  return new Set(things.map(({ repo }) => repo)).size > 1;
}

/** A part's name with how many stand in it. */
export function partTitle({ name, prs }: { readonly name: string; readonly prs: readonly Line[] }): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} (${prs.length})`;
}

/** A title on one line, cut between letters where it is too long. */
export function shortTitle(title: string, longest = Number.POSITIVE_INFINITY): string {
  const line = oneLine(title).trim() || '(no title)';
  return line.length <= longest ? line : `${beginning(line, longest - 1).trimEnd()}…`;
}

function oneLine(words: string): string {
  return words.replaceAll(/\s+/gu, ' ');
}

function namesOf(names: readonly string[]): string {
  return names.length <= 3
    ? names.join(', ')
    : `${names.slice(0, 2).join(', ')} and ${names.length - 2} more`;
}
