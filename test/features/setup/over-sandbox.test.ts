// The set-up over the sandbox: who may, what is missing, and what organisers read and do on bad days.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { bits, readable, readableText } from '../../../sandbox/discord/index.ts';
import { shown } from '../../../sandbox/discourse/index.ts';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';

const create = (title: string) =>
  `/ama create title:"${title}" hosts:prague opens:"2026-11-24 18:00" closes:"2026-11-24 20:00" confirmed:true`;

describe('the set-up over the sandbox', () => {
  let docs: Sandbox;
  beforeAll(async () => {
    docs = await startSandbox({ startAt: new Date('2026-11-20T09:00:00Z') });
    // What was written before the first look is nobody's question.
    await docs.runUntilIdle();
  });
  afterAll(() => docs.close());

  const type = async (who: string, text: string, where = '#moderators') =>
    readable((await docs.discord.people.commandText(who, where, text)).text);
  const texts = (place: string) => docs.discord.messages(place).map(readableText);
  const topics = (title: string) =>
    [...docs.discourse.forum.topics.values()].filter((topic) => topic.title === title);

  /** Asks in a topic of one's own; answers what the bot says there. */
  async function onDiscourse(who: string, words: string): Promise<string> {
    docs.discourse.createTopic(who, 'Documentation', {
      title: `A question of ${who} on ${words}`,
      raw: words,
    });
    await docs.runUntilIdle();
    const topics = [...docs.discourse.topicsFor(who), ...docs.discourse.messagesOf(who)];
    const said = topics
      .flatMap((topic) => topic.posts)
      .filter(({ by }) => by.username === 'docent')
      .sort((one, other) => one.id - other.id);
    return shown(said.at(-1)?.raw ?? '');
  }

  test('is for organisers, on both platforms', async () => {
    for (const command of ['/docent setup', '/docent status', '/docent retry']) {
      expect(await type('visitor', command, '#general')).toContain('Only organisers');
    }
    expect(await onDiscourse('visitor', '@docent docent setup name:Mine')).toContain('Only organisers');
    expect(await type('prague', '/docent setup')).toContain('Set-up of Docs');
    expect(await onDiscourse('prague', '@docent docent setup name:"Docs of all" confirmed:true')).toContain(
      'Docs of all',
    );
  });

  test('help fits one screen: each command by name, for organisers theirs too, and how to ask what it is for', async () => {
    const mine = await type('visitor', '/docent help', '#general');
    expect(mine).toMatch(/\*\*meeting\*\*: next, show, .*topic add/u);
    expect(mine).toMatch(/\*\*celebrate\*\*: Notes something/u);
    expect(mine).toContain('`/docent help about:meeting` says what each is for');
    expect(mine).not.toContain('series create');
    expect(mine.length).toBeLessThan(1500);
    expect(await type('prague', '/docent help')).toContain('series create');
    expect(await type('visitor', '/docent help about:weather', '#general')).toMatch(
      /I know nothing about “weather”.*\*\*meeting\*\*: next/su,
    );
    expect(await type('visitor', '/docent help about:vote', '#general')).toContain('`/vote cast` Votes');
  });

  test('shows what is set and what is missing, with the option that gives it', async () => {
    const before = await type('prague', '/docent setup');
    expect(before).toContain(
      '**Organisers:** #moderators; `/docent setup organisers:…` chooses another place',
    );
    expect(before).toContain('**AMAs:** #ama');
    expect(before).toContain('**Discourse category:** Documentation');
    const after = await type(
      'prague',
      '/docent setup meetings:#general repositories:"python/devguide, python/cpython python/devguide" zone:Europe/Prague confirmed:true',
    );
    expect(after).toContain('**Meetings:** #general');
    expect(after).toContain('python/devguide, python/cpython');
    expect(after).toContain('Europe/Prague');
    expect(after).not.toContain('in private');
    // Nobody would be told anything otherwise, and nobody would know.
    await expect(type('prague', '/docent setup remove:moderators confirmed:true')).resolves.toContain(
      'goes in private to those whom `/member role` made organisers or ORGANISERS names',
    );
    await type('prague', '/docent setup moderators:#moderators confirmed:true');
  });

  test.each([
    ['category:Nowhere', /There is no category "Nowhere"\. There are: .*Documentation/u],
    ['zone:EST', /America\/New_York/u],
    ['repositories:cpython', /"cpython" is not a repository\. Write it as owner\/name/u],
  ])('%s is refused with what would do, and nothing of the command is done', async (option, words) => {
    expect(await type('prague', `/docent setup name:Changed ${option}`)).toMatch(words);
    expect(await type('prague', '/docent setup')).not.toContain('Changed');
  });

  test('a permission that is missing: organisers are told once, status names it, retry publishes once', async () => {
    docs.discord.removePermission('#ama', bits.SendMessages);
    await type('prague', create('AMA without permission'));
    await docs.runUntilIdle();
    await docs.runUntilIdle();
    const told = texts('#moderators').filter((text) => text.includes('could not be published'));
    expect(told).toHaveLength(1);
    expect(told[0]).toContain('An AMA on Discord');
    expect(topics('AMA without permission')).toHaveLength(1);
    const status = await type('prague', '/docent status', '#moderators');
    expect(status).toContain('I lack Send Messages');
    expect(status).toContain('Give my role: Send Messages');
    expect(status).toContain('Could not be published');

    docs.discord.restorePermissions('#ama');
    expect(await type('prague', '/docent retry', '#moderators')).toMatch(/Trying again: \d+/u);
    await docs.runUntilIdle();
    expect(texts('#ama').filter((text) => text.includes('Questions are open'))).toHaveLength(1);
    expect(docs.discord.threads().filter(({ name }) => name === 'AMA without permission')).toHaveLength(1);
    expect(await type('prague', '/docent status')).toContain('Everything I can check is well');
  });

  test.each([
    ['Send Messages', bits.SendMessages],
    ['Embed Links', bits.EmbedLinks],
  ])(
    '%s given back: what failed is published without a command, and the notice says so',
    async (_, taken) => {
      const title = `AMA with permission ${taken} later`;
      docs.discord.removePermission('#ama', taken);
      await type('prague', create(title));
      await docs.runUntilIdle();
      const notices = () => texts('#moderators').filter((text) => /published|publish/u.test(text));
      const told = notices();
      expect(told.at(-1)).toContain('I try again by myself');
      // Tried in vain meanwhile, and nobody is told anew.
      await docs.moveTo(new Date(docs.now().getTime() + 3 * 3_600_000));
      await docs.runUntilIdle();
      expect(notices()).toEqual(told);
      await type('prague', '/docent retry');
      await docs.runUntilIdle();
      expect(notices()).toEqual(told);

      docs.discord.restorePermissions('#ama');
      await docs.moveTo(new Date(docs.now().getTime() + 61_000));
      await docs.runUntilIdle();
      expect(docs.discord.threads().filter(({ name }) => name === title)).toHaveLength(1);
      expect(notices()).toHaveLength(told.length);
      expect(notices().at(-1)).toContain('published now');
      expect(notices().at(-1)).toContain('It is there now');
      expect(await type('prague', '/docent status')).toContain('Everything I can check is well');
    },
  );

  test('an anonymous asker to whom nobody can write is not told of by who it is, then or afterwards', async () => {
    await type(
      'prague',
      '/ama create title:"AMA without names" hosts:prague opens:now closes:"2026-11-24 20:00" confirmed:true',
    );
    await docs.runUntilIdle();
    const isNotice = (text: string) => /cannot be written to|published/u.test(text);
    const before = texts('#moderators').filter(isNotice).length;
    const docent = docs.discourse.forum.user('docent');
    const { isStaff } = docent;
    docent.isStaff = false;
    docs.discord.closeDMs('lagos');
    docs.discourse.closeMessages('lagos');
    await type('lagos', '/ama ask question:"Why so?" anonymous:true ama:"AMA without names"', '#ama');
    await docs.runUntilIdle();
    await type('prague', '/ama answer question:1 text:"Since it is." ama:"AMA without names"', '#ama');
    await docs.runUntilIdle();
    const told = texts('#moderators').filter(isNotice).slice(before);
    expect(told.join()).toContain('The person to whom this goes');
    docs.discord.closeDMs('lagos', false);
    docs.discourse.closeMessages('lagos', false);
    docent.isStaff = isStaff;
    await type('prague', '/docent retry');
    await docs.runUntilIdle();
    const afterwards = texts('#moderators').filter(isNotice).slice(before);
    expect(afterwards.join()).toContain('It is there now');
    expect([...told, ...afterwards].join()).not.toMatch(/lagos|\(http/iu);
  });

  test('a channel that was deleted is named, with the way to another', async () => {
    docs.discord.deleteChannel('#pull-requests');
    const status = await type('prague', '/docent status');
    expect(status).toMatch(/Channel for pull requests:.*not there/u);
    expect(status).toContain('/docent setup');
  });

  test('Discourse is down: what is set is shown all the same, and what needs it says so', async () => {
    docs.discourse.down(true);
    expect(await type('prague', '/docent setup name:"Docs of all" confirmed:true')).toMatch(
      /Docs of all[\s\S]*\*\*Discourse category:\*\*/u,
    );
    expect(await type('prague', '/docent setup category:Documentation confirmed:true')).toMatch(
      /Discourse|forum/u,
    );
    const status = await type('prague', '/docent status');
    expect(status).toMatch(/Discourse: address/u);
    expect(status).toContain('DISCOURSE_URL');
    docs.discourse.down(false);
    expect(await type('prague', '/docent status')).not.toContain('Discourse: address');
  });

  test('Discourse’s key is revoked: Discord goes on, and status names the key', async () => {
    docs.discourse.revokeKey(docs.discourse.apiKey);
    await type('prague', create('AMA without Discourse'));
    await docs.runUntilIdle();
    expect(texts('#ama').join()).toContain('Questions are open');
    const status = await type('prague', '/docent status');
    expect(status).toContain('DISCOURSE_API_KEY');
    expect(status).not.toContain(docs.discourse.apiKey);
    docs.discourse.restoreKey(docs.discourse.apiKey);
    await type('prague', '/docent retry');
    await docs.runUntilIdle();
    expect(topics('AMA without Discourse')).toHaveLength(1);
  });

  test('Discord’s token is revoked: what goes to Discourse goes on, and status says there which key it is', async () => {
    await type('prague', create('AMA without Discord'));
    docs.discord.revokeToken();
    await docs.runUntilIdle();
    expect(topics('AMA without Discord')).toHaveLength(1);
    const status = await onDiscourse('prague', '@docent docent status');
    expect(status).toContain('Discord token');
    expect(status).toContain('DISCORD_TOKEN');
    expect(status).toContain('still being tried');
  });
});
