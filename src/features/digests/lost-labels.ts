// Labels by which a watch chooses and that its repositories have no longer, since they were renamed or deleted.
import { insteadOf, OutsideError } from '../../core/errors.ts';
import type { PullSource } from '../../core/pull-request.ts';
import type { Digest, Scope } from './facts.ts';

/**
 * What a digest says of them, a sentence each: without it, nobody would learn why it is empty. GitHub is asked only where no pull
 * request has a label; what it does not tell is taken to be there.
 */
export async function lostLabels(
  source: Pick<PullSource, 'labels'>,
  { anyOf, allOf, repositories }: Pick<Scope, 'anyOf' | 'allOf' | 'repositories'>,
  { sections }: Pick<Digest, 'sections'>,
): Promise<string[]> {
  const lower = (labels: readonly string[]) => labels.map((label) => label.toLowerCase());
  const borne = new Set(sections.flatMap(({ prs }) => prs.flatMap(({ labels }) => lower(labels))));
  const doubtful = [...anyOf, ...allOf].filter((label) => !borne.has(label.toLowerCase()));
  if (doubtful.length === 0) return [];
  const known = new Set<string>();
  for (const repository of repositories) {
    const labels = await source.labels(repository).catch(insteadOf(OutsideError, undefined));
    // None at all, or more than were read: nothing can be said of one that is not among them.
    if (!labels || labels.length === 0) return [];
    for (const label of lower(labels)) known.add(label);
  }
  const have = repositories.length === 1 ? 'has' : 'have';
  return doubtful
    .filter((label) => !known.has(label.toLowerCase()))
    .map(
      (label) =>
        `${repositories.join(' and ')} ${have} no label “${label}” any more: an organiser names the one in its place with /prs watch edit.`,
    );
}
