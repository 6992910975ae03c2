// Mentions in what people type: as the names that they stand for, since nobody elsewhere can read a number.

import { type Client, type Guild, PermissionFlagsBits } from 'discord.js';
import { BoundedMap } from '../../core/bounded-map.ts';
import { inTime } from '../../core/outside/in-time.ts';

/** What channels and roles are called; undefined where it is not known, or not for everybody. */
export interface PlaceNames {
  channel(id: string): string | undefined;
  role(id: string): string | undefined;
}

/** What people are called too, who may have to be asked for. */
export interface Names extends PlaceNames {
  person(id: string): Promise<string | undefined>;
}

/** Nothing is known of a server. */
export const namesUnknown: PlaceNames = { channel: () => undefined, role: () => undefined };

/** Code, in which nothing is a mention; or what Discord sends for one, or for an emoji or command of its own. */
const marks =
  /(?<code>```[\s\S]*?```|(?<!`)(?<ticks>`{1,2})(?!`)[\s\S]*?[^`]\k<ticks>(?!`))|(?<!\\)<(?:(?<who>@[!&]?|#)(?<id>\d{1,20})|a?(?<emoji>:\w{1,40}:)\d{1,20}|(?<command>\/[\w -]{1,100}):\d{1,20})>/gu;

/** More than anybody mentions; those that come after are somebody. */
const mostPeople = 20;
/** So long the names of people are waited for. */
const patienceMilliseconds = 1_500;

/** A text with names in the place of mentions: `@Prague`, `#general`; where none is known, `@somebody`, `#channel`, `@role`. */
export async function named(text: string, names: Names): Promise<string> {
  const ids = [...text.matchAll(marks)].flatMap(({ groups: { who, id } = {} }) =>
    who?.startsWith('@') && who !== '@&' && id !== undefined ? [id] : [],
  );
  const asked = [...new Set(ids)].slice(0, mostPeople);
  const people = new Map(await Promise.all(asked.map(async (id) => [id, await names.person(id)] as const)));
  return namedBy(text, { ...names, person: (id) => people.get(id) });
}

/** The same with the names of people that are known already. */
export function namedBy(
  text: string,
  names: PlaceNames & { person(id: string): string | undefined },
): string {
  return text.replaceAll(marks, (whole, ...rest) => {
    const { code, who, id = '', emoji, command }: Partial<Record<string, string>> = rest.at(-1);
    if (code !== undefined) return whole;
    if (who === '#') return `#${plain(names.channel(id)) || 'channel'}`;
    if (who === '@&') return `@${plain(names.role(id)) || 'role'}`;
    if (who !== undefined) return `@${plain(names.person(id)) || 'somebody'}`;
    return emoji ?? command ?? whole;
  });
}

/** Names are anybody's own words: without what would mean something in Markdown. */
const plain = (name: string | undefined) => name?.replaceAll(/[\\`*~|<>[\]\n]|^_+|_+$/gu, '').trim() ?? '';

/** So many people's names are remembered. */
const mostRemembered = 500;

/** Opens the names that a server's members, channels and roles have. */
export function namesOnServer() {
  const remembered = new BoundedMap<string, string>(mostRemembered);

  async function nameOf(guild: Guild, id: string): Promise<string | undefined> {
    const key = `${guild.id}/${id}`;
    const known = remembered.get(key);
    if (known !== undefined) return known;
    const found = await inTime(
      patienceMilliseconds,
      guild.members.fetch(id).then(
        ({ displayName }) => displayName,
        () => undefined,
      ),
    );
    if (found !== undefined) remembered.set(key, found);
    return found;
  }

  return {
    /** The names of a server; of no server none is known. */
    of(client: Client, guildId: string | null | undefined): Names {
      const guild = guildId ? client.guilds.cache.get(guildId) : undefined;
      return {
        person: async (id) => guild && (await nameOf(guild, id)),
        // What not everybody can see is not named to those elsewhere.
        channel(id) {
          const channel = guild?.channels.cache.get(id);
          const isOpen = channel?.permissionsFor(guild?.id ?? '')?.has(PermissionFlagsBits.ViewChannel);
          return isOpen ? channel?.name : undefined;
        },
        role: (id) => guild?.roles.cache.get(id)?.name,
      };
    },
  };
}
