// Discord's REST answers as a script: each test says what is answered, and anything else is an error.
import { REST } from 'discord.js';
import { afterAll, expect } from 'vitest';
import type { OutsideError } from '../../../src/core/errors.ts';
import type { Order, Remote } from '../../../src/core/publication.ts';
import { api } from '../../../src/platforms/discord/api.ts';
import type { PublishParts } from '../../../src/platforms/discord/messages.ts';
import { hasOpenApi, openApiJudge } from './openapi.ts';

/** A request that the bot made. */
export interface Made {
  readonly route: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** What is answered to `POST /channels/22/messages`: a body, a refusal, or whatever else arrives. */
export type Script = Readonly<Record<string, (body: Readonly<Record<string, unknown>>) => unknown>>;

/** A refusal as Discord words it. */
export class Refusal {
  readonly status: number;
  readonly code: number;
  constructor(status: number, code: number) {
    this.status = status;
    this.code = code;
  }
}

const judge = hasOpenApi ? openApiJudge() : undefined;
let unjudged = 0;
afterAll(() => {
  if (unjudged > 0)
    process.stdout.write(`${unjudged} requests not judged: the OpenAPI document is absent (DOCENT_SPECS).\n`);
});

/** What publishing needs over a script; `made` holds the requests so far. Each is judged by the OpenAPI document. */
export function scripted(
  script: Script,
  now = new Date('2026-11-24T12:00:00Z'),
): PublishParts & { made: Made[]; answered(): number } {
  const made: Made[] = [];
  let answered = 0;
  const rest = new REST({
    api: 'http://discord.invalid/api',
    retries: 0,
    async makeRequest(url, init) {
      const { pathname } = new URL(url);
      const path = pathname.replace(/^\/api\/v10/u, '');
      const route = `${init.method} ${path}`;
      const sent = init.body instanceof FormData ? init.body.get('payload_json') : init.body;
      const body: unknown = typeof sent === 'string' ? JSON.parse(sent) : undefined;
      if (judge) expect(judge(init.method ?? 'GET', path, body)).toBeUndefined();
      else unjudged += 1;
      made.push({ route, body: isRecord(body) ? body : {} });
      const answer = script[route];
      if (!answer) throw new Error(`Nobody scripted ${route}`);
      const answered = answer(isRecord(body) ? body : {});
      if (answered instanceof Response) return answered;
      if (answered instanceof Refusal) {
        return reply(answered.status, { code: answered.code, message: `Refused with ${answered.code}` });
      }
      return answered === undefined ? new Response(null, { status: 204 }) : reply(200, answered);
    },
  }).setToken('made.up.token');
  const refused: OutsideError[] = [];
  return {
    made,
    answered: () => answered,
    now: () => now,
    conversations: { find: async () => undefined, keep: async () => {} },
    demandEmbeds: () => {},
    guildOf: (channel) => (channel.startsWith('2') ? '11' : undefined),
    log: { info() {}, warn: () => {}, error() {} },
    api: api(rest, {
      self: () => '1',
      nameOf: () => 'general',
      failed: (error) => refused.push(error),
      worked: () => {
        answered += 1;
      },
    }),
  };
}

/** A message as Discord answers it. */
export function messageAs(id: string, body: Readonly<Record<string, unknown>>, channel = '22'): object {
  return { id, channel_id: channel, author: { id: '1' }, pinned: false, embeds: body.embeds ?? [] };
}

/** By which the publication of the orders is known. */
export const identity = 'Zq3k0vX9aTn4Yw7LrB2cHe';

/** An order for a publication in the channel 22. */
export const order = (content: Order['content'], extra: Partial<Order> = {}): Order => ({
  key: 'meeting/12/announcement',
  identity,
  place: { kind: 'channel', id: '22' },
  content,
  mayExist: false,
  ...extra,
});
/** What an earlier run made of it. */
export const remote = (id: string, parts?: Remote['parts']): Remote => ({
  id,
  url: `https://discord.com/channels/11/22/${id}`,
  within: '22',
  ...(parts && { parts }),
});
/** The routes of the requests so far. */
export const routes = (parts: { made: readonly { route: string }[] }): string[] =>
  parts.made.map(({ route }) => route);

function reply(status: number, body: unknown): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });
}

function isRecord(one: unknown): one is Record<string, unknown> {
  return typeof one === 'object' && one !== null && !Array.isArray(one);
}
