// Two hundred people read pages all the time; who asks something in chat is answered as ever.
import { expect, test } from 'vitest';
import { capabilities } from '../../src/platforms/discord/capabilities.ts';
import { openOverSandbox } from '../over-sandbox.ts';
import { freshDatabases } from '../storage/database.ts';
import { beginSlowness } from '../work-time.ts';

test('commands are not slowed by two hundred readers', async () => {
  const [sqlite] = freshDatabases('SQLite');
  if (!sqlite) return;
  const world = await openOverSandbox(await sqlite.open(), {
    purpose: 'projects',
    channel: 'docs',
    people: ['prague'],
  });
  const guild = await world.database.space.findFirstOrThrow({ where: { platform: 'discord' } });
  const { id: groupId } = await world.database.group.findFirstOrThrow();
  const at = new Date('2026-11-20T09:00:00Z');
  for (let n = 1; n <= 60; n += 1)
    await world.database.project.create({
      data: {
        groupId,
        number: n,
        name: `Project ${n}`,
        summary: 'x '.repeat(400),
        isVouched: true,
        createdAt: at,
        changedAt: at,
        statusAt: at,
      },
    });
  let i = 0;
  const command = async () => {
    i += 1;
    const began = performance.now();
    await world.dispatcher.run(
      {
        id: `r${i}`,
        platform: 'discord',
        space: guild.spaceId,
        can: capabilities,
        caller: { platform: 'discord', id: world.discord.people.user('prague').id, name: 'prague' },
        roles: [],
        isManager: true,
        place: { platform: 'discord', id: world.channel.id, name: 'docs' },
      },
      'project list',
      {},
    );
    return performance.now() - began;
  };
  const before = [await command(), await command(), await command()];
  const slowness = beginSlowness();
  let isOn = true;
  let pages = 0;
  let busy = 0;
  const reader = async (n: number) => {
    while (isOn) {
      const path = ['/', '/projects', `/projects/${(n % 60) + 1}`, '/feed.atom', '/nothing'][n % 5];
      const answer = await fetch(`${world.webUrl}${path}`, { headers: { connection: 'keep-alive' } });
      await answer.text();
      if (answer.status === 503) busy += 1;
      else pages += 1;
    }
  };
  const readers = Array.from({ length: 200 }, (_, n) => reader(n));
  const during: number[] = [];
  for (let n = 0; n < 20; n += 1) {
    during.push(await command());
    await new Promise((r) => setTimeout(r, 200));
  }
  isOn = false;
  await Promise.all(readers);
  during.sort((a, b) => a - b);
  process.stdout.write(
    `A command takes ${before.map(Math.round)} ms alone; while 200 read, median ${Math.round(during[10] ?? 0)} at worst ${Math.round(during[19] ?? 0)}; ${pages} pages read, ${busy} sent away\n`,
  );
  expect(during.at(-1)).toBeLessThan(1_000 * slowness());
  expect(pages).toBeGreaterThan(200);
  await world.close();
});
