// From a checked body and its uploads to a message; and the memory of nonces.
import type { MessageBody, MessageChangeBody } from './check/message.ts';
import { invalidForm, refusal } from './errors.ts';
import type { Upload } from './host.ts';
import type { MessageChange, MessageDraft } from './messages.ts';
import type { Attachment, Channel, Message, Raw } from './model.ts';
import { record, records } from './text.ts';
import type { World } from './world.ts';

/** What a bot may upload in one request. */
const largestUpload = 10 * 1024 * 1024;
/** How long a nonce is remembered. */
const nonceMilliseconds = 5 * 60_000;
/** The flags that a bot may set: suppress embeds, ephemeral, suppress notifications, components v2. */
const settableFlags = (1 << 2) | (1 << 6) | (1 << 12) | (1 << 15);

/** The message that a body describes; ephemeral files are marked. */
export function draftOf(world: World, body: MessageBody, uploads: readonly Upload[]): MessageDraft {
  const flags = (body.flags ?? 0) & settableFlags;
  const isEphemeral = (flags & (1 << 6)) !== 0;
  return {
    content: body.content ?? '',
    embeds: body.embeds ?? [],
    components: numbered(body.components ?? []),
    attachments: attachmentsOf(world, body.attachments, uploads, isEphemeral),
    flags,
    nonce: body.nonce,
    allowed: body.allowed_mentions,
  };
}

/** The change that a body describes: null empties, absence keeps; listed attachments stay, others go. */
export function changeOf(
  world: World,
  message: Message,
  body: MessageChangeBody,
  uploads: readonly Upload[],
): MessageChange {
  const kept = body.attachments
    ? message.attachments.filter(({ id }) => body.attachments?.some((one) => one.id === id))
    : message.attachments;
  const known = new Set(message.attachments.map(({ id }) => id));
  const announced = body.attachments?.filter(({ id }) => !known.has(id));
  const added = attachmentsOf(world, announced, uploads, message.onlyFor !== undefined);
  const content = body.content === null ? '' : body.content;
  const change = {
    content,
    embeds: body.embeds === null ? [] : body.embeds,
    components: body.components === null ? [] : body.components && numbered(body.components),
    attachments: body.attachments || uploads.length > 0 ? [...kept, ...added] : undefined,
    flags: body.flags === undefined ? undefined : (message.flags & ~(1 << 2)) | (body.flags & settableFlags),
    allowed: body.allowed_mentions,
  };
  const isEmpty =
    (content ?? message.content) === '' &&
    (change.embeds ?? message.embeds).length === 0 &&
    (change.components ?? message.components).length === 0 &&
    (change.attachments ?? message.attachments).length === 0;
  if (isEmpty) throw refusal('emptyMessage');
  return change;
}

function attachmentsOf(
  world: World,
  listed: MessageBody['attachments'],
  uploads: readonly Upload[],
  isEphemeral: boolean,
): Attachment[] {
  const size = uploads.reduce((sum, { content }) => sum + content.byteLength, 0);
  if (size > largestUpload) throw refusal('tooLarge');
  if (uploads.length > 10) {
    const message = 'Must be 10 or fewer in length.';
    throw invalidForm([{ path: ['attachments'], code: 'BASE_TYPE_MAX_LENGTH', message }]);
  }
  return uploads.map((upload) => {
    const about = listed?.find(({ id }) => id === upload.number);
    return {
      id: world.ids.next(),
      filename: (about?.filename ?? upload.filename).replaceAll(/[^\w.-]/gu, '_'),
      description: about?.description,
      contentType: upload.contentType,
      content: upload.content,
      isEphemeral,
    };
  });
}

/** Gives each component the number and the defaults that Discord answers with. */
function numbered(components: readonly Raw[]): Raw[] {
  let next = 1;
  const number = (component: Raw): Raw => {
    const id = component.id ?? next;
    next += 1;
    const given = Object.entries(component).filter(([, value]) => value !== undefined);
    return {
      ...defaults[Number(component.type)],
      ...Object.fromEntries(given),
      id,
      ...(Array.isArray(component.components) && { components: records(component.components).map(number) }),
      ...(component.accessory !== undefined && { accessory: number(record(component.accessory)) }),
    };
  };
  return components.map(number);
}

const select = { min_values: 1, max_values: 1 };
const defaults: Readonly<Record<number, object>> = {
  3: select,
  5: select,
  6: select,
  7: select,
  8: select,
  11: { description: null, spoiler: false },
  13: { name: '', size: 0, spoiler: false },
  14: { spacing: 1, divider: true },
  17: { accent_color: null, spoiler: false },
};

/** How many nonces are remembered, however young they are. */
const mostNonces = 20_000;

interface Made {
  readonly channel: Channel;
  readonly id: string;
  readonly at: number;
}

/** Remembers, for a few minutes, which of the bot's messages a nonce made, in whatever channel. */
export class Nonces {
  readonly #clock: () => Date;
  /** Oldest first. */
  readonly #known = new Map<string | number, Made>();

  constructor(clock: () => Date) {
    this.#clock = clock;
  }

  /**
   * The message that this nonce made lately. Throws 10008 when it has been deleted since: Discord makes it again no
   * more than it answers it. https://github.com/discord/discord-api-docs/pull/6647
   */
  find(nonce: string | number): Message | undefined {
    this.#forgetOld();
    const known = this.#known.get(nonce);
    if (!known) return undefined;
    const found = known.channel.messages.get(known.id);
    if (!found) throw refusal('unknownMessage');
    return found;
  }

  /** Remembers a message. */
  keep(nonce: string | number, { channel, id }: Message): void {
    this.#known.delete(nonce);
    this.#known.set(nonce, { channel, id, at: this.#clock().getTime() });
    this.#forgetOld();
  }

  #forgetOld(): void {
    const oldest = this.#clock().getTime() - nonceMilliseconds;
    for (const [nonce, { at }] of this.#known) {
      if (at > oldest && this.#known.size <= mostNonces) return;
      this.#known.delete(nonce);
    }
  }
}
