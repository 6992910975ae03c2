// The human side: what people may type and press, and what they are told when it is wrong.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { instantOf, Snowflakes } from '../../../sandbox/discord/snowflakes.ts';
import { openSeeded, type Seed } from './seed.ts';

let seed: Seed;
beforeEach(async () => {
  seed = await openSeeded({ speed: 1000 });
  const guild = [...seed.discord.world.guilds.keys()][0] ?? '';
  const option = (type: number, name: string, more: object = {}) => ({
    type,
    name,
    description: name,
    ...more,
  });
  await seed.rest.put(`/applications/${seed.discord.applicationId}/guilds/${guild}/commands`, {
    body: [
      {
        name: 'meeting',
        description: 'Meetings',
        options: [
          option(1, 'next'),
          option(1, 'create', {
            options: [
              option(3, 'name', { required: true, max_length: 20 }),
              option(4, 'length', { min_value: 15 }),
              option(5, 'weekly'),
              option(6, 'host'),
              option(3, 'kind', { choices: [{ name: 'Open', value: 'o' }] }),
            ],
          }),
        ],
      },
      { name: 'admin', description: 'Admin', default_member_permissions: '32' },
    ],
  });
});
afterEach(() => seed.close());

test.each([
  ['/moting next', 'There is no command /moting. There are: /meeting /admin'],
  ['/meeting nxt', '/meeting has no "nxt". It has: next, create'],
  ['/meeting next please', '"please" is too much after /meeting next'],
  ['/meeting create', '/meeting create needs name:'],
  ['/meeting create name:x colour:red', 'has no option "colour". It has: name, length'],
  ['/meeting create name:x and more', '"and more" is not part of an option'],
  ['/meeting create name:x length:long', 'length: takes a number, not "long"'],
  ['/meeting create name:x length:10', 'length: takes at least 15'],
  ['/meeting create name:x weekly:perhaps', 'weekly: takes yes or no'],
  ['/meeting create name:x host:@nobody', 'host: takes a person'],
  ['/meeting create name:x kind:shut', 'kind: takes one of "Open"'],
  [`/meeting create name:${'x'.repeat(21)}`, 'name: takes 0 to 20 characters'],
  ['/admin', 'tokyo may not use /admin here'],
])('%s is answered with what is wrong', async (text, words) => {
  await expect(seed.discord.people.commandText('tokyo', '#general', text)).rejects.toThrow(words);
});

test('people see, write and press only where they may', async () => {
  const { people } = seed.discord;
  await expect(people.commandText('tokyo', '#moderators', '/meeting next')).rejects.toThrow('does not see');
  expect(seed.discord.channels('tokyo').map(({ name }) => name)).not.toContain('moderators');
  expect(seed.discord.channels('prague').map(({ name }) => name)).toContain('moderators');
  people.message('prague', '#moderators', 'Hush');
  expect(seed.discord.messages('#moderators', 'tokyo')).toEqual([]);
  expect(people.findFor('tokyo', 'Hush')).toBeUndefined();
  expect(people.findFor('prague', 'Hush')?.content).toBe('Hush');
});

test('the list of commands has what a person may use', () => {
  const listed = (name: string) =>
    seed.discord.people.commands(name, '#general').map(({ path }) => path.join(' '));
  expect(listed('tokyo')).toEqual(['meeting next', 'meeting create']);
  expect(listed('prague')).toEqual(['meeting next', 'meeting create', 'admin']);
});

test('what happens is told in order, with place, person and words', () => {
  const event: string[] = [];
  seed.discord.onHappening((one) =>
    event.push(`${one.at.toISOString().slice(11, 16)} ${one.place} ${one.who} ${one.kind} ${one.text}`),
  );
  const first = seed.discord.people.message('tokyo', '#general', 'Hello @prague');
  seed.clock.forward(5);
  seed.discord.people.deleteMessage(first.id);
  const prague = seed.discord.people.user('prague').id;
  expect(event).toEqual([
    `09:00 #general tokyo message Hello <@${prague}>`,
    `09:05 #general tokyo delete Hello <@${prague}>`,
  ]);
  expect(seed.discord.counters().pings).toEqual({ prague: 1 });
});

test('ids are unique, rise, and tell the instant of the clock', () => {
  let now = new Date('2026-11-20T09:00:00Z');
  const ids = new Snowflakes(() => now);
  const first = Array.from({ length: 5000 }, () => ids.next());
  now = new Date('2026-11-20T10:00:00Z');
  const later = ids.next();
  now = new Date('2026-11-20T09:30:00Z');
  const all = [...first, later, ids.next()].map(BigInt);
  expect(all).toEqual([...new Set(all)].sort((a, b) => (a < b ? -1 : 1)));
  expect(instantOf(first[0] ?? '')).toEqual(new Date('2026-11-20T09:00:00Z'));
  expect(instantOf(later)).toEqual(new Date('2026-11-20T10:00:00Z'));
});
