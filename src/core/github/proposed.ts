// What is said of a file that somebody asked for in a repository.
import { type Block, type Inline, link, p } from '../document.ts';
import type { Proposed } from './repository-folder.ts';

const words = {
  updated: ['The open pull request has the file as it should be now: ', '.'],
  same: ['The repository has the file already, word for word, so there is nothing to propose: ', '.'],
  merged: ['It was merged: ', '. If it should say something else by now, correct it there.'],
  left: [
    'Somebody changed the file in the open pull request, so I left it as they made it: ',
    '. To have my text proposed in its place, close that pull request and send the command again.',
  ],
} as const;

/** What came of it, with its address if it has one: a pull request, in the words of `opening` and `after`, or why none was needed. */
export function proposedWords(made: Proposed | undefined, opening: readonly Inline[], after: string): Block {
  if (!made) return p(...opening, '. ', after);
  const url = link(made.url, made.url);
  if (made.isHeld)
    return p(
      ...['It stands as it was before: ', url, '. This group may not write there any more. '],
      'Whoever runs me can grant it the repository again; then send the command once more.',
    );
  if (made.trouble !== undefined)
    return p(
      ...['It stands as it was before: ', url, `. It could not be brought up to date: ${made.trouble} `],
      'I go on trying; when the cause is mended, `/docent retry` tries it at once.',
    );
  if (made.became === undefined || made.became === 'opened') return p(...opening, ': ', url, '. ', after);
  const [before, then] = words[made.became];
  return p(before, url, then);
}
