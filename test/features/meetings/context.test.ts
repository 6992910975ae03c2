// What a request is about is the meeting that is meant; where several could be, the bot asks.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { replyWords } from '../remembered.ts';
import { openWorld } from './world.ts';

const prague = { name: 'prague', isOrganiser: true, zone: 'Europe/Prague' };

describe.each(freshDatabases('SQLite'))('on $name', ({ open }) => {
  let fresh: Fresh;
  let world: Awaited<ReturnType<typeof openWorld>>;

  beforeEach(async () => {
    fresh = await open();
    world = await openWorld(fresh, '2026-11-20T09:00:00Z');
    await world.command(prague, 'meeting series create', {
      name: 'Monthly meeting',
      rule: 'first tuesday',
      times: '18:00',
      zone: 'UTC',
    });
    await world.command(prague, 'meeting series create', {
      name: 'Localization',
      rule: 'second monday',
      times: '15:00',
      zone: 'UTC',
    });
  });
  afterEach(async () => {
    expect(world.failures).toEqual([]);
    await fresh.close();
  });

  const idOf = async (name: string) =>
    (await world.database.meeting.findFirstOrThrow({ where: { name }, orderBy: { startsAt: 'asc' } })).id;
  const in_ = (about: readonly string[], place?: string) => ({
    ...prague,
    about,
    ...(place && { place: { platform: 'chat', id: place, name: place } }),
  });

  it.each([
    'meeting cancel',
    'meeting rsvp',
    'meeting topic remove',
    'meeting remind-me',
    'meeting notes-taker',
  ])('%s asks which of two series is meant, and changes neither', async (name) => {
    const words = await world.refused(prague, name, { answer: 'going', before: '2h', topic: '1' });
    expect(words).toContain('Which meeting do you mean?');
    expect(words).toContain('Monthly meeting');
    expect(words).toContain('Localization');
    expect(await world.database.meeting.count({ where: { status: 'cancelled' } })).toBe(0);
    expect(await world.database.rsvp.count()).toBe(0);
  });

  it('in the place of one meeting that one is meant, whatever comes first', async () => {
    const id = await idOf('Localization');
    await world.command(in_([`meeting/${id}`]), 'meeting rsvp', { answer: 'going' });
    expect(await world.database.rsvp.findMany({ select: { meetingId: true } })).toEqual([{ meetingId: id }]);
  });

  it('a meeting that is named goes before the place', async () => {
    const about = [`meeting/${await idOf('Localization')}`];
    await world.command(in_(about), 'meeting cancel', { meeting: 'Monthly meeting' });
    const [cancelled] = await world.database.meeting.findMany({ where: { status: 'cancelled' } });
    expect(cancelled?.name).toBe('Monthly meeting');
  });

  it.each([
    ['meeting present add', 'is in the roll call of Localization, 2026-12-14T15:00'],
    ['meeting present remove', 'is not in the roll call of Localization, 2026-12-14T15:00'],
    ['meeting minutes publish', 'the minutes of Localization, 2026-12-14T15:00'],
    ['meeting notes-taker', 'takes the notes of Localization, 2027-01-11T15:00'],
  ])('the answer to %s says of which day the meeting is', async (name, words) => {
    await world.advanceTo('2026-12-15T09:00:00Z');
    const next = await world.database.meeting.findFirstOrThrow({
      where: { name: 'Localization', startsAt: { gt: new Date('2026-12-15') } },
      orderBy: { startsAt: 'asc' },
    });
    const values = name === 'meeting notes-taker' ? { who: world.account(prague) } : {};
    const reply = await world.command(in_([`meeting/${next.id}`]), name, values);
    expect(replyWords(reply)).toContain(words);
  });

  it('in the channel that only one series chose, its next meeting is meant', async () => {
    await world.command(prague, 'meeting series edit', {
      series: 'Localization',
      channel: { platform: 'chat', id: 'l10n', name: 'l10n' },
    });
    await world.command(in_([], 'l10n'), 'meeting cancel', {});
    const [cancelled] = await world.database.meeting.findMany({ where: { status: 'cancelled' } });
    expect(cancelled?.name).toBe('Localization');
  });

  it("in the group's own channel no series is meant, though one chose it by hand", async () => {
    const channel = { platform: 'chat', id: 'meetings', name: 'meetings' };
    await world.command(prague, 'meeting series edit', { series: 'Localization', channel });
    expect(await world.refused(in_([], 'meetings'), 'meeting cancel')).toContain(
      'Which meeting do you mean?',
    );
    await world.advanceTo('2026-12-01T18:05:00Z');
    const started = await world.command(in_([], 'meetings'), 'meeting start');
    expect(replyWords(started)).toContain('Monthly meeting');
  });

  it('what is asked before a change names the meeting and its time, and the answer means that one', async () => {
    const asked = await world.asked(prague, 'meeting cancel', { meeting: 'Localization' });
    expect(asked.words).toContain('Cancel Localization on 2026-12-14T15:00:00.000Z');
    expect(asked.values).toEqual({ meeting: String(await idOf('Localization')) });
  });

  it('a new series shows its next dates and where it will be announced, and nobody sees it before', async () => {
    const asked = await world.asked(prague, 'meeting series create', {
      name: 'Sprint',
      rule: 'every other wednesday',
      times: '10:00',
      zone: 'UTC',
    });
    expect(asked.words).toContain('2026-11-25T10:00:00.000Z');
    expect(asked.words).toContain('2026-12-09T10:00:00.000Z');
    expect(asked.words).toContain('Reminders: 7 days before, 1 day before, 1 hour before, at the start');
    expect(asked.words).toContain('The chat: an announcement');
    expect(asked.words).toContain('The forum: a topic');
    expect(asked.values).toEqual({ starts: '2026-11-25' });
    expect(replyWords(await world.command(prague, 'meeting series list'))).not.toContain('Sprint');
  });

  it.each(['pause', 'resume', 'end'])('/meeting series %s asks first', async (verb) => {
    const asked = await world.asked(prague, `meeting series ${verb}`, { series: 'Localization' });
    expect(asked.words).toContain('Localization');
  });
});
