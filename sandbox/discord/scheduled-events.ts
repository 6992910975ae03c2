// Scheduled events: made, changed, begun and ended, and who is interested.
import { GatewayIntentBits } from 'discord.js';
import type { Guild, ScheduledEvent, User } from './model.ts';
import { eventShape } from './shapes.ts';
import type { World } from './world.ts';

/** What an event says. */
export type EventFields = Omit<
  ScheduledEvent,
  'id' | 'guild' | 'creator' | 'interested' | 'status' | 'emptySince'
>;

/** Adds an event. */
export function addEvent(world: World, guild: Guild, creator: User, fields: EventFields): ScheduledEvent {
  const event: ScheduledEvent = {
    id: world.ids.next(),
    guild,
    creator,
    interested: new Set<string>(),
    status: 1,
    emptySince: undefined,
    ...fields,
  };
  guild.events.set(event.id, event);
  tell(world, event, 'GUILD_SCHEDULED_EVENT_CREATE');
  return event;
}

/** Changes an event. */
export function changeEvent(world: World, event: ScheduledEvent, wanted: Partial<ScheduledEvent>): void {
  Object.assign(event, wanted);
  tell(world, event, 'GUILD_SCHEDULED_EVENT_UPDATE');
}

/** Deletes an event. */
export function removeEvent(world: World, event: ScheduledEvent): void {
  event.guild.events.delete(event.id);
  tell(world, event, 'GUILD_SCHEDULED_EVENT_DELETE');
}

/** Lets somebody be interested, or not any more. */
export function setInterested(world: World, event: ScheduledEvent, user: User, isInterested: boolean): void {
  if (isInterested) event.interested.add(user.id);
  else event.interested.delete(user.id);
  world.dispatch({
    type: `GUILD_SCHEDULED_EVENT_USER_${isInterested ? 'ADD' : 'REMOVE'}`,
    intents: [GatewayIntentBits.GuildScheduledEvents],
    data: () => ({ guild_scheduled_event_id: event.id, user_id: user.id, guild_id: event.guild.id }),
  });
}

/** Voice events that nobody begins are cancelled "on the order of hours" later, those that all left end "on the order of minutes". */
const patienceMilliseconds = 3 * 3_600_000;
const emptyMilliseconds = 5 * 60_000;

/**
 * Begins, ends and cancels what is due, as Discord does by itself: events elsewhere keep their times, events in a
 * channel end when all have left and are cancelled when nobody begins them.
 * https://discord.com/developers/docs/resources/guild-scheduled-event (status update automation)
 */
export function settleEvents(world: World): void {
  const now = world.clock().getTime();
  for (const guild of world.guilds.values()) {
    for (const event of guild.events.values()) {
      if (event.entityType === 3) {
        if (event.status === 1 && now >= event.startsAt.getTime()) settle(world, event, 2);
        if (event.status === 2 && event.endsAt && now >= event.endsAt.getTime()) settle(world, event, 3);
      } else if (event.status === 1 && now - event.startsAt.getTime() >= patienceMilliseconds) {
        settle(world, event, 4);
      } else if (event.status === 2) {
        const isAnybodyThere = [...guild.seats.values()].some(
          ({ channelId }) => channelId === event.channelId,
        );
        if (isAnybodyThere) event.emptySince = undefined;
        else if (event.emptySince === undefined) event.emptySince = new Date(now);
        else if (now - event.emptySince.getTime() >= emptyMilliseconds) settle(world, event, 3);
      }
    }
  }
}

/** Forgets the events of a channel that is gone. Discord tells nobody: https://github.com/discord/discord-api-docs/issues/4581 */
export function forgetEvents(guild: Guild, channelId: string): void {
  for (const [id, event] of guild.events) if (event.channelId === channelId) guild.events.delete(id);
}

function settle(world: World, event: ScheduledEvent, status: number): void {
  event.status = status;
  sendEvent(world, event, 'GUILD_SCHEDULED_EVENT_UPDATE');
}

const statusWords = ['', 'scheduled', 'active', 'completed', 'cancelled'];

function sendEvent(world: World, event: ScheduledEvent, type: string): void {
  world.dispatch({
    type,
    intents: [GatewayIntentBits.GuildScheduledEvents],
    data: () => eventShape(event),
  });
}

function tell(world: World, event: ScheduledEvent, type: string): void {
  sendEvent(world, event, type);
  const state = type.endsWith('DELETE') ? 'deleted' : (statusWords[event.status] ?? '');
  const text = [`${event.name} (${state}) ${event.startsAt.toISOString()}`, event.location, event.description]
    .filter((part) => part !== null && part !== '')
    .join('\n');
  world.happen({ place: 'events', who: event.creator.name, kind: 'event', text, event });
}
