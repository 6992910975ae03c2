// The calendar feed as another program reads it.
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { feed, type Way } from '../../../src/features/meetings/calendar.ts';
import { calendarFeed, topicsForNextMeeting } from '../../../src/features/meetings/index.ts';
import { calendarUrl } from '../../../src/web/addresses.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { exampleMeeting } from './examples.ts';
import { feedParts, openWorld } from './world.ts';

const prague = { name: 'prague', isOrganiser: true, zone: 'Europe/Prague' };
const monthly = {
  name: 'Monthly meeting',
  rule: 'first tuesday',
  times: '21:00, 18:00',
  zone: 'Europe/Prague',
};

it('a feed is cleaned whatever the rows hold', () => {
  const meeting = { ...exampleMeeting, name: 'Docs\u202e\u001b call', description: 'a\u0007b' };
  const { ics } = feed('All\u0000', [{ meeting, url: undefined, topics: [{ title: 'x\u001b' }] }], {
    uidOf: ({ uid }) => uid,
  });
  expect(ics).toContain('SUMMARY:Docs call');
  expect(ics.replaceAll('\r\n', '')).not.toMatch(/[\p{Cc}\u202a-\u202e]/u);
});

it('a group’s name is a text to calendars, whatever signs are in it', () => {
  const name = `Docs, tests; and \\nightly "builds": ${'文档'.repeat(20)}`;
  const { ics } = feed(name, [], { uidOf: ({ uid }) => uid });
  expect(ics.replaceAll('\r\n ', '')).toContain('X-WR-CALNAME:Docs\\, tests\\; and \\\\nightly');
});

describe.each(freshDatabases('SQLite'))('on $name', ({ open }) => {
  let fresh: Fresh;
  let world: Awaited<ReturnType<typeof openWorld>>;

  beforeEach(async () => {
    fresh = await open();
    world = await openWorld(fresh, '2026-11-20T09:00:00Z');
    await world.command(prague, 'meeting series create', { ...monthly, place: 'https://meet.example/docs' });
  });
  afterEach(async () => {
    await fresh.close();
  });

  const read = async (address: { series?: string; token?: string } = {}) => {
    const feed = await calendarFeed(world.deps.store, world.identity, feedParts)(
      { id: world.group.id, name: 'Docs work group' },
      address,
      world.now(),
    );
    if (!feed) return undefined;
    const component = new ICAL.Component(ICAL.parse(feed.ics));
    const events = component.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event));
    return { feed, component, events };
  };

  it('parses, and the meetings come back equal: twelve of them, in UTC', async () => {
    const { events = [], component } = (await read()) ?? {};
    const rows = await world.database.meeting.findMany({ orderBy: { startsAt: 'asc' }, take: 12 });
    expect(
      events.map((event) => [
        event.uid,
        event.summary,
        event.startDate.toJSDate().toISOString(),
        event.endDate.toJSDate().toISOString(),
        event.location,
        event.startDate.zone.tzid,
      ]),
    ).toEqual(
      rows.map((row) => [
        `${world.identity('calendar', row.uid)}@docent`,
        row.name,
        row.startsAt.toISOString(),
        row.endsAt.toISOString(),
        'https://meet.example/docs',
        'UTC',
      ]),
    );
    expect(component?.getFirstPropertyValue('refresh-interval')?.toString()).toBe('PT1H');
    expect(component?.getFirstPropertyValue('x-published-ttl')?.toString()).toBe('PT1H');
  });

  it('a moved meeting keeps its UID with a higher SEQUENCE, and another ETag', async () => {
    const before = await read();
    await world.command(prague, 'meeting move', { when: '2026-12-02 20:00', confirmed: true });
    const after = await read();
    expect(after?.events[0]?.uid).toBe(before?.events[0]?.uid);
    expect([before?.events[0]?.sequence, after?.events[0]?.sequence]).toEqual([0, 1]);
    expect(after?.events[0]?.startDate.toJSDate().toISOString()).toBe('2026-12-02T19:00:00.000Z');
    expect(after?.feed.etag).not.toBe(before?.feed.etag);
    expect((await read())?.feed.etag).toBe(after?.feed.etag);
  });

  it('LAST-MODIFIED tells of another description, of a new topic, and of one that was taken off', async () => {
    const modified = async () =>
      (await read())?.events[0]?.component.getFirstPropertyValue('last-modified')?.toString();
    expect(await modified()).toBe('2026-11-20T09:00:00Z');
    await world.advanceTo('2026-11-21T09:00:00Z');
    await world.command(prague, 'meeting edit', { description: 'About glossaries' });
    expect(await modified()).toBe('2026-11-21T09:00:00Z');
    await world.advanceTo('2026-11-22T09:00:00Z');
    const topic = { key: 'question/1', text: 'Which style guide?', now: world.now() };
    await topicsForNextMeeting(world.deps)(world.group.id, topic);
    expect(await modified()).toBe('2026-11-22T09:00:00Z');
    await world.advanceTo('2026-11-23T09:00:00Z');
    await world.command(prague, 'meeting topic remove', { topic: 'Which style guide?' });
    expect(await modified()).toBe('2026-11-23T09:00:00Z');
  });

  it('LAST-MODIFIED tells of the announcement, to which the entry has a link from then on', async () => {
    const modified = async () => {
      const event = (await read())?.events.find(({ startDate }) =>
        startDate.toString().startsWith('2027-01-05'),
      );
      return event?.component.getFirstPropertyValue('last-modified')?.toString();
    };
    await world.advanceTo('2026-12-01T20:30:00Z');
    expect(await modified()).toBe('2026-11-20T09:00:00Z');
    await world.advanceTo('2026-12-02T09:00:00Z');
    expect(await modified()).toBe('2026-12-01T21:00:00Z');
  });

  it('a cancelled meeting stays, as cancelled; restored it is confirmed with a higher SEQUENCE', async () => {
    await world.command(prague, 'meeting cancel');
    const status = async () => {
      const event = (await read())?.events[0];
      return [event?.component.getFirstPropertyValue('status'), event?.sequence];
    };
    expect(await status()).toEqual(['CANCELLED', 1]);
    await world.command(prague, 'meeting restore');
    expect(await status()).toEqual(['CONFIRMED', 2]);
  });

  it('a cancelled meeting says so in its title, with why; the others say how to come', async () => {
    await world.command(prague, 'meeting cancel', { reason: 'New\u001b[31m Year\u202e' });
    const { events: [cancelled, next] = [], feed } = (await read()) ?? {};
    expect(cancelled?.summary).toBe('Cancelled: Monthly meeting');
    expect(cancelled?.description).toContain('New[31m Year');
    expect(next?.description).toContain('How to join: https://meet.example/docs');
    expect(next?.description).toContain('Topic and agenda: https://forum.example/');
    expect(feed?.ics).not.toMatch(/[\u0000-\u0008\u000b\u000e-\u001f\u202a-\u202e]/u);
  });

  it('each has a link and says something before it is announced: its page, or where it will be announced', async () => {
    const link = async (way: Way | undefined) => {
      const made = await calendarFeed(world.deps.store, world.identity, {
        ...feedParts,
        linksOf: async () => () => way,
      })({ id: world.group.id, name: 'x' }, {}, world.now());
      const last = new ICAL.Component(ICAL.parse(made?.ics ?? '')).getAllSubcomponents('vevent').at(-1);
      return [last?.getFirstPropertyValue('url'), last?.getFirstPropertyValue('description')];
    };
    await world.command(prague, 'meeting series edit', { series: monthly.name, place: 'none' });
    const url = 'https://docent.example/meetings/12';
    expect(await link({ url })).toEqual([url, `Topic and agenda: ${url}`]);
    expect(await link({ url, isPlace: true })).toEqual([url, `It is announced in: ${url}`]);
    expect(await link(undefined)).toEqual([null, 'It takes 1 hour.']);
  });

  it('has another ETag when a topic comes on the agenda', async () => {
    await world.advanceTo('2026-11-21T09:00:00Z');
    const { id } = await world.database.meeting.findFirstOrThrow({ orderBy: { startsAt: 'asc' } });
    const before = await read();
    await world.submit(prague, 'meetings/topic', [String(id)], { title: 'Dark mode', details: '' });
    const { feed, events: [next] = [] } = (await read()) ?? {};
    expect(next?.description).toContain('- Dark mode');
    expect(feed?.etag).not.toBe(before?.feed.etag);
  });

  it('survives a new name: the address and every UID stay, and each is newer', async () => {
    const name = '🎉 文档/ ..\\会议?#% שלום';
    const before = await read({ series: 'monthly-meeting' });
    await world.command(prague, 'meeting series edit', { series: monthly.name, name });
    const after = await read({ series: 'monthly-meeting' });
    expect(after?.events.map(({ uid }) => uid)).toEqual(before?.events.map(({ uid }) => uid));
    expect(after?.events.every((one) => one.summary === name && one.sequence === 1)).toBe(true);
    await world.command(prague, 'meeting series create', { ...monthly, name: '会议' });
    await world.command(prague, 'meeting series create', { ...monthly, name: '日本語' });
    const slugs = (await world.database.meetingSeries.findMany()).map(({ slug }) => slug);
    expect(slugs).toEqual(['monthly-meeting', 'series', 'series-2']);
    expect((await read({ series: 'series-2' }))?.events[0]?.summary).toBe('日本語');
  });

  it('a second reader finds the same: names in any writing, places, links, words and instants', async () => {
    const long = '日本語ドキュメント会議 '.repeat(6).trim();
    await world.command(prague, 'meeting series create', {
      ...monthly,
      name: long,
      rule: 'every other sunday',
      times: '02:30',
      zone: 'America/St_Johns',
      starts: '2027-03-14',
      place: 'Ünïcöde; room, 1 \\ "2"',
      description: `Überblick, ${'ä'.repeat(200)};\nsecond \\line`,
    });
    await world.command(prague, 'meeting cancel', {
      meeting: 'Monthly meeting',
      reason: 'Storm; snow,\\ ice',
    });
    const { feed, events = [] } = (await read()) ?? {};
    const ics = feed?.ics ?? '';
    // RFC 5545, section 3.1: lines end in CRLF and have 75 octets at most, and no character is cut in two.
    expect(ics.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/u);
    expect(ics.endsWith('END:VCALENDAR\r\n')).toBe(true);
    for (const line of ics.split('\r\n')) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line).not.toMatch(/\ufffd|[\ud800-\udbff]$/u);
    }
    const seen = Object.values(nodeIcal.sync.parseICS(ics)).filter((one) => one?.type === 'VEVENT');
    const text = (value: unknown) =>
      typeof value === 'object' && value && 'val' in value ? value.val : value;
    expect(
      seen.map((one) => ({
        uid: one.uid,
        name: text(one.summary),
        about: text(one.description),
        where: text(one.location) ?? null,
        link: text(one.url) ?? null,
        starts: one.start?.toISOString(),
        ends: one.end?.toISOString(),
        status: one.status,
        sequence: Number(one.sequence ?? 0),
      })),
    ).toEqual(
      events.map((event) => ({
        uid: event.uid,
        name: event.summary,
        about: event.description,
        where: event.location,
        link: event.component.getFirstPropertyValue('url'),
        starts: event.startDate.toJSDate().toISOString(),
        ends: event.endDate.toJSDate().toISOString(),
        status: event.component.getFirstPropertyValue('status'),
        sequence: event.sequence,
      })),
    );
    const sunday = seen.find((one) => text(one.summary) === long);
    // 02:30 is skipped on that day in St. John's, whose offset is 3½ hours: 03:30 then.
    expect(sunday?.start?.toISOString()).toBe('2027-03-14T06:00:00.000Z');
    expect(text(sunday?.location)).toBe('Ünïcöde; room, 1 \\ "2"');
    expect(text(sunday?.description)).toContain(`Überblick, ${'ä'.repeat(200)};\nsecond \\line`);
    const cancelled = seen.find((one) => one.status === 'CANCELLED');
    expect(text(cancelled?.summary)).toBe('Cancelled: Monthly meeting');
    expect(text(cancelled?.description)).toContain('Storm; snow,\\ ice');
    // Each meeting is an event of its own, by its UID: nothing to expand, and nothing that replaces one of a series.
    expect(ics).not.toMatch(/^(?:RRULE|RECURRENCE-ID|EXDATE|DTSTART;TZID)/mu);
    expect(new Set(seen.map(({ uid }) => uid)).size).toBe(seen.length);
  });

  it('a name with characters that nobody sees is cleaned wherever it goes', async () => {
    await world.command(prague, 'meeting series create', { ...monthly, name: 'Docs\u202e\u001b call' });
    expect((await world.database.meetingSeries.findMany()).map(({ name }) => name)).toContain('Docs call');
  });

  it('looks a year ahead for each series, however many there are', async () => {
    for (const name of ['A', 'B', 'C'])
      await world.command(prague, 'meeting series create', { ...monthly, name, rule: 'every other friday' });
    const { events = [] } = (await read()) ?? {};
    for (const [name, count] of [
      ['Monthly meeting', 12],
      ['A', 26],
    ] as const)
      expect(events.filter(({ summary }) => summary === name).length).toBeGreaterThanOrEqual(count);
  });

  it('each group’s address names the group', () => {
    const url = (groupId: number) => calendarUrl('https://docent.example', { groupId });
    expect(url(1)).not.toBe(url(2));
    expect(calendarUrl('https://docent.example', { groupId: 2, slug: 'board', token: 't' })).toBe(
      'https://docent.example/calendar/board.ics?group=2&token=t',
    );
    expect(calendarUrl(undefined, { groupId: 1 })).toBeUndefined();
  });

  it('holds twelve past and twelve coming meetings', async () => {
    world.away('2027-12-20T00:00:00Z');
    await world.woken();
    const { events = [] } = (await read()) ?? {};
    const past = events.filter((event) => event.endDate.toJSDate() <= world.now());
    expect([past.length, events.length]).toEqual([12, 24]);
  });

  it('a private series is read under its token only, and is not in the feed of all', async () => {
    await world.command(prague, 'meeting series create', {
      ...monthly,
      name: 'Editorial board',
      role: '4711',
      channel: { platform: 'chat', id: 'board', name: 'board' },
    });
    expect((await read())?.events.every((event) => event.summary === 'Monthly meeting')).toBe(true);
    expect(await read({ series: 'editorial-board' })).toBeUndefined();
    expect(await read({ series: 'editorial-board', token: 'guess' })).toBeUndefined();
    const [row] = await world.database.meetingSeries.findMany({ where: { name: 'Editorial board' } });
    expect(row?.feedToken).toMatch(/^[0-9a-f]{32}$/u);
    expect((await read({ series: 'editorial-board', token: row?.feedToken ?? '' }))?.events).toHaveLength(12);
  });
});
