// The registered commands as people find them: which there are at a place, with their options, and who may use them.
import type { CommandOption } from './check/commands.ts';
import type { Channel, User } from './model.ts';
import { bits, guildPermissions, permissionsIn } from './permissions.ts';
import { words } from './text.ts';
import type { RegisteredCommand, World } from './world.ts';

/** Something is wrong with what a person typed; Discord's client would not have sent it. */
export class TypingError extends Error {}

/** A command with its group and subcommand. */
export interface FoundCommand {
  readonly command: RegisteredCommand;
  /** Names of the command, its group and subcommand. */
  readonly path: readonly string[];
  /** The options of the last of them. */
  readonly definitions: readonly CommandOption[];
}

/** All that somebody may type at a place, for a list to choose from. */
export function listCommands(
  world: World,
  user: User,
  channel: Channel,
): (FoundCommand & { description: string })[] {
  return commandsAt(world, channel)
    .filter((command) => mayUse(user, channel, command))
    .flatMap((command) =>
      leaves(
        command,
        [words(command.definition.name)],
        words(command.definition.description),
        optionsOf(command.definition.options),
      ),
    );
}

function leaves(
  command: RegisteredCommand,
  path: readonly string[],
  description: string,
  definitions: readonly CommandOption[],
): (FoundCommand & { description: string })[] {
  if (!definitions.some(({ type }) => type <= 2)) return [{ command, path, description, definitions }];
  return definitions.flatMap((one) =>
    leaves(command, [...path, one.name], one.description, one.options ?? []),
  );
}

/** Whether somebody's permissions let them use a command at a place. */
export function mayUse(user: User, channel: Channel, { definition }: RegisteredCommand): boolean {
  const { guild } = channel;
  if (!guild) return true;
  const own = permissionsIn(channel, user);
  if ((own & bits.UseApplicationCommands) === 0n) return false;
  const needed = words(definition.default_member_permissions);
  if (needed !== '0') return needed === '' || (own & BigInt(needed)) === BigInt(needed);
  return (guildPermissions(guild, guild.members.get(user.id)) & bits.Administrator) !== 0n;
}

function commandsAt(world: World, channel: Channel): RegisteredCommand[] {
  const { commands } = world.application;
  return [
    ...(channel.guild ? (commands.get(channel.guild.id)?.values() ?? []) : []),
    ...(commands.get('global')?.values() ?? []),
  ].filter(({ definition: { type, contexts } }) => {
    const here = channel.guild ? 0 : 1;
    return type === 1 && (!Array.isArray(contexts) || contexts.includes(here));
  });
}

/** The command at a place: guild commands first, then global ones. Throws `TypingError` that says what there is. */
export function findCommand(world: World, channel: Channel, path: readonly string[]): FoundCommand {
  const all = commandsAt(world, channel);
  const [first = ''] = path;
  const command = all.find(({ definition }) => definition.name === first);
  if (!command) {
    const names = all.map(({ definition }) => `/${words(definition.name)}`).join(' ');
    throw new TypingError(`There is no command /${first}. There are: ${names || 'none'}`);
  }
  let definitions: readonly CommandOption[] = optionsOf(command.definition.options);
  let depth = 1;
  while (definitions.some(({ type }) => type <= 2)) {
    const name = path[depth] ?? '';
    const next = definitions.find((one) => one.name === name);
    if (!next) {
      const names = definitions.map((one) => one.name).join(', ');
      throw new TypingError(`/${path.slice(0, depth).join(' ')} has no "${name}". It has: ${names}`);
    }
    definitions = next.options ?? [];
    depth += 1;
  }
  const beyond = path.slice(depth);
  if (beyond.length > 0) {
    const names = definitions.map((one) => `${one.name}:`).join(' ');
    throw new TypingError(
      `"${beyond.join(' ')}" is too much after /${path.slice(0, depth).join(' ')}. Options: ${names || 'none'}`,
    );
  }
  return { command, path: path.slice(0, depth), definitions };
}

function optionsOf(list: unknown): CommandOption[] {
  const all: readonly unknown[] = Array.isArray(list) ? list : [];
  return all.filter(isOption);
}

function isOption(value: unknown): value is CommandOption {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    typeof value.type === 'number' &&
    'name' in value &&
    typeof value.name === 'string'
  );
}
