// What the reconciler promises: what should be visible is, once, with the words of the moment, whatever goes wrong.
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Content } from '../../src/core/content.ts';
import { doc, p } from '../../src/core/document.ts';
import { OutsideError } from '../../src/core/errors.ts';
import { faultOf, mendedOn } from '../../src/publishing/failed.ts';
import { hashOf } from '../../src/publishing/reconciler.ts';
import { remakeRemoved } from '../../src/publishing/remaking.ts';
import { mark, publishing } from '../../src/publishing/store.ts';
import { retryFailed } from '../../src/publishing/waiting.ts';
import { begin, recordOutcome } from '../../src/publishing/work.ts';
import { connect, transaction } from '../../src/storage/client.ts';
import { dueRows } from '../../src/storage/schedule.ts';
import { type Fresh, freshDatabases } from '../storage/database.ts';
import { openWorld } from './world.ts';

/** What is waited for comes, however busy the computer is. */
const patience = 30_000;

describe.each(freshDatabases())('publishing on $name', ({ open }) => {
  let fresh: Fresh;
  let world: Awaited<ReturnType<typeof openWorld>>;

  beforeEach(async () => {
    fresh = await open();
    world = await openWorld(fresh.database);
  });
  afterEach(async () => {
    vi.useRealTimers();
    world.close();
    await fresh.close();
  });

  const at = (id: string) => ({ to: { kind: 'places', places: [{ platform: 'chat', id }] } }) as const;
  const texts = () => world.chat.made.map(({ text }) => text);

  describe('the usual way', () => {
    it('what is marked is made once, however often it runs', async () => {
      await world.say('a', 'Hello');
      const bot = world.reconciler();
      expect(await bot.run()).toBeUndefined();
      await bot.run();
      expect(texts()).toEqual(['Hello']);
      expect(await world.row('a')).toMatchObject({ state: 'done', attempts: 0 });
    });

    it('what says something else is edited; what says the same costs no request', async () => {
      await world.say('a', 'Hello');
      const bot = world.reconciler();
      await bot.run();
      await world.say('a', 'Hello again');
      await bot.run();
      await world.say('a', 'Hello again');
      await bot.run();
      expect(world.chat.made).toMatchObject([{ text: 'Hello again', edits: 1 }]);
      expect(world.chat.orders).toHaveLength(2);
    });

    it.each([
      ['forum', [], true],
      ['forum', ['https://forum.example/t/5'], true],
      ['chat', [], false],
    ])(
      'on %s, with links to %j, buttons that nobody can press are nothing new: %s',
      async (name, urls, isSame) => {
        Object.assign(world.forum, { can: { ...world.forum.can, buttons: false } });
        const to = { to: { kind: 'places', places: [{ platform: name, id: '100' }] } } as const;
        const links = urls.map((url) => ({ label: 'More', url }));
        const shown: Content[] = [
          { kind: 'message', document: doc(p('Hello')), ...(urls.length > 0 && { buttons: links }) },
        ];
        world.shows.set('a', async () => shown.at(-1));
        await world.say('a', 'Hello', to);
        const bot = world.reconciler();
        await bot.run();
        shown.push({
          kind: 'message',
          document: doc(p('Hello')),
          buttons: [{ label: 'Yes', action: 'notes/yes' }, ...links],
        });
        await world.say('a', 'Hello', to);
        await bot.run();
        const { orders } = name === 'chat' ? world.chat : world.forum;
        expect(orders).toHaveLength(isSame ? 1 : 2);
      },
    );

    it('ten changes in a row cost one edit', async () => {
      await world.say('a', 'Change 0');
      const bot = world.reconciler();
      await bot.run();
      for (let i = 1; i <= 10; i++) await world.say('a', `Change ${i}`);
      await bot.run();
      expect(world.chat.made).toMatchObject([{ text: 'Change 10', edits: 1 }]);
    });

    it('a place that changed is told to the platform, though the words are the same', async () => {
      await world.say('a', 'Hello');
      const bot = world.reconciler();
      await bot.run();
      await world.say('a', 'Hello', at('200'));
      await bot.run();
      expect(world.chat.orders.map(({ place }) => place)).toEqual([
        { kind: 'channel', id: '100' },
        { kind: 'channel', id: '200' },
      ]);
    });

    it('what should not be visible is skipped, and made when it should', async () => {
      await world.say('a', undefined);
      const bot = world.reconciler();
      await bot.run();
      expect(await world.row('a')).toMatchObject({ state: 'skipped', attempts: 0 });
      await world.say('a', 'Now it should');
      await bot.run();
      expect(texts()).toEqual(['Now it should']);
    });

    it('what is sent once is not sent again, nor edited, nor sent late when it was skipped', async () => {
      const once = { isOnce: true };
      await world.say('sent', 'In an hour', once);
      await world.say('skipped', undefined, once);
      const bot = world.reconciler();
      await bot.run();
      await world.say('sent', 'In two hours', once);
      await world.say('skipped', 'Too late', once);
      await bot.run();
      expect(texts()).toEqual(['In an hour']);
    });

    it('things in one place come in the order in which they were marked first', async () => {
      for (let i = 0; i < 12; i++) await world.say(`n${i}`, `Number ${i}`);
      await world.reconciler().run();
      expect(texts()).toEqual(Array.from({ length: 12 }, (_, i) => `Number ${i}`));
    });

    it('a slow place does not hold up another', async () => {
      const slow = Promise.withResolvers<void>();
      world.chat.before = ({ place }) =>
        place.kind === 'channel' && place.id === '100' ? slow.promise : undefined;
      await world.say('slow', 'Slow');
      await world.say('quick', 'Quick', at('200'));
      const run = world.reconciler().run();
      await vi.waitFor(() => expect(texts()).toEqual(['Quick']), patience);
      slow.resolve();
      await run;
      expect(texts()).toEqual(['Quick', 'Slow']);
    });

    it('a slow place does not hold up what is marked meanwhile for another', async () => {
      const slow = Promise.withResolvers<void>();
      world.chat.before = ({ place }) =>
        place.kind === 'channel' && place.id === '100' ? slow.promise : undefined;
      await world.say('slow', 'Slow');
      const run = world.reconciler().run();
      await vi.waitFor(() => expect(world.chat.orders).toHaveLength(1), patience);
      await world.say('quick', 'Quick', at('200'));
      await vi.waitFor(() => expect(texts()).toEqual(['Quick']), patience);
      slow.resolve();
      await run;
    });

    it('a long queue in each of many places lets a later one have its turn', async () => {
      for (let i = 0; i < 200; i++) {
        await world.say(`n${i}`, `Number ${i}`, at(String(100 + (i % 5))));
      }
      await world.say('last', 'A reminder', at('7'));
      await world.reconciler().run();
      expect(texts()).toHaveLength(201);
      expect(texts().indexOf('A reminder')).toBeLessThan(60);
    });
  });

  describe('inside another', () => {
    const inside = { to: { kind: 'inside', key: 'note/parent' } } as const;
    beforeEach(() => {
      world.shows.set('parent', async (_, text) => ({ kind: 'thread', name: text, document: doc(p(text)) }));
    });

    it('waits for it, and is made in the same run', async () => {
      world.chat.before = ({ key }) => {
        if (key === 'note/parent') throw new OutsideError('Not now.');
      };
      await world.say('parent', 'The thread');
      await world.say('child', 'Inside', inside);
      const bot = world.reconciler();
      await bot.run();
      expect(texts()).toEqual([]);
      world.chat.before = () => {};
      world.later(5);
      await bot.run();
      expect(texts()).toEqual(['The thread', 'Inside']);
      expect(world.chat.orders.at(-1)).toMatchObject({
        place: { kind: 'inside', remote: { id: '1' } },
        mayExist: false,
      });
    });

    it('waits until people let through what it goes inside, which is looked for until then, and linked to by nothing', async () => {
      const { publish } = world.chat;
      world.chat.publish = async () => ({ id: 'pending', url: '/review', awaits: 'Let it through.' });
      await world.say('parent', 'The thread', { isOnce: true });
      await world.say('child', 'Inside', inside);
      const links: unknown[] = [];
      world.shows.set('other', async (context) => {
        links.push(...(await context.links('note/parent')));
        return undefined;
      });
      await world.say('other', 'Says where it is');
      const bot = world.reconciler();
      const waits: number[] = [];
      for (let i = 0; i < 8; i++) {
        const next = await bot.run();
        waits.push(((next?.getTime() ?? Number.NaN) - world.now.getTime()) / 1000);
        world.later(waits.at(-1) ?? 0);
      }
      expect(waits.slice(0, 4)).toEqual([60, 60, 60, 60]);
      expect(await world.row('parent')).toMatchObject({
        state: 'wanted',
        error: 'Let it through.',
        endedAt: null,
      });
      expect(await world.row('child')).toMatchObject({ state: 'wanted', error: null });
      expect(links).toEqual([]);

      world.chat.publish = publish;
      world.later(600);
      await bot.run();
      expect(texts()).toEqual(['The thread', 'Inside']);
      expect(await world.row('parent')).toMatchObject({ state: 'done', error: null, attempts: 0 });
      expect(links).toMatchObject([{ id: '1' }]);
    });

    it('is there when a part of it awaits being let through, which is looked for until then', async () => {
      const { publish } = world.chat;
      world.chat.publish = async (order) => ({ ...(await publish(order)), awaitsPart: 'Let it through.' });
      await world.say('parent', 'The thread');
      await world.say('child', 'Inside', inside);
      const bot = world.reconciler();
      expect(await bot.run()).toEqual(new Date(world.now.getTime() + 60_000));
      expect(texts()).toEqual(['The thread', 'Inside']);
      expect(await world.row('parent')).toMatchObject({ state: 'wanted', error: 'Let it through.' });
      world.chat.publish = publish;
      world.later(60);
      await bot.run();
      expect(texts()).toEqual(['The thread', 'Inside']);
      expect(await world.row('parent')).toMatchObject({ state: 'done', error: null, attempts: 0 });
    });

    it('is looked for seldom after a day, still told to organisers, and goes on whenever it is let through', async () => {
      const { publish } = world.chat;
      world.chat.publish = async () => ({ id: 'pending', url: '/review', awaits: 'Let it through.' });
      await world.say('parent', 'The thread', { isOnce: true });
      const bot = world.reconciler();
      await bot.run();
      await fresh.database.publication.updateMany({ data: { attempts: 150 } });
      world.later(600);
      const next = await bot.run();
      expect(next).toEqual(new Date(world.now.getTime() + 6 * 60 * 60_000));
      expect(await world.row('parent')).toMatchObject({
        state: 'failed',
        error: 'Let it through.',
        endedAt: null,
        remote: expect.stringContaining('pending'),
      });

      world.chat.publish = publish;
      world.later(6 * 60 * 60);
      await bot.run();
      expect(texts()).toEqual(['The thread']);
      expect(await world.row('parent')).toMatchObject({ state: 'done', error: null, attempts: 0 });
    });

    it('is made in the same run when both are marked at once', async () => {
      await world.say('parent', 'The thread');
      await world.say('child', 'Inside', inside);
      await world.reconciler().run();
      expect(texts()).toEqual(['The thread', 'Inside']);
    });

    describe('that was removed by hand', () => {
      async function removeParent(): Promise<void> {
        await world.say('parent', 'The thread');
        await world.say('child', 'Inside', inside);
        await world.reconciler().run();
        const [gone] = world.chat.made;
        if (!gone) throw new Error('The parent was not made.');
        world.chat.made[0] = { ...gone, identity: 'removed', text: 'Removed' };
        world.chat.before = ({ place }) => {
          if (place.kind !== 'inside' || place.remote.id !== gone.remote.id) return;
          throw new OutsideError('It is gone.', { isPermanent: true, isPlaceGone: true });
        };
      }
      const threads = (): number => world.chat.made.filter(({ text }) => text === 'The thread').length;

      it('has that made again, and comes along', async () => {
        await removeParent();
        await world.say('child', 'Inside, and changed', inside);
        await world.reconciler().run();
        expect(threads()).toBe(1);
        expect(await world.row('child')).toMatchObject({ state: 'done', error: null });
        expect(world.chat.orders.at(-1)).toMatchObject({ place: { kind: 'inside', remote: { id: '3' } } });
      });

      it('comes along as soon as the platform tells of it', async () => {
        await removeParent();
        await remakeRemoved(fresh.database, { platform: 'chat', remoteId: 'another' });
        await world.reconciler().run();
        expect(threads()).toBe(0);
        await remakeRemoved(fresh.database, { platform: 'chat', remoteId: '1' });
        await world.reconciler().run();
        expect(threads()).toBe(1);
        expect(world.chat.orders.at(-1)).toMatchObject({ place: { kind: 'inside', remote: { id: '3' } } });
      });

      it('is only looked at again, however often, where it is there but of no use', async () => {
        await world.say('parent', 'The thread');
        await world.reconciler().run();
        const { remote } = await world.row('parent');
        for (const _ of ['merged', 'and again']) {
          await remakeRemoved(fresh.database, { platform: 'chat', remoteId: '1', isThere: true });
          await world.reconciler().run();
          expect(await world.row('parent')).toMatchObject({ state: 'done', error: null, remote });
        }
      });

      it('is not made again where it was said once, is being tried, or is over and was made again before', async () => {
        const isRemade = async () => JSON.parse((await world.row('note')).remote ?? '{}').isRemade === true;
        const removed = async () => {
          await remakeRemoved(fresh.database, { platform: 'chat', remoteId: '1' });
          return await isRemade();
        };
        const set = (data: object) => fresh.database.publication.updateMany({ data });
        await world.say('note', 'Said', { isOnce: true });
        await world.reconciler().run();
        expect(await removed()).toBe(false);
        await set({ isOnce: false, state: 'wanted' });
        expect(await removed()).toBe(false);
        await set({ state: 'done', endedAt: world.now });
        expect(await removed()).toBe(true);
        expect(await world.row('note')).toMatchObject({ state: 'wanted', hash: null });
        await set({ state: 'done', hash: 'x' });
        // Nobody is told: a thing that is over is to be seen nowhere by now.
        expect(await removed()).toBe(true);
        expect(await world.row('note')).toMatchObject({ state: 'wanted', error: null });
        // What failed after that goes on being tried when its time has come.
        await set({ state: 'failed', hash: 'x', endedAt: null });
        await removed();
        expect(await world.row('note')).toMatchObject({ state: 'failed', hash: 'x', error: null });
      });

      it('is left when it is removed once more, until there is something new to show', async () => {
        await removeParent();
        await remakeRemoved(fresh.database, { platform: 'chat', remoteId: '1' });
        await world.reconciler().run();
        const again = (await world.row('parent')).remote ?? '';
        expect(JSON.parse(again)).toMatchObject({ id: '3', isRemade: true });
        for (const _ of ['told of', 'told of twice'])
          await remakeRemoved(fresh.database, { platform: 'chat', remoteId: '3' });
        await world.reconciler().run();
        expect(await world.row('parent')).toMatchObject({ state: 'failed', remote: again, toldAt: null });
        expect(await world.row('parent')).toMatchObject({ error: expect.stringContaining('once more') });
        await world.say('parent', 'The thread');
        await world.reconciler().run();
        expect(await world.row('parent')).toMatchObject({ state: 'done', error: null });
      });
    });

    it('is skipped when it became pointless while it waited', async () => {
      world.chat.before = () => {
        throw new OutsideError('Not now.', { retryAfterSeconds: 600 });
      };
      await world.say('parent', 'The thread');
      await world.say('child', 'Inside', inside);
      const bot = world.reconciler();
      await bot.run();
      expect(await world.row('child')).toMatchObject({ state: 'wanted' });
      world.words.delete('child');
      world.later(61);
      await bot.run();
      expect(await world.row('child')).toMatchObject({ state: 'skipped' });
    });
  });

  describe('changes while something is being published', () => {
    it('are published afterwards: no stale text stays', async () => {
      await world.say('a', 'Old');
      let isFirst = true;
      world.chat.before = async () => {
        if (isFirst) await world.say('a', 'New');
        isFirst = false;
      };
      await world.reconciler().run();
      expect(world.chat.made).toMatchObject([{ text: 'New', edits: 1 }]);
      expect(await world.row('a')).toMatchObject({ state: 'done' });
    });

    it('make no second one when the answer about the first was lost', async () => {
      await world.say('a', 'Old');
      let isFirst = true;
      world.chat.after = async () => {
        if (!isFirst) return;
        isFirst = false;
        await world.say('a', 'New');
        throw new OutsideError('The line broke.');
      };
      await world.reconciler().run();
      expect(world.chat.made).toMatchObject([{ text: 'New' }]);
      expect(world.chat.orders.map(({ mayExist }) => mayExist)).toEqual([false, true]);
    });
  });

  describe('when a platform refuses', () => {
    it('it is tried again after 5 s, then ever later, at most every ten minutes', async () => {
      await world.say('a', 'Hello');
      world.chat.before = () => {
        throw new OutsideError('Discord does not answer.');
      };
      const bot = world.reconciler();
      const waits: number[] = [];
      for (let i = 0; i < 9; i++) {
        const next = await bot.run();
        waits.push(((next?.getTime() ?? Number.NaN) - world.now.getTime()) / 1000);
        world.later(waits.at(-1) ?? 0);
      }
      expect(waits).toEqual([5, 10, 20, 40, 80, 160, 320, 600, 600]);
      expect(await world.row('a')).toMatchObject({ state: 'wanted', error: 'Discord does not answer.' });

      world.chat.before = () => {};
      expect(await bot.run()).toBeUndefined();
      expect(texts()).toEqual(['Hello']);
      expect(await world.row('a')).toMatchObject({ state: 'done', error: null, attempts: 0 });
    });

    it('it is made so also when it is to say again what it said before the try in vain', async () => {
      await world.say('a', 'One');
      const bot = world.reconciler();
      await bot.run();
      world.chat.after = () => {
        throw new OutsideError('It is blank now.', { isPermanent: true });
      };
      await world.say('a', 'Two');
      await bot.run();
      expect(texts()).toEqual(['Two']);
      world.chat.after = () => {};
      await world.say('a', 'One');
      await bot.run();
      expect(texts()).toEqual(['One']);
      expect(world.chat.orders.at(-1)?.mayExist).toBe(true);
    });

    it('it is not tried before its time', async () => {
      await world.say('a', 'Hello');
      world.chat.before = () => {
        throw new OutsideError('Too many requests.', { retryAfterSeconds: 90 });
      };
      const bot = world.reconciler();
      await bot.run();
      world.later(89);
      await bot.run();
      expect(world.chat.orders).toHaveLength(1);
      world.later(1);
      await bot.run();
      expect(world.chat.orders).toHaveLength(2);
    });

    it('until somebody mends something, it is kept, and tried by itself ever later, at least every six hours', async () => {
      await world.say('a', 'Hello');
      world.chat.before = () => {
        throw new OutsideError('The channel is gone.', { isPermanent: true });
      };
      const bot = world.reconciler();
      const start = world.now.getTime();
      const minutes: number[] = [];
      for (let next = await bot.run(); next && minutes.length < 8; next = await bot.run()) {
        minutes.push((next.getTime() - start) / 60_000);
        world.later((next.getTime() - world.now.getTime()) / 1000 - 1);
        await bot.run();
        expect(world.chat.orders).toHaveLength(minutes.length);
        world.later(1);
      }
      expect(minutes).toEqual([10, 30, 70, 150, 310, 630, 990, 1350]);
      expect(await world.row('a')).toMatchObject({ state: 'failed', error: 'The channel is gone.' });
      // The log says it once, however often it is tried.
      expect(world.failures).toEqual([{ key: 'note/a', kind: 'failed', cause: undefined }]);
      world.chat.before = () => {
        throw new OutsideError('Now it is another fault.', { isPermanent: true });
      };
      await world.say('a', 'Hello');
      await bot.run();
      await world.say('a', 'Hello');
      await bot.run();
      expect(world.failures).toHaveLength(2);

      world.chat.before = () => {};
      world.later(6 * 3_600);
      expect(await bot.run()).toBeUndefined();
      expect(texts()).toEqual(['Hello']);
      expect(await world.row('a')).toMatchObject({ state: 'done', error: null, attempts: 0 });
    });

    it('what people did not let through is not sent again by itself, only in other words or when asked for', async () => {
      await world.say('a', 'Hello');
      world.chat.before = () => {
        throw new OutsideError('No.', { isPermanent: true, isTurnedDown: true });
      };
      const bot = world.reconciler();
      expect(await bot.run()).toBeUndefined();
      world.later(86_400);
      // Marked, and the same words.
      await world.say('a', 'Hello');
      await bot.run();
      expect(world.chat.orders).toHaveLength(1);
      expect(await world.row('a')).toMatchObject({
        state: 'failed',
        error: expect.stringMatching(/Moderators on chat did not let it through.*\/docent retry/su),
      });

      await world.say('a', 'Hello, in other words');
      await bot.run();
      expect(world.chat.orders).toHaveLength(2);
      world.chat.before = () => {};
      expect(await retryFailed(fresh.database, world.groupId)).toBe(1);
      await bot.run();
      expect(texts()).toEqual(['Hello, in other words']);
      expect(await world.row('a')).toMatchObject({ state: 'done', error: null });
    });

    it('organisers who mended it need not wait', async () => {
      await world.say('a', 'Hello');
      world.chat.before = () => {
        throw new OutsideError('The channel is gone.', { isPermanent: true });
      };
      const bot = world.reconciler();
      await bot.run();
      world.chat.before = () => {};
      expect(await retryFailed(fresh.database, world.groupId)).toBe(1);
      await bot.run();
      expect(texts()).toEqual(['Hello']);
    });

    it('the first that goes well again takes along what failed for the same reason or in the same place', async () => {
      const reasons: Record<string, string> = { 'note/a': 'Closed.', 'note/b': 'Closed.', 'note/c': 'No.' };
      for (const subject of ['a', 'b', 'c'])
        await world.say(subject, subject, subject === 'b' ? at('2') : {});
      await world.say('d', 'd', at('3'));
      reasons['note/d'] = 'Never.';
      world.chat.before = ({ key }) => {
        const why = reasons[key];
        if (why) throw new OutsideError(why, { isPermanent: true });
      };
      const bot = world.reconciler();
      await bot.run();
      world.later(60);
      for (const key of ['note/a', 'note/b', 'note/c']) delete reasons[key];
      await world.say('a', 'a');
      await bot.run();
      expect(texts().sort()).toEqual(['a', 'b', 'c']);
      expect(world.chat.orders.filter(({ key }) => key === 'note/d')).toHaveLength(1);
    });

    it('what failed and is not wanted any more takes nothing along', async () => {
      for (const subject of ['a', 'b']) await world.say(subject, subject);
      world.chat.before = () => {
        throw new OutsideError('Closed.', { isPermanent: true });
      };
      const bot = world.reconciler();
      await bot.run();
      await world.say('a', undefined);
      await bot.run();
      expect(await world.row('a')).toMatchObject({ state: 'skipped' });
      expect(world.chat.orders).toHaveLength(2);
    });

    it('whoever was told of it is told that it goes well, and of what fails for the same reason still', async () => {
      for (const [subject, id] of ['1', '2', '3'].entries()) await world.say(`${subject}`, 'Hello', at(id));
      world.chat.before = ({ key }) => {
        if (key !== 'note/told') throw new OutsideError('Closed.', { isPermanent: true });
      };
      const bot = world.reconciler();
      await bot.run();
      const { id } = await world.row('0');
      await fresh.database.publication.updateMany({ data: { toldAt: world.now } });
      await world.say('told', 'It cannot be published', { about: faultOf(id) });
      await bot.run();
      expect(await world.row('told')).toMatchObject({ state: 'done', endedAt: null });
      let isWell = '0';
      world.chat.before = ({ key }) => {
        if (![`note/${isWell}`, 'note/told'].includes(key))
          throw new OutsideError('Closed.', { isPermanent: true });
      };
      world.words.set('told', 'It is published');
      await world.say('0', 'Hello');
      await bot.run();
      expect(await world.row('told')).toMatchObject({ state: 'done', endedAt: world.now });
      expect(texts()).toContain('It is published');
      for (const still of ['1', '2'])
        expect(await world.row(still)).toMatchObject({ state: 'failed', toldAt: null });

      // Nobody was told of this one.
      await fresh.database.publication.updateMany({ data: { toldAt: world.now } });
      isWell = '1';
      await world.say('1', 'Hello');
      await bot.run();
      expect(await world.row('2')).toMatchObject({ state: 'failed', toldAt: world.now });
    });

    it.each([
      ['what fails for another reason', false, 'Gone.', true],
      ['what fails for the same reason, alone', false, 'Closed.', false],
      ['what fails for another reason where the first goes well', true, 'Gone.', true],
      ['what fails for the same reason where the first goes well', true, 'Closed.', true],
    ])('once all is tried again, of %s', async (_, isFirstWell, reason, isNews) => {
      const reasons = new Map([
        ['note/a', 'Closed.'],
        ['note/b', 'Closed.'],
      ]);
      world.chat.before = ({ key }) => {
        const why = reasons.get(key);
        if (why) throw new OutsideError(why, { isPermanent: true });
      };
      for (const subject of ['a', 'b']) await world.say(subject, 'Hello');
      const bot = world.reconciler();
      await bot.run();
      // Organisers were told of both by one notice.
      await fresh.database.publication.updateMany({ data: { toldAt: world.now } });
      await world.say('told', 'It cannot be published', { about: faultOf((await world.row('a')).id) });
      await bot.run();
      reasons.set('note/b', reason);
      if (isFirstWell) reasons.delete('note/a');
      await retryFailed(fresh.database, world.groupId);
      await bot.run();
      expect(await world.row('b')).toMatchObject({ error: reason, toldAt: isNews ? null : world.now });
    });

    it('what passes between makes the same reason no news', async () => {
      let why = new OutsideError('Closed.', { isPermanent: true });
      world.chat.before = () => {
        throw why;
      };
      await world.say('a', 'Hello');
      const bot = world.reconciler();
      await bot.run();
      await fresh.database.publication.updateMany({ data: { toldAt: world.now } });
      const told = world.now;
      for (const next of [new OutsideError('No answer.'), why]) {
        why = next;
        world.now = new Date(world.now.getTime() + 7 * 3_600_000);
        await bot.run();
      }
      expect(await world.row('a')).toMatchObject({ state: 'failed', error: 'Closed.', toldAt: told });
    });

    it('what a platform tells of has it tried soon, and at most once a minute', async () => {
      await world.say('a', 'Hello');
      world.chat.before = () => {
        throw new OutsideError('Closed.', { isPermanent: true });
      };
      const bot = world.reconciler();
      const mended = mendedOn(fresh.database, () => world.now);
      await bot.run();
      for (let second = 0; second < 180; second += 1) {
        await mended({ platform: 'chat' });
        await mended({ platform: 'forum' });
        world.later(1);
        await bot.run();
      }
      expect(world.chat.orders).toHaveLength(4);
      world.chat.before = () => {};
      await mended({ platform: 'chat' });
      world.later(60);
      await bot.run();
      expect(texts()).toEqual(['Hello']);
    });

    it('what a platform tells of one space has nothing tried for the others', async () => {
      const space = await fresh.database.space.create({
        data: { groupId: world.groupId, platform: 'chat', spaceId: 'ours' },
      });
      await world.say('a', 'Hello');
      world.chat.before = () => {
        throw new OutsideError('Closed.', { isPermanent: true });
      };
      const bot = world.reconciler();
      const mended = mendedOn(fresh.database, () => world.now);
      await bot.run();
      world.chat.before = () => {};
      await mended({ platform: 'chat', space: 'theirs' });
      world.later(60);
      await bot.run();
      expect(texts()).toEqual([]);
      await mended({ platform: 'chat', space: space.spaceId });
      world.later(60);
      await bot.run();
      expect(texts()).toEqual(['Hello']);
    });

    it('what fails does not keep the rest from being published', async () => {
      for (const subject of ['a', 'b', 'c']) await world.say(subject, subject);
      world.chat.before = ({ key }) => {
        if (key === 'note/b') throw new OutsideError('No.', { isPermanent: true });
      };
      await world.reconciler().run();
      expect(texts()).toEqual(['a', 'c']);
    });

    it('one that is not connected is left alone, and the other goes on', async () => {
      await world.say('a', 'On Discord');
      await world.say('b', 'On Discourse', {
        to: { kind: 'places', places: [{ platform: 'forum', id: '1' }] },
      });
      world.chat.isUp = false;
      const bot = world.reconciler();
      await bot.run();
      expect(world.chat.orders).toEqual([]);
      expect(world.forum.made).toMatchObject([{ text: 'On Discourse' }]);
      world.chat.isUp = true;
      world.later(30);
      await bot.run();
      expect(texts()).toEqual(['On Discord']);
    });
  });

  it('what an older version marked, which no feature shows any more, is over', async () => {
    await world.say('a', 'Hello', { view: 'notes/former' });
    await world.reconciler().run();
    expect(world.chat.orders).toEqual([]);
    expect(world.failures).toEqual([]);
    expect(await world.row('a')).toMatchObject({ state: 'skipped', error: null, nextAttemptAt: null });
  });

  it('a fault of ours is tried again, told with its cause, and worded for people', async () => {
    await world.say('a', 'Hello');
    world.viewFault = new TypeError("Cannot read properties of undefined (reading 'name')");
    const bot = world.reconciler();
    await bot.run();
    expect(world.failures).toEqual([{ key: 'note/a', kind: 'retry', cause: world.viewFault }]);
    expect((await world.row('a')).error).not.toContain('undefined');
    world.viewFault = undefined;
    world.later(5);
    await bot.run();
    expect(texts()).toEqual(['Hello']);
  });

  it('a database that was away or busy is no fault of ours', async () => {
    await world.say('a', 'Hello');
    const busy = new Error('Raw query failed. Message: `database is locked`');
    world.viewFault = Object.assign(busy, { name: 'PrismaClientKnownRequestError', code: 'P2010' });
    await world.reconciler().run();
    expect((await world.row('a')).error).toBe('My database was away or busy just then; I keep trying.');
  });

  describe('several processes', () => {
    it('share the work: each thing is made once', async () => {
      const subjects = Array.from({ length: 40 }, (_, i) => `n${i}`);
      for (const [i, subject] of subjects.entries()) {
        await world.say(subject, subject, at(String(i % 7)));
      }
      const clients = await Promise.all(Array.from({ length: 4 }, () => connect(fresh.url)));
      await Promise.all(clients.map((rows) => world.reconciler(rows).run()));
      await Promise.all(clients.map((rows) => rows.$disconnect()));
      expect(texts().toSorted()).toEqual(subjects.toSorted());
      expect(world.chat.orders).toHaveLength(40);
    });

    it('that mark the same at once make it one publication', async () => {
      const clients = await Promise.all(Array.from({ length: 4 }, () => connect(fresh.url)));
      world.words.set('a', 'Hello');
      await Promise.all(
        clients.map((client) => transaction(client, (rows) => mark(rows, [world.wanted('a')]))),
      );
      await Promise.all(clients.map((rows) => rows.$disconnect()));
      await world.reconciler().run();
      expect(texts()).toEqual(['Hello']);
    });

    it('a lease elsewhere holds by the database’s clock, then others look for what came of it', async () => {
      await world.say('a', 'Hello');
      const hold = (milliseconds: number) =>
        fresh.database.schedule.updateMany({
          data: { leaseOwner: 'elsewhere:1:x', leaseUntil: new Date(Date.now() + milliseconds) },
        });
      await hold(60_000);
      await fresh.database.publication.updateMany({ data: { attempts: 1 } });
      const bot = world.reconciler();
      await bot.takeOver();
      world.later(86_400);
      await bot.run();
      expect(texts()).toEqual([]);
      await hold(-1_000);
      await bot.run();
      expect(texts()).toEqual(['Hello']);
      expect(world.chat.orders).toMatchObject([{ mayExist: true }]);
    });

    it('a lease holds as long as its work, even when that takes minutes', async () => {
      vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
      await world.say('a', 'Hello');
      const slow = Promise.withResolvers<void>();
      world.chat.before = () => slow.promise;
      const run = world.reconciler().run();
      await vi.waitFor(() => expect(world.chat.orders).toHaveLength(1), patience);
      // As if its lease had nearly run out.
      const almost = new Date(Date.now() + 1_000);
      await fresh.database.schedule.updateMany({ data: { leaseUntil: almost } });
      await vi.advanceTimersByTimeAsync(10_000);
      await vi.waitFor(async () => {
        const row = await fresh.database.schedule.findFirstOrThrow();
        expect(row.leaseUntil?.getTime()).toBeGreaterThan(almost.getTime() + 10_000);
      }, patience);
      await world.reconciler().run();
      slow.resolve();
      await run;
      expect(world.chat.orders).toHaveLength(1);
      expect(texts()).toEqual(['Hello']);
    });

    it('one that lost its lease does not renew the other’s', async () => {
      await world.say('a', 'Hello');
      const rows = dueRows(fresh.database, 'one:1:a');
      const [row] = await rows.until(world.now, { jobs: [publishing], limit: 1 });
      if (!row) throw new Error('Nothing is due.');
      expect(await rows.take(row)).toBe(true);
      await fresh.database.schedule.updateMany({ data: { leaseOwner: 'other:2:b' } });
      expect(await rows.renew(row)).toBe(false);
      await rows.giveBack(row, undefined);
      expect(await fresh.database.schedule.findFirst()).toMatchObject({ leaseOwner: 'other:2:b' });
    });

    it('a row that was marked since it was read is not begun with as it was', async () => {
      await world.say('a', 'Hello');
      const row = await world.row('a');
      await world.say('a', 'Hello again');
      expect(await begin(fresh.database, row)).toBe(false);
      expect(await begin(fresh.database, await world.row('a'))).toBe(true);
    });

    it('what was made is not forgotten when it was marked meanwhile', async () => {
      await world.say('a', 'Hello');
      const row = await world.row('a');
      await begin(fresh.database, row);
      await world.say('a', 'Hello again');
      const remote = { id: '77', url: 'https://chat.example/77' };
      await recordOutcome(fresh.database, row, {
        now: world.now,
        outcome: { kind: 'done', hash: 'x', remote, content: { kind: 'message', isFollowed: false } },
      });
      expect(await world.row('a')).toMatchObject({ state: 'wanted', remote: JSON.stringify(remote) });
    });
  });

  describe('a crash', () => {
    it('before anything was made loses nothing', async () => {
      await world.say('a', 'Hello');
      world.chat.before = () => new Promise(() => {});
      void world.reconciler().run();
      await vi.waitFor(() => expect(world.chat.orders).toHaveLength(1), patience);
      world.dies();
      world.chat.before = () => {};
      const next = world.reconciler();
      await next.takeOver();
      await next.run();
      expect(texts()).toEqual(['Hello']);
    });

    it('after it was made, before that was written down, makes no second one, whatever changed meanwhile', async () => {
      await world.say('a', 'Hello');
      world.chat.after = () => new Promise(() => {});
      void world.reconciler().run();
      await vi.waitFor(() => expect(texts()).toEqual(['Hello']), patience);
      world.dies();
      world.chat.after = () => {};
      await world.say('a', 'Hello, later');
      const next = world.reconciler();
      await next.takeOver();
      await next.run();
      expect(texts()).toEqual(['Hello, later']);
    });

    it('leaves the leases of those who live alone', async () => {
      await world.say('a', 'Hello');
      const slow = Promise.withResolvers<void>();
      world.chat.before = () => slow.promise;
      const run = world.reconciler().run();
      await vi.waitFor(() => expect(world.chat.orders).toHaveLength(1), patience);
      const other = world.reconciler();
      await other.takeOver();
      await other.run();
      slow.resolve();
      await run;
      expect(world.chat.orders).toHaveLength(1);
    });
  });
});

describe('the hash of a content', () => {
  const message = (content: string): Content => ({
    kind: 'message',
    document: doc(),
    files: [{ name: 'a.csv', content: Buffer.from(content) }],
  });

  it('is equal for equal files, another for another file or place', () => {
    expect(hashOf('here', message('1,2'))).toBe(hashOf('here', message('1,2')));
    expect(hashOf('here', message('1,2'))).not.toBe(hashOf('here', message('1,3')));
    expect(hashOf('here', message('1,2'))).not.toBe(hashOf('there', message('1,2')));
  });
});
