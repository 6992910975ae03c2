// A platform that refuses the bot: organisers read of it once, elsewhere, and again only when it was well between.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readableText } from '../../../sandbox/discord/index.ts';
import { type Sandbox, startSandbox } from '../../../sandbox/index.ts';
import { parseStory } from '../../../sandbox/play/parse.ts';
import { play } from '../../../sandbox/play/player.ts';

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
});
