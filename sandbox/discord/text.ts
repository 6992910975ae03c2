// What a message says to somebody who reads it, as plain text.
import type { Channel, Message, Raw } from './model.ts';

/** The text of a message: content, embeds, then the labels of its buttons and selects; times stay `<t:…>`. */
export function textOf(message: Pick<Message, 'content' | 'embeds' | 'components' | 'attachments'>): string {
  return [
    message.content,
    ...message.embeds.flatMap(embedLines),
    ...message.components.flatMap(componentLines),
    ...message.attachments.map(({ filename }) => `[file ${filename}]`),
  ]
    .filter((line) => line !== '')
    .join('\n');
}

/** The text of a message as people read it: names instead of ids, no backslashes, times also in UTC. */
export function readableText(message: Message): string {
  const { guild, recipient } = message.channel;
  const named = textOf(message)
    .replaceAll(/<@!?(\d+)>/gu, (whole, id: string) => {
      const name = guild?.members.get(id)?.user.name ?? (recipient?.id === id ? recipient.name : undefined);
      return name === undefined ? whole : `@${name}`;
    })
    .replaceAll(/<#(\d+)>/gu, (whole, id: string) => {
      const name = guild?.channels.get(id)?.name;
      return name === undefined ? whole : `#${name}`;
    });
  return readable(named);
}

/** A text without the backslashes of Markdown, and with each time in UTC behind it. */
export function readable(text: string): string {
  const clean = text.replaceAll(/\\([!-/:-@[-`{-~])/gu, '$1');
  return clean.replaceAll(/<t:(-?\d+)(?::[tTdDfFsSR])?>/gu, (whole, seconds: string) => {
    const [day = '', hour = ''] = new Date(Number(seconds) * 1000).toISOString().split('T');
    return `${whole} (${day} ${hour.slice(0, 5)} UTC)`;
  });
}

/** Where something stands, in a reader's words. */
export function placeOf(channel: Channel): string {
  if (channel.thread) return `thread ${channel.name}`;
  if (!channel.guild) return `dm ${channel.recipient?.name ?? ''}`;
  return `#${channel.name}`;
}

function embedLines(embed: Raw): string[] {
  const author = record(embed.author);
  const footer = record(embed.footer);
  return [
    words(author.name),
    words(embed.title),
    words(embed.description),
    ...records(embed.fields).map((field) => `${words(field.name)}: ${words(field.value)}`),
    words(footer.text),
  ];
}

function componentLines(component: Raw): string[] {
  const row = records(component.components)
    .map((one) => labelOf(one))
    .filter((label) => label !== '');
  const own = [words(component.content), ...(row.length > 0 ? [row.join(' ')] : [])];
  const nested = records(component.components).filter((one) => Array.isArray(one.components));
  return [...own, ...nested.flatMap(componentLines)];
}

function labelOf(component: Raw): string {
  if (component.type === 2) {
    const emoji = words(record(component.emoji).name);
    const label = [emoji, words(component.label)].filter((part) => part !== '').join(' ');
    return component.disabled === true ? `[${label} (off)]` : `[${label}]`;
  }
  if (Array.isArray(component.options)) return `[${words(component.placeholder) || 'Choose'} ▾]`;
  return component.type === 10 ? words(component.content) : '';
}

/** A text, or nothing. */
export function words(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** A record, or an empty one. */
export function record(value: unknown): Raw {
  return isRecord(value) ? value : {};
}

/** The records in a list. */
export function records(value: unknown): Raw[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

function isRecord(value: unknown): value is Raw {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
