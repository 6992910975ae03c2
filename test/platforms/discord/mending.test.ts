// Which packets tell that somebody may have given the bot what it lacked, and in which server.
import { expect, test } from 'vitest';
import { heard, mendedIn } from '../../../src/platforms/discord/packets.ts';

test.each([
  ['CHANNEL_UPDATE', { id: '5', guild_id: '1' }, '1'],
  ['THREAD_UPDATE', { id: '5', guild_id: '1' }, '1'],
  ['GUILD_ROLE_UPDATE', { guild_id: '1', role: { id: '5' } }, '1'],
  ['GUILD_CREATE', { id: '1', name: 'Docs' }, '1'],
  ['GUILD_MEMBER_UPDATE', { guild_id: '1', user: { id: '9' } }, '1'],
  ['GUILD_MEMBER_UPDATE', { guild_id: '1', user: { id: '7' } }, undefined],
  ['GUILD_MEMBER_UPDATE', null, undefined],
  ['MESSAGE_CREATE', { id: '5', guild_id: '1' }, undefined],
])('%s of %j: %s', (t, d, space) => {
  expect(mendedIn({ t, d }, '9')).toBe(space);
  if (space !== undefined) expect(heard).toContain(t);
});
