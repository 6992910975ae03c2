// AMAs in the group's calendar, as another program reads the feed.
import ICAL from 'ical.js';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { amaCalendar } from '../../../src/features/amas/pages.ts';
import { amasStore } from '../../../src/features/amas/store.ts';
import { calendarFeed } from '../../../src/features/meetings/index.ts';
import { meetingsStore } from '../../../src/features/meetings/store.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { feedParts } from '../meetings/world.ts';
import { type Bot, openOffline } from './bot.ts';

const [sqlite] = freshDatabases('SQLite');
let fresh: Fresh;
let bot: Bot;
/** The places that only some may read. */
let closedPlaces: readonly string[] = [];

beforeEach(async () => {
  if (!sqlite) throw new Error('There is no SQLite to test on.');
  fresh = await sqlite.open();
  closedPlaces = [];
  bot = await openOffline(fresh.database);
});
afterEach(() => fresh.close());

const create = (title: string, more: Record<string, string | boolean> = {}) =>
  bot.run('prague', 'ama create', {
    title,
    hosts: 'london',
    opens: '2026-11-24 18:00',
    closes: '2026-11-24 20:00',
    ...more,
  });

async function read() {
  const entries = amaCalendar(
    { store: amasStore(fresh.database), isOpenPlace: async ({ id }) => !closedPlaces.includes(id) },
    (id) => `https://docent.example/amas/${id}`,
  );
  const feed = calendarFeed(meetingsStore(fresh.database), (kind, uid) => `${kind}-${uid}`, {
    ...feedParts,
    others: async (groupId) => entries(await bot.roster.find(groupId)),
  });
  const { ics = '', etag } = (await feed({ id: bot.groupId, name: 'Docs' }, {}, bot.now)) ?? {};
  const events = new ICAL.Component(ICAL.parse(ics))
    .getAllSubcomponents('vevent')
    .map((one) => new ICAL.Event(one));
  return { ics, etag, events };
}

const summed = (event: ICAL.Event) => ({
  summary: event.summary,
  at: [event.startDate, event.endDate].map((one) => one.toJSDate().toISOString().slice(0, 16)),
  status: event.component.getFirstPropertyValue('status'),
  url: event.component.getFirstPropertyValue('url'),
});

test('an AMA stands in it; moved or called off it is the same entry, newer, and says so', async () => {
  await create('AMA with the docs team');
  const { events: planned, etag } = await read();
  expect(planned.map(summed)).toEqual([
    {
      summary: 'AMA with the docs team',
      at: ['2026-11-24T18:00', '2026-11-24T20:00'],
      status: 'CONFIRMED',
      // Until its thread stands its own page is its address.
      url: 'https://docent.example/amas/1',
    },
  ]);
  // At short notice questions open at once.
  expect(planned[0]?.description).toBe('Ask us anything: questions are open.');

  await bot.runUntilIdle();
  await bot.run('prague', 'ama edit', { opens: '2026-11-25 17:00', closes: '2026-11-25 19:00' });
  const moved = await read();
  expect(moved.events.map(summed)).toMatchObject([
    { at: ['2026-11-25T17:00', '2026-11-25T19:00'], status: 'CONFIRMED' },
  ]);
  expect(moved.events[0]?.component.getFirstPropertyValue('url')).not.toContain('docent.example');
  expect(moved.events[0]?.uid).toBe(planned[0]?.uid);
  expect(moved.events[0]?.sequence).toBeGreaterThan(planned[0]?.sequence ?? 0);
  expect(moved.etag).not.toBe(etag);

  await bot.run('prague', 'ama close');
  const off = await read();
  expect(off.events.map(summed)).toMatchObject([
    { summary: 'Cancelled: AMA with the docs team', status: 'CANCELLED' },
  ]);
  expect(off.events[0]?.description).toContain('does not take place');
  expect(off.events[0]?.uid).toBe(planned[0]?.uid);
  expect(off.events[0]?.sequence).toBeGreaterThan(moved.events[0]?.sequence ?? 0);
});

test('its description names the moment at which questions open only while that lies ahead', async () => {
  await create('AMA with the docs team', { opens: '2026-12-08 18:00', closes: '2026-12-08 20:00' });
  const said = async () => (await read()).events[0]?.description;
  expect(await said()).toBe('Ask us anything: questions are taken from 2026-12-01 18:00 UTC on.');
  await bot.at('2026-12-01T18:01:00Z');
  expect(await said()).toBe('Ask us anything: questions are open.');
  await bot.at('2026-12-08T18:01:00Z');
  expect(await said()).toBe('Ask us anything: questions are open.');
  await bot.at('2026-12-08T19:59:00Z');
  expect(await said()).toBe('No new questions: the hosts answer the last ones.');
  await bot.at('2026-12-08T20:01:00Z');
  expect(await said()).toBe('This AMA has ended; its questions and answers can be read.');
});

test('one that took place stays, not cancelled', async () => {
  await create('AMA with the docs team');
  await bot.at('2026-11-24T18:00:00Z');
  await bot.at('2026-11-24T20:01:00Z');
  expect((await read()).events.map(summed)).toMatchObject([
    { summary: 'AMA with the docs team', status: 'CONFIRMED' },
  ]);
});

test('what somebody typed as its title ends no line and carries no control character', async () => {
  await create('Docs\u0000 \u0007AMA\r\nEND:VEVENT\u2028; with, \u202eall');
  const { ics, events } = await read();
  expect(events).toHaveLength(1);
  expect(ics).not.toMatch(/[^\P{Cc}\r\n]/u);
  expect(ics.match(/^END:VEVENT/gmu)).toHaveLength(1);
  expect(events[0]?.summary).toMatch(/^Docs AMA .*; with, .*all$/u);
  expect(events[0]?.summary).not.toMatch(/[\r\n\u2028\u202e]/u);
});

test('a draft is not in it, nor one in places that only some may read', async () => {
  await create('The secret plan', { draft: true });
  await create('AMA in the open');
  expect((await read()).events.map(({ summary }) => summary)).toEqual(['AMA in the open']);
  closedPlaces = ['100'];
  expect((await read()).events).toHaveLength(1);
  closedPlaces = ['100', '5'];
  expect((await read()).events).toEqual([]);
});
