// In which agendas a promise comes back: those of its series, and no others; all public ones where it has no series.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays } from '../../../src/core/time.ts';
import { nextOpenMeeting, topicsForNextMeeting } from '../../../src/features/meetings/index.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { replyWords } from '../remembered.ts';
import { wordsOf } from './platforms.ts';
import { openWorld } from './world.ts';

const prague = { name: 'prague', isOrganiser: true, zone: 'Europe/Prague' };

describe.each(freshDatabases('SQLite'))('on $name', ({ open }) => {
  let fresh: Fresh;
  let world: Awaited<ReturnType<typeof openWorld>>;

  beforeEach(async () => {
    fresh = await open();
    world = await openWorld(fresh, '2026-11-20T09:00:00Z', {
      isForAll: async (_, chosen = []) => !chosen.some(({ id }) => id === 'core'),
    });
  });
  afterEach(async () => {
    expect(world.failures).toEqual([]);
    await fresh.close();
  });

  const create = (name: string, rule: string, more = {}) =>
    world.command(prague, 'meeting series create', { name, rule, times: '18:00', zone: 'UTC', ...more });
  const promise = (text: string) => world.command(prague, 'meeting action add', { text });
  /** Meetings that were held each day from one to another, as rows: none of them was published. */
  const heldDaily = async (from: string, to: string) => {
    const data = [];
    for (let localDate = from; localDate <= to; localDate = addDays(localDate, 1)) {
      const startsAt = new Date(`${localDate}T18:00:00Z`);
      const endsAt = new Date(`${localDate}T19:00:00Z`);
      const time = { localDate, localTime: '18:00', zone: 'UTC', tzVersion: '2026a', startsAt, endsAt };
      const at = { timedAt: startsAt, announcedAt: startsAt, createdAt: startsAt, changedAt: startsAt };
      const about = { groupId: world.group.id, name: 'Office hours', durationMinutes: 60, phase: 'over' };
      data.push({ ...about, ...time, ...at });
    }
    await world.database.meeting.createMany({ data });
  };
  /** The newest agenda in a channel. */
  const agenda = (channel: string) =>
    wordsOf(
      world
        .under('/agenda')
        .filter(({ place }) => place === `channel ${channel}`)
        .at(-1)?.content,
    );

  it('what is promised before any meeting was held comes back in the first', async () => {
    await create('Monthly meeting', 'first tuesday');
    await promise('Write to the translators');
    await world.advanceTo('2026-11-29T00:00:00Z');
    expect(agenda('meetings')).toContain('Write to the translators');
  });

  it('what is promised in a private series comes back there, and in no public agenda or minutes', async () => {
    await create('Editorial board', 'fourth tuesday', {
      role: '4711',
      channel: { platform: 'chat', id: 'board', name: 'board' },
    });
    await create('Monthly meeting', 'first tuesday');
    await world.advanceTo('2026-11-24T18:30:00Z');
    await promise('Find a new editor');
    await world.command(prague, 'meeting schedule', {
      name: 'Docs sprint',
      when: '2026-12-05 18:00',
      confirmed: true,
    });
    await world.advanceTo('2026-12-05T18:30:00Z');
    expect(world.published.filter(({ content }) => wordsOf(content).includes('Find a new'))).toHaveLength(1);
    expect(world.under('/minutes').map(({ place }) => place)).toContain('channel board');
    await world.advanceTo('2026-12-20T00:00:00Z');
    expect(agenda('board')).toContain('Find a new editor');
  });

  it('what is promised in a series with a closed channel of its own comes in no meeting elsewhere', async () => {
    await create('Core team', 'fourth tuesday', { channel: { platform: 'chat', id: 'core', name: 'core' } });
    await create('Office hours', 'fourth thursday', {
      channel: { platform: 'chat', id: 'lobby', name: 'lobby' },
    });
    await create('Monthly meeting', 'fourth wednesday');
    await world.advanceTo('2026-11-24T18:30:00Z');
    await promise('Ask the lawyer');
    await world.advanceTo('2026-11-25T18:30:00Z');
    await promise('Write to the translators');
    await world.advanceTo('2026-11-26T18:30:00Z');
    await promise('Paint the lobby');
    const when = '2026-12-05 18:00';
    await world.command(prague, 'meeting schedule', { name: 'Docs sprint', when, confirmed: true });
    await world.advanceTo('2026-12-05T18:30:00Z');
    expect(agenda('meetings')).toContain('Write to the translators');
    expect(agenda('meetings')).toContain('Paint the lobby');
    expect(agenda('meetings')).not.toContain('Ask the lawyer');
    await world.advanceTo('2026-12-20T00:00:00Z');
    expect(agenda('core')).toContain('Ask the lawyer');
  });

  it('other features know of the next meeting that the group’s readers may know of, and put topics on its agenda', async () => {
    await create('Core team', 'every day', { channel: { platform: 'chat', id: 'core', name: 'core' } });
    await create('Monthly meeting', 'first tuesday');
    const next = async () => (await nextOpenMeeting(world.deps)(world.group.id, world.now()))?.name;
    expect(await next()).toBe('Monthly meeting');
    const topic = { key: 'question/1', text: 'Which style guide?', now: world.now() };
    expect(await topicsForNextMeeting(world.deps)(world.group.id, topic)).toBe('Monthly meeting');
    await world.command(prague, 'meeting series end', { series: 'Monthly meeting' });
    expect(await next()).toBeUndefined();
  });

  it('a series with a closed channel of its own is named nowhere else, though the group has no places for meetings', async () => {
    await world.database.place.deleteMany({ where: { purpose: 'meetings' } });
    await create('Core team', 'every day', { channel: { platform: 'chat', id: 'core', name: 'core' } });
    const next = async () => (await nextOpenMeeting(world.deps)(world.group.id, world.now()))?.name;
    expect(await next()).toBeUndefined();
    await create('Monthly meeting', 'first tuesday');
    expect(await next()).toBe('Monthly meeting');
  });

  it('a meeting that stands alone takes the promises of a series that chose the channel in which it stands itself', async () => {
    await world.roster.changeGroup(world.group.id, {
      places: [{ purpose: 'meetings', platform: 'chat', id: 'core' }],
    });
    await create('Core team', 'fourth tuesday', { channel: { platform: 'chat', id: 'core', name: 'core' } });
    await world.advanceTo('2026-11-24T18:30:00Z');
    await promise('Ask the lawyer');
    const when = '2026-12-05 18:00';
    await world.command(prague, 'meeting schedule', { name: 'Docs sprint', when, confirmed: true });
    await world.advanceTo('2026-12-05T17:30:00Z');
    expect(agenda('core')).toContain('Ask the lawyer');
  });

  it('a promise that is kept is ticked off in the draft of its meeting, however many others were held since', async () => {
    await create('Monthly meeting', 'first tuesday');
    await world.advanceTo('2026-12-01T18:30:00Z');
    await promise('Write to the translators');
    await world.advanceTo('2026-12-20T00:00:00Z');
    await heldDaily('2026-12-02', '2026-12-19');
    await world.command(prague, 'meeting action done', { action: 'Write to the translators' });
    await world.settled();
    const drafts = world.under('/minutes').map(({ content }) => JSON.stringify(content));
    const its = drafts.filter((words) => words.includes('Write to the translators'));
    expect(its.map((words) => words.includes('"checked":true'))).toEqual([true, true]);
  });

  it('topics of a meeting wait for the next that is held, however many are cancelled between', async () => {
    await create('Office hours', 'every day');
    const topic = { key: 'question/1', text: 'Which style guide?', now: world.now() };
    await topicsForNextMeeting(world.deps)(world.group.id, topic);
    await world.command(prague, 'meeting series skip', { from: '2026-11-20', to: '2026-12-20' });
    world.away('2026-12-20T12:00:00Z');
    await world.woken();
    expect(agenda('meetings')).toContain('Which style guide?');
  });

  it('the minutes of a meeting are found by its name, however many others were held since', async () => {
    await create('Monthly meeting', 'first tuesday');
    await world.advanceTo('2027-02-01T12:00:00Z');
    await heldDaily('2026-12-02', '2027-01-31');
    const text = replyWords(
      await world.command(prague, 'meeting minutes publish', { meeting: 'Monthly meeting 2026-12' }),
    );
    expect(text).toContain('Monthly meeting');
  });

  it('an agenda is a record: what is done a week later does not change it', async () => {
    await create('Monthly meeting', 'first tuesday');
    await promise('Write to the translators');
    await world.advanceTo('2026-12-08T18:00:00Z');
    await world.command(prague, 'meeting action done', { action: 'Write to the translators' });
    await world.settled();
    expect(agenda('meetings')).toContain('Write to the translators');
    await world.advanceTo('2027-01-04T00:00:00Z');
    expect(agenda('meetings')).not.toContain('Write to the translators');
  });

  it('a promise is for a day to come, and is done by a word of it, however short, but not by “all”', async () => {
    await create('Monthly meeting', 'first tuesday');
    for (const due of ['yesterday', '2026-11-01'])
      expect(await world.refused(prague, 'meeting action add', { text: 'Call Ada', due })).toContain(
        'is in the past',
      );
    await promise('Mend the CSS');
    await promise('Call Ada');
    const done = (action: string) => world.command(prague, 'meeting action done', { action });
    expect(await world.refused(prague, 'meeting action done', { action: 'all' })).toContain('No open action');
    expect(replyWords(await done('css'))).toContain('Mend the CSS');
  });

  it('a topic is taken off by its number in the list', async () => {
    await create('Monthly meeting', 'first tuesday');
    for (const title of ['Glossary', 'Dark mode']) {
      const form = await world.command(prague, 'meeting topic add');
      if (form.kind !== 'form') throw new Error('It opens no form');
      await world.submit(prague, form.form, form.args, { title, details: '' });
    }
    expect(replyWords(await world.command(prague, 'meeting topic remove', { topic: '2' }))).toContain(
      'Dark mode',
    );
    expect(await world.refused(prague, 'meeting topic remove', { topic: '2' })).toContain('no topic "2"');
  });
});
