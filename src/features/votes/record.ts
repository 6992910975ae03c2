// The record of decisions as files: one decision in Markdown, all of them in Markdown or JSON.
import { cleaned } from '../../core/cleaned.ts';
import { slugOf } from '../../core/slug.ts';
import type { Decision } from './facts.ts';

/** The name of a new decision's file in its folder: `0012-take-in-translators.md`. */
export function decisionFile({ number, title }: Pick<Decision, 'number' | 'title'>): string {
  const words = slugOf(title);
  return `${String(number).padStart(4, '0')}${words === '' ? '' : `-${words}`}.md`;
}

/** One decision as Markdown, with what people typed as text. */
export function decisionMarkdown(decision: Decision): string {
  const { number, title, text, decidedAt, source, recordedBy, amendedAt } = decision;
  return [
    `# Decision ${number}: ${escaped(title)}`,
    `Decided on ${decidedAt.toISOString().slice(0, 10)}${source === '' ? '' : ` by ${escaped(source)}`}${
      recordedBy === undefined ? '' : `, recorded by ${escaped(recordedBy)}`
    }.${amendedAt === undefined ? '' : ` Its words were last changed on ${amendedAt.toISOString().slice(0, 10)}.`}`,
    ...successionWords(decision),
    ...text
      .split(/\n{2,}/u)
      .filter((part) => part.trim() !== '')
      .map((part) => part.split('\n').map(escaped).join('  \n')),
  ]
    .join('\n\n')
    .concat('\n');
}

/** What a decision replaced, and what replaced it, each in a sentence. */
export function successionWords({ supersedes, supersededBy }: Decision): string[] {
  return [
    ...(supersededBy === undefined ? [] : [`Superseded by decision ${supersededBy}.`]),
    ...(supersedes === undefined ? [] : [`It takes the place of decision ${supersedes}.`]),
  ];
}

/** Letters that mean something in Markdown or HTML. */
const escaped = (text: string) =>
  cleaned(text)
    .replace(/[\\`*_[\]<>|~]/gu, '\\$&')
    .replace(/^(\s*)([#+-]|\d+[.)])(?=\s|$)/u, '$1\\$2');

/** The whole record, oldest first. */
export function recordMarkdown(decisions: readonly Decision[], groupName: string): string {
  if (decisions.length === 0) return `# Decisions of ${escaped(groupName)}\n\nNothing is recorded yet.\n`;
  const all = decisions.toSorted((a, b) => a.number - b.number).map((one) => `#${decisionMarkdown(one)}`);
  return `# Decisions of ${escaped(groupName)}\n\n${all.join('\n')}`;
}

/** The whole record as JSON, oldest first. */
export function recordJson(decisions: readonly Decision[]): string {
  const all = decisions
    .toSorted((a, b) => a.number - b.number)
    .map(({ number, title, text, decidedAt, source, voteNumber, recordedBy, ...one }) => ({
      number,
      title,
      text,
      decidedAt: decidedAt.toISOString(),
      source,
      ...(voteNumber !== undefined && { vote: voteNumber }),
      ...(recordedBy !== undefined && { recordedBy }),
      ...(one.amendedAt && { amendedAt: one.amendedAt.toISOString() }),
      ...(one.supersedes !== undefined && { supersedes: one.supersedes }),
      ...(one.supersededBy !== undefined && { supersededBy: one.supersededBy }),
    }));
  return `${JSON.stringify(all, null, 2)}\n`;
}
