// Reads what a client sent: JSON, a form or a multipart body, with Rails' nested names, and checks its shape.
import type { Context } from 'hono';
import { z } from 'zod';
import { Refusal } from './model.ts';

const whole = z.coerce.number().int().optional();
const text = z.string().optional();
const tags = z
  .union([z.string(), z.array(z.union([z.string(), z.object({ name: z.string() })]))])
  .transform((value) =>
    typeof value === 'string'
      ? value.split(',').filter((tag) => tag !== '')
      : value.map((tag) => (typeof tag === 'string' ? tag : tag.name)),
  )
  .optional();
const flag = z.union([z.boolean(), z.string()]).transform((value) => value === true || value === 'true');

/** POST /posts.json */
export const createBody = z.object({
  raw: z.string(),
  title: text,
  category: whole,
  topic_id: whole,
  reply_to_post_number: whole,
  external_id: text,
  tags,
  archetype: text,
  target_recipients: text,
  target_usernames: text,
});

/** PUT /posts/{id}.json */
export const editBody = z.object({
  post: z.object({ raw: z.string(), original_text: text, edit_reason: text }),
  bypass_bump: flag.optional(),
});

/** PUT /t/-/{id}.json. What the official document has within `topic` is not read (`TopicsController#update`). */
export const topicBody = z
  .object({ title: text, category_id: whole, tags })
  .transform(({ category_id: category, ...rest }) => ({ ...rest, category }));

/** PUT /t/{id}/status.json; `enabled` comes as a string. */
export const statusBody = z.object({
  status: z.enum(['closed', 'autoclosed', 'pinned', 'pinned_globally', 'archived', 'visible']),
  enabled: flag,
  until: text,
});

/** POST /post_actions.json */
export const actionBody = z.object({
  id: z.coerce.number().int(),
  post_action_type_id: z.coerce.number().int(),
});

/** The body as an object, whichever way it was encoded. */
export async function bodyOf(c: Context): Promise<Record<string, unknown>> {
  const type = c.req.header('content-type') ?? '';
  if (type.includes('application/json')) {
    const text = await c.req.text();
    if (text === '') return {};
    const parsed = z.record(z.string(), z.unknown()).safeParse(jsonOf(text));
    if (!parsed.success)
      throw new Refusal(400, { errors: ['Invalid request'], error_type: 'invalid_parameters' });
    return parsed.data;
  }
  const flat = await c.req.parseBody({ all: true });
  return nest(flat);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Checks a body; a missing parameter is answered with 400 as Rails does. */
export function checked<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const name = issue?.path.join('.') ?? 'body';
  throw new Refusal(400, {
    errors: [
      `You supplied invalid parameters to the request: param is missing or the value is invalid: ${name}`,
    ],
    error_type: 'invalid_parameters',
  });
}

function nest(flat: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const out: Record<string, unknown> = {};
  const groups = new Map<string, Record<string, unknown>>();
  for (const [key, value] of Object.entries(flat)) {
    const match = /^(?<outer>\w+)\[(?<inner>\w*)\]$/u.exec(key)?.groups;
    if (match?.outer === undefined) out[key] = value;
    else if (match.inner === '' || match.inner === undefined)
      out[match.outer] = Array.isArray(value) ? value : [value];
    else {
      const group = groups.get(match.outer) ?? {};
      group[match.inner] = value;
      groups.set(match.outer, group);
      out[match.outer] = group;
    }
  }
  return out;
}
