// A forum that says why it refuses in a language that nobody here reads: each reason is found all the same.
import { afterEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Content } from '../../../src/core/content.ts';
import { doc, p } from '../../../src/core/document.ts';
import type { Order } from '../../../src/core/publication.ts';
import { openWorld, type World } from './world.ts';

const refusal = z.looseObject({ errors: z.array(z.string()).optional() });

/** Every letter of what a refusal says becomes another one's, so that equal words stay equal. */
const foreign: typeof fetch = async (input, init) => {
  const answer = await fetch(input, init);
  if (answer.status < 400) return answer;
  const body = refusal.parse(await answer.json());
  const errors = body.errors?.map((words) =>
    words.replaceAll(/[a-z]/giu, (letter) => String.fromCodePoint(0x3041 + letter.charCodeAt(0) - 65)),
  );
  const { status, headers } = answer;
  return new Response(JSON.stringify({ ...body, ...(errors && { errors }) }), { status, headers });
};

let world: World;
const open = async (staff = true) => {
  world = await openWorld({ fetch: foreign });
  world.discourse.forum.user('docent').isStaff = staff;
};
afterEach(() => world.close());

let serial = 0;
const order = (content: Content, extra: Partial<Order> = {}): Order => {
  serial += 1;
  return {
    key: `meeting/${serial}/topic`,
    identity: `any-language-${String(serial).padStart(9, '0')}`,
    place: { kind: 'channel', id: world.category },
    content,
    mayExist: false,
    ...extra,
  };
};
const topic = (title = 'Monthly meeting in December', extra: object = {}): Content => ({
  kind: 'topic',
  title,
  document: doc(p('These are the words of it.')),
  ...extra,
});
const said = (words: string): Content => ({ kind: 'message', document: doc(p(words)) });
const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('what a forum refuses in another language', () => {
  it('a title that is taken gets a number', async () => {
    await open();
    const orders = Array.from({ length: 6 }, () => order(topic()));
    const made = [];
    for (const one of orders) made.push(await world.platform.publish(one));
    const titles = () => [...world.discourse.forum.topics.values()].map(({ title }) => title);
    expect(titles().slice(0, 2)).toEqual(['Monthly meeting in December', 'Monthly meeting in December (2)']);
    // From the third on it is one of three digits, which stays when the topic is corrected.
    const before = titles();
    expect(before).toHaveLength(6);
    for (const title of before.slice(2)) expect(title).toMatch(/^Monthly meeting in December \(\d{3}\)$/);
    for (const [i, one] of orders.entries()) {
      const { title: _, ...remote } = made[i] ?? { id: '', url: '' };
      await world.platform.publish({ ...one, remote, content: topic(undefined, { isPinned: true }) });
    }
    expect(titles()).toEqual(before);
  });

  it('a topic that is to be called as another is gets a number, and its first post is corrected all the same', async () => {
    await open();
    await world.platform.publish(order(topic()));
    const one = order(topic('Monthly meeting in January'));
    const made = await world.platform.publish(one);
    const content = topic(undefined, { document: doc(p('These are other words.')) });
    await world.platform.publish({ ...one, remote: made, content });
    const [, renamed] = [...world.discourse.forum.topics.values()];
    expect(renamed?.title).toBe('Monthly meeting in December (2)');
    expect(renamed?.posts[0]?.raw).toContain('These are other words.');
    expect(world.discourse.counters().requests['PUT /t/-/:id.json']).toBe(2);
  });

  it('an external id that is taken is looked up', async () => {
    await open();
    const once = order(topic());
    const first = await world.platform.publish(once);
    expect((await world.platform.publish(once)).id).toBe(first.id);
    expect(world.discourse.forum.topics.size).toBe(1);
  });

  it('what no title would change is permanent, and says what the forum says', async () => {
    await open();
    world.discourse.failNext(
      'POST /posts.json',
      { status: 422, body: { errors: ['イベントが使えません'] } },
      20,
    );
    const error = await errorOf(world.platform.publish(order(topic('A meeting with odd words'))));
    expect(error).toMatchObject({ isPermanent: true, message: expect.stringContaining('It says: ') });
    const { requests } = world.discourse.counters();
    expect(requests['POST /posts.json']).toBe(3);
    // Why it was not taken is looked for once: whether the id is taken, and the category there.
    const sum = () =>
      Object.values(world.discourse.counters().requests).reduce((all, count) => all + count, 0);
    expect(sum()).toBe(5);
    const again = await errorOf(world.platform.publish(order(topic('A meeting with odd words'))));
    expect([again, sum()]).toMatchObject([{ isPermanent: true }, 6]);
  });

  it('an event is left out where the bot may make none', async () => {
    await open();
    world.discourse.haveEvents('refusing');
    const event = {
      name: 'Meeting',
      startsAt: new Date('2026-12-01T18:00:00Z'),
      endsAt: new Date('2026-12-01T19:00:00Z'),
      zone: 'Europe/Prague',
    };
    const { id } = await world.platform.publish(order(topic('A meeting with an event', { event })));
    expect(world.discourse.forum.topics.get(Number(id))?.title).toBe('A meeting with an event');
    expect(world.discourse.forum.topics.get(Number(id))?.posts[0]?.raw).not.toContain('[event');
    expect(world.warnings.join()).toContain('events');
  });

  it('a conversation that was closed is begun anew', async () => {
    await open(false);
    const place = { kind: 'person', id: 'tokyo' } as const;
    await world.platform.publish(order(said('The first of some words.'), { place }));
    const [conversation] = world.discourse.messagesOf('tokyo');
    if (conversation) conversation.isClosed = true;
    await world.platform.publish(order(said('The second of some words.'), { place }));
    expect(world.discourse.messagesOf('tokyo')).toHaveLength(2);
  });

  it('somebody who takes no private messages, or is not there, is known not to', async () => {
    await open(false);
    world.discourse.forum.user('tokyo').acceptsMessages = false;
    for (const id of ['tokyo', 'nobody']) {
      const place = { kind: 'person', id } as const;
      const error = await errorOf(world.platform.publish(order(said('These words are for you.'), { place })));
      expect(error).toMatchObject({ isPermanent: true, isPlaceGone: true });
    }
  });

  it('slow mode is waited out, and three replies in a row are told of', async () => {
    await open(false);
    const made = world.discourse.createTopic('lagos', 'Documentation', {
      title: 'A topic where people talk',
      raw: 'Everything of this test goes in here.',
    });
    if ('draft' in made) throw new Error('The topic awaits approval');
    const url = `${world.discourse.url}/t/-/${made.topic.id}`;
    const place = { kind: 'inside', remote: { id: String(made.topic.id), url } } as const;
    const reply = (words: string) =>
      world.platform.publish(order({ kind: 'post', document: doc(p(words)) }, { place }));
    for (const words of ['first', 'second']) {
      await reply(`These are the ${words} words of mine.`);
      world.advance(1);
    }
    const third = order({ kind: 'post', document: doc(p('These are the third words of mine.')) }, { place });
    await world.platform.publish(third);
    // What was taken of late is waited for first, as it passes.
    for (const [minutes, isPermanent] of [
      [1, false],
      [6, true],
    ] as const) {
      world.advance(minutes);
      world.discourse.failNext('POST /posts.json', { status: 422, body: { errors: ['本文が似ています'] } });
      expect(await errorOf(world.platform.publish(third))).toMatchObject({ isPermanent });
    }
    expect(await errorOf(reply('These are the fourth words of mine.'))).toMatchObject({
      isPermanent: true,
      message: expect.stringContaining('three times in a row'),
    });
    world.discourse.reply('lagos', made.topic.id, { raw: 'Now it is my turn to say something.' });
    world.discourse.slowMode(made.topic.id, 600);
    expect(await errorOf(reply('These are the fifth words of mine.'))).toMatchObject({
      isPermanent: false,
      message: expect.stringContaining('slow mode'),
    });
  });

  it('a key with few scopes is taken for what it is, a revoked one for refused', async () => {
    await open();
    world.discourse.failNext('POST /posts.json', {
      status: 403,
      body: { errors: ['The API username or key is invalid.'], error_type: 'invalid_access' },
    });
    expect(await errorOf(world.platform.publish(order(topic())))).toMatchObject({ isPermanent: true });
    expect(world.platform.isReady()).toBe(true);
    world.discourse.revokeKey(world.discourse.apiKey);
    expect(await errorOf(world.platform.publish(order(topic())))).toMatchObject({ isPermanent: false });
    expect(world.platform.isReady()).toBe(false);
  });
});
