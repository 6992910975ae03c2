// Scheduled events: made, changed, begun and ended, and who is interested.
import { GatewayIntentBits } from 'discord.js';
import type { Guild, ScheduledEvent, User } from './model.ts';
import { eventShape } from './shapes.ts';
import type { World } from './world.ts';

/** What an event says. */
export type EventFields = Omit<ScheduledEvent, 'id' | 'guild' | 'creator' | 'interested' | 'status'>;

/** Adds an event. */
export function addEvent(world: World, guild: Guild, creator: User, fields: EventFields): ScheduledEvent {
  const event = { id: world.ids.next(), guild, creator, interested: new Set<string>(), status: 1, ...fields };
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

const statusWords = ['', 'scheduled', 'active', 'completed', 'cancelled'];

function tell(world: World, event: ScheduledEvent, type: string): void {
  world.dispatch({
    type,
    intents: [GatewayIntentBits.GuildScheduledEvents],
    data: () => eventShape(event),
  });
  const state = type.endsWith('DELETE') ? 'deleted' : (statusWords[event.status] ?? '');
  const text = [`${event.name} (${state}) ${event.startsAt.toISOString()}`, event.location, event.description]
    .filter((part) => part !== null && part !== '')
    .join('\n');
  world.happen({ place: 'events', who: event.creator.name, kind: 'event', text, event });
}
