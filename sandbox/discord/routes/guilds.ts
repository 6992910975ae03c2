// Routes of guilds: the guild itself, its channels, roles and members.
import { GatewayIntentBits } from 'discord.js';
import { z } from 'zod';
import { channelBody } from '../check/channels.ts';
import { limitOf, snowflake, text, whole } from '../check/fields.ts';
import { parse, refusal } from '../errors.ts';
import { guildShape } from '../guild-shapes.ts';
import type { Asked, Host, Route } from '../host.ts';
import type { Guild, Member, Role } from '../model.ts';
import { bits, demandInGuild } from '../permissions.ts';
import { channelShape, memberShape, roleShape } from '../shapes.ts';
import { byAge } from '../snowflakes.ts';
import { addChannel } from '../threads.ts';
import type { World } from '../world.ts';

const guildOf = ({ world }: Host, { param }: Asked): Guild => world.guild(param('guild'));

function memberOf(host: Host, asked: Asked): Member {
  const id = host.world.user(asked.param('user')).id;
  const member = guildOf(host, asked).members.get(id);
  if (!member) throw refusal('unknownMember');
  return member;
}

/** Gives a member a role or takes it, and tells those who may know. */
export function setRole(world: World, guild: Guild, member: Member, role: Role, hasRole: boolean): void {
  if (hasRole) member.roles.add(role.id);
  else member.roles.delete(role.id);
  world.dispatch({
    type: 'GUILD_MEMBER_UPDATE',
    // One hears of oneself without the privileged intent.
    intents: [member.user === world.bot ? GatewayIntentBits.Guilds : GatewayIntentBits.GuildMembers],
    data: () => ({ guild_id: guild.id, ...memberShape(member) }),
  });
}

function changeRole(host: Host, asked: Asked, hasRole: boolean): object {
  const { world } = host;
  const guild = guildOf(host, asked);
  const member = memberOf(host, asked);
  const role = guild.roles.get(asked.param('role'));
  if (!role) throw refusal('unknownRole');
  demandInGuild(guild, world.bot, bits.ManageRoles);
  const own = [...(guild.members.get(world.bot.id)?.roles ?? [])].map(
    (id) => guild.roles.get(id)?.position ?? 0,
  );
  if (guild.owner !== world.bot && role.position >= Math.max(0, ...own)) throw refusal('missingPermissions');
  setRole(world, guild, member, role, hasRole);
  return {};
}

/** Builds them. */
export const guildRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/guilds/:guild',
    handle: (host, asked) => ({
      body: guildShape(guildOf(host, asked), asked.query('with_counts') === 'true'),
    }),
  },
  {
    method: 'GET',
    path: '/guilds/:guild/channels',
    handle: (host, asked) => ({
      body: [...guildOf(host, asked).channels.values()].map((channel) => channelShape(channel)),
    }),
  },
  {
    method: 'POST',
    path: '/guilds/:guild/channels',
    limit: [5, 10],
    handle: (host, asked) => {
      const { world } = host;
      const guild = guildOf(host, asked);
      demandInGuild(guild, world.bot, bits.ManageChannels);
      const body = parse(channelBody, asked.body);
      const type = body.type ?? 0;
      const channel = addChannel(world, guild, {
        name:
          type === 0 || type === 5 || type === 15 ? body.name.toLowerCase().replaceAll(' ', '-') : body.name,
        type,
        topic: body.topic ?? null,
        parentId: body.parent_id ?? null,
        isNsfw: body.nsfw ?? false,
        slowmodeSeconds: body.rate_limit_per_user ?? 0,
        overwrites: (body.permission_overwrites ?? []).map(({ id, type: kind, allow, deny }) => ({
          id,
          type: kind === 1 ? 1 : 0,
          allow: allow ?? 0n,
          deny: deny ?? 0n,
        })),
        tags: (body.available_tags ?? []).map((tag) => ({
          id: world.ids.next(),
          name: tag.name,
          moderated: tag.moderated ?? false,
          emoji_id: tag.emoji_id ?? null,
          emoji_name: tag.emoji_name ?? null,
        })),
      });
      return { status: 201, body: channelShape(channel) };
    },
  },
  {
    method: 'GET',
    path: '/guilds/:guild/roles',
    handle: (host, asked) => ({ body: [...guildOf(host, asked).roles.values()].map(roleShape) }),
  },
  {
    method: 'GET',
    path: '/guilds/:guild/members/search',
    limit: [10, 10],
    handle: (host, asked) => {
      const wanted = { query: asked.query('query'), limit: asked.query('limit') ?? 1 };
      const { query, limit } = parse(z.object({ query: text(1, 100), limit: whole(1, 1000) }), wanted);
      const starts = (name: string | null): boolean =>
        name?.toLowerCase().startsWith(query.toLowerCase()) ?? false;
      const found = [...guildOf(host, asked).members.values()].filter(
        ({ user, nick }) => starts(user.name) || starts(nick) || starts(user.globalName),
      );
      return { body: found.slice(0, limit).map(memberShape) };
    },
  },
  {
    method: 'GET',
    path: '/guilds/:guild/members',
    limit: [10, 10],
    handle: (host, asked) => {
      if (!host.world.application.privileged.members) throw refusal('missingAccess');
      const limit = limitOf(asked, [1, 1000], 1);
      const { after } = parse(z.object({ after: snowflake }), { after: asked.query('after') ?? '0' });
      const all = [...guildOf(host, asked).members.values()]
        .filter(({ user }) => BigInt(user.id) > BigInt(after))
        .sort((a, b) => byAge(a.user, b.user));
      return { body: all.slice(0, limit).map(memberShape) };
    },
  },
  {
    method: 'GET',
    path: '/guilds/:guild/members/:user',
    limit: [10, 5],
    handle: (host, asked) => ({ body: memberShape(memberOf(host, asked)) }),
  },
  {
    method: 'PUT',
    path: '/guilds/:guild/members/:user/roles/:role',
    limit: [10, 10],
    handle: (host, asked) => changeRole(host, asked, true),
  },
  {
    method: 'DELETE',
    path: '/guilds/:guild/members/:user/roles/:role',
    limit: [10, 10],
    handle: (host, asked) => changeRole(host, asked, false),
  },
];
