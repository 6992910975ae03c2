// Routes about the bot itself, the gateway's address, users and conversations.
import { z } from 'zod';
import { limitOf, snowflake } from '../check/fields.ts';
import { parse, Refusal, refusal } from '../errors.ts';
import type { Gateway } from '../gateway.ts';
import { applicationShape, guildShape } from '../guild-shapes.ts';
import type { Route } from '../host.ts';
import { channelShape, selfShape, userShape } from '../shapes.ts';

function demandReachable({ isRefusing }: Gateway): void {
  if (isRefusing) throw new Refusal(503, 0, '503: Service Unavailable');
}

/** Builds them. */
export const accountRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: '/gateway',
    handle: ({ world, gateway }) => {
      demandReachable(gateway);
      return { body: { url: world.origin.replace('http', 'ws') } };
    },
  },
  {
    method: 'GET',
    path: '/gateway/bot',
    handle: ({ world, gateway }) => {
      demandReachable(gateway);
      return {
        body: {
          url: world.origin.replace('http', 'ws'),
          shards: 1,
          session_start_limit: {
            total: 1000,
            remaining: Math.max(0, 1000 - gateway.counts.identified),
            reset_after: 86_400_000,
            max_concurrency: 1,
          },
        },
      };
    },
  },
  { method: 'GET', path: '/users/@me', handle: ({ world }) => ({ body: selfShape(world.bot) }) },
  {
    method: 'GET',
    path: '/users/@me/guilds',
    handle: ({ world }, asked) => ({
      body: [...world.guilds.values()]
        .filter((guild) => guild.members.has(world.bot.id))
        .slice(0, limitOf(asked, [1, 200], 200))
        .map((guild) => {
          const { id, name, icon, banner, features } = guildShape(guild);
          return { id, name, icon, banner, features, owner: false, permissions: '0' };
        }),
    }),
  },
  {
    method: 'POST',
    path: '/users/@me/channels',
    limit: [10, 10],
    handle: ({ world, openings }, { body }) => {
      const { recipient_id } = parse(z.object({ recipient_id: snowflake }), body);
      const user = world.user(recipient_id);
      if (user.isBot) throw refusal('cannotMessageUser');
      if (!world.knownConversation(user) && !openings.take()) throw refusal('openingTooFast');
      return { body: channelShape(world.conversation(user)) };
    },
  },
  {
    method: 'GET',
    path: '/users/:user',
    handle: ({ world }, { param }) => ({ body: userShape(world.user(param('user'))) }),
  },
  ...['/applications/@me', '/oauth2/applications/@me'].map(
    (path): Route => ({
      method: 'GET',
      path,
      handle: ({ world }) => ({ body: applicationShape(world.application, world.guilds.size) }),
    }),
  ),
  {
    method: 'GET',
    path: '/users/@me/guilds/:guild/member',
    handle: () => {
      throw new Refusal(403, 20001, 'Bots cannot use this endpoint');
    },
  },
];
