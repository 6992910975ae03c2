// Who is told of what: pinged where it is announced or written to, never both, and nothing that was before they asked.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changing } from '../../../src/features/meetings/store/advance.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { recordStatements } from '../../storage/plans.ts';
import { replyWords } from '../remembered.ts';
import { capabilities, nothing } from './platforms.ts';
import { openWorld } from './world.ts';

const prague = { name: 'prague', isOrganiser: true, zone: 'Europe/Prague' };
const tokyo = { name: 'tokyo' };
const lagos = { name: 'lagos', platform: 'forum' };
const monthly = { name: 'Monthly meeting', rule: 'first tuesday', times: '18:00', zone: 'UTC' };

describe.each(freshDatabases('SQLite'))('on $name', ({ open }) => {
  let fresh: Fresh;
  let world: Awaited<ReturnType<typeof openWorld>>;

  beforeEach(async () => {
    fresh = await open();
    world = await openWorld(fresh, '2026-11-20T09:00:00Z');
  });
  afterEach(async () => {
    expect(world.failures).toEqual([]);
    await fresh.close();
  });

  /** Where somebody was told of something, and whether by a ping. */
  const told = (part: string) =>
    world
      .under(part)
      .map(({ place, content }) => [
        place,
        content.kind === 'message' ? (content.pings?.map(({ id }) => id) ?? []) : [],
      ]);

  it('the series of a list of meetings are read once each, however many meetings they have', async () => {
    await world.command(prague, 'meeting series create', monthly);
    await world.command(prague, 'meeting series create', {
      ...monthly,
      name: 'Office hours',
      times: '09:00',
    });
    const recorded = recordStatements();
    const said = await world.command(tokyo, 'meeting next');
    recorded.stop();
    expect(replyWords(said).match(/Monthly meeting|Office hours/gu)?.length).toBe(5);
    const series = [...recorded.seen].filter((sql) => sql.includes('FROM `main`.`MeetingSeries`'));
    expect(series.map((sql) => /IN \([?,]+\)/u.exec(sql)?.[0])).toEqual(['IN (?,?)']);
  });

  it('who answered on the forum and has an account in the chat is pinged there, and not written to', async () => {
    await world.command(prague, 'meeting series create', monthly);
    await world.command(lagos, 'meeting rsvp', { answer: 'going' });
    const { id } = await world.roster.of(world.group.id, world.account(lagos));
    await world.roster.joinAccount(world.group.id, id, world.account({ name: 'lagos' }));
    await world.command(prague, 'meeting cancel');
    expect(told('/change/')).toEqual([['channel meetings', ['chat-lagos']]]);
  });

  it('where the group has no chat, each of those concerned is written to', async () => {
    await world.database.place.deleteMany({ where: { platform: 'chat' } });
    await world.command(prague, 'meeting series create', monthly);
    await world.command(lagos, 'meeting rsvp', { answer: 'going' });
    await world.command(tokyo, 'meeting rsvp', { answer: 'maybe' });
    await world.command(prague, 'meeting cancel');
    expect(told('/change/')).toEqual([
      ['person forum-lagos', []],
      ['person chat-tokyo', []],
    ]);
  });

  it('whom the message at the start pings, nobody writes to; where no chat has it, they are', async () => {
    await world.command(prague, 'meeting series create', monthly);
    await world.command(tokyo, 'meeting rsvp', { answer: 'going' });
    const meeting = await world.database.meeting.findFirstOrThrow({ orderBy: { startsAt: 'asc' } });
    const { personId } = await world.database.rsvp.findFirstOrThrow();
    const seconds = meeting.startsAt.getTime() / 1000;
    const written = async (minutes: number, told: string) =>
      await world.feature().views.reminder?.(`${meeting.id}/${seconds}/${minutes}/${personId}`, {
        groupId: world.group.id,
        key: '',
        platform: 'chat',
        can: capabilities.chat ?? nothing,
        now: new Date(meeting.startsAt.getTime() - minutes * 60_000),
        isPublished: false,
        links: async () => [],
        wasMade: async () => false,
        reaches: async (key) => key.endsWith(told),
      });
    expect(await written(0, '/minutes')).toBeUndefined();
    expect(await written(60, `/reminder/${seconds}/60`)).toBeUndefined();
    // A reminder that was not shown for its start pinged nobody. No command is given where one is written to.
    expect(await written(0, `/reminder/${seconds}/0`)).toMatchObject({
      kind: 'message',
      buttons: [{ label: 'Going' }, { label: 'Maybe' }, { label: "Can't" }, { label: 'No reminders' }],
    });
  });

  it('reminders and answers that are not due are not read with each change of the group', async () => {
    await world.command(prague, 'meeting series create', monthly);
    await world.command(lagos, 'meeting rsvp', { answer: 'going' });
    await world.command(tokyo, 'meeting remind-me', { before: '2h' });
    // Whoever reads these rows stumbles.
    await world.database.$executeRawUnsafe(`UPDATE "PersonalReminder" SET "personId" = 'x'`);
    await world.database.$executeRawUnsafe(`UPDATE "Rsvp" SET "personId" = 'x'`);
    const changed = (now: Date) =>
      changing(world.database, { groupId: world.group.id, now }, async () => 'done');
    expect(await changed(world.now())).toBe('done');
    await expect(changed(new Date('2026-12-01T17:00:00Z'))).rejects.toThrow();
  });

  it('who asks to be pinged after a reminder gets the next one, and not that one late', async () => {
    await world.command(prague, 'meeting series create', monthly);
    await world.advanceTo('2026-11-30T20:00:00Z');
    await world.press(lagos, 'Remind me');
    await world.command(prague, 'meeting cancel', { meeting: '2027-02' });
    expect(told('/reminder/').map(([place]) => place)).toEqual(['channel meetings', 'channel meetings']);
    await world.advanceTo('2026-12-01T17:30:00Z');
    // Places are written to beside each other, in no certain order.
    expect(new Set(told('/reminder/').slice(2))).toEqual(
      new Set([
        ['channel meetings', []],
        ['person forum-lagos', []],
      ]),
    );
    expect(told('/reminder/')).toHaveLength(4);
  });

  it('what was said once is not said again when the series goes to another platform', async () => {
    await world.database.place.deleteMany({ where: { platform: 'chat' } });
    await world.command(prague, 'meeting series create', monthly);
    await world.advanceTo('2026-11-30T20:00:00Z');
    await world.command(prague, 'meeting series edit', {
      series: 'Monthly meeting',
      channel: { platform: 'chat', id: 'lounge', name: 'lounge' },
    });
    expect(world.under('/announcement', 'chat').map(({ place }) => place)).toEqual(['channel lounge']);
    expect(world.under('/agenda', 'chat').map(({ place }) => place)).toEqual(['channel lounge']);
    expect(told('/reminder/')).toEqual([]);
    await world.advanceTo('2026-12-01T17:00:00Z');
    expect(told('/reminder/').map(([place]) => place)).toEqual(['channel lounge']);
  });

  it('a private reminder that would have been due before it was asked for is not sent', async () => {
    await world.command(prague, 'meeting series create', monthly);
    await world.advanceTo('2026-12-01T17:00:00Z');
    await world.command(lagos, 'meeting remind-me', { before: '2h' });
    expect(world.under('/personal/')).toEqual([]);
    await world.advanceTo('2027-01-05T17:00:00Z');
    expect(world.under('/personal/').map(({ at }) => at.toISOString())).toEqual(['2027-01-05T16:00:00.000Z']);
  });

  it('who cannot be written to is told where to ask for a private reminder', async () => {
    await world.command(prague, 'meeting series create', monthly);
    const words = await world.refused({ name: 'me', platform: 'terminal' }, 'meeting remind-me', {
      before: '2h',
    });
    expect(words).toBe('I cannot write to you here. Ask on The chat or The forum.');
  });

  it('an action goes to the last meeting that one may see', async () => {
    await world.command(prague, 'meeting series create', monthly);
    await world.command(prague, 'meeting series create', {
      name: 'Board',
      rule: 'second tuesday',
      times: '18:00',
      zone: 'UTC',
      role: '4711',
      channel: { platform: 'chat', id: 'board', name: 'board' },
    });
    await world.roster.changePerson(
      world.group.id,
      (await world.roster.of(world.group.id, world.account(tokyo))).id,
      { role: 'member' },
    );
    await world.advanceTo('2026-12-10T00:00:00Z');
    const meetingOf = async (text: string) => {
      const { meetingId } = await world.database.actionItem.findFirstOrThrow({ where: { text } });
      return (await world.database.meeting.findUniqueOrThrow({ where: { id: meetingId ?? 0 } })).name;
    };
    await world.command(tokyo, 'meeting action add', { text: 'open' });
    expect(await meetingOf('open')).toBe('Monthly meeting');
    const both = await world.refused({ ...tokyo, roles: ['4711'] }, 'meeting action add', { text: 'closed' });
    expect(both).toContain('Which meeting do you mean?');
    await world.command({ ...tokyo, roles: ['4711'] }, 'meeting action add', {
      text: 'closed',
      meeting: 'Board',
    });
    expect(await meetingOf('closed')).toBe('Board');
    // A role of the same name elsewhere is another role.
    const stranger = { name: 'tokyo', platform: 'forum', roles: ['4711'] };
    expect(replyWords(await world.command(stranger, 'meeting next'))).not.toContain('Board');
  });

  it('a group that gets its places later has its meetings announced there then', async () => {
    await world.database.place.deleteMany();
    await world.database.space.deleteMany();
    await world.command(prague, 'meeting series create', monthly);
    expect(world.published).toEqual([]);
    await world.roster.changeGroup(world.group.id, {
      places: [{ purpose: 'meetings', platform: 'forum', id: '5' }],
      spaces: [{ platform: 'chat', id: 'server' }],
    });
    await world.woken();
    expect(world.published.map(({ platform, content }) => `${content.kind} ${platform}`).toSorted()).toEqual([
      'event chat',
      'event chat',
      'topic forum',
    ]);
  });

  it('what a meeting published is put away a year after it, with minutes that came late too', async () => {
    await world.command(prague, 'meeting series create', { ...monthly, minutes: 'docs/minutes/monthly' });
    await world.advanceTo('2026-12-20T00:00:00Z');
    const [first] = await world.database.meeting.findMany({ orderBy: { startsAt: 'asc' }, take: 1 });
    const about = `meeting/${first?.id}`;
    const unended = async () =>
      (await world.database.publication.findMany({ where: { about, endedAt: null } })).map(
        ({ view }) => view,
      );
    expect(await unended()).toEqual([]);
    await world.command(prague, 'meeting minutes publish', { meeting: '2026-12' });
    expect(world.of('file')).toHaveLength(1);
    expect(await unended()).toEqual([]);
    const topic = world.of('topic')[0]?.content;
    expect(topic?.kind === 'topic' && topic.isClosed).toBe(true);

    // Put away, they are looked at once more for whoever asks, and put away again; also where none stood.
    const view = { view: 'meetings/file' };
    for (const before of [{}, { remote: null, hash: null, place: '', destination: '' }]) {
      const data = { ...before, state: 'archived', endedAt: null };
      await world.database.publication.updateMany({ where: view, data });
      await world.command(prague, 'meeting minutes publish', { meeting: '2026-12' });
      expect(await world.database.publication.findMany({ where: view })).toMatchObject([
        { state: 'done', remote: expect.any(String), endedAt: expect.any(Date) },
      ]);
    }
  });
});
