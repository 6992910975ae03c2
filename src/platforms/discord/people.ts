// Who is on a server.
import { type Client, DiscordAPIError, type Guild } from 'discord.js';
import type { Account } from '../../core/account.ts';
import { OutsideError } from '../../core/errors.ts';
import { isFromOutside, outsideError } from './outside.ts';

/** Unknown Member and Unknown User. */
const isNoMember: ReadonlySet<number | string> = new Set([10007, 10013]);

/** Finds people on the servers of a client. */
export function peopleOn(client: () => Client | undefined) {
  /** What is found on a server; undefined where the bot is not there. Throws `OutsideError`. */
  async function onServer<T>(
    space: string | undefined,
    work: (guild: Guild) => Promise<T>,
  ): Promise<T | undefined> {
    const guild = space === undefined ? undefined : client()?.guilds.cache.get(space);
    if (!guild) return undefined;
    try {
      return await work(guild);
    } catch (error) {
      throw isFromOutside(error) ? outsideError(error, { what: 'see', guild: guild.id }) : error;
    }
  }
  return {
    /** The account of a user name or an id on a server; undefined when nobody there has it. */
    accountNamed: (space: string | undefined, name: string): Promise<Account | undefined> =>
      onServer(space, async ({ members }): Promise<Account | undefined> => {
        const found = /^\d{15,21}$/u.test(name)
          ? [await members.fetch(name)]
          : [...(await members.search({ query: name, limit: 20 })).values()];
        // What somebody is called here they choose themselves; the user name is theirs alone.
        const member = found.find(
          ({ id, user }) => id === name || user.username.toLowerCase() === name.toLowerCase(),
        );
        // Bots are nobody who could do what people are named for.
        return member && !member.user.bot
          ? { platform: 'discord', id: member.id, name: member.displayName }
          : undefined;
      }).catch((error: unknown) => {
        if (error instanceof OutsideError && error.isPermanent) return undefined;
        throw error;
      }),
    /** Whether an account is on a server; undefined when that cannot be told. */
    isMember: (space: string | undefined, id: string): Promise<boolean | undefined> =>
      onServer(space, async ({ members }) => {
        try {
          return (await members.fetch({ user: id, force: true })).id === id;
        } catch (error) {
          if (error instanceof DiscordAPIError && isNoMember.has(error.code)) return false;
          throw error;
        }
      }),
  };
}
