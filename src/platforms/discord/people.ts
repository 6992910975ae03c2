// Who is on a server.
import { type Client, DiscordAPIError, type Guild } from 'discord.js';
import type { Account } from '../../core/account.ts';
import { insteadIf, isLasting } from '../../core/errors.ts';
import { isFromOutside, outsideError } from './outside.ts';

/** Unknown Member and Unknown User. */
const isNoMember = (error: unknown) =>
  error instanceof DiscordAPIError && (error.code === 10007 || error.code === 10013);

/** Finds people on the servers of a client. */
export function peopleOn(client: () => Client | undefined) {
  /** What is found on a server; undefined where the bot is not there. Throws `OutsideError`. */
  async function onServer<T>(space: string | undefined, work: (guild: Guild) => Promise<T>) {
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
      }).catch(insteadIf(isLasting, undefined)),
    /** Whether an account is on a server; undefined when that cannot be told. */
    isMember: (space: string | undefined, id: string): Promise<boolean | undefined> =>
      onServer(space, async ({ members }) => {
        const member = await members.fetch({ user: id, force: true }).catch(insteadIf(isNoMember, undefined));
        return member?.id === id;
      }),
  };
}
