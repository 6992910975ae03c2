// Routes of application commands, global and of one guild, with their daily and overall limits.
import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { type CommandBody, commandBody, commandList } from '../check/commands.ts';
import { parse, refusal } from '../errors.ts';
import type { Asked, Host, Route } from '../host.ts';
import type { RegisteredCommand, World } from '../world.ts';

const mostCommands = 100;
const mostCreatesADay = 200;

interface Scope {
  readonly guildId: string | undefined;
  readonly commands: Map<string, RegisteredCommand>;
}

function scopeOf({ world }: Host, { param }: Asked, isGuild: boolean): Scope {
  if (param('application') !== world.application.id) throw refusal('unknownApplication');
  const guildId = isGuild ? param('guild') : undefined;
  if (guildId !== undefined && !world.guilds.get(guildId)?.members.has(world.bot.id))
    throw refusal('missingAccess');
  const key = guildId ?? 'global';
  const commands = world.application.commands.get(key) ?? new Map<string, RegisteredCommand>();
  world.application.commands.set(key, commands);
  return { guildId, commands };
}

function found({ commands }: Scope, id: string): RegisteredCommand {
  const command = commands.get(id);
  if (!command) throw refusal('unknownCommand');
  return command;
}

/** A command as Discord answers it. */
export function commandShape(world: World, command: RegisteredCommand) {
  const { default_member_permissions, options, ...rest } = command.definition;
  return {
    id: command.id,
    application_id: world.application.id,
    version: command.version,
    default_member_permissions: default_member_permissions ?? null,
    type: 1,
    description: '',
    name: '',
    ...rest,
    // Contexts and kinds of installation are for global commands only: a guild's own are shown there anyway.
    ...(command.guildId === undefined
      ? {
          dm_permission: true,
          contexts: rest.contexts ?? null,
          integration_types: rest.integration_types ?? [0],
        }
      : { guild_id: command.guildId, contexts: null, integration_types: [0] }),
    nsfw: rest.nsfw ?? false,
    ...(Array.isArray(options) && options.length > 0 && { options }),
  };
}

/** Adds a command or changes the one of that name; throws 30032 and 30034 at the limits. */
function upsert(
  world: World,
  scope: Scope,
  body: CommandBody,
): { command: RegisteredCommand; isNew: boolean } {
  // Through JSON, so that what is missing is missing.
  const definition: Record<string, unknown> = JSON.parse(
    JSON.stringify({ ...body, type: body.type ?? 1, id: undefined }),
  );
  const type = definition.type;
  const same = [...scope.commands.values()].find(
    (one) => one.definition.name === body.name && one.definition.type === type,
  );
  if (same) {
    if (!isDeepStrictEqual(same.definition, definition)) same.version = world.ids.next();
    same.definition = definition;
    return { command: same, isNew: false };
  }
  const day = `${scope.guildId ?? 'global'} ${world.clock().toISOString().slice(0, 10)}`;
  const creates = world.application.creates.get(day) ?? 0;
  if (creates >= mostCreatesADay) throw refusal('tooManyCreates');
  const ofType = [...scope.commands.values()].filter((one) => one.definition.type === type).length;
  if (ofType >= (type === 1 ? mostCommands : 15)) throw refusal('tooManyCommands');
  world.application.creates.set(day, creates + 1);
  const command = { id: world.ids.next(), version: world.ids.next(), guildId: scope.guildId, definition };
  scope.commands.set(command.id, command);
  return { command, isNew: true };
}

function routesAt(base: string, isGuild: boolean): Route[] {
  return [
    {
      method: 'GET',
      path: base,
      handle: (host, asked) => ({
        body: [...scopeOf(host, asked, isGuild).commands.values()].map((one) =>
          commandShape(host.world, one),
        ),
      }),
    },
    {
      method: 'PUT',
      path: base,
      limit: [2, 5],
      handle: (host, asked) => {
        const scope = scopeOf(host, asked, isGuild);
        const bodies = parse(commandList, asked.body ?? []);
        const names = new Set(bodies.map(({ name, type = 1 }) => `${type} ${name}`));
        const before = new Map(scope.commands);
        for (const [id, { definition }] of before) {
          if (!names.has(`${definition.type} ${definition.name}`)) scope.commands.delete(id);
        }
        try {
          const all = bodies.map((body) => upsert(host.world, scope, body).command);
          return { body: all.map((one) => commandShape(host.world, one)) };
        } catch (error) {
          scope.commands.clear();
          for (const [id, command] of before) scope.commands.set(id, command);
          throw error;
        }
      },
    },
    {
      method: 'POST',
      path: base,
      limit: [5, 20],
      handle: (host, asked) => {
        const made = upsert(host.world, scopeOf(host, asked, isGuild), parse(commandBody, asked.body));
        return { status: made.isNew ? 201 : 200, body: commandShape(host.world, made.command) };
      },
    },
    {
      method: 'GET',
      path: `${base}/:command`,
      handle: (host, asked) => ({
        body: commandShape(host.world, found(scopeOf(host, asked, isGuild), asked.param('command'))),
      }),
    },
    {
      method: 'PATCH',
      path: `${base}/:command`,
      limit: [5, 20],
      handle: (host, asked) => {
        const command = found(scopeOf(host, asked, isGuild), asked.param('command'));
        const wanted = parse(z.record(z.string(), z.unknown()), asked.body);
        const body = parse(commandBody, { ...command.definition, ...wanted });
        command.definition = JSON.parse(JSON.stringify({ ...body, id: undefined }));
        command.version = host.world.ids.next();
        return { body: commandShape(host.world, command) };
      },
    },
    {
      method: 'DELETE',
      path: `${base}/:command`,
      limit: [5, 20],
      handle: (host, asked) => {
        const scope = scopeOf(host, asked, isGuild);
        scope.commands.delete(found(scope, asked.param('command')).id);
        return {};
      },
    },
  ];
}

/** Builds them. */
export const commandRoutes: readonly Route[] = [
  ...routesAt('/applications/:application/commands', false),
  ...routesAt('/applications/:application/guilds/:guild/commands', true),
];
