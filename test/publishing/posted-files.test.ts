// Files of posts that go along: fetched, waited for a few times, and then left as links.
import { describe, expect, test } from 'vitest';
import type { Content } from '../../src/core/content.ts';
import { doc } from '../../src/core/document.ts';
import { OutsideError } from '../../src/core/errors.ts';
import { fetchPosted, withKnownFiles } from '../../src/publishing/posted-files.ts';

const file = (url: string) => ({ url, name: 'plan.png' });
const { signal } = new AbortController();
const fetching = (failure: Error | undefined, attempts: number) =>
  fetchPosted(
    {
      async fetchFile() {
        if (failure) throw failure;
        return { name: 'plan.png', content: Buffer.from('x'), description: '' };
      },
    },
    { file: file('https://example.org/plan.png'), attempts },
    signal,
  );

describe('a file', () => {
  const passing = new OutsideError('Away.');
  test('that can be had comes along', async () => {
    expect((await fetching(undefined, 0)).name).toBe('plan.png');
  });

  test.each([
    [0, passing, 'cannot be fetched now'],
    [2, passing, 'cannot be fetched now'],
    [3, passing, 'I cannot fetch it'],
    [0, new OutsideError('Too large.', { isPermanent: true }), 'Too large.'],
    [0, new Error('A fault of ours'), 'A fault of ours'],
  ])('after %i attempts, with %s: %s', async (attempts, failure, words) => {
    await expect(fetching(failure, attempts)).rejects.toThrow(words);
  });

  test('that nobody holds stays a link', async () => {
    await expect(fetchPosted(undefined, { file: file('x'), attempts: 0 }, signal)).rejects.toThrow(
      'I cannot fetch it',
    );
  });
});

test('of the links that may be files those stay that somebody knows for theirs', () => {
  const content: Content = { kind: 'message', document: doc(), posted: [file('a'), file('b'), file('c')] };
  const holderOf = ({ url }: { readonly url: string }) =>
    url === 'c' ? undefined : { holdsFile: () => url === 'a' };
  expect(withKnownFiles(content, holderOf)).toEqual({ ...content, posted: [file('a')] });
});
