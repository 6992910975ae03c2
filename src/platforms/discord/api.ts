// The few REST calls that publishing needs, with what they answer parsed and what goes wrong in plain words.
import { DiscordAPIError, type REST, type RESTPatchAPIChannelJSONBody, Routes } from 'discord.js';
import { z } from 'zod';
import { OutsideError } from '../../core/errors.ts';
import {
  type Channel,
  channel,
  event,
  file,
  type Message,
  type MessageFile,
  message,
  type ScheduledEvent,
  type Written,
  written,
} from './api-shapes.ts';
import type { Body } from './message.ts';
import { type Doing, isFromOutside, outsideError } from './outside.ts';

/** The calls. Each throws `OutsideError`; those that look for one thing answer undefined when it is gone. */
export interface Api {
  readonly rest: REST;
  /** The bot's own id. */
  self(): string;
  channel(id: string): Promise<Channel>;
  findChannel(id: string): Promise<Channel | undefined>;
  changeChannel(id: string, change: RESTPatchAPIChannelJSONBody): Promise<Channel>;
  openConversation(personId: string): Promise<string>;
  send(channelId: string, body: Body, nonce: string): Promise<Message>;
  /** Answers undefined when the message is gone. */
  edit(channelId: string, messageId: string, body: Body): Promise<Message | undefined>;
  remove(channelId: string, messageId: string): Promise<void>;
  setPinned(channelId: string, messageId: string, isPinned: boolean): Promise<void>;
  /** Newest first, or those after a message, at most 100. */
  messages(channelId: string, after?: string): Promise<Message[]>;
  /** What was written in a thread, newest first, at most 100; those before a message where one is given. */
  written(channelId: string, before?: string): Promise<Written[]>;
  /** The files of a message; undefined when it is gone. */
  attachments(channelId: string, messageId: string): Promise<readonly MessageFile[] | undefined>;
  startThread(channelId: string, messageId: string, name: string): Promise<void>;
  startPost(forumId: string, name: string, body: Body): Promise<Channel>;
  /** The newest message of each thread of a guild that is not archived, by the thread's id. */
  newestOf(guildId: string): Promise<ReadonlyMap<string, string>>;
  /** Threads of a channel that the bot began, open and archived. */
  ownThreads(channel: Channel): Promise<Channel[]>;
  events(guildId: string): Promise<ScheduledEvent[]>;
  event(guildId: string, id: string): Promise<ScheduledEvent | undefined>;
  createEvent(guildId: string, body: object): Promise<ScheduledEvent>;
  changeEvent(guildId: string, id: string, body: object): Promise<ScheduledEvent>;
}

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

/** Builds the calls over a REST client. */
export function api(rest: REST, parts: ApiParts): Api {
  async function call<T>(doing: Doing, work: () => Promise<T>): Promise<T> {
    try {
      const answer = await work();
      parts.worked();
      return answer;
    } catch (error) {
      if (error instanceof OutsideError) throw error;
      if (isFromOutside(error)) {
        const named = doing.channel === undefined ? undefined : parts.nameOf(doing.channel);
        const outside = outsideError(error, { ...doing, channelName: named });
        parts.failed(outside);
        throw outside;
      }
      throw error;
    }
  }

  const threadList = z.object({ threads: z.array(channel) });
  const newest = z.object({
    threads: z.array(z.object({ id: z.string(), last_message_id: z.string().nullish() })),
  });

  return {
    rest,
    self: parts.self,
    channel: (id) =>
      call({ what: 'see', channel: id }, async () => channel.parse(await rest.get(Routes.channel(id)))),
    findChannel: (id) =>
      call({ what: 'see', channel: id }, () =>
        orGone([10003], async () => channel.parse(await rest.get(Routes.channel(id)))),
      ),
    changeChannel: (id, body) =>
      call({ what: 'manage', channel: id }, async () =>
        channel.parse(await rest.patch(Routes.channel(id), { body })),
      ),
    openConversation: (personId) =>
      call({ what: 'message', person: personId }, async () => {
        const body = { recipient_id: personId };
        return channel.parse(await rest.post(Routes.userChannels(), { body })).id;
      }),
    send: (channelId, body, nonce) =>
      call({ what: 'write', channel: channelId }, async () =>
        message.parse(
          await rest.post(Routes.channelMessages(channelId), {
            body: { ...wire(body), nonce, enforce_nonce: true },
            ...uploads(body),
          }),
        ),
      ),
    edit: (channelId, messageId, body) =>
      call({ what: 'write', channel: channelId }, () =>
        orGone([10008], async () =>
          message.parse(
            await rest.patch(Routes.channelMessage(channelId, messageId), {
              body: wire(body),
              ...uploads(body),
            }),
          ),
        ),
      ),
    remove: async (channelId, messageId) => {
      await call({ what: 'write', channel: channelId }, () =>
        orGone([10003, 10008], () => rest.delete(Routes.channelMessage(channelId, messageId))),
      );
    },
    setPinned: async (channelId, messageId, isPinned) => {
      const route = Routes.channelMessagesPin(channelId, messageId);
      await call({ what: 'pin', channel: channelId }, () =>
        isPinned ? rest.put(route) : rest.delete(route),
      );
    },
    messages: (channelId, after) =>
      call({ what: 'read', channel: channelId }, async () => {
        const query = new URLSearchParams({ limit: '100', ...(after !== undefined && { after }) });
        return z.array(message).parse(await rest.get(Routes.channelMessages(channelId), { query }));
      }),
    written: (channelId, before) =>
      call({ what: 'read', channel: channelId }, async () => {
        const query = new URLSearchParams({ limit: '100', ...(before !== undefined && { before }) });
        return z.array(written).parse(await rest.get(Routes.channelMessages(channelId), { query }));
      }),
    attachments: (channelId, messageId) =>
      call({ what: 'read', channel: channelId }, () =>
        orGone([10003, 10008], async () => {
          const answer = await rest.get(Routes.channelMessage(channelId, messageId));
          return z.object({ attachments: z.array(file) }).parse(answer).attachments;
        }),
      ),
    startThread: async (channelId, messageId, name) => {
      const body = { name, auto_archive_duration: autoArchiveMinutes };
      await call({ what: 'thread', channel: channelId }, () =>
        // 160004: it was started already, by a run that could not say so.
        orGone([160004], () => rest.post(Routes.threads(channelId, messageId), { body })),
      );
    },
    startPost: (forumId, name, body) =>
      call({ what: 'thread', channel: forumId }, async () =>
        channel.parse(
          await rest.post(Routes.threads(forumId), {
            body: { name, auto_archive_duration: autoArchiveMinutes, message: wire(body) },
            ...uploads(body),
          }),
        ),
      ),
    newestOf: (guildId) =>
      call({ what: 'read', guild: guildId }, async () => {
        const { threads } = newest.parse(await rest.get(Routes.guildActiveThreads(guildId)));
        return new Map(threads.map(({ id, last_message_id: last }) => [id, last ?? id]));
      }),
    ownThreads: (parent) =>
      call({ what: 'read', channel: parent.id }, async () => {
        const active = parent.guild_id
          ? threadList.parse(await rest.get(Routes.guildActiveThreads(parent.guild_id))).threads
          : [];
        const query = new URLSearchParams({ limit: '50' });
        const archived = threadList.parse(
          await rest.get(Routes.channelThreads(parent.id, 'public'), { query }),
        ).threads;
        return [...active, ...archived].filter(
          (one) => one.parent_id === parent.id && one.owner_id === parts.self(),
        );
      }),
    events: (guildId) =>
      call({ what: 'event', guild: guildId }, async () =>
        z.array(event).parse(await rest.get(Routes.guildScheduledEvents(guildId))),
      ),
    event: (guildId, id) =>
      call({ what: 'event', guild: guildId }, () =>
        orGone([10070], async () => event.parse(await rest.get(Routes.guildScheduledEvent(guildId, id)))),
      ),
    createEvent: (guildId, body) =>
      call({ what: 'event', guild: guildId, ...eventChannel(body) }, async () =>
        event.parse(await rest.post(Routes.guildScheduledEvents(guildId), { body })),
      ),
    changeEvent: (guildId, id, body) =>
      call({ what: 'event', guild: guildId, ...eventChannel(body) }, async () =>
        event.parse(await rest.patch(Routes.guildScheduledEvent(guildId, id), { body })),
      ),
  };
}

/** The voice channel that an event is to be in, which may be what is wrong with it. */
function eventChannel(body: object): { readonly channel?: string } {
  return 'channel_id' in body && typeof body.channel_id === 'string' ? { channel: body.channel_id } : {};
}

/** Answers undefined for errors with one of these codes. */
async function orGone<T>(codes: readonly number[], work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DiscordAPIError && codes.some((code) => code === error.code)) return undefined;
    throw error;
  }
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

/** The files of a body, for the REST client. */
export function uploads({ files: own, posted }: Pick<Body, 'files' | 'posted'>) {
  const files = [...own, ...(posted?.files ?? [])];
  return files.length === 0 ? {} : { files: files.map(({ name, content }) => ({ name, data: content })) };
}
