// What of projects everybody may see, and what only the group's own people.
import { type GroupFacts, mayUseRepository } from '../../core/directory.ts';
import { type WorkProgress, workLinkOf } from '../../core/work-link.ts';
import type { Project } from './facts.ts';

/** The links that everybody may see: work on GitHub only when it is known to be public. */
export function publicLinks({ links, progress }: Pick<Project, 'links' | 'progress'>): string[] {
  return links.filter(
    (url) => !workLinkOf(url) || progress.some((one) => one.url === url && one.isPrivate !== true),
  );
}

/** The projects that everybody may see: words of strangers once somebody of the group stands behind them. */
export function publicOf(projects: readonly Project[]): Project[] {
  return projects.filter(({ isVouched }) => isVouched);
}

/**
 * A project as its readers may know it: how far work in a private repository is, and what it is called, the group's own
 * people read while the repository is granted to the group; everybody else sees an address without a title.
 */
export function asReadBy(
  project: Project,
  { group, isGroup }: { readonly group: Pick<GroupFacts, 'grants'>; readonly isGroup: boolean },
): Project {
  const isSeen = ({ url, isPrivate }: WorkProgress) =>
    isPrivate !== true || (isGroup && mayUseRepository(group, workLinkOf(url)?.repository ?? url));
  return { ...project, progress: project.progress.filter(isSeen) };
}
