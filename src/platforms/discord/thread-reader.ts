// Reads what people write in the threads that are followed: as far as Discord lets the bot, which is what mentions it.
import { MessageType } from 'discord.js';
import type { Account } from '../../core/account.ts';
import type { Cursors } from '../../core/cursors.ts';
import { messageOf, OutsideError } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import type { Followed, PlatformEvent, TopicPost } from '../../core/platform.ts';
import type { Api } from './api.ts';
import type { Written } from './api-shapes.ts';
import { namedBy, namesUnknown, type PlaceNames } from './mentions.ts';

/** What the reader works with. */
interface ThreadReaderParts {
  readonly api: Pick<Api, 'self' | 'written' | 'newestOf'>;
  readonly cursors: Pick<Cursors, 'read' | 'write'>;
  readonly log: Log;
  /** What channels and roles of a server are called; absent where nobody can tell. */
  namesIn?(guildId: string | undefined): PlaceNames;
  ingest(event: PlatformEvent): Promise<void>;
}

/** So many pages of 100 are read at most, when much was written since the last time. */
const mostPages = 20;
/** Messages that somebody wrote; others tell that a message was pinned, or the like. */
const written = new Set<number>([MessageType.Default, MessageType.Reply]);

/** From so many threads in which nobody speaks one request tells which are to be read, instead of one for each. */
const manyThreads = 4;

interface Seen {
  /** Its messages with their edits. */
  readonly look: string;
  readonly newest: string;
  /** Whether only the bot spoke there. */
  readonly isQuiet: boolean;
}

const guildOf = (url: string) => /\/channels\/(\d{1,20})\//u.exec(url)?.[1];

/** Builds the reader. Without a word since the last time nothing is told. */
export function threadReader({ api, cursors, log, namesIn, ingest }: ThreadReaderParts) {
  /** What each thread looked like when it was read last. */
  const seen = new Map<string, Seen>();
  /** Why each that could not be read could not, so that the log says it once. */
  const unread = new Map<string, string>();

  /** The newest messages, oldest first, and at least all that came after the message of this id. */
  async function messages(thread: string, after: string | undefined) {
    const found: Written[] = [];
    for (let page = 0; page < mostPages; page += 1) {
      const older = await api.written(thread, found[0]?.id);
      found.unshift(...older.toReversed());
      const oldest = found[0];
      if (older.length < 100 || !oldest) return { found, isAll: true };
      if (after !== undefined && BigInt(oldest.id) <= BigInt(after)) break;
    }
    return { found, isAll: false };
  }

  async function readOne({ groupId, key, about, remote }: Followed): Promise<void> {
    const cursor = `discord/thread/${remote.id}`;
    const after = await cursors.read(cursor);
    const { found, isAll } = await messages(remote.id, after);
    const [oldest] = found;
    const newest = found.at(-1);
    if (!oldest || !newest) return;
    const look = found.map(({ id, edited_timestamp: at }) => `${id} ${at ?? ''}`).join();
    if (seen.get(remote.id)?.look === look) return;
    await ingest({
      kind: 'topic',
      groupId,
      key,
      about,
      platform: 'discord',
      posts: postsOf(found, {
        self: api.self(),
        thread: remote.id,
        url: remote.url,
        after,
        names: namesIn?.(guildOf(remote.url)) ?? namesUnknown,
      }),
      isRead: (id) =>
        /^\d{1,20}$/u.test(id) &&
        BigInt(id) <= BigInt(newest.id) &&
        (isAll || BigInt(id) >= BigInt(oldest.id)),
    });
    const isQuiet = found.every(({ author }) => author.id === api.self());
    seen.set(remote.id, { look, newest: newest.id, isQuiet });
    await cursors.write(cursor, newest.id);
  }

  /** The threads that may say something new: where there are many, not those in which nobody but the bot has spoken. */
  async function talkedIn(follows: readonly Followed[]): Promise<readonly Followed[]> {
    const quiet = follows.filter(({ remote }) => seen.get(remote.id)?.isQuiet);
    if (quiet.length < manyThreads) return follows;
    const newest = new Map<string, string>();
    for (const guild of new Set(quiet.flatMap(({ remote }) => guildOf(remote.url) ?? []))) {
      for (const [id, last] of await api.newestOf(guild)) newest.set(id, last);
    }
    return follows.filter(({ remote: { id } }) => {
      const before = seen.get(id);
      // One that is not among them was archived, which whoever writes in it ends.
      return !before?.isQuiet || (newest.get(id) ?? before.newest) !== before.newest;
    });
  }

  return {
    /** Reads the threads; one that cannot be read is left for the next time. */
    async read(follows: readonly Followed[]): Promise<void> {
      for (const known of [seen, unread])
        for (const id of known.keys()) if (!follows.some(({ remote }) => remote.id === id)) known.delete(id);
      let read = follows;
      try {
        read = await talkedIn(follows);
      } catch (error) {
        if (!(error instanceof OutsideError)) throw error;
        log.warn({}, `I cannot see in which threads something was said: ${messageOf(error)}`);
      }
      for (const follow of read) {
        try {
          await readOne(follow);
          unread.delete(follow.remote.id);
        } catch (error) {
          if (!(error instanceof OutsideError)) throw error;
          const { id } = follow.remote;
          if (unread.get(id) !== error.message)
            log.warn({ thread: id }, `A thread cannot be read now: ${error.message}`);
          unread.set(id, error.message);
        }
      }
    },
  };
}

/** What posts are made with: how the bot and others are called, and the thread with its address. */
interface Reading {
  readonly self: string;
  readonly thread: string;
  readonly url: string;
  /** The message up to which all was read before. */
  readonly after: string | undefined;
  readonly names: PlaceNames;
}

/** Messages as posts; a message that was answered and is older than what was read comes along. */
function postsOf(found: readonly Written[], where: Reading): readonly TopicPost[] {
  const there = new Set(found.map(({ id }) => id));
  const before = found.flatMap(({ referenced_message: one }) => (one && !there.has(one.id) ? [one] : []));
  const all = [...new Map(before.map((one) => [one.id, one])).values(), ...found];
  // The first post is the message at which the thread begins.
  const numbers = new Map(all.map(({ id }, i) => [id, id === where.thread ? 1 : i + 2]));
  return all
    .filter(({ type }) => written.has(type))
    .filter(({ author, webhook_id: hook }) => author.id === where.self || (!author.bot && hook === undefined))
    .map((one): TopicPost => postOf(one, { ...where, numbers }));
}

function postOf(
  one: Omit<Written, 'referenced_message'>,
  { self, thread, url, numbers, after, names }: Reading & { readonly numbers: ReadonlyMap<string, number> },
): TopicPost {
  const isOurs = one.author.id === self;
  const replyTo = numbers.get(one.message_reference?.message_id ?? '');
  const at = new Date(one.timestamp);
  const raw = isOurs ? '' : wordsOf(one, self, names);
  const attachments = isOurs ? [] : (one.attachments ?? []);
  return {
    id: one.id,
    number: numbers.get(one.id) ?? 0,
    version: Math.floor(new Date(one.edited_timestamp ?? one.timestamp).getTime() / 1000),
    author: accountOf(one.author),
    isStaff: false,
    isOurs,
    isToBot: false,
    raw,
    // What speaks to the bot is taken as a command.
    lines: raw
      .split('\n')
      .filter((line) => !line.startsWith('>'))
      .map((text) => ({ text, isToBot: false })),
    // Their own addresses end after a day; the message stays, and shows them to those who may read it. Behind it is which one.
    ...(attachments.length > 0 && {
      files: attachments.map(({ id, filename, description }) => ({
        name: description?.trim() || filename,
        url: `${url}/${one.id}#${id}`,
      })),
    }),
    // Where words are kept from the bot, files are too.
    ...(!isOurs && one.content === '' && attachments.length === 0 && { isUnreadable: true }),
    ...(after !== undefined && BigInt(one.id) <= BigInt(after) && { wasTold: true }),
    url: `${url}/${one.id}`,
    place: thread,
    reference: '',
    ...(replyTo !== undefined && { replyTo }),
    likes: 0,
    createdAt: at,
    ...(one.edited_timestamp && { changedAt: new Date(one.edited_timestamp) }),
  };
}

function accountOf({ id, username, global_name: name }: Written['author']): Account {
  return { platform: 'discord', id, name: name ?? username };
}

/** What somebody wrote, without the mention of the bot; others who are mentioned by their names. */
function wordsOf(
  { content, mentions }: Pick<Written, 'content' | 'mentions'>,
  self: string,
  names: PlaceNames,
): string {
  const spoken = content
    .replaceAll(/(?<![ \t])(?:[ \t]*,)?[ \t]*<@!?(\d+)>[ \t]*(?=[?!.])/gu, (whole, id: string) =>
      id === self ? '' : whole,
    )
    .replaceAll(/<@!?(\d+)>[ \t]*[,:]?[ \t]*/gu, (whole, id: string) => (id === self ? '' : whole));
  const person = (id: string) => {
    const who = mentions.find((one) => one.id === id);
    return who && accountOf(who).name;
  };
  return namedBy(spoken, { ...names, person }).trim();
}
