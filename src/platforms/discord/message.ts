// What is said as the bodies of Discord messages: embeds that carry their key, pings, buttons and files.

import { createHash } from 'node:crypto';
import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIEmbed,
  ButtonStyle,
  ComponentType,
} from 'discord.js';
import type { Account } from '../../core/account.ts';
import { customId } from '../../core/command/custom-id.ts';
import type { Document } from '../../core/document.ts';
import type { Passed } from '../../core/publication.ts';
import type { Attachment, Button, LinkButton } from '../../core/reply.ts';
import { shortened } from '../../core/text/shortened.ts';
import { escapedLine } from './escape.ts';
import { render } from './render.ts';

/** A message as it is sent or edited. Whoever is not named in `allowed_mentions` is not pinged. */
export interface Body {
  readonly content: string;
  readonly embeds: readonly APIEmbed[];
  readonly components: readonly APIActionRowComponent<APIButtonComponent>[];
  readonly allowed_mentions: { readonly parse: readonly []; readonly users: readonly string[] };
  readonly files: readonly Attachment[];
  /** Files of posts elsewhere, below it. */
  readonly posted?: PostedFiles;
}

/** Files of posts elsewhere that go with a message. */
export interface PostedFiles {
  readonly passed: readonly Passed[];
  /** Undefined where the message has them already. */
  readonly files: readonly Attachment[] | undefined;
}

/** What is said, from a publication or a reply. */
interface Saying {
  readonly document: Document;
  readonly summary?: string | undefined;
  readonly buttons?: readonly (Button | LinkButton)[] | undefined;
  readonly pings?: readonly Account[] | undefined;
  readonly files?: readonly Attachment[] | undefined;
}

/** How many may be pinged by one message: Discord allows 100, and their mentions must leave room for the summary. */
const pingsAtOnce = 60;

/** What is said, as one message after another. `mark` makes the address that a part's embed carries. */
export function bodiesOf(saying: Saying, mark?: (part: number) => string): Body[] {
  const { title, parts } = render(saying.document);
  const pings = [
    ...new Set((saying.pings ?? []).flatMap((one) => (one.platform === 'discord' ? [one.id] : []))),
  ];
  const files = saying.files ?? [];
  const pingParts = Math.ceil(pings.length / pingsAtOnce);
  return Array.from({ length: Math.max(parts.length, pingParts) }, (_, i): Body => {
    const users = pings.slice(i * pingsAtOnce, (i + 1) * pingsAtOnce);
    const mentions = users.map((id) => `<@${id}>`).join(' ');
    const summary =
      i === 0 && saying.summary !== undefined ? escapedLine(shortened(saying.summary, 280)) : '';
    const picture = i === 0 ? files.find(({ name }) => /\.(?:png|jpe?g|gif|webp)$/iu.test(name)) : undefined;
    const description = parts[i] ?? '';
    return {
      content: [mentions, summary].filter((line) => line !== '').join('\n'),
      embeds: [
        {
          ...(title !== undefined && (i === 0 || description === '') && { title }),
          ...(description !== '' && { description }),
          ...(description === '' && title === undefined && { description: '\u200b' }),
          ...(mark && { url: mark(i) }),
          ...(picture && { image: { url: `attachment://${picture.name}` } }),
        },
      ],
      components: i === 0 ? buttonRows(saying.buttons ?? []) : [],
      allowed_mentions: { parse: [], users },
      files: i === 0 ? files : [],
    };
  });
}

/** The address that an embed carries: where it is, and after `#` whose part it is; nobody sees it. */
export function keyMark(place: { guild: string; channel: string }, key: string, part: number): string {
  return `https://discord.com/channels/${place.guild}/${place.channel}#${keyFragment(key, part)}`;
}

/** The end of the address by which a part of a publication is known again. */
export function keyFragment(key: string, part: number): string {
  return `docent-${digest(key).slice(0, 20)}-${part}`;
}

/** A nonce for one part: equal for equal keys; `salt` tells a second making from the first. */
export function nonceOf(key: string, part: number, salt = ''): string {
  return digest(`${key}\n${part}\n${salt}`).slice(0, 24);
}

/** Equal for bodies that look the same. */
export function hashOf(body: Body): string {
  const files = body.files.map((file) => [file.name, file.description, digest(file.content)]);
  return digest(JSON.stringify({ ...body, files, posted: body.posted?.passed })).slice(0, 16);
}

/** Rows of five buttons, at most five rows; an address that Discord takes on none stands on none. */
function buttonRows(all: readonly (Button | LinkButton)[]): APIActionRowComponent<APIButtonComponent>[] {
  const buttons = all.filter((one) => !('url' in one) || one.url.length <= 512);
  const rows = Math.min(Math.ceil(buttons.length / 5), 5);
  return Array.from({ length: rows }, (_, i) => ({
    type: ComponentType.ActionRow,
    components: buttons.slice(i * 5, i * 5 + 5).map(buttonOf),
  }));
}

const styles = {
  primary: ButtonStyle.Primary,
  secondary: ButtonStyle.Secondary,
  success: ButtonStyle.Success,
  danger: ButtonStyle.Danger,
} as const;

function buttonOf(button: Button | LinkButton): APIButtonComponent {
  const label = shortened(button.label, 80);
  if ('url' in button) return { type: ComponentType.Button, style: ButtonStyle.Link, label, url: button.url };
  return {
    type: ComponentType.Button,
    style: styles[button.style ?? 'secondary'],
    label,
    custom_id: customId(button.action, button.args),
    disabled: button.disabled ?? false,
  };
}

function digest(value: string | Buffer): string {
  return createHash('sha256').update(value).digest('base64url');
}
