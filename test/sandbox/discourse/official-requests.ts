// What the bot asks of a forum, compared with Discourse's official document route by route: paths, queries and bodies.
import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { z } from 'zod';

/** A request as it left the bot. */
export interface Asked {
  readonly method: string;
  /** Below the forum's address, with its query. */
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>> | undefined;
}

/** What the document leaves out although Discourse takes it, by `METHOD /path`, with where that is written. */
const undocumented: Readonly<
  Record<string, { readonly source: string; readonly fields?: readonly string[] }>
> = {
  'GET /private-posts.json': {
    source: 'config/routes.rb: posts#latest with id private_posts',
    fields: ['before'],
  },
  'GET /post_action_users.json': {
    source: 'PostActionUsersController#index',
    fields: ['id', 'post_action_type_id'],
  },
  'GET /user-cards.json': { source: 'UsersController#cards', fields: ['user_ids'] },
  'GET /session/scopes.json': { source: 'SessionController#scopes; ApiKeyScope.default_mappings' },
  'GET /site/settings.json': { source: 'SiteController#settings' },
  'GET /t/{id}.json': {
    source: 'TopicsController#show, PostSerializer#include_raw?',
    fields: ['include_raw'],
  },
  // The document has the ids in a body, which a GET has not.
  'GET /t/{id}/posts.json': { source: 'TopicsController#posts', fields: ['include_raw', 'post_ids[]'] },
  // Of the account that the bots of the tests have.
  'GET /posts/docent/pending.json': { source: 'config/routes.rb: posts#pending' },
  'GET /categories.json': { source: 'CategoriesController#index', fields: ['page'] },
  // PostsController#create_params; `skip_validations` and the like are not among them.
  'POST /posts.json': { source: 'PostsController#create_params', fields: ['tags'] },
  // The document nests them in `topic`; what is read are the parameters themselves.
  'PUT /t/-/{id}.json': {
    source: 'TopicsController#update: PostRevisor.tracked_topic_fields',
    fields: ['title', 'tags'],
  },
  'POST /uploads.json': { source: 'UploadsController#create: either name', fields: ['type'] },
};

/** Where `GET /t/external_id/{external_id}.json` sends to (TopicsController#show_by_external_id). */
const leadsTo = /^\/t\/(?!external_id\/)[\w-]+\/\d+\.json$/u;
/** PostsController#latest_revision and #revisions; ApiKeyScope has the scope `revisions: read` for both. */
const revisions = /^\/posts\/\d+\/revisions\/(?:latest|\d+)\.json$/u;

const operation = z.object({
  parameters: z
    .array(z.object({ name: z.string(), in: z.string(), required: z.boolean().optional() }))
    .optional(),
  requestBody: z
    .object({ content: z.record(z.string(), z.object({ schema: z.record(z.string(), z.unknown()) })) })
    .optional(),
});
const document = z.object({ paths: z.record(z.string(), z.record(z.string(), operation)) });

/** Remembers each different request that this process sends with a key of a forum, until `stop`. */
export function recordAsked(): { readonly seen: ReadonlyMap<string, Asked>; stop(): void } {
  const seen = new Map<string, Asked>();
  const before = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    if (new Headers(init?.headers).has('api-key')) {
      const { pathname, search } = new URL(String(input));
      const body = bodyOf(init?.body);
      const asked = { method: init?.method ?? 'GET', path: `${pathname}${search}`, body };
      seen.set(shapeOf(asked), asked);
    }
    return await before(input, init);
  };
  return { seen, stop: () => void Object.assign(globalThis, { fetch: before }) };
}

/** What the official document has against requests; what it leaves out and is taken is known by its source. */
export function faultsOf(official: unknown, asked: Iterable<Asked>): string[] {
  const { paths } = document.parse(official);
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false });
  formats.default(ajv);
  return [...asked].flatMap(({ method, path, body }) => {
    const url = new URL(path, 'https://forum.example.org');
    const template = templateOf(url.pathname, Object.keys(paths));
    const name = `${method} ${template ?? url.pathname}`;
    const known =
      undocumented[name] ??
      (leadsTo.test(url.pathname) || revisions.test(url.pathname)
        ? { source: 'in its code alone' }
        : undefined);
    const documented = template === undefined ? undefined : paths[template]?.[method.toLowerCase()];
    if (!documented && !known) return [`${name} is not in the document`];
    const parameters = documented?.parameters ?? [];
    const isTaken = (field: string) => known?.fields?.includes(field) ?? false;
    const queried = [...url.searchParams.keys()]
      .filter((one) => !isTaken(one) && !parameters.some((each) => each.in === 'query' && each.name === one))
      .map((one) => `${name}: the query ${one} is not in the document`);
    const missing = parameters
      .filter((each) => each.in === 'query' && each.required && !url.searchParams.has(each.name))
      .map((each) => `${name}: the query ${each.name} is missing`);
    return [...queried, ...missing, ...bodyFaults()];

    function bodyFaults(): string[] {
      if (body === undefined) return [];
      const content = Object.values(documented?.requestBody?.content ?? {})[0];
      if (!content) return Object.keys(body).length === 0 ? [] : [`${name}: takes no body`];
      const given = without(body, isTaken);
      const judge = ajv.compile(content.schema);
      const wrong = judge(given)
        ? []
        : (judge.errors ?? []).map(
            (one) => `${one.instancePath} ${one.message} ${one.params.additionalProperty ?? ''}`,
          );
      // A schema that forbids nothing is no leave to send anything.
      const properties = z.record(z.string(), z.unknown()).parse(content.schema.properties ?? {});
      const unknown = Object.keys(given)
        .filter((field) => !(field in properties))
        .map((field) => `${field} is not in the document`);
      return [...new Set([...wrong, ...unknown])].map((fault) => `${name}: ${fault.trim()}`);
    }
  });
}

/** The names of what was asked for, as the document writes them: `GET /t/{id}.json`. */
export function routesOf(official: unknown, asked: Iterable<Asked>): string[] {
  const templates = Object.keys(document.parse(official).paths);
  const names = [...asked].map(({ method, path }) => {
    const { pathname } = new URL(path, 'https://forum.example.org');
    return `${method} ${templateOf(pathname, templates) ?? pathname}`;
  });
  return [...new Set(names)].toSorted();
}

/** The path of the document that fits, literal ones before others. */
function templateOf(path: string, templates: readonly string[]): string | undefined {
  return templates
    .filter((one) => {
      const pattern = one.replaceAll('.', '\\.').replaceAll(/\{\w+\}/gu, '[^/]+');
      return new RegExp(`^${pattern}$`, 'u').test(path);
    })
    .sort((a, b) => a.split('{').length - b.split('{').length)[0];
}

function without(value: Readonly<Record<string, unknown>>, isTaken: (name: string) => boolean) {
  const inner = z.record(z.string(), z.unknown());
  const kept = (one: unknown): unknown => {
    const nested = Array.isArray(one) ? undefined : inner.safeParse(one);
    return nested?.success ? without(nested.data, isTaken) : one;
  };
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name]) => !isTaken(name))
      .map(([name, one]): [string, unknown] => [name, kept(one)]),
  );
}

function bodyOf(body: unknown): Record<string, unknown> | undefined {
  if (typeof body === 'string') return z.record(z.string(), z.unknown()).parse(JSON.parse(body));
  if (!(body instanceof FormData)) return undefined;
  // A form has texts alone: what they are to be is read of them.
  const read = (value: unknown) => (value === 'true' ? true : typeof value === 'string' ? value : '');
  return Object.fromEntries([...body.entries()].map(([name, value]) => [name, read(value)]));
}

/** The same for requests that differ in numbers and texts alone. */
function shapeOf({ method, path, body }: Asked): string {
  const shape = JSON.stringify(body ?? null, (_, value) =>
    typeof value === 'string' || typeof value === 'number' ? typeof value : value,
  );
  return `${method} ${path.replaceAll(/\d+/gu, '0').replaceAll(/=[^&]*/gu, '=')} ${shape}`;
}
