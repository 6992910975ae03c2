// Platforms that live in memory: a chat with messages and events, a forum with topics, and repositories of files.
import type { Account } from '../../../src/core/account.ts';
import type { Content } from '../../../src/core/content.ts';
import { plain } from '../../../src/core/document.ts';
import type { Platform } from '../../../src/core/platform.ts';
import type { Capabilities, Order } from '../../../src/core/publication.ts';
import { repositories } from '../../../src/publishing/place.ts';

/** Something published, as it is now, with how often it was changed. */
export interface Published {
  readonly platform: string;
  readonly id: string;
  readonly key: string;
  readonly place: string;
  content: Content;
  edits: number;
  /** Who was pinged when it was made; an edit pings nobody. */
  readonly pinged: readonly Account[];
  readonly at: Date;
}

/** What a terminal can do. */
export const nothing: Capabilities = {
  messages: false,
  threads: false,
  topics: false,
  events: false,
  buttons: false,
  forms: false,
  privateMessages: false,
  invitations: false,
  files: false,
};

/** What each platform can do. */
export const capabilities: Readonly<Record<string, Capabilities>> = {
  chat: { ...nothing, messages: true, events: true, buttons: true, forms: true, privateMessages: true },
  forum: { ...nothing, topics: true, privateMessages: true },
  [repositories]: { ...nothing, files: true },
};

/** The platforms by name; what they publish is added to `published`. */
export function platformsInMemory(
  published: Published[],
  now: () => Date,
  { canRemove = false } = {},
): Map<string, Platform> {
  return new Map(
    Object.entries(capabilities).map(([name, can]) => [
      name,
      {
        name,
        title: `The ${name}`,
        can,
        start: async () => {},
        stop: async () => {},
        isReady: () => true,
        check: async () => [],
        ...(canRemove &&
          name === 'chat' && {
            async remove({ id }: { id: string }) {
              const at = published.findIndex((one) => one.platform === name && one.id === id);
              if (at >= 0) published.splice(at, 1);
            },
          }),
        async publish({ content, ...order }: Order) {
          const told = pinging(name, content);
          const { id } = shown(published, { name, order: { ...order, content: told }, now: now() });
          const reference = content.kind === 'topic' ? { reference: id } : {};
          return { id, url: `https://${name}.example/${id}`, ...reference };
        },
      },
    ]),
  );
}

function shown(
  published: Published[],
  { name, order, now }: { name: string; order: Order; now: Date },
): Published {
  const { key, place, content, remote } = order;
  const where = place.kind === 'inside' ? `inside ${place.remote.id}` : `${place.kind} ${place.id}`;
  const known = published.find(({ platform, id }) => platform === name && id === remote?.id);
  if (known && known.place === where && !isPast(known.content)) {
    known.content = content;
    known.edits += 1;
    return known;
  }
  // What goes elsewhere leaves the place where it was.
  if (known && known.place !== where) published.splice(published.indexOf(known), 1);
  const made = {
    platform: name,
    id: `${now.getTime()}-${published.length}-${key}`,
    key,
    place: where,
    content,
    edits: 0,
    pinged: content.kind === 'message' ? (content.pings ?? []) : [],
  };
  published.push({ ...made, at: now });
  return { ...made, at: now };
}

/** A platform pings its own accounts only. */
function pinging(name: string, content: Content): Content {
  if (content.kind !== 'message' || !content.pings) return content;
  return { ...content, pings: content.pings.filter(({ platform }) => platform === name) };
}

/** An event that was cancelled cannot come back: there is a new one. */
function isPast(content: Content): boolean {
  return content.kind === 'event' && content.status === 'cancelled';
}

/** Somebody's account, in the chat unless told otherwise. */
export function accountOf(who: { readonly name: string; readonly platform?: string }): Account {
  const { name, platform = 'chat' } = who;
  return { platform, id: `${platform}-${name}`, name };
}

/** What somebody reads of a published thing. */
export function wordsOf(content: Content | undefined): string {
  if (!content) return '';
  if (content.kind === 'file' || content.kind === 'issue' || content.kind === 'comment') return content.text;
  const title = content.kind === 'topic' ? content.title : content.kind === 'event' ? content.name : '';
  const summary = content.kind === 'message' ? (content.summary ?? '') : '';
  return [title, summary, plain(content.document)].filter((part) => part !== '').join('\n');
}
