// What is said of a file that somebody asked for in a repository.
import { type Block, type Inline, link, p } from '../document.ts';
import type { Remote } from '../publication.ts';

/** Where a publication stands, and of a file what came of it; absent while that is not known. */
export type Proposed = Pick<Remote, 'url' | 'became'>;

const words = {
  updated: ['The open pull request has the file as it should be now: ', '.'],
  same: ['The repository has the file already, word for word, so there is nothing to propose: ', '.'],
  merged: ['It was merged: ', ". From then on the file is its maintainers' own: correct it there."],
  left: [
    'Somebody changed the file in the open pull request, so I left it as they made it: ',
    '. To have my text proposed in its place, close that pull request and send the command again.',
  ],
} as const;

/** What came of it, with its address if it has one: a pull request, in the words of `opening` and `after`, or why none was needed. */
export function proposedWords(made: Proposed | undefined, opening: readonly Inline[], after: string): Block {
  if (!made) return p(...opening, '. ', after);
  const url = link(made.url, made.url);
  if (made.became === undefined || made.became === 'opened') return p(...opening, ': ', url, '. ', after);
  const [before, then] = words[made.became];
  return p(before, url, then);
}
