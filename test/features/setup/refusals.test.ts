// A platform that refuses the bot: organisers read of it once, elsewhere, and again only when it was well between.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readableText } from '../../../sandbox/discord/index.ts';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { parseStory } from '../../../sandbox/play/parse.ts';
import { play } from '../../../sandbox/play/player.ts';
import { refusalView, refusalWatch } from '../../../src/features/setup/refusals.ts';
import { refusalStore } from '../../../src/features/setup/store.ts';
import { capabilities } from '../../../src/platforms/discord/capabilities.ts';
import { freshDatabases } from '../../storage/database.ts';

describe('a platform that refuses the bot, with nothing to publish there', () => {
  let docs: Sandbox;
  beforeAll(async () => {
    docs = await startSandbox({ startAt: new Date('2026-11-20T09:00:00Z') });
    await docs.runUntilIdle();
  });
  afterAll(() => docs.close());

  const story = (text: string) => play(docs, parseStory(text), () => {});
  const onDiscord = () =>
    docs.discord
      .messages('#moderators')
      .map(readableText)
      .filter((text) => text.includes('let me in') || text.includes('lets me in'));
  const ofGitHub = () =>
    docs.discord
      .messages('#moderators')
      .map(readableText)
      .filter((text) => text.includes('GitHub'));
  const onDiscourse = () =>
    docs.discourse
      .messagesOf('prague')
      .flatMap(({ posts }) => posts)
      .map(({ raw }) => raw)
      .filter((raw) => raw.includes('let me in') || raw.includes('lets me in'));

  test('a key that Discourse refuses is told on Discord after a minute, once, also after a restart', async () => {
    await story('faults discourse key refused');
    await docs.moveTo(new Date(docs.now().getTime() + 50_000));
    expect(onDiscord()).toEqual([]);
    await story('advance 2m');
    expect(onDiscord()).toHaveLength(1);
    expect(onDiscord()[0]).toMatch(
      /Discourse does not let me in.*DISCOURSE_API_KEY.*Whoever runs me.*\/docent retry/su,
    );
    await docs.restart();
    await story('advance 1h');
    expect(onDiscord()).toHaveLength(1);
  });

  test('when it is mended the same message says so, and the next refusal is told anew', async () => {
    await story('faults discourse up\nadvance 3m');
    expect(onDiscord()).toHaveLength(1);
    expect(onDiscord()[0]).toContain('Discourse lets me in again');
    await story('faults discourse key refused\nadvance 3m\nfaults discourse up\nadvance 3m');
    expect(onDiscord()).toHaveLength(2);
  });

  test('a gateway that refuses the bot is told on Discourse in private, once, and that it is over', async () => {
    await story('faults discord gateway close 4014 for 20m\nadvance 10m');
    expect(onDiscourse()).toHaveLength(1);
    expect(onDiscourse()[0]).toMatch(/Discord does not let me in[\s\S]*intents/u);
    await docs.restart();
    await story('advance 5m');
    expect(onDiscourse()).toHaveLength(1);
    await story('advance 30m');
    expect(onDiscourse()).toHaveLength(1);
    expect(onDiscourse()[0]).toContain('Discord lets me in again');
  });

  test('a token that GitHub refuses is told once, also after a restart, and that it is over', async () => {
    await story('faults github token refused\nadvance 3h\nadvance 2m');
    expect(ofGitHub()).toHaveLength(1);
    expect(ofGitHub()[0]).toMatch(/GitHub does not let me in.*GITHUB_TOKEN.*Whoever runs me/su);
    // An organiser who asks reads what it is; others, that it is not theirs to mend, and whom to tell.
    for (const asked of [
      '/prs show number:1 repository:docs-group/strange',
      '/prs digest repository:docs-group/strange',
    ])
      await story(`prague@discord #pull-requests: ${asked}
        expect reply contains "GITHUB_TOKEN"
        visitor@discord #pull-requests: ${asked}
        expect reply contains "GitHub does not let me in"
        expect reply contains "not your fault"
        expect reply contains "/member list"
        expect not reply contains "GITHUB_TOKEN"
        expect not reply contains "try again"`);
    await docs.restart();
    await story('advance 30m');
    expect(ofGitHub()).toHaveLength(1);
    await story('faults github up\nadvance 10m');
    expect(ofGitHub()).toHaveLength(1);
    expect(ofGitHub()[0]).toContain('GitHub lets me in again');
  });

  test('what waited for a forum that was down is published as soon as it can be read again', async () => {
    await story(`faults discourse down
      prague@discord #meetings: /meeting series create name:"After the outage" rule:"first monday" times:"21:00" zone:Europe/Prague confirmed:true
      advance 41m
      faults discourse up
      advance 2m
      expect discourse "After the outage" contains "Nobody has answered yet"`);
  });

  test('one repository that cannot be read any more is told by its name, once, and that it can be again', async () => {
    const lost = () =>
      docs.discord
        .messages('#moderators')
        .map(readableText)
        .filter((text) => text.includes('docs-group/handbook'));
    docs.github.addRepository('docs-group/website');
    await story(`prague@discord #pull-requests: /prs watch add name:Both repository:docs-group/handbook,docs-group/website schedule:"daily 12:00"
      advance 24h
      faults github hides docs-group/handbook
      advance 48h
      advance 2m`);
    expect(lost()).toHaveLength(1);
    expect(lost()[0]).toMatch(
      /I cannot read docs-group\/handbook.*can't see docs-group\/handbook on GitHub.*watch edit/su,
    );
    await docs.restart();
    await story('advance 1h\nfaults github up\nadvance 30m');
    expect(lost()).toHaveLength(1);
    expect(lost()[0]).toContain('docs-group/handbook is no trouble any more');
  });
});

describe.each(freshDatabases())('refusals on $name', ({ open }) => {
  const since = new Date('2026-11-20T09:00:00Z');

  test('what an older version looked at, and nothing does any more, is over; what was told of it stays', async () => {
    const fresh = await open();
    const { id: groupId } = await fresh.database.group.create({ data: { name: 'Docs' } });
    const refusals = refusalStore(fresh.database);
    const former = { name: `organisers/${groupId}`, since, why: 'Prague is gone.' };
    await refusals.stands(former, [groupId]);
    const deps = {
      ...{ refusals, refusers: () => [], recall: () => {} },
      ...{ unlisted: () => undefined, personIn: async () => undefined },
    };
    await refusalWatch(deps, { list: async () => [] }, () => since)();
    expect(await refusals.current()).toEqual([]);
    const context = {
      ...{ groupId, key: 'refusal', platform: 'discord', can: capabilities, now: since, isPublished: true },
      links: async () => [],
      wasMade: async () => true,
      reaches: async () => true,
    };
    expect(await refusalView(deps)(`${former.name}/${since.getTime()}`, context)).toBeUndefined();
    await fresh.close();
  });

  test('what is over while it is told stays over', async () => {
    const fresh = await open();
    const { id: groupId } = await fresh.database.group.create({ data: { name: 'Docs' } });
    const refusals = refusalStore(fresh.database);
    const [one, other] = [1, 2].map((who) => ({ name: `member/${groupId}/${who}`, since, why: 'is gone' }));
    if (!one || !other) throw new Error('There are two.');
    for (const each of [one, other]) await refusals.stands(each, [groupId]);
    await refusals.isOver(other, [groupId], since);
    await refusals.tell(groupId, [one, other], []);
    expect(await refusals.current()).toEqual([one.name]);
    await fresh.close();
  });
});
