// What the page needs of a running sandbox, and the people in it.
import type { User as DiscordUser, SandboxDiscord } from '../discord/index.ts';
import { bits, guildPermissions } from '../discord/permissions.ts';
import type { User as ForumUser, SandboxDiscourse } from '../discourse/index.ts';
import { zoneOf } from './moments.ts';

/** A sandbox to play with. */
export interface Playground {
  readonly discord: SandboxDiscord;
  readonly discourse: SandboxDiscourse;
  now(): Date;
  /** Lets the bot do all that it can do now. */
  settle(): Promise<unknown>;
  /** Moves the clock forward, with everything that is due on the way. */
  moveTo(at: Date): Promise<void>;
  /** Drops the bot without a goodbye and starts it again. */
  restart(): Promise<void>;
  /** Hears whenever people could see something happen. */
  onHappening(listener: () => void): () => void;
}

/** Somebody who uses the page, on whichever platform they have an account. */
export interface Reader {
  readonly name: string;
  readonly zone: string;
  readonly discord: DiscordUser | undefined;
  readonly forum: ForumUser | undefined;
}

/** People of one kind. */
export interface PeopleGroup {
  readonly label: string;
  readonly names: readonly string[];
}

/** Something that cannot be done, in words for the person who tried. */
export class PageError extends Error {}

/** Somebody by name; throws `PageError` when nobody is called that. */
export function readerOf({ discord, discourse }: Playground, name: string): Reader {
  const account = peopleOnDiscord(discord).find((one) => one.name === name);
  const forum = discourse.forum.users.get(name.toLowerCase());
  if (!account && !forum)
    throw new PageError(`There is nobody called "${name}" here. Choose somebody in the list.`);
  return { name, zone: zoneOf(name) ?? 'UTC', discord: account, forum };
}

/** Everybody whom one can be: organisers, then members (named after where they sit), then guests. */
export function peopleGroups({ discord, discourse }: Playground): PeopleGroup[] {
  const bot = discord.world.bot.name;
  const forumOnly = [...discourse.forum.users.values()].map(({ username }) => username);
  const staff = new Set(['system', 'docent', bot, discord.world.application.owner.name]);
  const names = [...new Set([...peopleOnDiscord(discord).map(({ name }) => name), ...forumOnly])];
  const kinds = names
    .filter((name) => !staff.has(name))
    .map((name) => ({ name, kind: isOrganiser(discord, name) ? 0 : zoneOf(name) === undefined ? 2 : 1 }));
  return ['Organisers', 'Members', 'Guests']
    .map((label, kind) => ({
      label,
      names: kinds.filter((one) => one.kind === kind).map(({ name }) => name),
    }))
    .filter(({ names }) => names.length > 0);
}

/** Whether somebody may manage a guild. */
export function isOrganiser({ world }: SandboxDiscord, name: string): boolean {
  return [...world.guilds.values()].some((guild) => {
    const member = [...guild.members.values()].find(({ user }) => user.name === name);
    return (guildPermissions(guild, member) & bits.ManageGuild) !== 0n;
  });
}

function peopleOnDiscord({ world }: SandboxDiscord): DiscordUser[] {
  return [...world.users.values()].filter(({ isBot }) => !isBot);
}
