// Who hears that nobody would organise the group without them.
import { expect, test } from 'vitest';
import type { PersonFacts } from '../../../src/core/directory.ts';
import { lastOrganiserWords } from '../../../src/features/members/member-readers.ts';

const person = (id: number, role: PersonFacts['role']): PersonFacts => ({
  ...{ id, role, name: `Nº ${id}`, accounts: [], never: [], prefers: [] },
});

test.each<[string, PersonFacts[], boolean]>([
  ['the only organiser', [person(1, 'organiser')], true],
  ['one of two', [person(1, 'organiser'), person(2, 'organiser')], false],
  ['a member beside one', [person(2, 'organiser')], false],
  ['who organises by configuration, which stays', [person(1, 'member')], false],
])('%s', async (_who, organisers, isTold) => {
  const words = await lastOrganiserWords({ organisers: async () => organisers }, 7, 1);
  expect(words !== undefined).toBe(isTold);
});
