// Platforms that remember what is published, and what people read there; for the tests of features.
import type { Account, PlatformName } from '../../src/core/account.ts';
import type { Content } from '../../src/core/content.ts';
import { plain } from '../../src/core/document.ts';
import { messageOf, UserError } from '../../src/core/errors.ts';
import type { Platform } from '../../src/core/platform.ts';
import { type Capabilities, noCapabilities, type Order, type Remote } from '../../src/core/publication.ts';
import type { Reply } from '../../src/core/reply.ts';
import { capabilities as chat } from '../../src/platforms/discord/capabilities.ts';
import { capabilities as forum } from '../../src/platforms/discourse/capabilities.ts';

/** Something published, as it is now, with how often it was made and changed. */
export interface Published {
  readonly platform: PlatformName;
  readonly key: string;
  readonly place: string;
  content: Content;
  edits: number;
  readonly at: Date;
}

/** What can be done on the platforms of the tests: one of messages, one of topics. */
export function can(name: PlatformName): Capabilities {
  if (name === 'terminal') return noCapabilities;
  return name === 'discourse' ? forum : chat;
}

/** A platform that adds what it publishes to `published`. */
export function remembering(name: PlatformName, published: Published[], now: () => Date): Platform {
  return {
    name,
    title: name,
    can: can(name),
    start: async () => {},
    stop: async () => {},
    isReady: () => true,
    check: async () => [],
    async publish({ key: shared, place, content, remote }: Order): Promise<Remote> {
      // One key stands for a publication in all of its places.
      const key = `${shared}@${name}`;
      const known = remote && published.find((one) => one.key === key);
      if (known) {
        known.content = content;
        known.edits += 1;
      } else {
        const where = place.kind === 'inside' ? `inside ${place.remote.id}` : `${place.kind} ${place.id}`;
        published.push({ platform: name, key, place: where, content, edits: 0, at: now() });
      }
      return { id: key, url: `https://${name}.example/${key}` };
    },
  };
}

/** Somebody's account, on Discord unless told otherwise. */
export function accountOf(who: { readonly name: string; readonly platform?: PlatformName }): Account {
  const { name, platform = 'discord' } = who;
  return { platform, id: `${platform}-${name}`, name };
}

/** What the person reads whose act must be refused. Throws when it was not. */
export async function refusal(work: () => Promise<unknown> | undefined): Promise<string> {
  try {
    await work();
  } catch (error) {
    if (error instanceof UserError) return messageOf(error);
    throw error;
  }
  throw new Error('It was not refused');
}

/** What somebody reads of a published thing. */
export function wordsOf(content: Content | undefined): string {
  if (!content) return '';
  const title = content.kind === 'topic' ? content.title : content.kind === 'event' ? content.name : '';
  const summary = content.kind === 'message' ? (content.summary ?? '') : '';
  const words = 'document' in content ? plain(content.document) : content.text;
  return [title, summary, words].filter((part) => part !== '').join('\n');
}

/** What somebody reads of a reply. */
export function replyWords(reply: Reply): string {
  return reply.kind === 'said' ? plain(reply.document) : reply.title;
}
