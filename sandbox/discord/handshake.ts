// What a session begins with: whether the bot may have it, all that it is told at first, and the members that it asks for.
import { GatewayIntentBits } from 'discord.js';
import { allIntents, type closing, type Frame } from './frames.ts';
import { guildCreateShape } from './guild-shapes.ts';
import type { Session } from './session.ts';
import { memberShape, selfShape } from './shapes.ts';
import type { World } from './world.ts';

/** Why the bot may not identify so; undefined when it may. */
export function identifyFault(
  { application }: World,
  token: string,
  intents: number,
): keyof typeof closing | undefined {
  if (token.replace(/^Bot /u, '') !== application.token) return 'token';
  if (intents < 0 || (intents & ~allIntents) !== 0) return 'intents';
  const { members, presences, content } = application.privileged;
  const isRefused =
    (!members && (intents & GatewayIntentBits.GuildMembers) !== 0) ||
    (!presences && (intents & GatewayIntentBits.GuildPresences) !== 0) ||
    (!content && (intents & GatewayIntentBits.MessageContent) !== 0);
  return isRefused ? 'disallowed' : undefined;
}

/** Sends READY, and each guild with the intent for it. */
export function sendReady(world: World, session: Session): void {
  const { application, bot } = world;
  const guilds = [...world.guilds.values()].filter((guild) => guild.members.has(bot.id));
  session.send('READY', {
    v: 10,
    user: selfShape(bot),
    guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
    session_id: session.id,
    resume_gateway_url: world.origin.replace('http', 'ws'),
    application: { id: application.id, flags: 0 },
    session_type: 'normal',
    private_channels: [],
    _trace: [],
  });
  if ((session.intents & GatewayIntentBits.Guilds) === 0) return;
  for (const guild of guilds) session.send('GUILD_CREATE', guildCreateShape(world, guild));
}

/** Answers opcode 8; listing everybody takes the privileged intent. */
export function sendMembers(world: World, session: Session, wanted: Extract<Frame, { op: 8 }>['d']): void {
  const guild = world.guilds.get(wanted.guild_id);
  const isPrivileged =
    wanted.user_ids === undefined && (wanted.query ?? '') === '' && (wanted.limit ?? 0) === 0;
  const mayList = (session.intents & GatewayIntentBits.GuildMembers) !== 0;
  if (!guild || (isPrivileged && !mayList)) return;
  const all = [...guild.members.values()];
  const found = wanted.user_ids
    ? all.filter(({ user }) => wanted.user_ids?.includes(user.id))
    : all.filter(({ user, nick }) =>
        (nick ?? user.name).toLowerCase().startsWith((wanted.query ?? '').toLowerCase()),
      );
  session.send('GUILD_MEMBERS_CHUNK', {
    guild_id: guild.id,
    members: found.slice(0, wanted.limit || 1000).map(memberShape),
    chunk_index: 0,
    chunk_count: 1,
    not_found: (wanted.user_ids ?? []).filter((id) => !guild.members.has(id)),
    ...(wanted.nonce !== undefined && { nonce: wanted.nonce }),
  });
}
