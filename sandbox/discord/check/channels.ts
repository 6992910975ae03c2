// Channels, threads and scheduled events as a bot may make and change them.
import { z } from 'zod';
import { fault, maybe, oneOf, permissionBits, snowflake, text, whole } from './fields.ts';
import { messageBody } from './message.ts';

/** Minutes of silence after which a thread may be archived. */
export const archiveMinutes = oneOf(60, 1440, 4320, 10080);

const overwrite = z.object({
  id: snowflake,
  type: oneOf(0, 1),
  allow: maybe(permissionBits),
  deny: maybe(permissionBits),
});

/** A new channel. */
export const channelBody = z.object({
  name: text(1, 100),
  type: maybe(oneOf(0, 2, 4, 5, 13, 15, 16)),
  topic: maybe(text(0, 1024)),
  position: maybe(whole(0)),
  parent_id: maybe(snowflake),
  nsfw: maybe(z.boolean()),
  rate_limit_per_user: maybe(whole(0, 21_600)),
  permission_overwrites: maybe(z.array(overwrite).max(1000)),
  available_tags: maybe(
    z
      .array(
        z.object({
          name: text(1, 20),
          moderated: maybe(z.boolean()),
          emoji_id: maybe(snowflake),
          emoji_name: maybe(z.string()),
        }),
      )
      .max(20),
  ),
});

/** A change of a channel or thread. */
export const channelChangeBody = z.object({
  name: maybe(text(1, 100)),
  topic: z.string().max(1024).nullable().optional(),
  archived: maybe(z.boolean()),
  locked: maybe(z.boolean()),
  invitable: maybe(z.boolean()),
  auto_archive_duration: maybe(archiveMinutes),
  rate_limit_per_user: maybe(whole(0, 21_600)),
  applied_tags: maybe(z.array(snowflake).max(5)),
  flags: maybe(whole(0)),
});

/** A thread that starts from a message. */
export const threadFromMessageBody = z.object({
  name: text(1, 100),
  auto_archive_duration: maybe(archiveMinutes),
  rate_limit_per_user: maybe(whole(0, 21_600)),
});

/** A thread without a message, or with `message` a post in a forum. */
export const threadBody = threadFromMessageBody.extend({
  type: maybe(oneOf(10, 11, 12)),
  invitable: maybe(z.boolean()),
  applied_tags: maybe(z.array(snowflake).max(5)),
  message: maybe(messageBody),
});

const instant = z.iso
  .datetime({ offset: true, message: 'Could not parse the date.' })
  .transform((value) => new Date(value));

const eventFields = {
  name: text(1, 100),
  description: z.string().max(1000).nullable().optional(),
  privacy_level: oneOf(2),
  scheduled_start_time: instant,
  scheduled_end_time: instant.nullable().optional(),
  entity_type: oneOf(1, 2, 3),
  channel_id: snowflake.nullable().optional(),
  entity_metadata: z
    .object({ location: maybe(text(1, 100)) })
    .nullable()
    .optional(),
  image: maybe(z.string()),
  recurrence_rule: maybe(z.looseObject({})),
};

/** A new scheduled event. */
export const eventBody = z.object(eventFields);

/** A change of a scheduled event. */
export const eventChangeBody = z
  .object(eventFields)
  .partial()
  .extend({ status: maybe(oneOf(1, 2, 3, 4)) });

/** What an event is to look like after a request. */
export interface EventWish {
  readonly entityType: number;
  readonly channelId: string | null;
  readonly location: string | null;
  readonly startsAt: Date;
  readonly endsAt: Date | null;
  /** What the event is before the request; nothing for a new one. */
  readonly status?: number;
  readonly now: Date;
  /** Whether the request names a start, be it the same as before. */
  readonly hasStart: boolean;
}

const mostYearsAhead = 5;

/** The rules between an event's fields: external ones need a place and an end, others a channel. */
export const eventWish = z.custom<EventWish>().superRefine((wish, context) => {
  const at = (path: string[], code: string, message: string): void => {
    fault(context, path, code, message);
  };
  const required = (path: string[]): void => at(path, 'BASE_TYPE_REQUIRED', 'This field is required');
  if (wish.entityType === 3) {
    if (wish.location === null) required(['entity_metadata', 'location']);
    if (wish.endsAt === null) required(['scheduled_end_time']);
    if (wish.channelId !== null) {
      const message = 'Channel must be empty for external events';
      at(['channel_id'], 'GUILD_SCHEDULED_EVENT_CHANNEL_NOT_ALLOWED', message);
    }
  } else {
    if (wish.channelId === null) required(['channel_id']);
    if (wish.location !== null) {
      const message = 'Entity metadata is not supported for this entity type.';
      at(['entity_metadata'], 'GUILD_SCHEDULED_EVENT_ENTITY_METADATA_UNSUPPORTED', message);
    }
  }
  if (wish.hasStart) {
    const ahead = wish.startsAt.getTime() - wish.now.getTime();
    const path = ['scheduled_start_time'];
    if (wish.status === 2) {
      const message = 'Cannot update start time of an active event.';
      at(path, 'GUILD_SCHEDULED_EVENT_SCHEDULE_INVALID_START_BY_STATUS', message);
    } else if (ahead <= 0) {
      at(path, 'GUILD_SCHEDULED_EVENT_SCHEDULE_PAST', 'Cannot schedule event in the past.');
    } else if (ahead > mostYearsAhead * 366 * 86_400_000) {
      const message = 'Cannot schedule event that far into the future.';
      at(path, 'GUILD_SCHEDULED_EVENT_SCHEDULE_TOO_FAR', message);
    }
  }
  if (wish.endsAt && wish.endsAt <= wish.startsAt) {
    const message = 'Cannot schedule event to end before it starts.';
    at(['scheduled_end_time'], 'GUILD_SCHEDULED_EVENT_END_BEFORE_START', message);
  }
});
