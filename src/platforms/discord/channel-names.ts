// What channels are called, those that were deleted too, so that people read which one is missed.
import { type Client, Events } from 'discord.js';
import { BoundedMap } from '../../core/bounded-map.ts';

/** So many deleted channels are remembered. */
const most = 200;

/** Opens the names; `listen` is given each new connection. */
export function channelNames(clientOf: () => Client | undefined) {
  const deleted = new BoundedMap<string, string>(most);
  return {
    /** The name of a channel; undefined where it is not known, as of one that was deleted before the bot began. */
    nameOf(id: string): string | undefined {
      const channel = clientOf()?.channels.cache.get(id);
      return channel && 'name' in channel ? (channel.name ?? undefined) : deleted.get(id);
    },
    listen(client: Client): void {
      client.on(Events.ChannelDelete, (channel) => {
        if ('name' in channel) deleted.set(channel.id, channel.name);
      });
    },
  };
}
