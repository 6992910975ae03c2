// What a message may hold: lengths, embeds together, mentions, attachments, and that it says anything at all.
import { z } from 'zod';
import { invalidForm, refusal } from '../errors.ts';
import { flat, messageComponents } from './components.ts';
import { fault, maybe, setOf, snowflake, text, trimmed, url, whole } from './fields.ts';

const media = maybe(z.object({ url }));
const embed = z
  .object({
    title: maybe(trimmed(0, 256)),
    description: maybe(trimmed(0, 4096)),
    url: maybe(url),
    timestamp: maybe(z.iso.datetime({ offset: true, message: 'Could not parse the timestamp.' })),
    color: maybe(whole(0, 0xffffff)),
    footer: maybe(z.object({ text: trimmed(1, 2048), icon_url: maybe(url) })),
    author: maybe(z.object({ name: trimmed(1, 256), url: maybe(url), icon_url: maybe(url) })),
    image: media,
    thumbnail: media,
    fields: maybe(
      z
        .array(
          z.object({
            name: trimmed(1, 256),
            value: trimmed(1, 1024),
            inline: z
              .boolean()
              .nullish()
              .transform((value) => value ?? false),
          }),
        )
        .max(25),
    ),
  })
  .superRefine((one, context) => {
    const { title, description, footer, author, image, thumbnail, fields = [] } = one;
    const says = [title, description, footer, author, image, thumbnail].some(Boolean) || fields.length > 0;
    if (!says) fault(context, ['description'], 'BASE_TYPE_REQUIRED', 'This field is required');
  })
  .transform((one) => ({ type: 'rich', ...one }));

const embeds = z
  .array(embed)
  .max(10)
  .superRefine((all, context) => {
    const total = all.reduce(
      (sum, { title, description, footer, author, fields = [] }) =>
        sum +
        [
          title,
          description,
          footer?.text,
          author?.name,
          ...fields.flatMap(({ name, value }) => [name, value]),
        ].reduce((length, part = '') => length + part.length, 0),
      0,
    );
    if (total > 6000) {
      fault(context, [], 'MAX_EMBED_SIZE_EXCEEDED', 'Embed size exceeds maximum size of 6000');
    }
  });

const allowedMentions = z
  .object({
    parse: maybe(setOf(z.enum(['users', 'roles', 'everyone']))),
    users: maybe(setOf(snowflake).max(100)),
    roles: maybe(setOf(snowflake).max(100)),
    replied_user: maybe(z.boolean()),
  })
  .superRefine(({ parse = [], users = [], roles = [] }, context) => {
    const clash = (kind: 'users' | 'roles', list: readonly string[]): void => {
      if (!parse.includes(kind) || list.length === 0) return;
      const message = `parse:["${kind}"] and ${kind}: [ids...] are mutually exclusive.`;
      fault(context, [], 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE', message);
    };
    clash('users', users);
    clash('roles', roles);
  });

/** A file that a message says it carries, by the number of the upload or the id of one that is there already. */
export const attachmentList = z
  .array(
    z.object({
      id: snowflake,
      filename: maybe(text(1, 1024)),
      description: maybe(text(0, 1024)),
    }),
  )
  .max(10);

/** Measured as it came, kept without the white space around it. */
const content = text(0, 2000).transform((value) => value.trim());

const shared = {
  embeds: maybe(embeds),
  allowed_mentions: maybe(allowedMentions),
  components: maybe(messageComponents),
  attachments: maybe(attachmentList),
  flags: maybe(whole(0)),
};

/** A new message. */
export const messageBody = z
  .object({
    content: maybe(content),
    ...shared,
    nonce: maybe(z.union([z.string().max(25, 'Must be 25 or fewer in length.'), z.int()])),
    enforce_nonce: maybe(z.boolean()),
    tts: maybe(z.boolean()),
    message_reference: maybe(
      z.object({
        type: maybe(whole(0, 1)),
        message_id: snowflake,
        channel_id: maybe(snowflake),
        guild_id: maybe(snowflake),
        fail_if_not_exists: maybe(z.boolean()),
      }),
    ),
    sticker_ids: maybe(z.array(snowflake).max(3)),
    poll: maybe(z.looseObject({})),
  })
  .superRefine(layout);

/** A change of a message; what is null is emptied, what is missing stays. */
export const messageChangeBody = z
  .object({
    ...shared,
    content: content.nullable().optional(),
    embeds: embeds.nullable().optional(),
    components: messageComponents.nullable().optional(),
  })
  .superRefine(layout);

/** A new message that was found right. */
export type MessageBody = z.infer<typeof messageBody>;
/** A change that was found right. */
export type MessageChangeBody = z.infer<typeof messageChangeBody>;

/** IS_COMPONENTS_V2: the message is laid out by components alone. */
export const layoutFlag = 1 << 15;

interface Laid {
  readonly content?: string | null | undefined;
  readonly embeds?: readonly unknown[] | null | undefined;
  readonly components?: readonly { readonly type: number }[] | null | undefined;
  readonly flags?: number | undefined;
}

function layout(body: Laid, context: Parameters<typeof fault>[0]): void {
  const isLayout = ((body.flags ?? 0) & layoutFlag) !== 0;
  const components = body.components ?? [];
  if (!isLayout) {
    if (components.length > 5)
      fault(context, ['components'], 'BASE_TYPE_BAD_LENGTH', 'Must be between 1 and 5 in length.');
    for (const [i, { type }] of components.entries()) {
      if (type !== 1)
        fault(
          context,
          ['components', i, 'type'],
          'UNION_TYPE_CHOICES',
          'Value of field "type" must be one of (1,).',
        );
    }
    return;
  }
  const used = 'cannot be used with the IS_COMPONENTS_V2 flag';
  if (body.content)
    fault(
      context,
      ['content'],
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      `The content field ${used}`,
    );
  if (body.embeds?.length)
    fault(
      context,
      ['embeds'],
      'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2',
      `The embeds field ${used}`,
    );
  if (flat(components, []).length > 40) {
    fault(
      context,
      ['components'],
      'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED',
      'Components exceed the limit of 40',
    );
  }
}

/** Throws 50006 for a message that says nothing, and 50035 for a file that is announced and not there. */
export function demandContent(body: MessageBody, uploads: ReadonlySet<string>): void {
  for (const [i, { id }] of (body.attachments ?? []).entries()) {
    if (uploads.has(id)) continue;
    const message = `Attachment data not found for attachment with id: ${id}.`;
    throw invalidForm([{ path: ['attachments', i, 'id'], code: 'ATTACHMENT_NOT_FOUND', message }]);
  }
  const says =
    (body.content ?? '').trim() !== '' ||
    (body.embeds ?? []).length > 0 ||
    (body.components ?? []).length > 0 ||
    (body.sticker_ids ?? []).length > 0 ||
    body.poll !== undefined ||
    body.message_reference?.type === 1 ||
    uploads.size > 0;
  if (!says) throw refusal('emptyMessage');
}
