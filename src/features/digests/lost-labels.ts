// Labels that no repository has: those by which a watch chooses were renamed or deleted, and those that somebody types are wrong.
import { insteadOf, OutsideError } from '../../core/errors.ts';
import type { PullSource } from '../../core/github/pull-request.ts';
import type { Digest, Scope } from './facts.ts';

/** Those of some labels that none of the repositories has, and all that they have; none while nobody can tell. */
export async function unknownLabels(
  source: Pick<PullSource, 'labels'>,
  repositories: readonly string[],
  wanted: readonly string[],
): Promise<{ readonly unknown: readonly string[]; readonly known: readonly string[] }> {
  const known: string[] = [];
  if (wanted.length === 0) return { unknown: [], known };
  for (const repository of repositories) {
    const labels = await source.labels(repository).catch(insteadOf(OutsideError, undefined));
    // None at all, or more than were read: nothing can be said of one that is not among them.
    if (!labels || labels.length === 0) return { unknown: [], known: [] };
    known.push(...labels);
  }
  return { unknown: without(wanted, known), known };
}

/**
 * What a digest says of those that its watch has lost, a sentence each: without it, nobody would learn why it is empty. GitHub
 * is asked only where no pull request has a label.
 */
export async function lostLabels(
  source: Pick<PullSource, 'labels'>,
  { anyOf, allOf, repositories }: Pick<Scope, 'anyOf' | 'allOf' | 'repositories'>,
  { sections }: Pick<Digest, 'sections'>,
): Promise<string[]> {
  const borne = sections.flatMap(({ prs }) => prs.flatMap(({ labels }) => labels));
  const { unknown } = await unknownLabels(source, repositories, without([...anyOf, ...allOf], borne));
  return unknown.map(
    (label) =>
      `${haveWords(repositories)} no label “${label}” any more: an organiser names the one in its place with /prs watch edit.`,
  );
}

function without(labels: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others.map((label) => label.toLowerCase()));
  return labels.filter((label) => !known.has(label.toLowerCase()));
}

/** The beginning of what is said of repositories: `a/b and c/d have`. */
export function haveWords(repositories: readonly string[]): string {
  return `${repositories.join(' and ')} ${repositories.length === 1 ? 'has' : 'have'}`;
}
