// What every platform promises to the reconciler, as a suite that each platform runs over its own sandbox.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Content } from '../../src/core/content.ts';
import { type Document, doc, heading, list, p, typed } from '../../src/core/document.ts';
import { OutsideError } from '../../src/core/errors.ts';
import type { Platform } from '../../src/core/platform.ts';
import type { Order, Remote, ResolvedPlace } from '../../src/core/publication.ts';

/** A thing as people see it in the place that the suite publishes to. */
export interface Seen {
  readonly id: string;
  /** The words as they are shown: without the platform's markup, escapes taken away. */
  readonly text: string;
  /** Whom it notified or would notify, by any name the platform has for them; empty when nobody. */
  readonly notified: readonly string[];
}

/** A started platform over its sandbox, with one place to publish to. */
export interface ContractWorld {
  readonly platform: Platform;
  readonly place: ResolvedPlace;
  /** The platform's way to say a document in that place. */
  content(document: Document): Content;
  /** What people see in that place now, oldest first, without what was there before the test. */
  seen(): Promise<readonly Seen[]>;
  /** Removes what was published by hand, as a moderator would: every part of it. */
  removeByHand(remote: Remote): Promise<void>;
  /** From now on the bot may not write in that place. */
  forbid(): Promise<void>;
  /** The platform answers the next requests with a failure of its own (5xx), as many as given. */
  failNext(count: number): Promise<void>;
  /** Names that would notify somebody if they were typed by a person: `@everyone`, `<@123>`, `@prague`. */
  readonly pingsToType: readonly string[];
  close(): Promise<void>;
}

/** Declares the suite; `open` makes a fresh world for each test. */
export function platformContract(name: string, open: () => Promise<ContractWorld>): void {
  describe(`${name} keeps the contract of a platform`, () => {
    let world: ContractWorld;
    let serial = 0;

    beforeEach(async () => {
      world = await open();
      serial += 1;
    });
    afterEach(async () => {
      await world.close();
    });

    const order = (document: Document, extra: Partial<Order> = {}): Order => ({
      key: `contract/${serial}`,
      identity: `contract-identity-${String(serial).padStart(4, '0')}`,
      place: world.place,
      content: world.content(document),
      mayExist: false,
      ...extra,
    });

    it('publishing the same again leaves one thing, with the same id', async () => {
      const document = doc(heading(2, 'Monthly meeting'), p('The agenda is open to everybody.'));
      const remote = await world.platform.publish(order(document));
      const again = await world.platform.publish(order(document, { remote }));
      expect(again.id).toBe(remote.id);
      expect(await textsOf(world)).toHaveLength(1);
    });

    it('changed content edits what is there', async () => {
      const remote = await world.platform.publish(order(doc(p('We meet in the blue room this week.'))));
      const edited = await world.platform.publish(
        order(doc(p('We meet in the green room this week.')), { remote }),
      );
      expect(edited.id).toBe(remote.id);
      const texts = await textsOf(world);
      expect(texts).toHaveLength(1);
      expect(texts[0]).toContain('green room');
    });

    it('what was made before a crash is found again by its identity, and brought up to date', async () => {
      const first = await world.platform.publish(order(doc(p('Said before the crash happened.'))));
      await world.platform.publish(
        order(doc(p('Something else that was said here.')), {
          key: `other/${serial}`,
          identity: 'contract-identity-other',
        }),
      );
      const found = await world.platform.publish(
        order(doc(p('Said again after the crash happened.')), { mayExist: true }),
      );
      expect(found.id).toBe(first.id);
      const texts = await textsOf(world);
      expect(texts).toHaveLength(2);
      expect(texts[0]).toContain('after the crash');
    });

    it('what does not exist is made, even if it might have existed', async () => {
      await world.platform.publish(order(doc(p('Made because nothing was there.')), { mayExist: true }));
      expect(await textsOf(world)).toHaveLength(1);
    });

    it('different identities make different things, even with equal words', async () => {
      const document = doc(p('Equal words in both of them, on purpose.'));
      const one = await world.platform.publish(order(document));
      const two = await world.platform.publish(order(document, { identity: 'contract-identity-two' }));
      expect(two.id).not.toBe(one.id);
    });

    it('a long document is split, loses nothing, shrinks and grows again', async () => {
      const lines = (count: number) =>
        Array.from({ length: count }, (_, i) => [
          `Entry ${i} of the long list, ${'so it goes on '.repeat(12)}`,
        ]);
      const remote = await world.platform.publish(
        order(doc(heading(2, 'A long list of entries'), list(...lines(400)))),
      );
      const texts = await textsOf(world);
      expect(texts.length).toBeGreaterThan(1);
      const all = texts.join('\n');
      for (let i = 0; i < 400; i += 1) expect(all.split(`Entry ${i} of`)).toHaveLength(2);

      const short = await world.platform.publish(
        order(doc(heading(2, 'A long list of entries'), list(...lines(3))), { remote }),
      );
      expect(short.id).toBe(remote.id);
      expect(await textsOf(world)).toHaveLength(1);

      await world.platform.publish(
        order(doc(heading(2, 'A long list of entries'), list(...lines(400))), { remote: short }),
      );
      expect(await textsOf(world)).toHaveLength(texts.length);
    });

    it('what was removed by hand is made again when it changes', async () => {
      const remote = await world.platform.publish(order(doc(p('This will be removed by a moderator.'))));
      await world.removeByHand(remote);
      expect(await textsOf(world)).toHaveLength(0);
      const again = await world.platform.publish(
        order(doc(p('This was changed after it had been removed.')), { remote }),
      );
      expect(again.id).not.toBe(remote.id);
      const texts = await textsOf(world);
      expect(texts).toHaveLength(1);
      expect(texts[0]).toContain('changed after');
    });

    it('what showed a thing that is over is corrected, and not made again when it was removed by hand', async () => {
      const remote = await world.platform.publish(order(doc(p('It took place, and Ann was there.'))));
      const document = doc(p('It took place, and somebody was there.'));
      const corrected = await world.platform.publish(order(document, { remote, isOver: true }));
      expect(corrected.id).toBe(remote.id);
      expect((await textsOf(world))[0]).toContain('somebody was there');
      await world.removeByHand(corrected);
      const later = order(doc(p('It took place, and nobody was there.')), {
        remote: corrected,
        isOver: true,
      });
      expect(await errorOf(world.platform.publish(later))).toMatchObject({ isPlaceGone: true });
      expect(await textsOf(world)).toHaveLength(0);
    });

    it('what somebody typed notifies nobody and stays to be read', async () => {
      for (const [i, ping] of world.pingsToType.entries()) {
        await world.platform.publish(
          order(doc(p('Somebody wrote this: ', ping, ' and that was all.'), ...typed(`Hello\n${ping}`)), {
            identity: `contract-identity-${i}`,
          }),
        );
      }
      const seen = await world.seen();
      expect(seen).toHaveLength(world.pingsToType.length);
      for (const [i, ping] of world.pingsToType.entries()) {
        expect(seen[i]?.notified).toEqual([]);
        expect(readable(seen[i]?.text ?? '')).toContain(readable(ping));
      }
    });

    it('a place where it may not write is a permanent error that says what to do', async () => {
      await world.forbid();
      const error = await errorOf(world.platform.publish(order(doc(p('This cannot be said in here.')))));
      expect(error).toBeInstanceOf(OutsideError);
      expect(error).toMatchObject({ isPermanent: true });
      expect(error?.message.length).toBeGreaterThan(20);
    });

    it('a failure of the platform is an error that is retried, and the retry makes one thing', async () => {
      const document = doc(p('Said once, although it failed at first.'));
      await world.failNext(1);
      const error = await errorOf(world.platform.publish(order(document)));
      expect(error).toBeInstanceOf(OutsideError);
      expect(error).toMatchObject({ isPermanent: false });
      await world.platform.publish(order(document, { mayExist: true }));
      expect(await textsOf(world)).toHaveLength(1);
    });
  });
}

/** Text without the invisible characters by which a dialect keeps a name from pinging. */
export function readable(text: string): string {
  return text.replaceAll(/[\u200b\u2060]/gu, '');
}

async function textsOf(world: ContractWorld): Promise<string[]> {
  return (await world.seen()).map(({ text }) => text);
}

async function errorOf(work: Promise<unknown>): Promise<Error | undefined> {
  try {
    await work;
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
