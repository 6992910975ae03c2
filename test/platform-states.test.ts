// How platforms stand that do not say it themselves: by whether they can be read.
import { expect, test } from 'vitest';
import { OutsideError } from '../src/core/errors.ts';
import { platformStates } from '../src/platform-states.ts';

test('a forum that cannot be read is away since the first time, and well since it was read again', () => {
  let now = new Date('2026-11-20T09:00:00Z');
  const stands = platformStates(() => now);
  const forum = { name: 'forum', isReady: () => true, poll: async () => {} };
  const begun = now;
  // Before its first answer nobody knows; what is never read has nothing to say.
  expect(stands.of(forum)).toEqual({ isReady: false, since: begun, why: 'It has not answered yet.' });
  expect(stands.of({ name: 'files', isReady: () => true })).toEqual({ isReady: true, since: begun });
  stands.polled('forum', new Error('A fault of mine'));
  expect(stands.of(forum)).toMatchObject({ isReady: false });
  now = new Date('2026-11-20T09:01:00Z');
  stands.polled('forum', new OutsideError('It does not find that', { isPermanent: true }));
  expect(stands.of(forum)).toEqual({ isReady: true, since: now });
  now = new Date('2026-11-20T09:10:00Z');
  const lostAt = now;
  stands.polled('forum', new OutsideError('It does not answer'));
  now = new Date('2026-11-20T09:16:00Z');
  stands.polled('forum', new OutsideError('It still does not answer'));
  expect(stands.of(forum)).toEqual({ isReady: false, since: lostAt, why: 'It still does not answer' });
  stands.polled('forum');
  expect(stands.of(forum)).toEqual({ isReady: true, since: now });
  stands.polled('forum', new Error('A fault of mine'));
  expect(stands.of(forum)).toMatchObject({ isReady: true });
});
