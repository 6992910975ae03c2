// Who is on a server.
import { type Client, DiscordAPIError } from 'discord.js';
import type { Account } from '../../core/account.ts';
import { isFromOutside, outsideError } from './outside.ts';

/** Unknown Member and Unknown User. */
const isNoMember: ReadonlySet<number | string> = new Set([10007, 10013]);

/** Finds people on the servers of a client. */
export function peopleOn(client: () => Client | undefined) {
  return {
    /** The account of a user name or an id on a server; undefined when nobody there has it. */
    async accountNamed(space: string | undefined, name: string): Promise<Account | undefined> {
      const guild = space === undefined ? undefined : client()?.guilds.cache.get(space);
      if (!guild) return undefined;
      try {
        const found = /^\d{15,21}$/u.test(name)
          ? [await guild.members.fetch(name)]
          : [...(await guild.members.search({ query: name, limit: 20 })).values()];
        // What somebody is called here they choose themselves; the user name is theirs alone.
        const member = found.find(
          ({ id, user }) => id === name || user.username.toLowerCase() === name.toLowerCase(),
        );
        // Bots are nobody who could do what people are named for.
        return member && !member.user.bot
          ? { platform: 'discord', id: member.id, name: member.displayName }
          : undefined;
      } catch (error) {
        if (!isFromOutside(error)) throw error;
        const outside = outsideError(error, { what: 'see', guild: guild.id });
        if (outside.isPermanent) return undefined;
        throw outside;
      }
    },
    /** Whether an account is on a server; undefined when that cannot be told. */
    async isMember(space: string | undefined, id: string): Promise<boolean | undefined> {
      const guild = space === undefined ? undefined : client()?.guilds.cache.get(space);
      if (!guild) return undefined;
      try {
        return (await guild.members.fetch({ user: id, force: true })).id === id;
      } catch (error) {
        if (error instanceof DiscordAPIError && isNoMember.has(error.code)) return false;
        if (!isFromOutside(error)) throw error;
        throw outsideError(error, { what: 'see', guild: guild.id });
      }
    },
  };
}
