// Two groups share the bot, one of them hostile: nothing of the first is seen, posted to or changed by the second.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readable } from '../../../sandbox/discord/index.ts';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { connect, type Database } from '../../../src/storage/client.ts';
import { memberStore } from '../../roster.ts';

describe('a second server', () => {
  let docs: Sandbox;
  let database: Database;
  let folder: string;
  let theirs: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'docent-two-'));
    const databaseUrl = join(folder, 'docent.db');
    docs = await startSandbox({ startAt: new Date('2026-11-20T09:00:00Z'), databaseUrl });
    database = await connect(databaseUrl);
    const { discord } = docs;
    const mallory = discord.addUser('mallory');
    const guild = discord.addGuild('Lair', { owner: mallory });
    theirs = guild.id;
    discord.addMember(mallory, [], { guild });
    discord.addChannel('lair', 'text', { guild });
    await ours(
      '/meeting series create name:"Monthly meeting" rule:"first tuesday" times:"21:00" zone:Europe/Prague confirmed:true',
    );
    await ours(
      '/ama create title:"Secret plans" hosts:prague opens:"2026-11-20 18:00" closes:"2026-12-08 20:00" draft:true confirmed:true',
    );
    await docs.runUntilIdle();
    // The bot registers its commands wherever it is invited.
    await vi.waitFor(() => lair('/docent help'), 30_000);
  });
  afterAll(async () => {
    await database.$disconnect();
    await docs.close();
    rmSync(folder, { recursive: true });
  });

  const said = async (who: string, where: string, text: string) =>
    readable((await docs.discord.people.commandText(who, where, text)).text);
  const ours = (text: string) => said('prague', '#meetings', text);
  const lair = (text: string) => said('mallory', '#lair', text);
  const rows = async () => [
    await database.group.count(),
    await database.meeting.count({ where: { status: 'cancelled' } }),
    await database.watch.count(),
    await database.meetingSeries.count(),
    await database.ama.count(),
  ];

  test('that nobody named gets one polite line, whatever is asked, and nothing else', async () => {
    const before = await rows();
    for (const words of [
      '/docent setup meetings:#lair repositories:docs-group/handbook',
      '/meeting next',
      '/prs digest repository:docs-group/handbook',
      '/prs watch add repository:docs-group/handbook schedule:"mondays 09:00 UTC"',
      '/member list',
      '/docent status',
    ]) {
      expect(await lair(words)).toMatch(/whoever runs me decides where I am/u);
    }
    expect(await rows()).toEqual(before);
  });

  test('that is served sees and changes nothing of the first group, nor what was not granted to it', async () => {
    const store = memberStore(database, { isInvited: (platform) => platform === 'discord' });
    const second = await store.serve({ platform: 'discord', id: theirs }, { name: 'Lair' });
    const before = await rows();
    const refused: readonly [string, RegExp][] = [
      ['/docent setup repositories:docs-group/handbook', /not granted to this group/u],
      ['/docent setup category:Staff', /no category "Staff"/u],
      ['/docent setup category:Documentation', /no category "Documentation"/u],
      ['/prs digest repository:docs-group/handbook', /not granted to this group/u],
      ['/prs watch add repository:docs-group/handbook schedule:"mondays 09:00 UTC"', /not granted/u],
      [
        '/meeting series create name:"Mine" rule:"first tuesday" times:"21:00" zone:UTC minutes:docs-group/handbook/docs confirmed:true',
        /not granted to this group/u,
      ],
      [
        '/meeting cancel meeting:1 confirmed:true',
        /know no coming meeting|no longer there|No meeting is coming/u,
      ],
      [
        '/meeting cancel meeting:"Monthly meeting" confirmed:true',
        /know no coming meeting|No meeting is coming/u,
      ],
      ['/ama status ama:1', /no AMA/u],
      ['/ama list', /no AMA/iu],
      ['/meeting next', /No meeting/u],
    ];
    for (const [words, answer] of refused) {
      const reply = await lair(words);
      expect(reply, words).toMatch(answer);
      expect(reply, words).not.toMatch(/Monthly meeting \(|Secret plans|prague/u);
    }
    expect(await rows()).toEqual(before);
    await docs.runUntilIdle();
    const seen = docs.discord.messages('#lair').map((message) => readable(message.content));
    expect(seen.join('\n')).not.toMatch(/Monthly|Secret|Pull requests/u);
    expect(await database.publication.count({ where: { groupId: second } })).toBe(0);
    // The first one goes on as before.
    expect(await ours('/docent setup')).toContain('docs-group/handbook');
    expect(await ours('/prs digest repository:docs-group/handbook')).not.toContain('not granted');
  });

  test('is refused what an address means, wherever it begins with what it was granted', async () => {
    const store = memberStore(database, { isInvited: (platform) => platform === 'discord' });
    const second = await store.groupOf('discord', theirs);
    // A repository of theirs is called as the owner of the first group's, and one like a branch's address.
    for (const one of ['lair/docs-group', 'docs-group/tree']) await store.grant(second, one);
    await expect
      .poll(() => lair('/docent setup repositories:lair/docs-group'), { timeout: 15_000 })
      .toContain('lair/docs-group');
    const before = await rows();
    for (const words of [
      '/prs watch add repository:https://lair/docs-group/handbook schedule:"mondays 09:00 UTC" confirmed:true',
      '/prs digest repository:git@lair:docs-group/handbook.git',
      '/issues digest repository:ssh://git@lair/docs-group/handbook',
      '/docent setup repositories:https://lair/docs-group/handbook',
      '/meeting series create name:Sly rule:"first tuesday" times:"21:00" zone:UTC minutes:docs-group/tree/x/../handbook confirmed:true',
      '/meeting series create name:Sly rule:"first tuesday" times:"21:00" zone:UTC minutes:https://github.com/docs-group/handbook/tree/main/docs confirmed:true',
    ]) {
      expect(await lair(words), words).toMatch(/`docs-group\/handbook\S*` is not granted|names no folder/u);
    }
    expect(await rows()).toEqual(before);
    // An address of what was granted is as good as its name.
    expect(await lair('/docent setup repositories:https://github.com/lair/docs-group/pulls')).toContain(
      'lair/docs-group',
    );
    for (const one of ['lair/docs-group', 'docs-group/tree']) await store.revoke(second, one);
  });

  test('may use what the operator grants', async () => {
    const store = memberStore(database, { isInvited: (platform) => platform === 'discord' });
    const second = await store.groupOf('discord', theirs);
    await store.grant(second, 'docs-group/handbook');
    // What a running bot knows of a group is some seconds old at most.
    await expect
      .poll(() => lair('/docent setup repositories:docs-group/handbook'), { timeout: 15_000 })
      .toContain('docs-group/handbook');
  });

  test('may use no longer what the operator took back, whatever it had chosen of it', async () => {
    const store = memberStore(database, { isInvited: (platform) => platform === 'discord' });
    const second = await store.groupOf('discord', theirs);
    const watch = 'channel:#lair schedule:"mondays 09:00 UTC"';
    expect(await lair(`/prs watch add repository:docs-group/handbook ${watch} confirmed:true`)).not.toContain(
      'not granted',
    );
    await lair(
      '/meeting series create name:Theirs rule:"first tuesday" times:"21:00" zone:UTC minutes:docs-group/handbook/theirs confirmed:true',
    );
    await docs.runUntilIdle();
    expect(await lair('/prs digest')).toContain('handbook');
    const { id } = await database.meeting.findFirstOrThrow({ where: { groupId: second } });
    await database.meeting.update({ where: { id }, data: { startsAt: new Date('2026-11-19T09:00:00Z') } });
    const publish = async () => {
      const said = await lair(`/meeting minutes publish meeting:${id}`);
      return { said, number: Number(/\/pull\/(\d+)/u.exec(said)?.[1]) };
    };
    const first = await publish();
    expect(first.said).toContain('I am opening a pull request');
    expect(await publish()).toEqual({
      ...first,
      said: expect.stringContaining('The open pull request has the file'),
    });
    // What its maintainers closed is proposed once more, and what they merged is theirs.
    const pull = (number: number) => docs.github.pull('docs-group/handbook', number);
    docs.github.world.close(pull(first.number), 'ned');
    // Nor is it proposed where the group may not write any more, wherever its minutes go by now.
    const folderIs = (minutesFolder: string | null) =>
      database.meetingSeries.updateMany({ where: { groupId: second }, data: { minutesFolder } });
    await folderIs(null);
    await store.revoke(second, 'docs-group/handbook');
    await expect.poll(() => lair('/prs digest'), { timeout: 15_000 }).toContain('is not granted');
    expect(await publish()).toEqual({
      ...first,
      said: expect.stringContaining('This group may not write there any more'),
    });
    await store.grant(second, 'docs-group/handbook');
    await folderIs('docs-group/handbook/theirs');
    await expect.poll(() => lair('/prs digest'), { timeout: 15_000 }).not.toContain('is not granted');
    const anew = await publish();
    expect(anew.number).toBeGreaterThan(first.number);
    docs.github.world.merge(pull(anew.number), 'ned');
    expect(await publish()).toEqual({ ...anew, said: expect.stringContaining('It was merged: ') });
    await docs.runUntilIdle();
    const written = docs.github.world.written.length;
    await store.revoke(second, 'docs-group/handbook');
    await database.meeting.update({ where: { id }, data: { name: 'Sly' } });
    await database.publication.updateMany({
      where: { view: 'meetings/file' },
      data: { state: 'failed', hash: null },
    });
    await lair('/docent retry');
    await docs.runUntilIdle();
    expect(docs.github.world.written).toHaveLength(written);
    expect(await lair('/prs digest')).toContain('`docs-group/handbook` is not granted to this group');
    expect(await lair('/prs digest repository:handbook')).toContain('is not a repository');
    expect(await lair('/prs show number:128')).not.toContain('docs-group/handbook#128');
    expect(await lair('/prs numbers')).toContain('is not granted');
    expect(await lair('/prs for-me about:docs')).not.toContain('docs-group/handbook#');
    await database.publication.deleteMany({ where: { view: 'meetings/file' } });
    await database.meeting.update({ where: { id }, data: { minutesAt: null } });
    expect(await lair(`/meeting minutes publish meeting:${id}`)).toContain('is not granted');
    await database.watch.deleteMany({ where: { groupId: second } });
    await database.meetingSeries.deleteMany({ where: { groupId: second } });
  });

  test('whom it lost is shown by name there, and linked where they still are', async () => {
    const natal = docs.discord.people.user('natal');
    const guild = docs.discord.world.guilds.get(theirs);
    docs.discord.addMember(natal, [], guild && { guild });
    const ama = (where: string) =>
      `/ama create title:"${where} guides" hosts:natal opens:"2026-12-20 18:00" closes:"2026-12-20 20:00" confirmed:true`;
    await lair('/docent setup ama:#lair confirmed:true');
    await lair(ama('Their'));
    await ours(ama('Our'));
    await docs.runUntilIdle();
    const shown = (channel: string) =>
      JSON.stringify(
        docs.discord.messages(channel).filter((message) => JSON.stringify(message).includes('guides')),
      );
    expect(shown('#lair')).toContain(`<@${natal.id}>`);
    expect(shown('#ama')).toContain(`<@${natal.id}>`);
    docs.discord.removeMember(natal, guild && { guild });
    for (const hours of [7, 7]) {
      await docs.moveTo(new Date(docs.now().getTime() + hours * 3_600_000));
      expect(shown('#lair')).not.toContain(`<@${natal.id}>`);
      expect(shown('#ama')).toContain(`<@${natal.id}>`);
    }
    // Answers, too, tell it by the group in which they are asked for.
    const status = async (who: string, where: string, title: string) =>
      JSON.stringify((await docs.discord.people.commandText(who, where, `/ama status ama:"${title}"`)).text);
    expect(await status('mallory', '#lair', 'Their guides')).toContain('natal');
    expect(await status('mallory', '#lair', 'Their guides')).not.toContain(`<@${natal.id}>`);
    expect(await status('prague', '#meetings', 'Our guides')).toContain(`<@${natal.id}>`);
  });

  test('that has nothing on the forum is not told to the staff of the forum, who name it in private', async () => {
    const asked = async (words: string) => {
      const { topic } = docs.discourse.message('prague', ['docent'], {
        title: 'To the bot',
        raw: `@docent ${words}`,
      });
      await docs.moveTo(new Date(docs.now().getTime() + 120_000));
      return topic.posts.map(({ raw }) => raw).join('\n');
    };
    expect(await asked('docent status group:"Docs work group"')).not.toContain('Only organisers');
    expect(await asked('docent status group:"Lair"')).toContain('Only organisers');
    const store = memberStore(database, { isInvited: (platform) => platform === 'discord' });
    const second = await store.groupOf('discord', theirs);
    const category = { platform: 'discourse', id: '5' };
    await store.grant(second, category);
    await expect
      .poll(() => asked('docent status group:"Lair"'), { timeout: 15_000 })
      .not.toContain('Only organisers');
    await store.revoke(second, category);
  });

  test('has no say in the first one by being a manager of its own', async () => {
    docs.discord.addMember(docs.discord.people.user('mallory'));
    expect(await said('mallory', '#meetings', '/docent setup name:Mine')).toContain('Only organisers');
  });
});
