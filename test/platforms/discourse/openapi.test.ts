// Every request body that the bot sends to Discourse fits the official OpenAPI document, as far as that is right.
import { existsSync, readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { doc, p } from '../../../src/core/document.ts';
import type { Order } from '../../../src/core/publication.ts';
import { openWorld } from './world.ts';

const file = `${process.env.DOCENT_SPECS ?? '../shared/specs'}/discourse.openapi.json`;
const isThere = existsSync(file);
if (!isThere)
  console.log(`Skipped: ${file} is not there; set DOCENT_SPECS to the folder of the OpenAPI documents.`);

const document = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        requestBody: z
          .object({ content: z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()) })) })
          .optional(),
      }),
    ),
  ),
});

/** What the document forbids although Discourse takes it (FACTS): the text before an edit. */
const taken = new Set(['original_text']);

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly body: Record<string, unknown>;
}

it.skipIf(!isThere)('topics, posts, edits, titles, locks and private messages', async () => {
  const sent: Sent[] = [];
  const world = await openWorld({
    fetch: async (input, init) => {
      if (typeof init?.body === 'string') {
        const body = z.record(z.string(), z.unknown()).parse(JSON.parse(init.body));
        sent.push({ method: init.method ?? 'GET', path: new URL(String(input)).pathname, body });
      }
      return await fetch(input, init);
    },
  });
  const topic: Order = {
    key: 'meeting/1/topic',
    identity: 'Zq3k0vX9aTn4Yw7LrB2cHe',
    place: { kind: 'channel', id: world.category },
    content: {
      kind: 'topic',
      title: 'The meeting of this month',
      document: doc(p('Come all of you.')),
      isPinned: true,
    },
    mayExist: false,
  };
  const remote = await world.platform.publish(topic);
  const moved = {
    kind: 'topic',
    title: 'The meeting of next month',
    document: doc(p('Come later, all.')),
    isClosed: true,
    isPinned: false,
  } as const;
  await world.platform.publish({ ...topic, remote, content: moved });
  const post = { kind: 'post', document: doc(p('An answer to the first.')), replyTo: 1 } as const;
  await world.platform.publish({ ...topic, key: 'x', place: { kind: 'inside', remote }, content: post });
  const message = { kind: 'message', document: doc(p('For your eyes only.')) } as const;
  await world.platform.publish({
    ...topic,
    key: 'y',
    place: { kind: 'person', id: 'tokyo' },
    content: message,
  });
  await world.close();

  const { paths } = document.parse(JSON.parse(readFileSync(file, 'utf8')));
  const ajv = new Ajv2020({ strict: false });
  for (const { method, path, body } of sent) {
    const name = Object.keys(paths).find((one) =>
      new RegExp(`^${one.replaceAll(/\{\w+\}/gu, '[^/]+')}$`, 'u').test(path),
    );
    const schema =
      paths[name ?? '']?.[method.toLowerCase()]?.requestBody?.content['application/json']?.schema;
    expect(schema, `${method} ${path} is in the document`).toBeDefined();
    if (!schema) continue;
    const isRight = ajv.validate(schema, withoutTaken(body));
    expect({ path, errors: isRight ? [] : ajv.errors }).toEqual({ path, errors: [] });
  }
  expect(
    [...new Set(sent.map(({ method, path }) => `${method} ${path.replaceAll(/\d+/gu, 'N')}`))].sort(),
  ).toEqual(['POST /posts.json', 'PUT /posts/N.json', 'PUT /t/-/N.json', 'PUT /t/N/status.json']);
});

function withoutTaken(body: Record<string, unknown>): Record<string, unknown> {
  const inner = z.record(z.string(), z.unknown());
  return Object.fromEntries(
    Object.entries(body)
      .filter(([name]) => !taken.has(name))
      .map(([name, value]) => {
        const nested = inner.safeParse(value);
        return [name, nested.success && !Array.isArray(value) ? withoutTaken(nested.data) : value];
      }),
  );
}
