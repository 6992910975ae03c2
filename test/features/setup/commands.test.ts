// What organisers ask of the set-up: how their own group stands, and to try again.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OptionValue, Request } from '../../../src/core/command.ts';
import { plain } from '../../../src/core/document.ts';
import type { Finding } from '../../../src/core/platform.ts';
import { setupCommands } from '../../../src/features/setup/commands.ts';
import { matching } from '../../../src/features/setup/helping.ts';
import { setupStore } from '../../../src/features/setup/store.ts';
import { mark } from '../../../src/publishing/store.ts';
import { change } from '../../../src/storage/client.ts';
import { memberStore } from '../../roster.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { can } from '../remembered.ts';

const findings: readonly Finding[] = [
  { what: 'Discord token', isOk: false, saw: 'refused' },
  { what: 'Server Ours', isOk: false, saw: 'I lack Manage Events', space: 'ours' },
  { what: 'Server Theirs', isOk: false, saw: 'I lack Create Events', space: 'theirs' },
];

describe('help', () => {
  const names = ['vote open', 'vote cast', 'project list', 'prs digest', 'apply', 'docent setup'];
  const commands = names.map((name) => ({
    name,
    description: name === 'apply' ? 'Asks to become a member' : 'Something',
  }));
  it.each([
    ['vote', ['vote open', 'vote cast']],
    ['Votes', ['vote open', 'vote cast']],
    ['/vote  cast', ['vote cast']],
    ['cast', ['vote cast']],
    ['prs', ['prs digest']],
    ['members', ['apply']],
    ['weather', []],
    [' ', []],
  ])('about “%s” is what is called so, or speaks of it', (about, expected) => {
    expect(matching(commands, about).map(({ name }) => name)).toEqual(expected);
  });
});

/** A repository that cannot be read. */
const unread = (title: string, isOurs: boolean) => ({
  name: `repositories/${title}`,
  title,
  kind: 'part' as const,
  isAccepted: () => false,
  trouble: () => `I can't see ${title} on GitHub.`,
  isConcerned: async () => isOurs,
});

describe.each(freshDatabases())('the set-up on $name', ({ open }) => {
  let fresh: Fresh;
  let groupId: number;
  beforeEach(async () => {
    fresh = await open();
    groupId = await memberStore(fresh.database, { isInvited: () => true }).groupOf('discord', 'ours');
  });
  afterEach(() => fresh.close());

  async function run(name: string, values: Readonly<Record<string, OptionValue>> = {}): Promise<string> {
    const roster = memberStore(fresh.database, { isInvited: () => true });
    const found = setupCommands({
      store: setupStore(fresh.database),
      group: (id) => roster.find(id),
      changeGroup: roster.changeGroup,
      check: async () => [...findings],
      refusers: () => [unread('docs/ours', true), unread('docs/theirs', false)],
      platformTitle: (platform) => platform,
      placeName: () => undefined,
      listedPlaces: async () => [{ platform: 'forum', id: '9', name: 'Docs' }],
      usual: { name: 'Docs work group', zone: 'UTC' },
      hasLists: true,
      areVotesForAll: async () => true,
      isForAll: async () => false,
      movingWords: async () => undefined,
      lookAgain: () => {},
      allCommands: () => [],
    }).find((one) => one.name === name);
    const caller = { platform: 'discord', id: '111', name: 'lagos' } as const;
    const request: Request = {
      groupId,
      caller,
      id: 'x',
      platform: 'discord',
      can: can('discord'),
      roles: [],
      isOrganiser: true,
      isMember: true,
      about: async () => [],
      zone: 'UTC',
      now: new Date('2026-12-01T12:00:00Z'),
      progress: async () => {},
    };
    const reply = await found?.run(request, values);
    return reply?.kind === 'said' ? plain(reply.document) : '';
  }

  it('/docent status tells of the whole bot and of one’s own server, not of another group’s', async () => {
    const text = await run('docent status');
    expect(text).toContain('Discord token');
    expect(text).toContain('Server Ours');
    expect(text).toContain("docs/ours: I can't see docs/ours on GitHub.");
    expect(text).not.toMatch(/theirs/iu);
  });

  it('/docent setup takes a place away, and a category with all that is in it', async () => {
    const channel = (id: string) => ({ platform: 'discord', id, name: id });
    await run('docent setup', { meetings: channel('1'), ama: channel('2'), category: 'Docs' });
    expect(await run('docent setup', { remove: 'ama' })).not.toContain('#2');
    const left = () => fresh.database.place.findMany({ orderBy: { id: 'asc' } });
    const at = (all: Awaited<ReturnType<typeof left>>) => all.map((one) => `${one.purpose}:${one.placeId}`);
    expect(at(await left())).toEqual(['meetings:1', 'meetings:9', 'digests:9', 'amas:9', 'projects:9']);
    await expect(run('docent setup', { remove: 'ama' })).rejects.toThrow('remove:category');
    await expect(run('docent setup', { remove: 'ama', ama: channel('3') })).rejects.toThrow('at once');
    await run('docent setup', { category: 'none' });
    expect(at(await left())).toEqual(['meetings:1']);
    expect((await fresh.database.space.findMany()).map(({ platform }) => platform)).toEqual(['discord']);
  });

  it('/docent retry says how much it tries again', async () => {
    const wanted = {
      groupId,
      about: 'meeting/1',
      to: { kind: 'places', places: [{ platform: 'discord', id: '22' }] },
      view: 'meetings/announcement',
      subject: '1',
    } as const;
    await change(fresh.database, groupId, (rows) =>
      mark(rows, [{ ...wanted, key: 'meeting/1/announcement' }]),
    );
    await fresh.database.publication.updateMany({
      data: { state: 'failed', error: 'No permission: `/docent setup`.' },
    });
    // What stands between back-quotes is code.
    expect(await run('docent status')).toContain('No permission: /docent setup.');
    expect(await run('docent retry')).toContain('Trying again: 1.');
    // It is published by nobody here, so it waits, and neither command calls that a failure.
    await fresh.database.publication.updateMany({ data: { error: null } });
    expect(await run('docent retry')).toContain('Nothing had failed.');
    expect(await run('docent retry')).toContain('1 thing is waiting');
    expect(await run('docent status')).toContain('1 thing is waiting');
  });

  it('/docent status and /docent retry agree on what failed, what is still tried, and what only waits', async () => {
    const wanted = (n: number) => ({
      groupId,
      key: `meeting/${n}/announcement`,
      about: `meeting/${n}`,
      to: { kind: 'places', places: [{ platform: 'discord', id: '22' }] } as const,
      view: 'meetings/announcement',
      subject: String(n),
    });
    await change(fresh.database, groupId, (rows) => mark(rows, [11, 12, 13].map(wanted)));
    const set = (about: string, data: object) =>
      fresh.database.publication.updateMany({ where: { about }, data });
    await set('meeting/1', { state: 'done', error: null });
    await set('meeting/11', { state: 'failed', error: 'No permission' });
    await set('meeting/12', { error: 'No answer', attempts: 3 });
    const status = await run('docent status');
    expect(status).toMatch(/Could not be published.*No permission/su);
    expect(status).toMatch(/still being tried.*No answer/su);
    expect(status).toContain('A meeting: No permission');
    expect(status).toContain('1 thing is waiting');
    const retry = await run('docent retry');
    expect(retry).toContain('Trying again: 2.');
  });

  it('a group that has nothing but its category is told that things go there, not that they are missing', async () => {
    const roster = memberStore(fresh.database, { isInvited: () => true });
    const home = { platform: 'forum', id: '9' };
    await roster.changeGroup(groupId, { spaces: [home], places: [{ ...home, purpose: 'meetings' }] });
    const said = await run('docent setup');
    expect(said).toMatch(/Meetings: the category Docs/u);
    expect(said).toMatch(/Votes and decisions: the category Docs/u);
    expect(said).toMatch(/Pull requests: missing/u);
  });
});
