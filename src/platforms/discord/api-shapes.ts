// What Discord answers to the REST calls that publishing needs, as far as it is read.
import { z } from 'zod';

/** The bot itself. */
export const me = z.object({ id: z.string() });

/** A message. */
export const message = z.object({
  id: z.string(),
  channel_id: z.string(),
  author: z.object({ id: z.string() }),
  pinned: z.boolean().optional(),
  embeds: z.array(
    z.object({
      url: z.string().optional(),
      title: z.string().optional(),
      description: z.string().optional(),
    }),
  ),
});

/** A channel or thread. */
export const channel = z.object({
  id: z.string(),
  type: z.number(),
  name: z.string().nullish(),
  guild_id: z.string().optional(),
  parent_id: z.string().nullish(),
  owner_id: z.string().optional(),
  flags: z.number().optional(),
  thread_metadata: z.object({ archived: z.boolean(), locked: z.boolean().optional() }).optional(),
});

/** A scheduled event. */
export const event = z.object({
  id: z.string(),
  name: z.string(),
  description: z.string().nullish(),
  creator_id: z.string().nullish(),
  channel_id: z.string().nullish(),
  scheduled_start_time: z.string(),
  scheduled_end_time: z.string().nullish(),
  status: z.number(),
  entity_type: z.number(),
  entity_metadata: z.object({ location: z.string().nullish() }).nullish(),
});

const user = z.object({
  id: z.string(),
  username: z.string(),
  global_name: z.string().nullish(),
  bot: z.boolean().optional(),
});

const bare = z.object({
  id: z.string(),
  type: z.number(),
  author: user,
  content: z.string(),
  timestamp: z.string(),
  edited_timestamp: z.string().nullish(),
  mentions: z.array(user),
  webhook_id: z.string().optional(),
  attachments: z
    .array(z.object({ id: z.string(), filename: z.string(), description: z.string().optional() }))
    .optional(),
});

/** A message that people wrote, in a thread. */
export const written = bare.extend({
  message_reference: z.object({ message_id: z.string().optional() }).optional(),
  referenced_message: bare.nullish(),
});

/** A file of a message. */
export const file = z.object({ id: z.string(), filename: z.string(), url: z.string(), size: z.number() });

/** A file of a message; its address is good for a day. */
export type MessageFile = z.infer<typeof file>;

/** A message with its words, which are empty where they are kept from the bot. */
export type Written = z.infer<typeof written>;

/** A message as Discord answers it. */
export type Message = z.infer<typeof message>;

/** A channel or thread as Discord answers it. */
export type Channel = z.infer<typeof channel>;

/** A scheduled event as Discord answers it. */
export type ScheduledEvent = z.infer<typeof event>;
