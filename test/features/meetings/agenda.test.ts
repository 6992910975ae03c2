// Agendas and minutes: what appears by itself, what people add, and where it ends up.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { p } from '../../../src/core/document.ts';
import type { Editor, TopicPost } from '../../../src/core/platform.ts';
import { calendarFeed } from '../../../src/features/meetings/index.ts';
import { hasBegun } from '../../../src/features/meetings/rules.ts';
import { linesOf } from '../../../src/platforms/discourse/mention.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { replyWords } from '../remembered.ts';
import { wordsOf } from './platforms.ts';
import { type Caller, feedParts, openWorld } from './world.ts';

const prague = { name: 'prague', isOrganiser: true, zone: 'Europe/Prague' };
const tokyo = { name: 'tokyo', zone: 'Asia/Tokyo' };
const visitor = { name: 'visitor', isMember: false };
const lagos: Caller = { name: 'lagos', platform: 'forum' };
const bot = { platform: 'forum', id: 'Docent', name: 'Docent' };
const voice = { platform: 'chat', id: 'voice-1', name: 'Meeting room' } as const;

describe.each(freshDatabases('SQLite'))('on $name', ({ open }) => {
  let fresh: Fresh;
  let world: Awaited<ReturnType<typeof openWorld>>;

  beforeEach(async () => {
    whose = 'author';
    fresh = await open();
    world = await openWorld(fresh, '2026-11-20T09:00:00Z', {
      agendaParts: {
        backlog: async () => ({
          title: 'Docs pull requests',
          blocks: [p('173 are open, 4 fewer than a month ago.')],
        }),
        issues: async () => undefined,
      },
    });
    for (const who of [prague, tokyo]) {
      const { id } = await world.roster.of(world.group.id, world.account(who));
      await world.roster.changePerson(world.group.id, id, { role: 'member', zone: who.zone });
    }
    await world.command(prague, 'meeting series create', {
      name: 'Monthly meeting',
      rule: 'first tuesday',
      times: '21:00, 18:00',
      zone: 'Europe/Prague',
      voice,
      minutes: 'https://github.com/python/docs-community/tree/main/docs/monthly-meeting',
    });
  });
  afterEach(async () => {
    expect(world.failures).toEqual([]);
    await fresh.close();
  });

  const words = (part: string) => world.under(part).map(({ content }) => wordsOf(content));
  const post = (number: number, raw: string): TopicPost => ({
    id: String(100 + number),
    number,
    version: 1,
    author: world.account(lagos),
    isStaff: false,
    isOurs: false,
    isToBot: false,
    place: '50',
    reference: '',
    raw,
    lines: linesOf(raw, 'docent'),
    url: '',
    likes: 0,
    createdAt: world.now(),
  });
  const own = (): TopicPost => ({ ...post(1, ''), author: bot, isOurs: true });
  let whose: Editor;
  const ingest = async (...posts: TopicPost[]) => {
    const { groupId, key, about } = await world.database.publication.findFirstOrThrow({
      where: { view: 'meetings/announcement', isFollowed: true },
      orderBy: { id: 'asc' },
    });
    const told = [own(), ...posts];
    const lastEditor = async () => whose;
    const event = { platform: 'forum', groupId, key, about, posts: told, lastEditor };
    await world.feature().ingest?.({ kind: 'topic', ...event });
    await world.settled();
  };
  const addTopic = async (who: Caller, title: string, details = '') => {
    const form = await world.command(who, 'meeting topic add');
    if (form.kind !== 'form') throw new Error('It opens no form');
    await world.submit(who, form.form, form.args, { title, details });
  };

  it('appears three days before, in the topic and the channel, without the parts that are empty', async () => {
    await world.advanceTo('2026-11-28T19:59:00Z');
    expect(world.under('/agenda')).toEqual([]);
    await world.advanceTo('2026-11-28T20:00:00Z');
    expect(
      world
        .under('/agenda')
        .map(({ place }) => place)
        .toSorted(),
    ).toEqual(['channel meetings', `inside ${world.of('topic')[0]?.id}`]);
    expect(words('/agenda')[0]).toContain('173 are open');
    expect(words('/agenda')[0]).not.toContain('Follow-ups');
    expect(words('/agenda')[0]).not.toContain('Topics');
  });

  it('shows topics in their order with their owners, from the form and from replies', async () => {
    for (let sent = 0; sent < 2; sent += 1)
      await addTopic(tokyo, 'Tutorial for beginners', 'The second chapter is out of date.');
    await ingest(
      post(
        2,
        'Sounds good!\n\n@docent topic: Dark mode\n@lagos topic: not for me\n> @docent topic: quoted\n```\n@docent topic: code\n```',
      ),
    );
    await world.advanceTo('2026-11-29T00:00:00Z');
    const [shown] = words('/agenda');
    expect(shown).toContain('[tokyo] Tutorial for beginners · The second chapter is out of date.');
    expect(shown).toContain('[lagos] Dark mode');
    expect(shown?.split('Tutorial for beginners')).toHaveLength(2);
    expect(shown).not.toContain('not for me');
    expect(shown).not.toContain('quoted');
    expect(shown).not.toContain('code');
    expect(shown?.indexOf('Tutorial')).toBeLessThan(shown?.indexOf('Dark mode') ?? 0);
  });

  it('calendars are told when a reply names a topic, words it otherwise, and takes it back', async () => {
    const modified = async () => {
      const feed = calendarFeed(world.deps.store, world.identity, feedParts);
      const made = await feed({ id: world.group.id, name: 'Docs' }, {}, world.now());
      return /LAST-MODIFIED:(\w+)/u.exec(made?.ics ?? '')?.[1];
    };
    await world.advanceTo('2026-11-25T09:00:00Z');
    const plain = post(2, 'I have an idea.');
    const says = (raw: string) => ({ ...plain, raw, lines: linesOf(raw, 'docent') });
    for (const [day, ...posts] of [
      ['26', says('@docent topic: Dark mode')],
      ['27', says('@docent topic: Light mode')],
      ['28'],
    ] as const) {
      await world.advanceTo(`2026-11-${day}T09:00:00Z`);
      await ingest(...posts);
      expect(await modified()).toBe(`202611${day}T090000Z`);
    }
  });

  it('a reply that is edited or deleted changes the agenda, which is edited, not sent again', async () => {
    await world.advanceTo('2026-11-29T00:00:00Z');
    await ingest(post(2, '@docent topic: Dark mode'));
    await ingest(post(2, '@docent topic: Light mode'));
    expect(words('/agenda')[0]).toContain('[lagos] Light mode');
    expect(words('/agenda')[0]).not.toContain('Dark mode');
    await ingest();
    expect(words('/agenda')[0]).not.toContain('Light mode');
    expect(world.under('/agenda')).toHaveLength(2);
  });

  it.each([
    ['staff', 'Dark mode', 'Whom to call?'],
    ['anybody', 'Dark mode', 'Whom to call? 555-1234'],
  ] as const)(
    'a reply that %s edited says less, and names no topic that its author did not',
    async (by, ...titles) => {
      await world.advanceTo('2026-11-29T00:00:00Z');
      const edited = (raw: string) => ({ ...post(2, raw), isEdited: true });
      const both = '@docent topic: Dark mode\n\n@docent topic: Whom to call?';
      const shown = () => words('/agenda')[0]?.match(/(?<=\[lagos\] ).*/gu);
      await ingest(post(2, `${both} 555-1234`));
      whose = by;
      await ingest(edited(both));
      expect(shown()).toEqual(titles);
      await ingest(edited(`@docent topic: Something of mine\n\n${both}`));
      expect(shown()).toEqual(titles);
      const talk = { ...edited('@docent topic: Something of mine'), id: '103', number: 3 };
      await ingest(edited(both), talk);
      expect(shown()).toEqual(titles);
      await ingest(edited('@docent topic: Dark mode'));
      expect(shown()).toEqual(by === 'staff' ? ['Dark mode'] : titles);
    },
  );

  it('the announcement names them long before the agenda appears, until the meeting is over', async () => {
    await addTopic(tokyo, 'Tutorial for beginners');
    await ingest(post(2, '@docent topic: Dark mode'));
    expect(words('/agenda')).toEqual([]);
    for (const shown of words('/announcement'))
      expect(shown).toContain('On the agenda: Tutorial for beginners; Dark mode');
    const first = world.under('/announcement').length;
    await world.advanceTo('2026-12-01T22:00:00Z');
    for (const shown of words('/announcement').slice(0, first)) expect(shown).not.toContain('On the agenda');
  });

  it('topics of a cancelled meeting wait for the next', async () => {
    await addTopic(tokyo, 'Tutorial for beginners');
    await world.command(prague, 'meeting cancel');
    expect(words('/announcement')[0]).not.toContain('On the agenda');
    const [next] = await world.deps.store.coming(world.group.id, new Date('2026-12-02T00:00:00Z'));
    expect(replyWords(await world.command(tokyo, 'meeting topic list', { meeting: '2027-01' }))).toContain(
      'Tutorial for beginners',
    );
    expect(next?.meeting.occurrence?.slice(0, 7)).toBe('2027-01');
  });

  it('a topic taken off a cancelled meeting after its start does not make it one that took place', async () => {
    await addTopic(tokyo, 'Tutorial for beginners');
    await world.command(prague, 'meeting cancel', { confirmed: true });
    await world.advanceTo('2026-12-02T00:00:00Z');
    await world.command(tokyo, 'meeting topic remove', { topic: 'tutorial' });
    const [cancelled] = await world.deps.store.begun(world.group.id, world.now(), { limit: 5 });
    expect(cancelled?.meeting.status).toBe('cancelled');
    expect(cancelled && hasBegun(cancelled.meeting, world.now())).toBe(false);
  });

  it('one’s own topic can be taken off, somebody else’s only by organisers', async () => {
    await addTopic(tokyo, 'Tutorial for beginners');
    expect(
      await world.refused(visitor, 'meeting topic remove', { topic: 'Tutorial for beginners' }),
    ).toContain('somebody else’s');
    await world.command(tokyo, 'meeting topic remove', { topic: 'tutorial' });
    expect(replyWords(await world.command(tokyo, 'meeting topic list'))).toContain(
      'Nothing is on the agenda',
    );
  });

  it('at the start there is a draft in the group’s form, with the roll call of who was there, not of who said Going', async () => {
    await world.press(tokyo, 'Going');
    await world.press(visitor, 'Maybe');
    await addTopic(tokyo, 'Tutorial for beginners');
    await world.advanceTo('2026-12-01T20:05:00Z');
    await world.feature().ingest?.({
      kind: 'voice',
      groupId: world.group.id,
      account: world.account(prague),
      channelId: voice.id,
      isPresent: true,
      at: world.now(),
    });
    await world.settled();
    const [draft = ''] = words('/minutes');
    expect(draft).toContain('Monthly meeting (December 1, 2026)');
    for (const part of [
      'Roll call',
      'Introductions',
      'Reports and celebrations',
      'Discussion',
      'Next meeting',
    ]) {
      expect(draft).toContain(part);
    }
    expect(draft).toMatch(/Roll call\s+prague\s+Introductions/u);
    await world.command(tokyo, 'meeting present add');
    await world.command(tokyo, 'meeting present remove', { who: world.account(prague) });
    expect(words('/minutes')[0]).toMatch(/Roll call\s+tokyo\s+Introductions/u);
    expect(draft).not.toContain('visitor');
    expect(draft).toContain('[tokyo] Tutorial for beginners');
  });

  it('published minutes become a pull request, are linked in the topic, and the topic closes', async () => {
    await world.advanceTo('2026-12-01T21:30:00Z');
    await world.command(tokyo, 'meeting present add');
    await world.command(tokyo, 'meeting action add', {
      text: 'Will ping the release team',
      owner: world.account(prague),
    });
    const form = await world.command(tokyo, 'meeting minutes edit');
    if (form.kind !== 'form') throw new Error('It opens no form');
    await world.submit(tokyo, form.form, form.args, {
      discussion:
        '- We *agree* on <b>this</b>\n- @everyone is welcome\n- [ ] [x](https://x.example) is a link',
      reports: '# A heading\n\n- [Hugo] was *there*',
    });
    const reply = await world.command(tokyo, 'meeting minutes publish');
    expect(replyWords(reply)).toContain('I am opening a pull request');
    const [change, ...more] = world.of('file');
    expect(more).toEqual([]);
    expect(change).toMatchObject({
      place: 'repository python/docs-community',
      content: {
        path: 'docs/monthly-meeting/2026-12.md',
        title: 'Minutes: Monthly meeting (December 1, 2026)',
      },
    });
    const file = wordsOf(change?.content);
    const url = `https://repository.example/${change?.id}`;
    expect(file).toMatch(/^# Monthly meeting \(December 1, 2026\)\n/u);
    expect(file).toContain('- **Date:** Tuesday 1 December 2026, 20:00 UTC');
    expect(file).toContain('## Roll call\n\n- tokyo\n');
    expect(file).toContain('- We _agree_ on \\<b>this\\</b>');
    expect(file).toContain('\\# A heading');
    expect(file).toContain('- [Hugo] was _there_\n');
    expect(file).toContain('- [ ] [x](https://x.example) is a link\n');
    expect(file).toContain('- **How to take part:** Meeting room\n');
    expect(file).toContain('- [ ] **prague**: Will ping the release team');
    expect(file).toContain('## Next meeting\n\nTuesday 5 January 2027, 17:00 UTC');
    const [topic] = world.of('topic').map(({ content }) => content);
    expect(topic?.kind === 'topic' && topic.isClosed).toBe(true);
    expect(wordsOf(topic)).toContain(url);
    for (const part of ['/announcement', '/minutes']) {
      expect(JSON.stringify(world.under(part, 'chat')[0]?.content)).toContain(url);
    }
    expect(replyWords(await world.command(tokyo, 'meeting minutes publish'))).toContain(url);
    expect(world.of('file')).toHaveLength(1);
  });

  it('the minutes of a meeting that stands alone go where those of the series go; else they are a file', async () => {
    await world.command(prague, 'meeting schedule', {
      name: 'Sprint',
      when: '2026-11-21 10:00',
      confirmed: true,
    });
    await world.command(prague, 'meeting schedule', { name: 'Talk', when: '2026-11-21 12:00' });
    await world.advanceTo('2026-11-21T11:00:00Z');
    await world.command(tokyo, 'meeting minutes publish', { meeting: 'Sprint' });
    expect(world.of('file').map(({ content }) => content.kind === 'file' && content.path)).toEqual([
      'docs/monthly-meeting/2026-11-21-sprint.md',
    ]);
    await world.command(prague, 'meeting series edit', { series: 'Monthly meeting', minutes: 'none' });
    // Where a private series keeps its own is nobody else's.
    await world.command(prague, 'meeting series create', {
      ...{ name: 'Board', rule: 'second friday', times: '18:00', zone: 'UTC', role: '<@&4711>' },
      ...{ minutes: 'python/board/minutes', channel: { platform: 'chat', id: 'board', name: 'board' } },
    });
    const reply = await world.command(prague, 'meeting minutes publish', { meeting: 'Talk' });
    const [file] = reply.kind === 'said' ? (reply.files ?? []) : [];
    expect(file?.name).toBe('2026-11-21-talk.md');
    expect(file?.content.toString()).toContain('# Talk (November 21, 2026)');
  });

  it('open actions come back in each agenda until they are ticked off', async () => {
    await world.advanceTo('2026-12-01T20:30:00Z');
    for (let sent = 0; sent < 2; sent += 1)
      await world.command(tokyo, 'meeting action add', { text: 'Will ping the release team' });
    expect(words('/agenda').join()).not.toContain('Will ping');
    await world.advanceTo('2027-01-03T00:00:00Z');
    const agenda = () => words('/agenda').find((one) => one.includes('2027-01-05')) ?? '';
    expect(agenda()).toContain('tokyo: Will ping the release team');
    await world.command(prague, 'meeting action done', { action: 'will ping the release team' });
    expect(agenda()).not.toContain('Will ping');
    await world.advanceTo('2027-01-31T00:00:00Z');
    expect(words('/agenda').at(-1)).not.toContain('Will ping');
  });

  it('note-taking rotates: who has not for the longest time, those who come first', async () => {
    const suggested = async () => replyWords(await world.command(tokyo, 'meeting notes-taker'));
    expect(await suggested()).toContain('the turn of prague');
    await world.command(tokyo, 'meeting notes-taker', { who: world.account(prague) });
    await world.advanceTo('2026-12-05T00:00:00Z');
    expect(await suggested()).toContain('the turn of tokyo');
    await world.press(prague, 'Going');
    expect(await suggested()).toContain('the turn of prague');
  });

  it('visitors cannot record actions or publish minutes', async () => {
    await world.advanceTo('2026-12-01T20:30:00Z');
    expect(await world.refused(visitor, 'meeting action add', { text: 'x' })).toContain(
      'Only members of the group',
    );
    expect(await world.refused(visitor, 'meeting minutes publish')).toContain('Only members of the group');
  });
});
