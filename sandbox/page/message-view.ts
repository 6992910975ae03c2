// Discord's messages as its client shows them: who, what, embeds, files, buttons and selects.
import { MessageFlags, MessageType } from 'discord.js';
import type { Channel, Message } from '../discord/index.ts';
import type { Attachment, Raw } from '../discord/model.ts';
import { record, records, textOf, words } from '../discord/text.ts';
import { componentView } from './component-view.ts';
import type { Surroundings } from './discord-inline.ts';
import { inline } from './discord-inline.ts';
import { markdown } from './discord-markdown.ts';
import { el, type Html } from './html.ts';
import { dayAndTime, hour, time } from './moments.ts';
import { addressOf, channelKey, innerAddress } from './places.ts';
import type { Playground, Reader } from './playground.ts';
import { spokenWords } from './spoken.ts';

/** What a message is shown to, and where. */
export interface Showing {
  readonly ground: Playground;
  readonly reader: Reader;
  readonly around: Surroundings;
  /** The channel that is shown. */
  readonly here?: Channel;
}

/** Names and places of Discord for the texts in it. */
export function surroundings(ground: Playground, reader: Reader): Surroundings {
  const { world } = ground.discord;
  const visible = new Map<string, Channel>();
  if (reader.discord) {
    for (const one of [...ground.discord.channels(reader.name), ...ground.discord.threads(reader.name)])
      visible.set(one.id, one);
  }
  return {
    watch: { zone: reader.zone, now: ground.now() },
    user: (id) => {
      const user = world.users.get(id);
      return user && { name: user.name, isReader: user === reader.discord };
    },
    role: (id) =>
      [...world.guilds.values()].flatMap((one) => one.roles.get(id)?.name.replace(/^@/u, '') ?? [])[0],
    channel: (id) => {
      const channel = visible.get(id);
      return channel && { name: channel.name, href: addressOf(reader, channelKey(channel)) };
    },
    inner: (url) => innerAddress(ground, reader, url),
  };
}

/** A message; a continued one stands right below another of the same author and needs no head. */
export function messageView(message: Message, showing: Showing, isContinued: boolean): Html {
  const notice = noticeOf(message, showing);
  if (notice) return notice;
  const { reader, around } = showing;
  const isPing = reader.discord !== undefined && message.mentions.users.includes(reader.discord);
  const isPrivate = message.onlyFor !== undefined;
  return el(
    'article',
    {
      className: ['message', isContinued && 'continued', isPing && 'ping', isPrivate && 'private'].filter(
        (one) => one !== false,
      ),
      ariaLabel: spokenName(message, around),
    },
    ...(isContinued ? [] : [origin(message, showing), head(message, showing)]),
    el(
      'div',
      { className: ['body'] },
      ...bodyOf(message, showing),
      isContinued && isEdited(message) && edited(message, around),
    ),
    isPrivate &&
      el(
        'p',
        { className: ['only-you'] },
        'Only you can see this · ',
        el(
          'button',
          { type: 'button', className: ['plain'], id: `dismiss-${message.id}`, 'data-dismiss': message.id },
          'Dismiss',
        ),
      ),
  );
}

/** Who, when, and how it begins, so that two messages of one minute have two names. */
function spokenName(message: Message, around: Surroundings): string {
  const beginning = spokenWords(textOf(message), around).slice(0, 60);
  return `${message.author.name}, ${hour(message.createdAt, around.watch)}${beginning === '' ? '' : `: ${beginning}`}`;
}

function head(message: Message, { around }: Showing): Html {
  const { author } = message;
  return el(
    'p',
    { className: ['head'] },
    avatar(author.name),
    el('bdi', { className: ['name'] }, author.name),
    author.isBot && el('span', { className: ['app'] }, 'APP'),
    time(message.createdAt, hour(message.createdAt, around.watch), around.watch),
    isEdited(message) && edited(message, around),
    message.pinnedAt !== undefined && el('span', { className: ['mark'] }, 'pinned'),
  );
}

/** Replies that came after "thinking" are changed too, and the client does not say so. */
function isEdited({ editedAt, interaction }: Message): boolean {
  return editedAt !== undefined && !interaction;
}

function edited({ editedAt }: Message, { watch }: Surroundings): Html {
  return el('span', { className: ['mark'], title: editedAt && dayAndTime(editedAt, watch) }, '(edited)');
}

/** A round picture with the first letter of a name. */
export function avatar(name: string): Html {
  const tone = [...name].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 6;
  return el(
    'span',
    { className: ['avatar', `tone-${tone}`], ariaHidden: 'true' },
    name.charAt(0).toUpperCase(),
  );
}

/** Above a message: the command or the message that it answers. */
function origin(message: Message, { ground }: Showing): Html | undefined {
  const { interaction, replyTo } = message;
  if (interaction?.name !== undefined) {
    return el(
      'p',
      { className: ['origin'] },
      el('bdi', {}, interaction.user.name),
      ' used ',
      el('b', {}, `/${interaction.name}`),
    );
  }
  if (!replyTo || message.type !== MessageType.Reply) return undefined;
  const answered = ground.discord.world.channels.get(replyTo.channelId)?.messages.get(replyTo.id);
  const excerpt = answered
    ? `${answered.author.name}: ${answered.content.slice(0, 80)}`
    : 'a message that is gone';
  return el('p', { className: ['origin'] }, 'In reply to ', el('bdi', {}, excerpt));
}

function bodyOf(message: Message, showing: Showing): Html[] {
  const { around, reader, here } = showing;
  if ((message.flags & MessageFlags.Loading) !== 0) {
    return [el('p', { className: ['thinking'] }, `${message.author.name} is thinking…`)];
  }
  const files = new Map(message.attachments.map((one) => [`attachment://${one.filename}`, one]));
  const embedded = new Set(message.embeds.map((embed) => words(record(embed.image).url)));
  const loose = [...files].filter(([url]) => !embedded.has(url)).map(([, file]) => fileView(message, file));
  return [
    ...markdown(message.content, around),
    ...message.embeds.map((embed) => embedView(message, embed, { files, around })),
    ...loose,
    ...message.components.map((component) => componentView(message, component, around)),
    ...reactions(message),
    ...(message.thread && message.thread !== here
      ? [
          el(
            'p',
            { className: ['opens'] },
            'Thread: ',
            el('a', { href: addressOf(reader, channelKey(message.thread)) }, message.thread.name),
          ),
        ]
      : []),
  ];
}

function embedView(
  message: Message,
  embed: Raw,
  { files, around }: { files: ReadonlyMap<string, Attachment>; around: Surroundings },
): Html {
  const picture = files.get(words(record(embed.image).url));
  const section = (name: string, content: readonly Html[]) =>
    content.length > 0 && el('div', { className: [name] }, ...content);
  return el(
    'div',
    { className: ['embed'] },
    section('embed-author', inline(words(record(embed.author).name), around)),
    words(embed.title) !== '' && el('h3', {}, ...inline(words(embed.title), around)),
    ...markdown(words(embed.description), around),
    ...records(embed.fields).map((field) =>
      el(
        'div',
        { className: ['field'] },
        el('h4', {}, ...inline(words(field.name), around)),
        ...markdown(words(field.value), around),
      ),
    ),
    picture && fileView(message, picture),
    section('footer', inline(words(record(embed.footer).text), around)),
  );
}

function fileView(message: Message, file: Attachment): Html {
  const address = `/files/${message.channel.id}/${message.id}/${file.id}/${encodeURIComponent(file.filename)}`;
  const isPicture = /^image\/(?:png|jpeg|gif|webp)$/u.test(file.contentType ?? '');
  const kilobytes = Math.max(1, Math.round(file.content.byteLength / 1024));
  const content = isPicture
    ? el('img', { src: address, alt: file.description ?? file.filename, loading: 'lazy' })
    : `${file.filename} (${kilobytes} KB)`;
  return el(
    'p',
    { className: ['file'] },
    el('a', { href: address, target: '_blank', rel: ['noopener'] }, content),
  );
}

function reactions({ reactions: all }: Message): Html[] {
  if (all.size === 0) return [];
  return [
    el(
      'p',
      { className: ['reactions'] },
      ...[...all].map(([emoji, users]) => el('span', {}, `${emoji} ${users.size}`)),
    ),
  ];
}

/** What Discord itself says in a channel. */
function noticeOf(message: Message, showing: Showing): Html | undefined {
  const { around, reader, ground } = showing;
  const said = (...words: (string | Html)[]) =>
    el(
      'p',
      { className: ['notice'] },
      ...words,
      ' ',
      time(message.createdAt, hour(message.createdAt, around.watch), around.watch),
    );
  const who = el('bdi', {}, message.author.name);
  switch (message.type) {
    case MessageType.ThreadCreated: {
      const thread = ground.discord
        .threads()
        .find(({ name, parentId }) => name === message.content && parentId === message.channel.id);
      const link = thread
        ? el('a', { href: addressOf(reader, channelKey(thread)) }, message.content)
        : message.content;
      return said(who, ' started a thread: ', link);
    }
    case MessageType.ChannelPinnedMessage:
      return said(who, ' pinned a message to this channel.');
    case MessageType.ChannelNameChange:
      return said(who, ` renamed this to ${message.content}.`);
    case MessageType.ThreadStarterMessage: {
      const { replyTo } = message;
      const start = replyTo && ground.discord.world.channels.get(replyTo.channelId)?.messages.get(replyTo.id);
      return start ? messageView(start, showing, false) : said('The message that began this thread is gone.');
    }
    default:
      return undefined;
  }
}
