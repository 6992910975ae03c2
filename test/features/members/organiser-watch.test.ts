// Organisers who are gone are noticed without anybody writing to them, told once, and said to be back.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readableText } from '../../../sandbox/discord/index.ts';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { parseStory } from '../../../sandbox/play/parse.ts';
import { play } from '../../../sandbox/play/player.ts';

let docs: Sandbox;
beforeAll(async () => {
  docs = await startSandbox({ startAt: new Date('2026-11-20T09:00:00Z') });
  await docs.runUntilIdle();
});
afterAll(() => docs.close());

const story = (text: string) => play(docs, parseStory(text), () => {});
const told = () =>
  docs.discord
    .messages('#moderators')
    .map(readableText)
    .filter((text) => /organiser/iu.test(text));

test('one of several who has left the server is told once, and that they are back', async () => {
  await story(`prague@discord #meetings: /member role who:@tokyo role:organiser confirmed:true
    advance 7h
    tokyo@discord leaves the server
    advance 7h
    advance 2m`);
  // There is still the forum.
  expect(told()).toEqual([]);
  await story(`tokyo@discourse is suspended
    advance 7h
    advance 2m`);
  expect(told()).toHaveLength(1);
  expect(told()[0]).toMatch(/tokyo is an organiser here, and gone.*member role.*somebody else/su);
  await docs.restart();
  await story('advance 7h');
  expect(told()).toHaveLength(1);
  await story(`tokyo@discord comes back
    advance 7h
    advance 2m`);
  expect(told()).toHaveLength(1);
  expect(told()[0]).toContain('All organisers are there');
});

test('when the last is gone, it is told who can name another; a server that cannot be asked says nothing', async () => {
  await story(`faults discord down
    advance 7h
    faults discord up`);
  expect(told()).toHaveLength(1);
  const gone = ['tokyo', 'prague', 'vancouver'].flatMap((name) => [
    `${name}@discord leaves the server`,
    `${name}@discourse is suspended`,
  ]);
  await story([...gone, 'advance 7h', 'advance 2m'].join('\n'));
  expect(told()).toHaveLength(2);
  expect(told()[1]).toMatch(/no other organiser.*manages the server.*ORGANISERS/su);
});
