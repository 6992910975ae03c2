// What the page needs of a running sandbox, and the people in it.
import type { User as DiscordUser, SandboxDiscord } from '../discord/index.ts';
import type { User as ForumUser, SandboxDiscourse } from '../discourse/index.ts';
import type { SandboxGitHub } from '../github/index.ts';
import { members } from '../seed.ts';

/** A sandbox to play with. */
export interface Playground {
  readonly discord: SandboxDiscord;
  readonly discourse: SandboxDiscourse;
  readonly github: SandboxGitHub;
  /** Where the bot believes to be reached, and where its own pages really are. */
  readonly env: Readonly<Record<string, string>>;
  readonly app: { readonly webUrl: string };
  /** Whether the bot is somebody else's: then the clock is the real one, and neither can be moved or restarted here. */
  readonly isLent?: true;
  now(): Date;
  /** Lets the bot do all that it can do now. */
  runUntilIdle(): Promise<unknown>;
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
  const zone = members.find((one) => one.name === name)?.zone ?? 'UTC';
  return { name, zone, discord: account, forum };
}

/** Everybody whom one can be: organisers, members, and guests, who are neither. */
export function peopleGroups({ discord, discourse }: Playground): PeopleGroup[] {
  const own = new Set(['system', discourse.apiUsername, discord.world.application.owner.name]);
  const onForum = [...discourse.forum.users.values()].map(({ username }) => username);
  const everybody = new Set([...peopleOnDiscord(discord).map(({ name }) => name), ...onForum]);
  const names = [...everybody].filter((name) => !own.has(name));
  return (['organiser', 'member', 'none'] as const)
    .map((role) => ({ label: labels[role], names: names.filter((name) => roleOf(name) === role) }))
    .filter((group) => group.names.length > 0);
}

const labels = { organiser: 'Organisers', member: 'Members', none: 'Guests' };

/** What somebody is in the made-up group. */
export function roleOf(name: string): keyof typeof labels {
  return members.find((one) => one.name === name)?.role ?? 'none';
}

function peopleOnDiscord({ world }: SandboxDiscord): DiscordUser[] {
  return [...world.users.values()].filter(({ isBot }) => !isBot);
}
