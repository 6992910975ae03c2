// The few REST calls that publishing needs, with what they answer parsed and what goes wrong in plain words.
import { type REST, type RESTPatchAPIChannelJSONBody, Routes } from 'discord.js';
import { z } from 'zod';
import type { OutsideError } from '../../core/errors.ts';
import { type Channel, channel, event, file, type MessageFile, message, written } from './api-shapes.ts';
import type { Body } from './message.ts';
import { codeOf, type Doing, isFromOutside, outsideError } from './outside.ts';

/** Threads are archived by themselves after a week without a word. */
const autoArchiveMinutes = 10_080;

/** What the calls work with. */
interface ApiParts {
  /** The bot's own id. */
  self(): string;
  /** The name of a channel, if it is known. */
  nameOf(channelId: string): string | undefined;
  /** Told of each error before it is thrown. */
  failed(error: OutsideError): void;
  /** Told of each answer. */
  worked(): void;
}

/** The calls. */
export type Api = ReturnType<typeof api>;

const threadList = z.object({ threads: z.array(channel) });
const newest = z.object({
  threads: z.array(z.object({ id: z.string(), last_message_id: z.string().nullish() })),
});
const attached = z.object({ attachments: z.array(file) });

/**
 * Builds the calls over a REST client. Each throws `OutsideError`; those that look for one thing answer undefined when it is
 * gone.
 */
export function api(rest: REST, parts: ApiParts) {
  /** What a request answers, in its shape. */
  async function call<T>(doing: Doing, shape: z.ZodType<T>, request: () => Promise<unknown>): Promise<T> {
    try {
      const answer = shape.parse(await request());
      parts.worked();
      return answer;
    } catch (error) {
      if (!isFromOutside(error)) throw error;
      const named = doing.channel === undefined ? undefined : parts.nameOf(doing.channel);
      const outside = outsideError(error, { ...doing, channelName: named });
      parts.failed(outside);
      throw outside;
    }
  }
  /** The same; undefined for errors with one of these codes, which are answers as well. */
  const find = <T>(
    doing: Doing,
    { shape, gone }: { readonly shape: z.ZodType<T>; readonly gone: readonly number[] },
    request: () => Promise<unknown>,
  ): Promise<T | undefined> =>
    call(doing, shape, request).catch((error: unknown) => {
      if (!gone.some((code) => code === codeOf(error))) throw error;
      parts.worked();
      return undefined;
    });
  const page = (channelId: string, where: Readonly<Record<string, string>>) =>
    rest.get(Routes.channelMessages(channelId), { query: new URLSearchParams({ limit: '100', ...where }) });

  return {
    /** The bot's own id. */
    self: parts.self,
    channel: (id: string) => call({ what: 'see', channel: id }, channel, () => rest.get(Routes.channel(id))),
    findChannel: (id: string) =>
      find({ what: 'see', channel: id }, { shape: channel, gone: [10003] }, () =>
        rest.get(Routes.channel(id)),
      ),
    changeChannel: (id: string, body: RESTPatchAPIChannelJSONBody) =>
      call({ what: 'manage', channel: id }, channel, () => rest.patch(Routes.channel(id), { body })),
    async openConversation(personId: string): Promise<string> {
      const body = { recipient_id: personId };
      const opened = await call({ what: 'message', person: personId }, channel, () =>
        rest.post(Routes.userChannels(), { body }),
      );
      return opened.id;
    },
    send: (channelId: string, body: Body, nonce: string) =>
      call({ what: 'write', channel: channelId }, message, () =>
        rest.post(Routes.channelMessages(channelId), payload(body, { nonce, enforce_nonce: true })),
      ),
    /** Answers undefined when the message is gone, or is one of the account that the bot had before (50005). */
    edit: (channelId: string, messageId: string, body: Body, gone: readonly number[] = [10008, 50005]) =>
      find({ what: 'write', channel: channelId }, { shape: message, gone }, () =>
        rest.patch(Routes.channelMessage(channelId, messageId), payload(body)),
      ),
    async remove(channelId: string, messageId: string): Promise<void> {
      await find({ what: 'write', channel: channelId }, { shape: z.unknown(), gone: [10003, 10008] }, () =>
        rest.delete(Routes.channelMessage(channelId, messageId)),
      );
    },
    async setPinned(channelId: string, messageId: string, isPinned: boolean): Promise<void> {
      const route = Routes.channelMessagesPin(channelId, messageId);
      await call({ what: 'pin', channel: channelId }, z.unknown(), () =>
        isPinned ? rest.put(route) : rest.delete(route),
      );
    },
    /** Newest first, or those after a message, at most 100. */
    messages: (channelId: string, after?: string) =>
      call({ what: 'read', channel: channelId }, z.array(message), () =>
        page(channelId, { ...(after !== undefined && { after }) }),
      ),
    /** What was written in a thread, newest first, at most 100; those before a message where one is given. */
    written: (channelId: string, before?: string) =>
      call({ what: 'read', channel: channelId }, z.array(written), () =>
        page(channelId, { ...(before !== undefined && { before }) }),
      ),
    /** The files of a message; undefined when it is gone. */
    async attachments(channelId: string, messageId: string): Promise<readonly MessageFile[] | undefined> {
      const found = await find(
        { what: 'read', channel: channelId },
        { shape: attached, gone: [10003, 10008] },
        () => rest.get(Routes.channelMessage(channelId, messageId)),
      );
      return found?.attachments;
    },
    async startThread(channelId: string, messageId: string, name: string): Promise<void> {
      const body = { name, auto_archive_duration: autoArchiveMinutes };
      // 160004: it was started already, by a run that could not say so.
      await find({ what: 'thread', channel: channelId }, { shape: z.unknown(), gone: [160004] }, () =>
        rest.post(Routes.threads(channelId, messageId), { body }),
      );
    },
    startPost: (forumId: string, name: string, body: Body) =>
      call({ what: 'thread', channel: forumId }, channel, () =>
        rest.post(Routes.threads(forumId), {
          body: { name, auto_archive_duration: autoArchiveMinutes, message: wire(body) },
          ...uploads(body),
        }),
      ),
    /** The newest message of each thread of a guild that is not archived, by the thread's id. */
    async newestOf(guildId: string): Promise<ReadonlyMap<string, string>> {
      const { threads } = await call({ what: 'read', guild: guildId }, newest, () =>
        rest.get(Routes.guildActiveThreads(guildId)),
      );
      return new Map(threads.map(({ id, last_message_id: last }) => [id, last ?? id]));
    },
    /** Threads of a channel that the bot began, open and archived. */
    async ownThreads({ id, guild_id: guild }: Channel): Promise<Channel[]> {
      const threadsAt = async (route: `/${string}`, query?: URLSearchParams) =>
        (
          await call({ what: 'read', channel: id }, threadList, () =>
            rest.get(route, { ...(query && { query }) }),
          )
        ).threads;
      const active = guild ? await threadsAt(Routes.guildActiveThreads(guild)) : [];
      const archived = await threadsAt(
        Routes.channelThreads(id, 'public'),
        new URLSearchParams({ limit: '50' }),
      );
      return [...active, ...archived].filter((one) => one.parent_id === id && one.owner_id === parts.self());
    },
    events: (guildId: string) =>
      call({ what: 'event', guild: guildId }, z.array(event), () =>
        rest.get(Routes.guildScheduledEvents(guildId)),
      ),
    event: (guildId: string, id: string) =>
      find({ what: 'event', guild: guildId }, { shape: event, gone: [10070] }, () =>
        rest.get(Routes.guildScheduledEvent(guildId, id)),
      ),
    createEvent: (guildId: string, body: object) =>
      call({ what: 'event', guild: guildId, ...eventChannel(body) }, event, () =>
        rest.post(Routes.guildScheduledEvents(guildId), { body }),
      ),
    changeEvent: (guildId: string, id: string, body: object) =>
      call({ what: 'event', guild: guildId, ...eventChannel(body) }, event, () =>
        rest.patch(Routes.guildScheduledEvent(guildId, id), { body }),
      ),
  };
}

/** The voice channel that an event is to be in, which may be what is wrong with it. */
function eventChannel(body: object): { readonly channel?: string } {
  return 'channel_id' in body && typeof body.channel_id === 'string' ? { channel: body.channel_id } : {};
}

/** A body as it goes over the wire. */
export function wire({ files, posted, ...body }: Body) {
  // What is not named goes, unless nothing is named at all.
  if (posted && posted.files === undefined) return body;
  return {
    ...body,
    attachments: [...files, ...(posted?.files ?? [])].map((file, i) => ({
      id: String(i),
      filename: file.name,
      ...(file.description !== undefined && { description: file.description }),
    })),
  };
}

/** A body for the REST client, with its files; `more` goes beside its fields. */
export function payload(body: Body, more: object = {}) {
  return { body: { ...wire(body), ...more }, ...uploads(body) };
}

/** The files of a body, for the REST client. */
export function uploads({ files: own, posted }: Pick<Body, 'files' | 'posted'>) {
  const files = [...own, ...(posted?.files ?? [])];
  return files.length === 0 ? {} : { files: files.map(({ name, content }) => ({ name, data: content })) };
}
