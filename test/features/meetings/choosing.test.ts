// Which meetings are offered where one is chosen, and which are meant by a name.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { replyWords } from '../remembered.ts';
import { wordsOf } from './platforms.ts';
import { type Caller, openWorld } from './world.ts';

const prague = { name: 'prague', isOrganiser: true, zone: 'Europe/Prague' };

describe.each(freshDatabases())('on $name', ({ name: database, open }) => {
  let fresh: Fresh;
  let world: Awaited<ReturnType<typeof openWorld>>;

  beforeEach(async () => {
    fresh = await open();
    world = await openWorld(fresh, '2026-11-20T09:00:00Z');
    await world.command(prague, 'meeting series create', {
      name: 'Monthly meeting',
      rule: 'first tuesday',
      times: '18:00',
      zone: 'Europe/Prague',
      minutes: 'python/docs-community/docs/monthly-meeting',
    });
  });
  afterEach(async () => {
    expect(world.failures).toEqual([]);
    await fresh.close();
  });

  const offered = async (command: string, typed = '', who: Caller = prague) => {
    const option = world.feature().commands.find(({ name }) => name === command)?.options.meeting;
    const choices = await option?.suggest?.(typed, world.requestOf(who), {});
    return choices?.map(({ name }) => name);
  };

  it('of many that were held the latest that the asker may know of are offered; a typed name finds the others', async () => {
    const board = { name: 'Board', rule: 'every day', times: '18:00', zone: 'UTC', role: '4711' };
    const channel = { platform: 'chat', id: 'board', name: 'board' };
    await world.command(prague, 'meeting series create', { ...board, channel });
    const { id } = await world.database.meetingSeries.findFirstOrThrow({ where: { name: 'Board' } });
    const day = (ago: number) => new Date(world.now().getTime() - ago * 86_400_000);
    const held = (name: string, seriesId: number | null, ago: number) => ({
      ...{ groupId: world.group.id, name, seriesId, durationMinutes: 60, tzVersion: '' },
      ...{ localDate: day(ago).toISOString().slice(0, 10), localTime: '09:00', zone: 'UTC' },
      ...{ startsAt: day(ago), endsAt: day(ago - 0.1), timedAt: day(ago), createdAt: day(ago) },
      changedAt: day(ago),
    });
    const days = Array.from({ length: 60 }, (_, index) => index + 1);
    await world.database.meeting.createMany({ data: days.map((ago) => held(`Sprint ${ago}`, null, ago)) });
    const begun = vi.spyOn(world.deps.store, 'begun');
    const sprints = days.slice(0, 25).map((ago) => `Sprint ${ago}`);
    const names = async (typed?: string) =>
      (await offered('meeting minutes edit', typed, { name: 'tokyo' }))?.map((name) => name.split(' · ')[0]);
    expect(await names()).toEqual(sprints);
    const read = await Promise.all(begun.mock.results.map(({ value }) => value));
    expect(read.map(({ length }) => length)).toEqual([25]);
    begun.mockClear();
    expect(await names('sprint')).toEqual(sprints);
    const typed = await Promise.all(begun.mock.results.map(({ value }) => value));
    expect(typed.map(({ length }) => length)).toEqual([25]);
    expect(await names('sprint 59')).toEqual(['Sprint 59']);
    begun.mockClear();
    expect(await offered('meeting show', 'board')).toHaveLength(25);
    expect(begun).not.toHaveBeenCalled();
    // Of the latest none is for the asker.
    await world.database.meeting.createMany({ data: days.map((ago) => held('Board', id, ago - 0.5)) });
    expect(await names()).toEqual(sprints);
  });

  it('one further ahead than half a year is meant by a part of its name, not by its day alone', async () => {
    for (const [name, when] of [
      ['Annual meeting', '2026-11-25 10:00'],
      ['Annual meeting', '2027-11-24 10:00'],
      ['Next steps', '2026-12-10 10:00'],
    ] as const)
      await world.command(prague, 'meeting schedule', { name, when });
    await world.command(prague, 'meeting series end', { series: 'Monthly meeting' });
    await world.advanceTo('2026-12-21T12:00:00Z');
    for (const [typed, shown] of [
      ['Annual meeting', '2027-11-24T09:00'],
      ['annual', '2027-11-24T09:00'],
      ['the annual meeting', '2027-11-24T09:00'],
      ['next annual meeting', '2027-11-24T09:00'],
      ['annual meeting november', '2027-11-24T09:00'],
      ['next november', '2027-11-24T09:00'],
      ['2027-11', '2027-11-24T09:00'],
      ['meeting', '2027-11-24T09:00'],
      ['november', '2026-11-25T09:00'],
      ['the November meeting', '2026-11-25T09:00'],
      ['annual meeting 2026-11', '2026-11-25T09:00'],
      ['next steps', '2026-12-10T09:00'],
    ] as const)
      expect(replyWords(await world.command(prague, 'meeting show', { meeting: typed })), typed).toContain(
        shown,
      );
  });

  it('a meeting that took place is shown too, where none that is coming is called so', async () => {
    await world.advanceTo('2027-01-20T00:00:00Z');
    for (const [typed, shown] of [
      ['Monthly meeting', '2027-02-02T17:00'],
      ['5 jan', '2027-01-05T17:00'],
      ['Monthly meeting 2026-12', '2026-12-01T17:00'],
      ['the January meeting', '2027-01-05T17:00'],
      ['january 2028', '2028-01-04T'],
      ['february', '2027-02-02T17:00'],
    ] as const)
      expect(replyWords(await world.command(prague, 'meeting show', { meeting: typed })), typed).toContain(
        shown,
      );
    expect(replyWords(await world.command(prague, 'meeting show', { meeting: '5 jan' }))).toContain(
      'This meeting is over.',
    );
    expect((await offered('meeting show', '2026'))?.map((name) => name.split(',')[0])).toEqual([
      'Monthly meeting · Tuesday 1 December 2026',
    ]);
    expect(await world.refused(prague, 'meeting show', { meeting: 'retro' })).toContain(
      'I know no coming meeting "retro"',
    );
  });

  // What the database is asked for is asked of both above; what is made of it is the same.
  if (database !== 'SQLite') return;

  it('a topic written for a meeting that is over goes to the next of its series, if one is coming', async () => {
    const { id } = await world.database.meeting.findFirstOrThrow({ orderBy: { startsAt: 'asc' } });
    await world.advanceTo('2026-12-02T00:00:00Z');
    const values = { title: 'Dark mode', details: '' };
    const submit = () => world.submit(prague, 'meetings/topic', [String(id)], values);
    expect(replyWords(await submit())).toContain('The meeting that you had in mind is over');
    const topics = await world.database.agendaTopic.findMany({ include: { meeting: true } });
    expect(topics.map(({ meeting }) => meeting.localDate)).toEqual(['2027-01-05']);
    await world.command(prague, 'meeting series end', {});
    await expect(submit()).rejects.toThrow('"Monthly meeting" is over and no other is coming.');
  });

  it('a long name is cut between its characters', async () => {
    const woman = '\u{1f469}\u200d\u{1f4bb}';
    const values = { name: woman.repeat(16), rule: 'every tuesday', times: '18:00', zone: 'Europe/Prague' };
    await world.command(prague, 'meeting series create', values);
    const [name = ''] = (await offered('meeting cancel', woman)) ?? [];
    expect(name.length).toBeLessThanOrEqual(100);
    expect(name.split(' · ')[0]?.replaceAll(woman, '')).toBe('…');
  });

  it('what can be restored is what is cancelled', async () => {
    expect(await offered('meeting restore')).toEqual([]);
    await world.command(prague, 'meeting cancel', { meeting: '2027-02' });
    expect(await offered('meeting restore')).toEqual([
      'Monthly meeting · Tuesday 2 February 2027, 18:00 Europe/Prague (cancelled)',
    ]);
  });

  it('a series is named in part or with blanks for hyphens; of many ten stand in a refusal, which says where all are', async () => {
    for (let i = 1; i <= 11; i++) {
      const values = { rule: 'every tuesday', times: '18:00', zone: 'UTC' };
      await world.command(prague, 'meeting series create', { ...values, name: `Team ${i}` });
    }
    const rule = { name: 'Sig-docs', rule: 'every tuesday', times: '18:00', zone: 'UTC' };
    await world.command(prague, 'meeting series create', rule);
    expect((await world.asked(prague, 'meeting series pause', { series: 'sig docs' })).words).toContain(
      'Sig-docs',
    );
    expect(await world.refused(prague, 'meeting series pause', { series: 'team' })).toContain(
      '"team" may be one of several: 2 ("Team 1")',
    );
    const words = await world.refused(prague, 'meeting series pause', { series: 'Marketing' });
    expect(words).toContain('`Team 9`, and 3 more in `/meeting series list`.');
  });

  it('a day without a year is not that of a meeting of the next year where the series has one before it', async () => {
    const weekly = { name: 'Weekly', rule: 'every tuesday', times: '18:00', zone: 'UTC' };
    await world.command(prague, 'meeting series create', weekly);
    const tokyo = { name: 'tokyo', zone: 'Asia/Tokyo' };
    for (const [meeting, at] of [
      ['weekly 1 dec', '2026-12-01T18:00'],
      ['weekly 2 dec', '2026-12-01T18:00'],
      ['weekly 01.12.', '2026-12-01T18:00'],
      ['weekly 2.12.', '2026-12-01T18:00'],
      ['weekly 1 dec 2027', '2027-11-30T18:00'],
      ['weekly 12 oct', '2027-10-12T18:00'],
    ] as const)
      expect(replyWords(await world.command(tokyo, 'meeting show', { meeting })), meeting).toContain(at);
    await world.command(prague, 'meeting series create', {
      ...weekly,
      name: 'Team 9',
      rule: 'first monday of the month',
    });
    expect(replyWords(await world.command(tokyo, 'meeting show', { meeting: 'team 9 november' }))).toContain(
      '2027-11-01T18:00',
    );
    // A Tuesday in 2027 alone.
    expect(await world.refused(prague, 'meeting cancel', { meeting: 'weekly 23 nov' })).toContain(
      'I know no coming meeting',
    );
  });

  it('a meeting can be named by its day', async () => {
    const weekly = { name: 'Weekly', rule: 'every tuesday', times: '17:30', zone: 'UTC' };
    await world.command(prague, 'meeting series create', weekly);
    const late = { name: 'Late', rule: 'first tuesday', times: '20:00', zone: 'America/New_York' };
    await world.command(prague, 'meeting series create', late);
    await world.command(prague, 'meeting schedule', { name: 'Extra-long', when: '2026-12-09 10:00' });
    for (const [typed, meant] of [
      ['8 dec', 'Weekly on 2026-12-08T17:30'],
      ['weekly 8 Dec', 'Weekly on 2026-12-08T17:30'],
      ['Weekly on December 8th', 'Weekly on 2026-12-08T17:30'],
      ['the weekly of 22 December 2026', 'Weekly on 2026-12-22T17:30'],
      ['wednesday', 'Late on 2026-12-02T01:00'],
      // On its own calendar it is still the day before.
      ['late 1 dec', 'Late on 2026-12-02T01:00'],
      ['the late meeting', 'Late on 2026-12-02T01:00'],
      ['extra long', 'Extra-long on 2026-12-09'],
    ] as const)
      expect((await world.asked(prague, 'meeting cancel', { meeting: typed })).words, typed).toContain(meant);
    for (const [typed, refusal] of [
      ['18 dec', 'I know no coming meeting "18 dec"'],
      ['weekly 8 Dec 2025', 'I know no coming meeting "weekly 8 Dec 2025"'],
      ['on the', 'I know no coming meeting "on the"'],
      ['dec', '"dec" may be one of several'],
      ['the next one', 'Which meeting do you mean?'],
    ] as const)
      expect(await world.refused(prague, 'meeting cancel', { meeting: typed }), typed).toContain(refusal);
  });

  it('a number that is no meeting’s is not taken for a part of the name or day of another', async () => {
    await world.command(prague, 'meeting schedule', { name: 'Sprint 900', when: '2026-12-30 18:00' });
    expect((await world.asked(prague, 'meeting cancel', { meeting: 'sprint 900' })).words).toContain(
      'Sprint 900',
    );
    for (const typed of ['900', ' #900 ', '2026', '#30'])
      expect(await world.refused(prague, 'meeting cancel', { meeting: typed }), typed).toContain(
        'I know no coming',
      );
  });

  it('a zone beside the times is told where it belongs', async () => {
    for (const [times, refusal] of [
      ['01:00 UTC', 'Write `01:00` as `times`, `UTC` as `zone`.'],
      ['18:00, 9:30am PT', 'Write `9:30am` as `times`, `America/Los_Angeles` as `zone`.'],
      ['11:00 PT (Pacific Time)', 'Write `11:00` as `times`, `America/Los_Angeles` as `zone`.'],
      ['18:00 CET/CEST', 'Write `18:00` as `times`,'],
      ['8am/17:30 Europe/Prague', 'Write `17:30` as `times`, `Europe/Prague` as `zone`.'],
      ['18:00 (UTC)', 'Write `18:00` as `times`, `UTC` as `zone`.'],
      ['noon in Tokyo', '`noon in Tokyo` is not a time of day.'],
      ['18:00-19:30', 'Write `18:00` as `times`, and how long it takes as `duration`.'],
      ['18:00 - 19:30', 'Write `18:00` as `times`, and how long it takes as `duration`.'],
      ['9pm, from 6pm to 7:30pm', 'Write `6pm` as `times`, and how long it takes as `duration`.'],
      ['18:00 UTC-3', 'is not a time of day'],
      ['18:00 -03:00', 'is not a time of day'],
      ['6-7pm', 'is not a time of day'],
      ['18:00-late', '`18:00-late` is not a time of day.'],
      ['18:00', 'It lacks `zone`.'],
    ] as const) {
      const values = { name: 'APAC', rule: 'last wednesday', times };
      expect(await world.refused(prague, 'meeting series create', values), times).toContain(refusal);
    }
    // Whoever writes it in both places has said it.
    const asIn = { name: 'APAC', rule: 'last wednesday', zone: 'America/Los_Angeles' };
    for (const times of [
      '9:00 PT, 17:00 PT (Pacific Time)',
      '9:00 America/Los_Angeles, 17:00',
      'alternating between 9:00 and 17:00',
    ])
      expect((await world.asked(prague, 'meeting series create', { ...asIn, times })).words).toContain(
        '09:00 and 17:00 in turn, America/Los_Angeles',
      );
    const other = { ...asIn, times: '9:00 UTC' };
    expect(await world.refused(prague, 'meeting series create', other)).toContain('`UTC` as `zone`');
  });

  it('minutes are those of meetings that took place, also of one before the last', async () => {
    expect(await offered('meeting minutes publish')).toEqual([]);
    await world.advanceTo('2027-01-06T00:00:00Z');
    expect(await offered('meeting minutes publish')).toEqual([
      'Monthly meeting · Tuesday 5 January 2027, 18:00 Europe/Prague',
      'Monthly meeting · Tuesday 1 December 2026, 18:00 Europe/Prague',
    ]);
    expect(await offered('meeting minutes edit', 'dec')).toHaveLength(1);
    await world.command(prague, 'meeting minutes publish', { meeting: 'Monthly meeting 2026-12' });
    const paths = () => world.of('file').map(({ content }) => content.kind === 'file' && content.path);
    expect(paths()).toEqual(['docs/monthly-meeting/2026-12.md']);
    await world.command(prague, 'meeting minutes publish', { meeting: 'monthly meeting' });
    expect(paths().at(-1)).toBe('docs/monthly-meeting/2027-01.md');
    expect(wordsOf(world.of('file')[0]?.content)).toContain(
      '**Past minutes:** <https://github.com/python/docs-community/tree/HEAD/docs/monthly-meeting>',
    );
    expect(await world.refused(prague, 'meeting minutes publish', { meeting: '2027-02' })).toContain(
      'no meeting "2027-02" that took place',
    );
  });

  it('a meeting that was cancelled while it was on has notes, and is named by its day', async () => {
    await world.advanceTo('2027-01-05T17:20:00Z');
    await world.command(prague, 'meeting cancel', { meeting: 'Monthly meeting' });
    await world.command(prague, 'meeting cancel', { meeting: 'Monthly meeting 2027-02' });
    await world.advanceTo('2027-02-03T09:00:00Z');
    expect(await offered('meeting minutes edit')).toEqual([
      'Monthly meeting · Tuesday 5 January 2027, 18:00 Europe/Prague (cancelled)',
      'Monthly meeting · Tuesday 1 December 2026, 18:00 Europe/Prague',
    ]);
    const opened = async (meeting?: string) => {
      const reply = await world.command(prague, 'meeting minutes edit', { meeting });
      return reply.kind === 'form' && reply.title;
    };
    expect(await opened('5 jan')).toBe('Notes of Monthly meeting, 2027-01-05');
    for (const typed of [undefined, 'Monthly meeting'])
      expect(await opened(typed)).toBe('Notes of Monthly meeting, 2026-12-01');
    expect(await world.refused(prague, 'meeting minutes edit', { meeting: '2 feb' })).toContain(
      'I know no meeting "2 feb" that took place',
    );
    const { id } = await world.database.meeting.findFirstOrThrow({ where: { occurrence: '2027-01-05' } });
    const there = { ...prague, about: [`meeting/${id}`] };
    await world.command(there, 'meeting action add', { text: 'Look again' });
    expect(await world.database.actionItem.findMany()).toMatchObject([{ meetingId: id }]);
  });
});
