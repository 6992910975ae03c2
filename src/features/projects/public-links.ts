// What of projects everybody may see, and what only the group's own people.
import { type GroupFacts, mayUseRepository } from '../../core/directory.ts';
import type { GitHubSite } from '../../core/github/site.ts';
import type { WorkProgress } from '../../core/github/work-link.ts';
import type { Project } from './facts.ts';

/** The links that everybody may see: work on GitHub only when it is known to be public. */
export function publicLinks(
  { links, progress }: Pick<Project, 'links' | 'progress'>,
  { workLinkOf }: Pick<GitHubSite, 'workLinkOf'>,
): string[] {
  return links.filter(
    (url) => !workLinkOf(url) || progress.some((one) => one.url === url && one.isPrivate !== true),
  );
}

/**
 * The projects that everybody may see, in the words that somebody of the group stands behind: what a stranger changed since
 * is left out, and one that is a stranger's altogether too.
 */
export function publicOf(projects: readonly Project[]): Project[] {
  return projects.flatMap((project) => {
    if (project.isVouched) return [project];
    return project.vouched ? [{ ...project, ...project.vouched }] : [];
  });
}

/**
 * A project as its readers may know it: how far work in a private repository is, and what it is called, the group's own
 * people read while the repository is granted to the group; everybody else sees an address without a title.
 */
export function asReadBy(
  project: Project,
  { group, isGroup }: { readonly group: Pick<GroupFacts, 'grants'>; readonly isGroup: boolean },
): Project {
  // Kept too is what stands in the words that others read while these wait.
  const isSeen = ({ url, isPrivate }: WorkProgress) =>
    project.links.includes(url) &&
    (isPrivate !== true || (isGroup && mayUseRepository(group, repositoryIn(url))));
  return { ...project, progress: project.progress.filter(isSeen) };
}

/** The repository of a piece of work that was read. */
function repositoryIn(url: string): string {
  return URL.parse(url)?.pathname.split('/').slice(1, 3).join('/') ?? url;
}
