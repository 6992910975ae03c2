// The thin slice: a series is made, announced everywhere, answered to, and reminded of, each once.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { replyWords } from '../remembered.ts';
import { wordsOf } from './platforms.ts';
import { openWorld } from './world.ts';

const prague = { name: 'prague', isOrganiser: true, zone: 'Europe/Prague' };
const tokyo = { name: 'tokyo', zone: 'Asia/Tokyo' };
const monthly = {
  name: 'Monthly meeting',
  rule: 'first tuesday',
  times: '21:00, 18:00',
  zone: 'Europe/Prague',
};

describe.each(freshDatabases())('on $name', ({ open }) => {
  let fresh: Fresh;
  let world: Awaited<ReturnType<typeof openWorld>>;

  beforeEach(async () => {
    fresh = await open();
    world = await openWorld(fresh, '2026-11-20T09:00:00Z');
  });
  afterEach(async () => {
    await fresh.close();
  });

  it('a new series is announced at once: channel, topic and event', async () => {
    const reply = await world.command(prague, 'meeting series create', monthly);
    expect(replyWords(reply)).toContain('Monthly meeting is set up');
    expect(world.seen('channel meetings').join()).toContain('Monthly meeting');
    const [topic] = world.of('topic');
    expect(topic && wordsOf(topic.content)).toContain('Monthly meeting: Tuesday 1 December 2026');
    expect(topic && wordsOf(topic.content)).toContain('2026-12-01T20:00:00.000Z');
    const events = world.under('/event').map(({ content }) => content);
    expect(
      events.map((event) => (event.kind === 'event' ? event.startsAt.toISOString() : event.kind)),
    ).toEqual(['2026-12-01T20:00:00.000Z', '2027-01-05T17:00:00.000Z']);
    expect(world.failures).toEqual([]);
  });

  it('once the topic is there, the announcement and the event link to it', async () => {
    await world.command(prague, 'meeting series create', monthly);
    const links = ['/announcement', '/event'].map((part) =>
      JSON.stringify(world.under(part, 'chat')[0]?.content),
    );
    const [topic] = world.of('topic');
    for (const shown of links) expect(shown).toContain(`https://forum.example/${topic?.id}`);
    const edits = world.published.map(({ edits: count }) => count);
    expect(Math.max(...edits)).toBeLessThanOrEqual(1);
  });

  it('makes each month’s meeting at least twelve months ahead, and keeps it so', async () => {
    await world.command(prague, 'meeting series create', monthly);
    const months = async () =>
      (await world.database.meeting.findMany({ orderBy: { occurrence: 'asc' } })).map(({ occurrence }) =>
        occurrence?.slice(0, 7),
      );
    expect((await months()).at(-1)).toBe('2027-12');
    await world.advanceTo('2027-02-10T00:00:00Z');
    expect((await months()).at(-1)).toBe('2028-03');
  });

  it('reminds a week, a day and an hour before and at the start, each once, also across restarts', async () => {
    await world.command(prague, 'meeting series create', monthly);
    await world.advanceTo('2026-11-30T21:00:00Z');
    world.restart();
    await world.advanceTo('2026-12-01T20:30:00Z');
    const summaries = [...world.under('/reminder/'), ...world.under('/minutes', 'chat')].map(({ content }) =>
      content.kind === 'message' ? content.summary : '',
    );
    expect(summaries).toEqual([
      'Monthly meeting starts in 7 days',
      'Monthly meeting starts in 1 day',
      'Monthly meeting starts in 1 hour',
      'Monthly meeting starts now',
    ]);
    const at = [...world.under('/reminder/'), ...world.under('/minutes', 'chat')];
    expect(at.map((one) => one.at.toISOString())).toEqual([
      '2026-11-24T20:00:00.000Z',
      '2026-11-30T20:00:00.000Z',
      '2026-12-01T19:00:00.000Z',
      '2026-12-01T20:00:00.000Z',
    ]);
  });

  it('after downtime sends one late reminder that says so, and none once the meeting is over', async () => {
    await world.command(prague, 'meeting series create', monthly);
    world.away('2026-12-01T15:00:00Z');
    await world.settled();
    const [late, ...more] = world.under('/reminder/').map(({ content }) => wordsOf(content));
    expect(late).toContain('starts in 5 hours');
    expect(late).toContain('comes late');
    expect(more).toEqual([]);
    world.away('2026-12-01T21:00:00Z');
    await world.settled();
    expect(world.under('/reminder/')).toHaveLength(1);
  });

  it('the next meeting is announced when the one before is over, and the event is completed', async () => {
    await world.command(prague, 'meeting series create', monthly);
    await world.advanceTo('2026-12-01T20:59:00Z');
    expect(world.under('/announcement', 'chat')).toHaveLength(1);
    const [event] = world.under('/event').map(({ content }) => content);
    expect(event?.kind === 'event' && event.status).toBe('active');
    await world.advanceTo('2026-12-01T21:00:00Z');
    expect(world.under('/announcement', 'chat')).toHaveLength(2);
    const [after] = world.under('/event').map(({ content }) => content);
    expect(after?.kind === 'event' && after.status).toBe('completed');
  });

  it('Going, Maybe and Can’t are shown in the announcement; who cannot come is not pinged any more', async () => {
    await world.command(prague, 'meeting series create', monthly);
    await world.press(tokyo, 'Going');
    await world.press(prague, 'Maybe');
    await world.press(tokyo, 'Remind me');
    const [shown] = world.under('/announcement', 'chat').map(({ content }) => wordsOf(content));
    expect(shown).toContain('Going (1): tokyo');
    expect(shown).toContain('Maybe (1): prague');
    await world.press(tokyo, "Can't");
    const [again] = world.under('/announcement', 'chat').map(({ content }) => wordsOf(content));
    expect(again).toContain('Can’t (1): tokyo');
    expect(again).not.toContain('Going (');
    await world.advanceTo('2026-11-30T20:00:00Z');
    const pinged = world
      .under('/reminder/')
      .map(({ content }) => (content.kind === 'message' ? content.pings?.map(({ id }) => id) : []));
    expect(pinged).toEqual([[], []]);
  });

  it('shows what is coming in the reader’s zone', async () => {
    await world.command(prague, 'meeting series create', monthly);
    const words = replyWords(await world.command(tokyo, 'meeting next'));
    expect(words).toContain('Monthly meeting · 2026-12-01T20:00:00.000Z · in 12 days');
  });

  it('where something is not set up, what is possible is done, and the reply says what is missing', async () => {
    await world.database.place.deleteMany({ where: { platform: 'chat' } });
    await world.database.space.deleteMany();
    const words = replyWords(await world.command(prague, 'meeting series create', monthly));
    expect(words).toContain(
      'no place for meetings is chosen on The chat. /docent setup meetings:… chooses one. I know nothing of the group on The chat yet',
    );
    expect(world.published.map(({ place, content }) => `${content.kind} in ${place}`)).toEqual([
      'topic in channel 5',
    ]);
    const lagos = { name: 'lagos', platform: 'forum' } as const;
    await world.command(lagos, 'meeting rsvp', { answer: 'going' });
    await world.command(prague, 'meeting move', { when: '2026-12-02 20:00', confirmed: true });
    expect(world.under('/change/').map(({ place }) => place)).toEqual(['person forum-lagos']);
  });

  it('a series of the same name is refused, whatever its capitals', async () => {
    await world.command(prague, 'meeting series create', monthly);
    expect(
      await world.refused(prague, 'meeting series create', { ...monthly, name: 'monthly MEETING' }),
    ).toContain('There is a series "monthly MEETING" already');
  });

  it.each([
    ['a zone abbreviation', { zone: 'EST' }, 'America/New_York'],
    ['the 32nd', { rule: 'the 32nd' }, 'the 32nd'],
    ['a time that is none', { times: '25:00' }, 'not a time of day'],
    ['no duration', { duration: '0m' }, 'from 5 minutes to 12 hours'],
  ])('refuses %s and says what to do', async (_, wrong, words) => {
    expect(await world.refused(prague, 'meeting series create', { ...monthly, ...wrong })).toContain(words);
    expect(await world.database.meetingSeries.count()).toBe(0);
  });

  it('a time in the gap is accepted, and the shift is said, however far off it is', async () => {
    const reply = await world.command(prague, 'meeting series create', {
      name: 'Night shift',
      rule: 'last sunday',
      times: '02:30',
      zone: 'Europe/Prague',
    });
    expect(replyWords(reply)).toContain('Night shift is set up');
    expect(replyWords(reply)).toContain('The clocks skip the usual time that day in Europe/Prague');
    expect(replyWords(reply)).toContain('so it starts at 03:30');
    expect(replyWords(reply)).toContain(
      '02:30 comes twice that day in Europe/Prague; it is the first of the two',
    );
    const rows = await world.database.meeting.findMany({
      where: { OR: [{ occurrence: { startsWith: '2027-03' } }, { occurrence: { startsWith: '2027-10' } }] },
    });
    expect(rows.map(({ startsAt }) => startsAt.toISOString())).toEqual([
      '2027-03-28T01:30:00.000Z',
      '2027-10-31T00:30:00.000Z',
    ]);
  });

  it('the name of a series that has ended is free again, and means the new one', async () => {
    await world.command(prague, 'meeting series create', monthly);
    await world.command(prague, 'meeting series end', { series: 'Monthly meeting' });
    await world.command(prague, 'meeting series create', { ...monthly, rule: 'second tuesday' });
    const reply = await world.command(prague, 'meeting series pause', { series: 'Monthly meeting' });
    expect(replyWords(reply)).toContain('second tuesday');
    const rows = await world.database.meetingSeries.findMany({ orderBy: { id: 'asc' } });
    expect(rows.map(({ state, slug }) => `${state} ${slug}`)).toEqual([
      'ended monthly-meeting',
      'paused monthly-meeting-2',
    ]);
  });
});
