// Routes of scheduled events, with Discord's rules for their fields and their ways from one status to another.
import { eventBody, eventChangeBody, eventWish } from '../check/channels.ts';
import { limitOf } from '../check/fields.ts';
import { invalidForm, parse, refusal } from '../errors.ts';
import type { Asked, Host, Route } from '../host.ts';
import type { Guild, ScheduledEvent } from '../model.ts';
import { bits, can, demandInGuild, guildPermissions } from '../permissions.ts';
import { addEvent, changeEvent, removeEvent } from '../scheduled-events.ts';
import { eventShape, memberShape, userShape } from '../shapes.ts';
import type { World } from '../world.ts';

const mostOpen = 100;
const nexts: Readonly<Record<number, readonly number[]>> = { 1: [2, 4], 2: [3] };

function guildOf({ world }: Host, { param }: Asked): Guild {
  return world.guild(param('guild'));
}

function eventOf(host: Host, asked: Asked): ScheduledEvent {
  const event = guildOf(host, asked).events.get(asked.param('event'));
  if (!event) throw refusal('unknownEvent');
  return event;
}

/** Own events need Create Events, those of others Manage Events. */
function demandOver(world: World, event: ScheduledEvent): void {
  const all = guildPermissions(event.guild, event.guild.members.get(world.bot.id));
  const isManager = (all & bits.ManageEvents) !== 0n;
  const isOwn = event.creator === world.bot && (all & bits.CreateEvents) !== 0n;
  if (!isManager && !isOwn) throw refusal('missingPermissions');
}

function demandChannel(world: World, channelId: string | null): void {
  if (channelId === null) return;
  const channel = world.channel(channelId);
  if (channel.type !== 2 && channel.type !== 13) throw refusal('wrongChannelKind');
  if (!can(channel, world.bot, bits.ViewChannel | bits.Connect)) throw refusal('missingPermissions');
}

/** A change to an event elsewhere names these, be it with null. */
function demandAll(body: object, names: readonly string[]): void {
  const missing = names.filter(
    (name) => !Object.entries(body).some(([key, value]) => key === name && value !== undefined),
  );
  if (missing.length === 0) return;
  const message = 'This field is required';
  throw invalidForm(missing.map((name) => ({ path: [name], code: 'BASE_TYPE_REQUIRED', message })));
}

function create(host: Host, asked: Asked): object {
  const { world } = host;
  const guild = guildOf(host, asked);
  demandInGuild(guild, world.bot, bits.CreateEvents);
  const body = parse(eventBody, asked.body);
  const fields = {
    name: body.name,
    description: body.description ?? null,
    channelId: body.channel_id ?? null,
    location: body.entity_metadata?.location ?? null,
    startsAt: body.scheduled_start_time,
    endsAt: body.scheduled_end_time ?? null,
    entityType: body.entity_type,
  };
  parse(eventWish, { ...fields, now: world.clock(), hasStart: true });
  demandChannel(world, fields.channelId);
  const open = [...guild.events.values()].filter(({ status }) => status < 3).length;
  if (open >= mostOpen) throw refusal('tooManyEvents');
  return eventShape(addEvent(world, guild, world.bot, fields));
}

function change(host: Host, asked: Asked): object {
  const { world } = host;
  const event = eventOf(host, asked);
  demandOver(world, event);
  const body = parse(eventChangeBody, asked.body);
  if (event.status >= 3) throw refusal('eventIsOver');
  const { status = event.status } = body;
  if (status !== event.status && !nexts[event.status]?.includes(status)) {
    const message = 'Invalid Guild Scheduled Event Status Transition';
    throw invalidForm([{ path: ['status'], code: 'TRANSITION_INVALID', message }]);
  }
  const entityType = body.entity_type ?? event.entityType;
  const isKindNew = entityType !== event.entityType;
  const metadata = body.entity_metadata;
  const fields = {
    name: body.name ?? event.name,
    description: body.description === undefined ? event.description : body.description,
    channelId: body.channel_id === undefined ? (isKindNew ? null : event.channelId) : body.channel_id,
    location: metadata === undefined ? (isKindNew ? null : event.location) : (metadata?.location ?? null),
    startsAt: body.scheduled_start_time ?? event.startsAt,
    endsAt: body.scheduled_end_time === undefined ? event.endsAt : body.scheduled_end_time,
    entityType,
    status,
  };
  if (isKindNew && entityType === 3) demandAll(body, ['channel_id', 'scheduled_end_time']);
  const hasStart = body.scheduled_start_time !== undefined;
  parse(eventWish, { ...fields, status: event.status, now: world.clock(), hasStart });
  demandChannel(world, fields.channelId);
  changeEvent(world, event, fields);
  return eventShape(event);
}

const base = '/guilds/:guild/scheduled-events';

/** Builds them. */
export const eventRoutes: readonly Route[] = [
  {
    method: 'GET',
    path: base,
    handle: (host, asked) => ({
      body: [...guildOf(host, asked).events.values()]
        .filter(({ status }) => status < 3)
        .map((event) => eventShape(event, asked.query('with_user_count') === 'true')),
    }),
  },
  {
    method: 'POST',
    path: base,
    limit: [5, 60],
    handle: (host, asked) => ({ body: create(host, asked) }),
  },
  {
    method: 'GET',
    path: `${base}/:event`,
    handle: (host, asked) => ({
      body: eventShape(eventOf(host, asked), asked.query('with_user_count') === 'true'),
    }),
  },
  {
    method: 'PATCH',
    path: `${base}/:event`,
    limit: [5, 10],
    handle: (host, asked) => ({ body: change(host, asked) }),
  },
  {
    method: 'DELETE',
    path: `${base}/:event`,
    limit: [5, 10],
    handle: (host, asked) => {
      const event = eventOf(host, asked);
      demandOver(host.world, event);
      removeEvent(host.world, event);
      return {};
    },
  },
  {
    method: 'GET',
    path: `${base}/:event/users`,
    handle: (host, asked) => {
      const event = eventOf(host, asked);
      const body = [...event.interested].slice(0, limitOf(asked, [1, 100], 100)).map((id) => {
        const member = event.guild.members.get(id);
        return {
          guild_scheduled_event_id: event.id,
          user_id: id,
          response: 1,
          user: userShape(host.world.user(id)),
          ...(asked.query('with_member') === 'true' && member && { member: memberShape(member) }),
        };
      });
      return { body };
    },
  },
];
