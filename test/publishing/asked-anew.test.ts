// What becomes of the wish of whoever asks for a file anew, and what they are told of where it stands.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { OutsideError } from '../../src/core/errors.ts';
import { whenPublished } from '../../src/publishing/shown-soon.ts';
import { askAnew } from '../../src/publishing/store.ts';
import { transaction } from '../../src/storage/client.ts';
import { type Fresh, freshDatabases } from '../storage/database.ts';
import { openWorld } from './world.ts';

const [sqlite] = freshDatabases('SQLite');
let fresh: Fresh;
let world: Awaited<ReturnType<typeof openWorld>>;

beforeEach(async () => {
  if (!sqlite) throw new Error('There is no SQLite');
  fresh = await sqlite.open();
  world = await openWorld(fresh.database);
  await world.say('a', 'One');
  await world.reconciler().run();
});
afterEach(async () => {
  world.close();
  await fresh.close();
});

const ask = (how = {}) => transaction(fresh.database, (rows) => askAnew(rows, world.wanted('a'), how));
const asked = () => world.chat.orders.map(({ remote }) => remote?.isAsked === true);
const shown = (why?: string) => whenPublished(fresh.database, 'note/a', () => why);
const url = 'https://chat.example/1';

it.each([
  ['while it is changed by itself', [false], [false, false, true]],
  ['while it is asked for', [true], [false, true]],
] as const)('is heard once, asked %s', async (_, [isFirst], orders) => {
  let left = 1;
  world.chat.before = async () => {
    if (left-- > 0) await ask();
  };
  await world.say('a', 'Two');
  if (isFirst) await ask();
  await world.reconciler().run();
  expect(asked()).toEqual(orders);
  expect(await world.row('a')).toMatchObject({
    state: 'done',
    remote: expect.not.stringContaining('isAsked'),
  });
});

it('is over when it was not to be shown, but not when it was asked for meanwhile', async () => {
  world.shows.set('a', async () => undefined);
  await ask();
  await world.reconciler().run();
  world.shows.delete('a');
  await world.say('a', 'One');
  await world.reconciler().run();
  expect(asked()).toEqual([false]);

  let left = 1;
  world.shows.set('a', async () => {
    if (left-- > 0) await ask();
    world.shows.delete('a');
    return undefined;
  });
  await ask();
  await world.reconciler().run();
  expect(asked()).toEqual([false, true]);
});

it.each([
  [{}, '7 docs/handbook minutes.md'],
  [{ isNamed: true }, undefined],
])('keeps where it was written, unless the repository is named: %j', async (how, within) => {
  const remote = JSON.stringify({ id: '1', url, within: '7 docs/handbook minutes.md' });
  await fresh.database.publication.updateMany({ data: { remote } });
  await ask(how);
  await world.reconciler().run();
  expect(world.chat.orders.at(-1)?.remote?.within).toBe(within);
});

it.each([
  ['refused', new OutsideError('It is archived', { isPermanent: true }), undefined, 'It is archived.'],
  ['not answered', new OutsideError('GitHub does not answer.'), undefined, 'GitHub does not answer.'],
  ['not even tried', undefined, 'GitHub is away.', 'GitHub is away.'],
])('is told at once where it stands, %s', async (_, fault, why, trouble) => {
  world.chat.before = () => {
    if (fault) throw fault;
  };
  await ask();
  if (fault) await world.reconciler().run();
  const begun = performance.now();
  expect(await shown(why)).toEqual({ url, trouble });
  expect(performance.now() - begun).toBeLessThan(4_000);
  // What went wrong the last time is nothing to be told while it is tried again.
  world.chat.before = () => {};
  await ask();
  const soon = shown();
  await world.reconciler().run();
  expect(await soon).toEqual({ id: '1', url });
});

it('is not told where it stood before, while it waits for an answer', async () => {
  await ask();
  expect(await shown()).toBeUndefined();
  await world.reconciler().run();
  expect(await shown()).toEqual({ id: '1', url });
});
