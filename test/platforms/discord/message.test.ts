// What is said as message bodies: pings, keys, buttons and files within Discord's limits.
import { describe, expect, it } from 'vitest';
import { doc, heading, list, p } from '../../../src/core/document.ts';
import { bodiesOf, hashOf, keyMark, nonceOf } from '../../../src/platforms/discord/message.ts';

const account = (i: number) =>
  ({ platform: 'discord', id: String(10n ** 17n + BigInt(i)), name: `p${i}` }) as const;

describe('message bodies', () => {
  it('ping those who asked and nobody else', () => {
    const [body] = bodiesOf({
      document: doc(p('<@999>')),
      summary: 'In an hour @everyone',
      pings: [account(1), account(1)],
    });
    expect(body?.allowed_mentions).toEqual({ parse: [], users: [account(1).id] });
    expect(body?.content).toBe(`<@${account(1).id}>\nIn an hour @\u200beveryone`);
  });

  it('ping hundreds over several messages, each within its limits', () => {
    const bodies = bodiesOf({
      document: doc(heading(2, 'Soon'), p('x')),
      pings: Array.from({ length: 250 }, (_, i) => account(i)),
    });
    expect(bodies.flatMap(({ allowed_mentions: { users } }) => users)).toHaveLength(250);
    for (const body of bodies) {
      expect(body.content.length).toBeLessThanOrEqual(2000);
      expect(body.allowed_mentions.users.length).toBeLessThanOrEqual(100);
      expect(body.embeds[0]?.title).toBe('Soon');
    }
  });

  it('carry the key of their part where nobody sees it', () => {
    const long = doc(list(...Array.from({ length: 200 }, (_, i) => [`${i} ${'word '.repeat(20)}`])));
    const bodies = bodiesOf({ document: long }, (part) =>
      keyMark({ guild: '1', channel: '2' }, 'meeting/12/announcement', part),
    );
    expect(bodies.length).toBeGreaterThan(1);
    const marks = bodies.map(({ embeds }) => embeds[0]?.url);
    expect(new Set(marks).size).toBe(bodies.length);
    for (const mark of marks)
      expect(mark).toMatch(/^https:\/\/discord\.com\/channels\/1\/2#docent-[\w-]{20}-\d+$/u);
  });

  it('have a nonce that Discord takes, equal for equal keys only', () => {
    expect(nonceOf('a', 0)).toBe(nonceOf('a', 0));
    expect(new Set([nonceOf('a', 0), nonceOf('a', 1), nonceOf('b', 0), nonceOf('a', 0, 'gone')]).size).toBe(
      4,
    );
    expect(nonceOf('a'.repeat(500), 0).length).toBeLessThanOrEqual(25);
  });

  it('put buttons in rows of five, and a picture into the embed', () => {
    const [body] = bodiesOf({
      document: doc(p('x')),
      buttons: Array.from({ length: 7 }, (_, i) => ({ label: `b${i}`, action: 'x/y', args: [String(i)] })),
      files: [{ name: 'trend.png', content: Buffer.from('x'), description: 'A line that falls' }],
    });
    expect(body?.components.map(({ components }) => components.length)).toEqual([5, 2]);
    expect(body?.components[1]?.components[1]).toMatchObject({ custom_id: 'v1:x/y:6' });
    expect(body?.embeds[0]?.image).toEqual({ url: 'attachment://trend.png' });
  });

  it('have another hash when a file differs', () => {
    const body = (content: string) => {
      const [one] = bodiesOf({
        document: doc(p('x')),
        files: [{ name: 'a.txt', content: Buffer.from(content) }],
      });
      if (!one) throw new Error('There is no body');
      return hashOf(one);
    };
    expect(body('one')).toBe(body('one'));
    expect(body('one')).not.toBe(body('two'));
  });
});
