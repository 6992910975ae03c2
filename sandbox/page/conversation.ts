// What stands in the middle of the page: one place with its messages, posts, events or topics.
import type { Channel, Message, ScheduledEvent } from '../discord/index.ts';
import { bits, can } from '../discord/permissions.ts';
import { textOf } from '../discord/text.ts';
import { markdown } from './discord-markdown.ts';
import { el, type Html, htmlOf } from './html.ts';
import { messageView, type Showing, surroundings } from './message-view.ts';
import { day, dayAndTime, distance, time } from './moments.ts';
import { addressOf, channelKey, channelsOf, isVoice, nameOf, type Place } from './places.ts';
import type { Playground, Reader } from './playground.ts';
import { spokenWords } from './spoken.ts';
import { aboutTopic, type Item, postItems, topicListItems } from './topic-view.ts';

export type { Item };

/** The box to write in; `label` says more than the placeholder. */
export interface Box {
  readonly kind: 'chat' | 'reply';
  readonly label: string;
  readonly placeholder: string;
}

/** A place as it is shown. */
export interface Conversation {
  readonly key: string;
  readonly title: string;
  readonly about: string;
  readonly items: readonly Item[];
  /** What one writes in: a chat with commands, a forum's reply, or nothing. */
  readonly box: Box | undefined;
  /** Buttons beside the title. */
  readonly tools: string;
  /** What is said where there is nothing yet. */
  readonly empty: string;
}

/** So many messages of a channel are shown; older ones are left out. */
const newest = 60;

/** A place as this person sees it. */
export function conversation(ground: Playground, reader: Reader, place: Place): Conversation {
  switch (place.kind) {
    case 'channel':
      return channelView({ ground, reader, around: surroundings(ground, reader), here: place.channel });
    case 'events':
      return {
        key: place.key,
        title: 'Events',
        about: 'Scheduled on Discord, shown in your time.',
        items: eventItems({ ground, reader, around: surroundings(ground, reader) }),
        box: undefined,
        tools: '',
        empty: 'Nothing is scheduled yet.',
      };
    case 'forum':
      return {
        key: place.key,
        title: 'All topics',
        about: 'The forum on Discourse.',
        items: topicListItems(ground, reader),
        box: undefined,
        tools: htmlOf(
          el('button', { type: 'button', id: 'new-topic', className: ['secondary'] }, 'New topic…'),
        ),
        empty: 'No topics yet.',
      };
    case 'topic':
      return {
        key: place.key,
        title: place.topic.title,
        about: aboutTopic(place.topic),
        items: postItems(ground, reader, place.topic),
        box: {
          kind: 'reply',
          label: 'Reply to this topic; Control and Enter send it',
          placeholder: 'Reply to this topic (Ctrl + Enter sends)',
        },
        tools: '',
        empty: '',
      };
    default:
      return place satisfies never;
  }
}

function channelView(showing: Showing & { readonly here: Channel }): Conversation {
  const { ground, reader, here: channel } = showing;
  const isDm = channel.recipient !== undefined;
  const name = isDm ? 'Docent' : nameOf(channel);
  const parent = channel.thread && ground.discord.world.channels.get(channel.parentId ?? '');
  const needed = channel.thread ? bits.SendMessagesInThreads : bits.SendMessages;
  const mayWrite = reader.discord !== undefined && can(channel, reader.discord, needed);
  const isForum = channel.type === 15;
  return {
    key: channelKey(channel),
    title: nameOf(channel),
    about: isDm
      ? 'What Docent wrote to you, and you to it.'
      : [parent ? `Thread in #${parent.name}` : (channel.topic ?? ''), channel.thread?.locked ? 'locked' : '']
          .filter(Boolean)
          .join(' · '),
    items: isForum ? threadItems(showing, channel) : messageItems(showing, channel),
    box:
      mayWrite && !isForum
        ? {
            kind: 'chat',
            label: `Write to ${name}, or type / for commands`,
            placeholder: 'Message, or / for commands',
          }
        : undefined,
    tools: isVoice(channel) ? htmlOf(...voiceTools(showing, channel)) : '',
    empty: isForum ? 'No threads yet.' : 'Nothing here yet.',
  };
}

function messageItems(showing: Showing, channel: Channel): Item[] {
  const { ground, reader, around } = showing;
  const messages = (
    channel.recipient ? ground.discord.dms(reader.name) : ground.discord.messages(channel.id, reader.name)
  ).slice(-newest);
  return messages.flatMap((message, i) => {
    const before = messages[i - 1];
    const today = day(message.createdAt, around.watch);
    const isNewDay = !before || day(before.createdAt, around.watch) !== today;
    const divider = {
      key: `day-${message.id}`,
      spoken: '',
      html: htmlOf(el('p', { className: ['day'] }, today)),
    };
    return [
      ...(isNewDay ? [divider] : []),
      {
        key: `message-${message.id}`,
        spoken: `${message.author.name}: ${spokenWords(textOf(message), around).slice(0, 200)}`,
        html: htmlOf(messageView(message, showing, !isNewDay && isContinued(message, before))),
      },
    ];
  });
}

function isContinued(message: Message, before: Message | undefined): boolean {
  if (!before || before.author !== message.author || before.type !== message.type) return false;
  if (message.interaction || message.replyTo || before.onlyFor !== message.onlyFor || message.pinnedAt)
    return false;
  return message.createdAt.getTime() - before.createdAt.getTime() < 7 * 60_000;
}

function threadItems({ ground, reader }: Showing, channel: Channel): Item[] {
  return channelsOf(ground, reader)
    .filter(({ thread, parentId }) => thread && parentId === channel.id)
    .map((one) => ({
      key: `thread-${one.id}`,
      spoken: one.name,
      html: htmlOf(
        el('p', { className: ['topic'] }, el('a', { href: addressOf(reader, channelKey(one)) }, one.name)),
      ),
    }));
}

function voiceTools({ ground, reader }: Showing, channel: Channel): Html[] {
  const seats = [...(channel.guild?.seats.values() ?? [])].filter(
    ({ channelId }) => channelId === channel.id,
  );
  const names = seats.flatMap(({ userId }) => ground.discord.world.users.get(userId)?.name ?? []);
  const isIn = names.includes(reader.name);
  return [
    el(
      'span',
      { className: ['small'] },
      names.length > 0 ? `In the room: ${names.join(', ')}` : 'Nobody is in the room.',
    ),
    el(
      'button',
      {
        type: 'button',
        id: 'voice',
        className: ['secondary'],
        'data-voice': channel.id,
        'data-in': isIn ? '' : undefined,
      },
      isIn ? 'Leave' : 'Join',
    ),
  ];
}

const statusWords = ['', 'Scheduled', 'Now', 'Over', 'Cancelled'];

function eventItems(showing: Showing): Item[] {
  const { ground } = showing;
  const open = ground.discord.events().filter(({ status }) => status <= 2);
  const over = ground.discord
    .events()
    .filter(({ status }) => status > 2)
    .slice(-10);
  return [...open.sort((a, b) => a.startsAt.getTime() - b.startsAt.getTime()), ...over.reverse()].map(
    (event) => ({
      key: `event-${event.id}`,
      spoken: `Event ${event.name}`,
      html: htmlOf(eventView(event, showing)),
    }),
  );
}

function eventView(event: ScheduledEvent, { ground, reader, around }: Showing): Html {
  const room = event.channelId === null ? undefined : ground.discord.world.channels.get(event.channelId);
  const isInterested = event.interested.has(reader.discord?.id ?? '');
  const isOpen = event.status <= 2;
  const { watch } = around;
  return el(
    'article',
    { className: ['embed', 'event', !isOpen && 'old'].filter((one) => one !== false) },
    el('h3', {}, event.name),
    el(
      'p',
      {},
      el('b', {}, statusWords[event.status] ?? ''),
      ' · ',
      time(event.startsAt, dayAndTime(event.startsAt, watch), watch),
      ` · ${distance(event.startsAt, watch)}`,
    ),
    el('p', {}, room ? nameOf(room) : (event.location ?? '')),
    ...markdown(event.description ?? '', around),
    isOpen &&
      el(
        'p',
        { className: ['row'] },
        el(
          'button',
          {
            type: 'button',
            id: `interested-${event.id}`,
            className: ['secondary'],
            'data-event': event.id,
            ariaPressed: String(isInterested),
          },
          `${isInterested ? '★' : '☆'} Interested (${event.interested.size})`,
        ),
      ),
  );
}
