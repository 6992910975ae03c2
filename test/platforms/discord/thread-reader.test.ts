// What is read of a followed thread: all that was written since the last time, with the words that the bot may know.
import { describe, expect, test } from 'vitest';
import { OutsideError } from '../../../src/core/errors.ts';
import type { PlatformEvent } from '../../../src/core/platform.ts';
import type { Written } from '../../../src/platforms/discord/api-shapes.ts';
import { threadReader } from '../../../src/platforms/discord/thread-reader.ts';

const bot = { id: '900', username: 'docent', bot: true };
const lagos = { id: '7', username: 'lagos', global_name: 'Lagos' };
const at = '2026-11-20T10:00:00.000Z';
const message = (id: number, content: string, more: Partial<Written> = {}): Written => ({
  id: String(id),
  type: 0,
  author: lagos,
  content,
  timestamp: at,
  mentions: [],
  ...more,
});
const follow = {
  groupId: 1,
  key: 'ama/x/thread',
  about: 'ama/1',
  remote: { id: '50', url: 'https://discord.com/channels/1/50' },
};

function reading(thread: Written[]) {
  const told: Extract<PlatformEvent, { kind: 'topic' }>[] = [];
  const kept = new Map<string, string>();
  let requests = 0;
  const open = () =>
    threadReader({
      api: {
        self: () => bot.id,
        async written(_, before = '99999') {
          requests += 1;
          return thread
            .filter(({ id }) => Number(id) < Number(before))
            .toReversed()
            .slice(0, 100);
        },
        async newestOf() {
          return new Map();
        },
      },
      cursors: { read: async (name) => kept.get(name), write: async (name, to) => void kept.set(name, to) },
      log: { info() {}, warn() {}, error() {} },
      async ingest(event) {
        if (event.kind === 'topic') told.push(event);
      },
    });
  return { told, open, requests: () => requests };
}

describe('a thread', () => {
  test('that cannot be read is told once in the log, until it can or for another reason', async () => {
    const said: string[] = [];
    const reasons = ['gone', 'gone', 'shut', '', 'shut'];
    const reader = threadReader({
      api: {
        self: () => bot.id,
        async written() {
          const reason = reasons.shift();
          if (reason) throw new OutsideError(reason, { isPermanent: true });
          return [];
        },
        newestOf: async () => new Map(),
      },
      cursors: { read: async () => undefined, write: async () => {} },
      log: { info() {}, warn: (_, words) => void said.push(words), error() {} },
      ingest: async () => {},
    });
    for (let times = 0; times < 5; times += 1) await reader.read([follow]);
    expect(said.map((words) => words.split(': ')[1])).toEqual(['gone', 'shut', 'shut']);
  });

  test('says nothing by what is quoted in it', async () => {
    const { told, open } = reading([message(61, '> Is it so?\n<@900> It is.', { mentions: [bot] })]);
    await open().read([follow]);
    expect(told[0]?.posts[0]?.lines).toEqual([{ text: 'It is.', isToBot: false }]);
  });

  test('is told with the files in it, by the message that shows them', async () => {
    const { told, open } = reading([
      message(61, '<@900> like this:', {
        mentions: [bot],
        attachments: [
          { id: '7', filename: 'a.png' },
          { id: '8', filename: 'b c.pdf' },
        ],
      }),
      message(62, '', { attachments: [] }),
      message(63, '', { attachments: [{ id: '9', filename: 'c.png' }] }),
    ]);
    await open().read([follow]);
    expect(told[0]?.posts.map(({ files }) => files)).toEqual([
      [
        { name: 'a.png', url: 'https://discord.com/channels/1/50/61#7' },
        { name: 'b c.pdf', url: 'https://discord.com/channels/1/50/61#8' },
      ],
      undefined,
      [{ name: 'c.png', url: 'https://discord.com/channels/1/50/63#9' }],
    ]);
    expect(told[0]?.posts.map(({ isUnreadable = false }) => isUnreadable)).toEqual([false, true, false]);
  });

  test('a mention goes with the comma before it, and blanks without end take no longer than words', async () => {
    const blanks = ' '.repeat(4000);
    const { told, open } = reading([
      message(61, 'What is a role , <@900> ?'),
      message(62, `<@900> a${blanks}b`),
      message(63, `<@900> a${',\t'.repeat(2000)}b`),
    ]);
    await open().read([follow]);
    const said = told[0]?.posts.map(({ raw }) => raw);
    expect(said).toEqual(['What is a role?', `a${blanks}b`, `a${',\t'.repeat(2000)}b`]);
  });

  test('is told with the words that mention the bot, and who else wrote', async () => {
    const shown = message(60, 'Question 1', { author: bot });
    const { told, open } = reading([
      shown,
      message(61, ''),
      message(62, '<@900>, is `a ? b` fine, <@8>?', { mentions: [bot, { id: '8', username: 'tokyo' }] }),
      message(63, '<@900> +1', {
        type: 19,
        message_reference: { message_id: '60' },
        referenced_message: shown,
      }),
      message(64, 'pinned a message', { type: 6 }),
      message(65, 'spam', { author: { id: '9', username: 'other', bot: true } }),
    ]);
    await open().read([follow]);
    expect(
      told[0]?.posts.map(({ id, number, raw, isOurs, isUnreadable = false, replyTo }) => [
        id,
        number,
        raw,
        isOurs,
        isUnreadable,
        replyTo,
      ]),
    ).toEqual([
      ['60', 2, '', true, false, undefined],
      ['61', 3, '', false, true, undefined],
      ['62', 4, 'is `a ? b` fine, @tokyo?', false, false, undefined],
      ['63', 5, '+1', false, false, 2],
    ]);
    expect(told[0]?.posts[1]).toMatchObject({
      author: { name: 'Lagos' },
      url: 'https://discord.com/channels/1/50/61',
    });
  });

  test('is told again only when something was written, changed or removed', async () => {
    const thread = [message(61, '<@900> one?'), message(62, '<@900> two?')];
    const { told, open } = reading(thread);
    const reader = open();
    for (let i = 0; i < 3; i += 1) await reader.read([follow]);
    expect(told).toHaveLength(1);
    thread[0] = message(61, '<@900> three?', { edited_timestamp: '2026-11-20T10:01:00.000Z' });
    await reader.read([follow]);
    expect(told[1]?.posts[0]).toMatchObject({
      raw: 'three?',
      version: Date.parse('2026-11-20T10:01:00Z') / 1000,
    });
    thread.splice(1, 1);
    await reader.read([follow]);
    expect(told[2]?.posts.map(({ id }) => id)).toEqual(['61']);
  });

  test('is read back to where it was read before, also by a bot that was away', async () => {
    const thread = Array.from({ length: 250 }, (_, i) => message(100 + i, `<@900> ${i}?`));
    const { told, open, requests } = reading(thread);
    await open().read([follow]);
    expect(told[0]?.posts).toHaveLength(250);
    expect(told[0]?.isRead?.('100')).toBe(true);
    thread.push(...Array.from({ length: 120 }, (_, i) => message(400 + i, `<@900> more ${i}?`)));
    const before = requests();
    await open().read([follow]);
    expect(requests() - before).toBe(2);
    expect(told[1]?.posts).toHaveLength(200);
    // What lies further back was not looked at, so that it is not taken for deleted.
    expect(told[1]?.isRead?.('120')).toBe(false);
    expect(told[1]?.isRead?.('419')).toBe(true);
    expect(told[1]?.isRead?.('not an id')).toBe(false);
  });

  test('that cannot be read keeps no other from being read', async () => {
    const events: PlatformEvent[] = [];
    const reader = threadReader({
      api: {
        self: () => bot.id,
        async written(id) {
          if (id === '50') throw new OutsideError('Gone.', { isPermanent: true });
          return [message(61, '<@900> one?')];
        },
        newestOf: async () => new Map(),
      },
      cursors: { read: async () => undefined, write: async () => {} },
      log: { info() {}, warn() {}, error() {} },
      ingest: async (event) => void events.push(event),
    });
    await reader.read([follow, { ...follow, remote: { ...follow.remote, id: '51' } }]);
    expect(events).toHaveLength(1);
  });

  test('in which nobody but the bot speaks costs nothing where there are many, until somebody does', async () => {
    const thread = new Map(
      ['50', '51', '52', '53', '54'].map((id) => [id, [message(Number(id), '', { author: bot })]]),
    );
    const asked: string[] = [];
    const reader = threadReader({
      api: {
        self: () => bot.id,
        async written(id) {
          asked.push(id);
          return (thread.get(id) ?? []).toReversed();
        },
        async newestOf(guild) {
          asked.push(`guild ${guild}`);
          return new Map([...thread].map(([id, all]) => [id, all.at(-1)?.id ?? id]));
        },
      },
      cursors: { read: async () => undefined, write: async () => {} },
      log: { info() {}, warn() {}, error() {} },
      ingest: async () => {},
    });
    const follows = [...thread.keys()].map((id) => ({
      ...follow,
      remote: { id, url: `https://discord.com/channels/1/${id}` },
    }));
    const read = async () => {
      asked.length = 0;
      await reader.read(follows);
      return asked;
    };
    expect(await read()).toEqual(['50', '51', '52', '53', '54']);
    expect(await read()).toEqual(['guild 1']);
    thread.get('52')?.push(message(61, '<@900> one?'));
    expect(await read()).toEqual(['guild 1', '52']);
    // From here on what is said there may be edited or deleted.
    expect(await read()).toEqual(['guild 1', '52']);
  });
});
