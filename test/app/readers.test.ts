// What stands in places that not everybody can read is for those who can; what stands nowhere yet hides nothing.
import { expect, test } from 'vitest';
import { readersOf } from '../../src/app/readers.ts';
import type { GroupFacts, GroupPlace } from '../../src/core/directory.ts';

const { isForAll, isMeetingForAll, isOpen } = readersOf({
  isOpenPlace: async ({ id }) => id.startsWith('open'),
});
const place = (purpose: GroupPlace['purpose'], id: string): GroupPlace => ({ platform: 'chat', id, purpose });
const groupWith = (...places: GroupPlace[]): GroupFacts => ({
  ...{ id: 1, name: 'Docs', zone: 'UTC', spaces: [], repositories: [], grants: 'everything' },
  places,
});
const chosen = (...ids: string[]) => ids.map((id) => ({ platform: 'chat', id }));

test.each([
  ['without places', [], true, true],
  ['in a closed channel', [place('meetings', 'closed')], false, false],
  [
    'in a closed channel and an open one',
    [place('meetings', 'closed'), place('meetings', 'open')],
    true,
    true,
  ],
  [
    'with an open place for something else',
    [place('meetings', 'closed'), place('amas', 'open')],
    false,
    true,
  ],
  [
    'whose organisers alone meet in the open',
    [place('meetings', 'closed'), place('organisers', 'open')],
    false,
    false,
  ],
])('of a group %s', async (_, places, isForEverybody, isShown) => {
  const group = groupWith(...places);
  expect(await isForAll(group, 'meetings')).toBe(isForEverybody);
  expect(await isMeetingForAll(group)).toBe(isForEverybody);
  expect(await isOpen(group)).toBe(isShown);
});

test('what chose places of its own is for whoever reads there, wherever the rest stands', async () => {
  expect(await isMeetingForAll(groupWith(place('meetings', 'open')), chosen('closed'))).toBe(false);
  expect(await isMeetingForAll(groupWith(place('meetings', 'closed')), chosen('open'))).toBe(true);
});

test('of several purposes the first with places counts', async () => {
  const group = groupWith(place('decisions', 'closed'), place('meetings', 'open'));
  expect(await isForAll(group, 'decisions', 'meetings')).toBe(false);
  expect(await isForAll(group, 'projects', 'meetings')).toBe(true);
});
