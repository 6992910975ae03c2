// Repositories that have another name now: whoever reads of them is told.
import { type GroupFacts, mayUseRepository } from '../../core/directory.ts';
import type { Scope } from './facts.ts';

/** The name by which a repository was asked for and the one that GitHub has for it, both `owner/name`. */
export interface Renaming {
  readonly from: string;
  readonly to: string;
}

/** A group as far as it decides which names it may use. */
export type Granted = Pick<GroupFacts, 'id' | 'grants'>;

/** What is said of it: nothing where only the spelling was another one; with what to do where the new name is not granted. */
export function renamedWords({ from, to }: Renaming, group?: Granted): string[] {
  if (from.toLowerCase() === to.toLowerCase()) return [];
  const said = `${from} is called ${to} now; I read it under that name.`;
  if (!group || mayUseRepository(group, to)) return [said];
  return [
    `${said} This group is granted the former name alone, which somebody else may take: whoever runs me grants the new one with docent groups grant ${group.id} ${to}.`,
  ];
}

/** Scopes with repositories by their present names. What a watch had seen of them stays, so that its next digest tells it. */
export function renamedScope(scope: Scope, { from, to }: Renaming): Scope {
  const { [from]: seen = { name: from }, ...others } = scope.seen;
  return {
    ...scope,
    repositories: renamedIn(scope.repositories, { from, to }),
    openly: renamedIn(scope.openly, { from, to }),
    seen: scope.repositories.includes(from) ? { ...others, [to]: seen } : scope.seen,
  };
}

/** A list of repositories with the new name in place of the former one. */
export function renamedIn(repositories: readonly string[], { from, to }: Renaming): string[] {
  return [...new Set(repositories.map((one) => (one === from ? to : one)))];
}
