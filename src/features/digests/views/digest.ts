// A digest as a document: the headline, then the top of each part, or all of it.

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
  plain,
  quote,
  sentence,
  strong,
  time,
} from '../../../core/document.ts';
import { counted } from '../../../core/text/counted.ts';
import { type Claim, type Digest, type Line, type SectionName, sectionNames } from '../facts.ts';
import { daysBetween, stuckDays } from '../rules.ts';
import {
  archivedWords,
  areOfSeveral,
  capital,
  type LineStyle,
  linesUnder,
  namedLine,
  partTitle,
  pullLine,
} from './line.ts';
import { monthName, numbersBlocks, numbersWords } from './numbers.ts';

/** What a part is about, in a sentence. */
export const help: Readonly<Record<SectionName, string>> = {
  'ready to merge': 'Approved: somebody who may merge has only to do it.',
  'waiting for a first review': 'Nobody has looked yet. First contributions come first.',
  'waiting for another review': 'Looked at already; a reviewer has the next move.',
  'waiting on the author': 'Changes, conflicts or failing checks: the author has the next move.',
  'waiting for a decision': 'A maintainer has to say yes or no.',
  'waiting for checks': 'Their checks are not finished.',
  stuck: 'A word from anybody would help.',
  translations: 'They touch translated files.',
  'not ready': 'Drafts, work in progress and what is blocked; nothing to do here.',
  'by bots': 'Updates and backports that bots opened.',
};

/** What a digest is shown with. */
export interface Shown {
  readonly digest: Digest;
  readonly claims: readonly Claim[];
  /** What it is about: a watch's name, or a scope in words. */
  readonly title: string;
  /** When it was due, if a watch made it. */
  readonly dueAt?: Date;
  /** IANA zone of the group, for that instant. */
  readonly zone?: string;
}

/** The longest text of a short digest, in characters: with what escaping adds it still fits one message. */
const shortLimit = 3_000;
/** A digest that was made so much later than it was due says so. */
const lateMilliseconds = 60 * 60_000;
const shortTitles = 90;
/** Parts that a short digest leaves out beside others, unless parts were chosen: nobody has to do anything there, or bots began it. */
const leftAlone: readonly SectionName[] = ['waiting for checks', 'not ready', 'by bots'];
/** So many of what was merged or closed are listed. */
const mostEnded = 25;

/** `173 open (4 more) · 12 opened, 6 merged, 2 closed since …`, as pieces of a line. */
export function headline(digest: Digest): Inline[] {
  const { open, opened, merged, closed, openBefore } = digest.totals;
  const counts = Object.entries({ opened, merged, closed }).filter(([, count]) => count !== undefined);
  const some = counts.flatMap(([what, count]) => (count ? [`${count} ${what}`] : []));
  const changes = some.length > 0 || counts.length === 0 ? some : ['none opened, merged or closed'];
  const days = digest.since ? daysBetween(digest.since, digest.generatedAt) : 0;
  const when = days === 0 ? 'since the last digest' : days === 1 ? 'over one day' : `over ${days} days`;
  return [
    strong(`${open} open`),
    ...(openBefore === undefined ? [] : [` (${differenceWords(open - openBefore)})`]),
    ...(changes.length === 0
      ? []
      : [` · ${changes.join(', ')} ${when}${digest.isOfAllPaths ? ', on all paths' : ''}`]),
  ];
}

/** The one line that a notification shows. */
export function summaryLine({ digest, title }: Shown): string {
  const parts = partsOf(digest)
    .filter(({ name }) => name === 'ready to merge' || name === 'waiting for a first review')
    .map(({ name, prs }) => `${prs.length} ${name}`);
  return `${title}: ${[`${digest.totals.open} open`, ...parts].join(', ')}`;
}

/** The whole digest: every pull request on a line of its own. */
export function fullDigest(shown: Shown, { hasTitle }: { hasTitle: boolean }): Document {
  const { digest } = shown;
  const { requests, points } = digest.cost;
  const style = styleOf(shown);
  const parts = partsOf(digest);
  return doc(
    hasTitle && heading(1, shown.title),
    ...beforeParts(shown),
    parts.length === 0 && digest.totals.open === 0 && p('No pull request that fits is open.'),
    parts.flatMap(({ name, prs }) => [
      heading(2, `${capital(name)} (${prs.length})`),
      p(em(help[name])),
      ...(name === 'stuck' ? stuckLists(prs, style) : [list(...prs.map((line) => pullLine(line, style)))]),
    ]),
    changesBlocks(digest, style),
    numbersBlocks(digest.numbers),
    p(em(`Read from GitHub with ${counted(requests, 'request')} and ${counted(points, 'point')}.`)),
  );
}

function beforeParts(shown: Shown): (Block | undefined)[] {
  return [p(...headline(shown.digest)), lateBlock(shown), archivedBlock(shown), missingBlock(shown.digest)];
}

/** One line, where everything stands as it did, and what is still not seen. */
export function sameDigest({ digest, title, zone }: Shown): Document {
  const { open } = digest.totals;
  const since = time(digest.unchangedSince ?? digest.generatedAt, zone ?? 'UTC', 'date');
  return doc(p(strong(title), `: nothing changed since `, since, `; ${open} open.`), missingBlock(digest));
}

/** The short digest, for who asked for it while GitHub did not answer. */
export function laterDigest({ dueAt, ...shown }: Shown, top: number): Document {
  const when = time(dueAt ?? shown.digest.generatedAt, shown.zone ?? 'UTC', 'full');
  return doc(
    p('You asked for this on ', when, ', when GitHub did not answer. Here it is.'),
    ...shortDigest(shown, top).children,
  );
}

/** The top of each part, within one message, with buttons below that open the parts. */
export function shortDigest(shown: Shown, top: number): Document {
  const all = partsOf(shown.digest);
  const waiting = all.filter(({ name }) => !leftAlone.includes(name));
  const isAsked = shown.digest.sections.length < sectionNames.length;
  const parts = isAsked || waiting.length === 0 ? all : waiting;
  return longestWithin(shortLimit, top, (most) => shortened(shown, parts, most));
}

/** The top of every part, within a limit of characters, for where nothing opens the rest; `asked` is how it was asked for. */
export function cutDigest(shown: Shown, limit: number, asked: string): Document {
  const next = p(
    em(
      'All of it is too long for one post: these are the first of each part. ',
      code(`${asked} label:NAME`),
      ' shows those with one label.',
    ),
  );
  return longestWithin(limit, 50, (most) =>
    doc(...shortened(shown, partsOf(shown.digest), most).children, next),
  );
}

function longestWithin(limit: number, top: number, make: (most: number) => Document): Document {
  for (let most = Math.max(1, top); ; most -= 1) {
    const made = make(most);
    if (most === 1 || sizeOf(made) <= limit) return made;
  }
}

function shortened(shown: Shown, parts: Digest['sections'], top: number): Document {
  const { digest } = shown;
  const style = { ...styleOf(shown), longestTitle: shortTitles };
  return doc(
    heading(2, shown.title),
    ...beforeParts(shown),
    digest.totals.open === 0 && p('No pull request that fits is open.'),
    digest.numbers &&
      p(em(`${monthName(digest.numbers.month)}: ${numbersWords(digest.numbers).slice(0, 3).join(' ')}`)),
    parts.flatMap(({ name, prs }) => [
      p(partTitle(name, prs.length)),
      list(...prs.slice(0, top).map((line) => pullLine(line, style))),
    ]),
  );
}

/** The parts that have something. */
export function partsOf(digest: Digest): Digest['sections'] {
  return digest.sections.filter(({ prs }) => prs.length > 0);
}

/** How the lines of a digest are told. */
export function styleOf({ digest, claims }: Pick<Shown, 'digest' | 'claims'>): LineStyle {
  const hasRepository = areOfSeveral(digest.sections.flatMap(({ prs }) => prs));
  return { at: digest.generatedAt, claims, hasRepository };
}

function stuckLists(prs: readonly Line[], style: LineStyle): Block[] {
  const isBad = ({ humanAt }: Line) => daysBetween(humanAt, style.at) >= stuckDays.badly;
  const part = (days: number, lines: readonly Line[]) =>
    linesUnder(`Nobody was there for ${days} days or more`, lines, style);
  const others = prs.filter((line) => !isBad(line));
  return [...part(stuckDays.badly, prs.filter(isBad)), ...part(stuckDays.stuck, others)];
}

function changesBlocks({ ended, totals }: Digest, style: LineStyle): Block[] {
  if (ended.length === 0) return [];
  const part = (word: string, hasMerged: boolean, total = 0) => {
    const lines = ended.filter(({ isMerged }) => isMerged === hasMerged);
    if (lines.length === 0) return [];
    const all = Math.max(total, lines.length);
    const shown: Inline[][] = lines.slice(0, mostEnded).map((line) => namedLine(line, style));
    if (all > shown.length) shown.push([`and ${all - shown.length} more`]);
    return [p(strong(`${word} (${all})`)), list(...shown)];
  };
  return [
    heading(2, totals.openBefore === undefined ? 'Merged and closed' : 'Since the last digest'),
    ...part('Merged', true, totals.merged),
    ...part('Closed', false, totals.closed),
  ];
}

function missingBlock(digest: Digest): Block | undefined {
  if (digest.missing.length === 0) return undefined;
  return quote(p('What I could not see:'), list(...digest.missing.map((one) => [one])));
}

/** What waits there waits for ever; a watch of it is of no use. */
function archivedBlock({ digest: { archived = [] }, dueAt }: Shown): Block | undefined {
  if (archived.length === 0) return undefined;
  const next: Inline[] = dueAt
    ? sentence` An organiser has another one read with ${code('/prs watch edit')}, or ends this with
      ${code('/prs watch remove')}.`
    : [];
  return p(strong(`${archivedWords(archived)}.`), ...next);
}

function differenceWords(difference: number): string {
  if (difference === 0) return 'as many as before';
  return `${Math.abs(difference)} ${difference > 0 ? 'more' : 'fewer'} than before`;
}

function lateBlock({ digest, dueAt, zone }: Shown): Block | undefined {
  if (!dueAt || digest.generatedAt.getTime() - dueAt.getTime() < lateMilliseconds) return undefined;
  return p(em('This digest was due on ', time(dueAt, zone ?? 'UTC', 'full'), '; it comes late, but once.'));
}

/** How long a document is: its words and the addresses behind them. */
export function sizeOf(document: Document): number {
  const addresses = (node: { url?: unknown; children?: readonly unknown[] }): number =>
    (typeof node.url === 'string' ? node.url.length + 4 : 0) +
    (node.children ?? []).reduce<number>((sum, child) => sum + (isNode(child) ? addresses(child) : 0), 0);
  return plain(document).length + addresses(document);
}

function isNode(value: unknown): value is { url?: unknown; children?: readonly unknown[] } {
  return typeof value === 'object' && value !== null;
}
