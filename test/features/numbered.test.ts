// What has a number is found by it, and what goes on goes on, however many came after it.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { amasStore } from '../../src/features/amas/store.ts';
import { openOverSandbox } from '../over-sandbox.ts';
import { type Fresh, freshDatabases } from '../storage/database.ts';

const [sqlite] = freshDatabases('SQLite');
let fresh: Fresh;
let world: Awaited<ReturnType<typeof openOverSandbox>>;
beforeAll(async () => {
  if (!sqlite) throw new Error('There is no SQLite');
  fresh = await sqlite.open();
  world = await openOverSandbox(fresh, {
    purpose: 'meetings',
    channel: 'meetings',
    people: ['prague', 'london'],
  });
  await say('/docent setup ama:#meetings');
  await say('/member add who:@prague confirmed:true');
});
afterAll(async () => {
  await world?.close();
  await fresh?.close();
});

const say = async (words: string) => {
  await world.discord.people.commandText('prague', '#meetings', words);
  await world.runUntilIdle();
  return world.discord.people.lastReply('prague')?.text ?? '';
};
const many = 60;

test('a vote goes on: who leaves is no longer waited for, and it is counted when its time is over', async () => {
  await say('/docent setup decisions:#meetings');
  await say('/member add who:@london confirmed:true');
  expect(await say('/vote open question:"Which way?" rule:majority days:5 confirmed:true')).toContain('open');
  const { id, uid, ...vote } = await world.database.groupVote.findFirstOrThrow();
  await world.database.groupVote.createMany({
    data: Array.from({ length: 100 }, (_, i) => ({ ...vote, number: 2 + i, state: 'closed' })),
  });
  await world.database.person.updateMany({ where: { name: 'london' }, data: { role: 'none' } });
  await world.advanceTo('2026-11-24T10:00:00Z');
  const left = { voteId: id, leftAt: { not: null } };
  expect(await world.database.elector.findMany({ where: left })).toMatchObject([{ name: 'london' }]);
  await world.advanceTo('2026-11-25T10:00:00Z');
  expect(await world.database.groupVote.findUnique({ where: { id } })).toMatchObject({ state: 'closed' });
});

test('a poll', async () => {
  await say(
    '/meeting poll name:"Kick-off" times:"2027-01-11 18:00; 2027-01-12 18:00" until:"2026-12-20 18:00" confirmed:true',
  );
  const { id, uid, ...poll } = await world.database.poll.findFirstOrThrow();
  await world.database.poll.createMany({
    data: Array.from({ length: many }, (_, i) => ({ ...poll, number: 2 + i, name: `Other ${i}` })),
  });
  expect(await say('/poll show poll:1')).toContain('Kick-off');
  expect(await say('/poll show poll:500')).toContain('There is no poll "500"');
});

test('an AMA', async () => {
  await say(
    '/ama create title:"Ask the editors" hosts:prague opens:"2026-12-20 18:00" closes:"2026-12-20 20:00" confirmed:true',
  );
  const { id, uid, ...ama } = await world.database.ama.findFirstOrThrow();
  await world.database.ama.createMany({
    data: Array.from({ length: many }, (_, i) => ({ ...ama, title: `Other ${i}` })),
  });
  expect(await say(`/ama status ama:${id}`)).toContain('Ask the editors');
  expect(await say('/ama status ama:500')).toContain('There is no AMA "500"');
  // What is written in its places is read on after its end.
  const { ama: amas, publication } = world.database;
  await amas.updateMany({ data: { state: 'closed', changedAt: new Date('2026-12-20T20:00:00Z') } });
  await publication.updateMany({ where: { about: `ama/${id}` }, data: { isFollowed: true } });
  const followed = await amasStore(world.database).stillFollowed(
    ama.groupId,
    new Date('2026-12-21T20:00:00Z'),
  );
  expect(followed.map((one) => one.id)).toEqual([id]);
});
