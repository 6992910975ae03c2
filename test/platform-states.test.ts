// How platforms stand that do not say it themselves: by whether they can be read.
import { expect, test } from 'vitest';
import { OutsideError } from '../src/core/errors.ts';
import { platformStates } from '../src/platform-states.ts';

test('a forum that cannot be read is away since the first time, and well since it was read again', () => {
  let now = new Date('2026-11-20T09:00:00Z');
  const stands = platformStates(() => now, { info() {}, warn() {}, error() {} });
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

test('of a forum that is down the log has a line when it goes, one for another reason, one an hour, and one when it is back', () => {
  let now = new Date('2026-11-20T09:00:00Z');
  const lines: string[] = [];
  const note = (_: object, words: string): void => void lines.push(words);
  const stands = platformStates(() => now, { info: note, warn: note, error: note });
  const fails = (why: string, minutes: number, options = {}) => {
    const error = new OutsideError(why, options);
    now = new Date(now.getTime() + minutes * 60_000);
    stands.polled('forum', error);
    if (!stands.isSaid('forum', error)) lines.push(why);
  };
  stands.polled('forum');
  fails('down', 1);
  fails('down', 1);
  for (const seconds of [300, 240, 180]) fails(`wait ${seconds} s`, 1);
  fails('wait 9 s', 54);
  fails('wait 8 s', 1);
  stands.polled('forum');
  stands.polled('forum');
  fails('wait 9 s', 1);
  expect(lines).toEqual(['down', 'wait 300 s', 'wait 8 s', 'forum: can be read again', 'wait 9 s']);
  // What is no outage of it is said each time.
  for (const _ of [1, 2]) expect(stands.isSaid('digests', new OutsideError('down'))).toBe(false);
});
