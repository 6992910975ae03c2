// Making a scheduled event so, along the ways that Discord allows: scheduled, active, completed or cancelled.

import {
  GuildScheduledEventEntityType,
  GuildScheduledEventPrivacyLevel,
  GuildScheduledEventStatus,
} from 'discord.js';
import type { EventContent } from '../../core/content.ts';
import { OutsideError } from '../../core/errors.ts';
import type { Order, Remote } from '../../core/publication.ts';
import { cleaned, cleanedLine } from '../../core/text/cleaned.ts';
import { shortened } from '../../core/text/shortened.ts';
import type { Api } from './api.ts';
import type { ScheduledEvent } from './api-shapes.ts';
import type { PublishParts } from './messages.ts';
import { renderShort } from './render.ts';

const { Scheduled, Active, Completed, Canceled } = GuildScheduledEventStatus;

/**
 * Makes a scheduled event so. One that has begun is not made any more, and one that is over is left as it is; what
 * comes back then has an empty id or that of the old one. Throws `OutsideError`.
 */
export async function publishEvent(
  { api, now }: PublishParts,
  order: Order,
  content: EventContent,
): Promise<Remote> {
  const { place } = order;
  if (place.kind !== 'space')
    throw new OutsideError('An event needs a server, not a channel.', { isPermanent: true });
  const guild = place.id;
  const fields = fieldsOf(content);
  const isAhead = content.status === 'scheduled' && content.startsAt > now();
  const current = await currentEvent(api, guild, order, fields);

  // What was on, and is to be later, has ended there: it cannot go back.
  const isBack = isAhead && current?.status === Active;
  if (current && isBack) await api.changeEvent(guild, current.id, { status: Completed });
  if (current && isOpen(current) && !isBack) {
    // The name that it was to bear the last time already is somebody else's to change.
    const isNamed = order.remote?.id === current.id && order.remote.title === fields.name;
    const wanted = isNamed ? { ...fields, name: current.name } : fields;
    await bringTo(api, guild, { current, fields: wanted, status: content.status, now: now() });
    return { ...remoteOf(guild, current.id), title: fields.name };
  }
  if (isAhead) return { ...remoteOf(guild, (await api.createEvent(guild, fields)).id), title: fields.name };
  return remoteOf(guild, current?.id ?? order.remote?.id ?? '');
}

type Fields = ReturnType<typeof fieldsOf>;

function fieldsOf({ name, document, startsAt, endsAt, place }: EventContent) {
  const voice = 'voiceChannel' in place ? place.voiceChannel : null;
  return {
    name: shortened(cleanedLine(name) || 'Event', 100),
    description: renderShort(document, 1000) || shortened(name, 1000),
    privacy_level: GuildScheduledEventPrivacyLevel.GuildOnly,
    scheduled_start_time: startsAt.toISOString(),
    scheduled_end_time: endsAt.toISOString(),
    entity_type:
      voice === null ? GuildScheduledEventEntityType.External : GuildScheduledEventEntityType.Voice,
    channel_id: voice,
    entity_metadata:
      'text' in place ? { location: shortened(cleaned(place.text).trim() || 'Online', 100) } : null,
  };
}

async function currentEvent(
  api: Api,
  guild: string,
  { remote, mayExist, isAnothers }: Order,
  fields: Fields,
): Promise<ScheduledEvent | undefined> {
  if (remote && remote.id !== '') return await api.event(guild, remote.id);
  if (remote || !mayExist) return undefined;
  // An event has no place for a key, so it is known by two of the three things that make it up. Those of one series
  // differ in their start alone: what is known to be another's is left out, and an equal start counts most.
  const alike = (await api.events(guild))
    .map((event) => ({ event, likeness: event.creator_id === api.self() ? likeness(event, fields) : 0 }))
    .filter((one) => one.likeness >= 2)
    .toSorted((one, other) => other.likeness - one.likeness);
  for (const { event } of alike) if (!(await isAnothers?.(event.id))) return event;
  return undefined;
}

/** At least 2 when two of name, start and description are equal; an equal start counts half more. */
function likeness(event: ScheduledEvent, fields: Fields): number {
  const isSameStart = isSameInstant(event.scheduled_start_time, fields.scheduled_start_time);
  const equal = [event.name === fields.name, (event.description ?? '') === fields.description].filter(
    Boolean,
  );
  return equal.length + (isSameStart && equal.length > 0 ? 1.5 : 0);
}

function isOpen({ status }: ScheduledEvent): boolean {
  return status === Scheduled || status === Active;
}

async function bringTo(
  api: Api,
  guild: string,
  known: { current: ScheduledEvent; fields: Fields; status: EventContent['status']; now: Date },
): Promise<void> {
  const { current, fields, status, now } = known;
  const { scheduled_start_time: start, ...others } = differences(current, fields);
  // Discord takes no start that has passed.
  const isAhead = start !== undefined && Date.parse(start) > now.getTime();
  const differing = isAhead ? { ...others, scheduled_start_time: start } : others;
  for (const change of changesTo(status, current.status, differing))
    await api.changeEvent(guild, current.id, change);
}

/** The requests that lead from one status to another; an active event cannot go back nor be cancelled, only end. */
function changesTo(wanted: EventContent['status'], current: number, differing: Partial<Fields>): object[] {
  const isActive = current === Active;
  const { scheduled_start_time: _s, entity_type: _t, channel_id: _c, ...whileActive } = differing;
  const edit = isActive ? whileActive : differing;
  const edits = Object.keys(edit).length > 0 ? [edit] : [];
  switch (wanted) {
    case 'scheduled':
      return edits;
    case 'active':
      return isActive ? edits : [{ ...whileActive, status: Active }];
    case 'completed':
      return isActive ? [{ status: Completed }] : [{ status: Active }, { status: Completed }];
    case 'cancelled':
      return [{ status: isActive ? Completed : Canceled }];
  }
}

function differences(current: ScheduledEvent, fields: Fields): Partial<Fields> {
  const isPlaceSame =
    current.entity_type === fields.entity_type &&
    (current.channel_id ?? null) === fields.channel_id &&
    (current.entity_metadata?.location ?? null) === (fields.entity_metadata?.location ?? null);
  return {
    ...(current.name !== fields.name && { name: fields.name }),
    ...((current.description ?? '') !== fields.description && { description: fields.description }),
    ...(!isSameInstant(current.scheduled_start_time, fields.scheduled_start_time) && {
      scheduled_start_time: fields.scheduled_start_time,
    }),
    ...(!isSameInstant(current.scheduled_end_time ?? '', fields.scheduled_end_time) && {
      scheduled_end_time: fields.scheduled_end_time,
    }),
    ...(!isPlaceSame && {
      entity_type: fields.entity_type,
      channel_id: fields.channel_id,
      entity_metadata: fields.entity_metadata,
      // A change of the kind asks for both times anew.
      scheduled_start_time: fields.scheduled_start_time,
      scheduled_end_time: fields.scheduled_end_time,
    }),
  };
}

function isSameInstant(one: string, other: string): boolean {
  return Date.parse(one) === Date.parse(other);
}

function remoteOf(guild: string, id: string): Remote {
  const url =
    id === '' ? `https://discord.com/channels/${guild}` : `https://discord.com/events/${guild}/${id}`;
  return { id, url, within: guild };
}
