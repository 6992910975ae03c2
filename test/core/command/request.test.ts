// Requests as commands get them.
import { expect, it } from 'vitest';
import { requestsWith } from '../../../src/core/command/request.ts';
import { can } from '../../features/remembered.ts';

it('what a request is about is looked up once, and only for a command that asks', async () => {
  const looked: string[] = [];
  const requests = requestsWith({
    now: () => new Date(0),
    contextOf: async () => ({ groupId: 1, isOrganiser: false, isMember: true, zone: 'UTC' }),
    about: async (_, { place = '' }) => {
      looked.push(place);
      return ['meeting/12'];
    },
  });
  const invocation = {
    id: 'x',
    platform: 'chat',
    can: can('discord'),
    caller: { platform: 'chat', id: '1', name: 'Lagos' },
    roles: [],
    isManager: false,
  };
  const request = await requests.of(
    { ...invocation, place: { platform: 'chat', id: '22', name: 'docs' } },
    'everyone',
  );
  expect(looked).toEqual([]);
  expect([await request.about(), await request.about()]).toEqual([['meeting/12'], ['meeting/12']]);
  expect(looked).toEqual(['22']);
  expect(await (await requests.of(invocation, 'everyone')).about()).toEqual([]);
  expect(looked).toEqual(['22']);
});
