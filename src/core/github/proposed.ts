// What is said of a file that somebody asked for in a repository, when more than a new pull request came of it.
import { type Block, link, p } from '../document.ts';
import type { Remote } from '../publication.ts';

/** Where a publication stands, and of a file what came of it; absent while that is not known. */
export type Proposed = Pick<Remote, 'url' | 'became'>;

/** That no new pull request had to be opened, and why; undefined where one was, or where that is not known. */
export function proposedWords(made: Proposed | undefined): Block | undefined {
  if (!made) return undefined;
  const url = link(made.url, made.url);
  switch (made.became) {
    case 'updated':
      return p`The open pull request has the file as it should be now: ${url}.`;
    case 'same':
      return p`The repository has the file already, word for word, so there is nothing to propose: ${url}.`;
    case 'merged':
      return p`It was merged: ${url}. From then on the file is its maintainers' own: correct it there.`;
    case 'left':
      return p`Somebody changed the file in the open pull request, so I left it as they made it: ${url}. To have my
        text proposed in its place, close that pull request and send the command again.`;
    default:
      return undefined;
  }
}
