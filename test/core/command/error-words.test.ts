// What a person reads of an error: sentences, with what to do next.
import { expect, test } from 'vitest';
import { wordsFor } from '../../../src/core/command/error-words.ts';
import { plain } from '../../../src/core/document.ts';
import { OutsideError, UserError } from '../../../src/core/errors.ts';

test.each([
  [new UserError('There is no `Docs call`.'), 'There is no Docs call.'],
  [
    new OutsideError('Discord answers (status 502): Bad Gateway'),
    'That did not work just now: Discord answers (status 502): Bad Gateway. Please try again later.',
  ],
  [
    new OutsideError('Discord asks me to slow down.'),
    'That did not work just now: Discord asks me to slow down. Please try again later.',
  ],
  [
    new OutsideError('GitHub is away. Try again in a minute'),
    'That did not work just now: GitHub is away. Try again in a minute.',
  ],
  [
    new OutsideError("The hour's limit is spent.", { retryAfterSeconds: 1790 }),
    "That did not work just now: The hour's limit is spent. Please try again in 30 minutes.",
  ],
  [new OutsideError('It is full \n', { isPermanent: true }), 'That did not work: It is full.'],
  [
    new Error('SELECT failed'),
    'Something went wrong on my side. It is in my log; please try again, or tell an organiser.',
  ],
  [
    new OutsideError('The key is refused. Make a new one.', {
      isPermanent: true,
      toOthers: 'The forum keeps me out.',
    }),
    'That did not work: The forum keeps me out. That is not your fault, and an organiser can see to it: tell one of them; /member list says who they are.',
  ],
])('%s is said in sentences', (error, said) => {
  expect(plain(wordsFor(error))).toBe(said);
});

test('an organiser reads what whoever set the bot up has to mend', () => {
  const refused = new OutsideError('The key is refused. Make a new one.', {
    isPermanent: true,
    toOthers: 'The forum keeps me out.',
  });
  expect(plain(wordsFor(refused, { isOrganiser: true }))).toBe(
    'That did not work: The key is refused. Make a new one.',
  );
});
