// Which projects, and which of a project's links, everybody may see.
import { workLinkOf } from '../../core/work-link.ts';
import type { Project } from './facts.ts';

/** The links that everybody may see: work on GitHub only when it is known to be public. */
export function publicLinks({ links, progress }: Pick<Project, 'links' | 'progress'>): string[] {
  return links.filter((url) => !workLinkOf(url) || progress.some((one) => one.url === url));
}

/** The projects that everybody may see: words of strangers once somebody of the group stands behind them. */
export function publicOf(projects: readonly Project[]): Project[] {
  return projects.filter(({ isVouched }) => isVouched);
}
