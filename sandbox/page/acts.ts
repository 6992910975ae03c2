// What people do on the page: they write, press, fill, like, and move the clock.
import { z } from 'zod';
import type { Seen } from '../discord/index.ts';
import { placeOf } from './places.ts';
import { PageError, type Playground, type Reader } from './playground.ts';

const id = z.string().regex(/^\d{1,20}$/u);
const filled = z.record(z.string(), z.union([z.string().max(6000), z.array(z.string()), z.boolean()]));

/** Everything that somebody can do, as the browser sends it. */
export const act = z.discriminatedUnion('act', [
  z.object({ act: z.literal('say'), at: z.string(), text: z.string().max(8000) }),
  z.object({ act: z.literal('press'), message: id, button: z.string() }),
  z.object({ act: z.literal('select'), message: id, select: z.string(), values: z.array(z.string()) }),
  z.object({ act: z.literal('submit'), filled }),
  z.object({ act: z.literal('close-form') }),
  z.object({ act: z.literal('dismiss'), message: id }),
  z.object({ act: z.literal('interested'), event: id, isInterested: z.boolean() }),
  z.object({ act: z.literal('voice'), channel: id, isIn: z.boolean() }),
  z.object({
    act: z.literal('reply'),
    at: z.string(),
    text: z.string(),
    replyTo: z.number().int().optional(),
  }),
  z.object({ act: z.literal('like'), post: z.number().int(), isLiked: z.boolean() }),
  z.object({ act: z.literal('topic'), category: z.string(), title: z.string(), text: z.string() }),
]);

/** One of them. */
export type Act = z.infer<typeof act>;

/** What comes of it, beside what the page shows anyway. */
export interface Done {
  /** Words to tell. */
  readonly notice?: string;
  /** A place to go to. */
  readonly go?: string;
}

/** Where a topic goes that only Docent reads. */
export const toDocent = 'docent';

/** Does it; throws `PageError`, `TypingError` or `Refusal` when it cannot be done. */
export async function perform(ground: Playground, reader: Reader, wanted: Act): Promise<Done> {
  const { discord, discourse } = ground;
  const { people } = discord;
  const { name } = reader;
  switch (wanted.act) {
    case 'say':
      return await say(ground, reader, wanted);
    case 'press':
      return outcome(await people.press(name, wanted.message, wanted.button));
    case 'select':
      return outcome(await people.select(name, wanted.message, wanted.select, wanted.values));
    case 'submit':
      return outcome(await people.submit(name, wanted.filled));
    case 'close-form':
      people.dismissForm(name);
      return {};
    case 'dismiss': {
      if (people.findMessage(wanted.message).onlyFor !== reader.discord)
        throw new PageError('Only your own private replies can be dismissed.');
      people.deleteMessage(wanted.message);
      return {};
    }
    case 'interested': {
      const event = discord.events().find((one) => one.id === wanted.event);
      if (!event) throw new PageError('This event is gone.');
      discord.interested(name, event, wanted.isInterested);
      return {};
    }
    case 'voice':
      if (wanted.isIn) discord.joinVoice(name, wanted.channel);
      else discord.leaveVoice(name);
      return {};
    case 'reply': {
      const place = placeOf(ground, reader, wanted.at);
      if (place.kind !== 'topic') throw new PageError('Open a topic to reply to it.');
      const { text: raw, replyTo } = wanted;
      return posted(discourse.reply(name, place.topic, { raw, ...(replyTo !== undefined && { replyTo }) }));
    }
    case 'like':
      if (wanted.isLiked) discourse.like(name, wanted.post);
      else discourse.unlike(name, wanted.post);
      return {};
    case 'topic': {
      const post = { title: wanted.title, raw: wanted.text };
      if (wanted.category === toDocent) return posted(discourse.message(name, [discourse.apiUsername], post));
      return posted(discourse.createTopic(name, wanted.category, post));
    }
    default:
      return wanted satisfies never;
  }
}

async function say(
  ground: Playground,
  reader: Reader,
  { at, text }: { at: string; text: string },
): Promise<Done> {
  const place = placeOf(ground, reader, at);
  if (place.kind !== 'channel') throw new PageError('Open a channel to write in it.');
  const { people } = ground.discord;
  if (text.trim() === '') throw new PageError('Write something first.');
  if (text.startsWith('/')) return outcome(await people.commandText(reader.name, place.channel.id, text));
  if (text.length > 2000)
    throw new PageError(`Discord takes at most 2,000 characters; these are ${text.length}.`);
  people.message(reader.name, place.channel.id, text);
  return {};
}

function outcome(seen: Seen): Done {
  if (seen.kind !== 'failed') return {};
  throw new PageError(
    'Docent did not answer within three seconds. Try again, or restart it at the top of the page.',
  );
}

function posted(made: object): Done {
  if ('draft' in made) return { notice: 'Your post waits until a moderator lets it through.' };
  const topic =
    'topic' in made && typeof made.topic === 'object' && made.topic !== null && 'id' in made.topic
      ? made.topic.id
      : undefined;
  return { go: `topic-${String(topic)}` };
}
