// GraphQL, checked against GitHub's official schema and answered from the model.
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import {
  buildClientSchema,
  type DocumentNode,
  execute,
  GraphQLError,
  type GraphQLFieldResolver,
  type GraphQLSchema,
  isNonNullType,
  parse,
  validate,
} from 'graphql';
import { z } from 'zod';
import { actorNode } from './actor-nodes.ts';
import { connection, type PageArguments } from './connection.ts';
import { costOf } from './cost.ts';
import { type Budget, budgetHeaders, type Gate, type Token } from './gate.ts';
import { repositoryNode } from './repository-node.ts';
import { search } from './search.ts';
import { nodeOf } from './thread-nodes.ts';
import type { World } from './world.ts';

const requestBody = z.object({
  query: z.string(),
  variables: z.record(z.string(), z.unknown()).nullish(),
  operationName: z.string().nullish(),
});

/** Answers one GraphQL request whose token has been checked. */
export type GraphQL = (token: Token, body: string) => Promise<Response>;

/** Reads the schema (about a third of a second) and answers what serves it; documents are validated once each. */
export function graphQL(world: World, gate: Gate): GraphQL {
  const schema = officialSchema();
  const documents = new Map<
    string,
    { document: DocumentNode | undefined; errors: readonly GraphQLError[] }
  >();
  return async (token, body) => {
    const budget = gate.budget(token, 'graphql');
    const answer = (json: object) => Response.json(json, { headers: budgetHeaders(budget, 'graphql') });
    const wanted = requestBody.safeParse(parseJson(body));
    if (!wanted.success) return Response.json({ message: 'Problems parsing JSON' }, { status: 400 });
    const { query, variables } = wanted.data;
    const checked = documents.get(query) ?? check(schema, query);
    documents.set(query, checked);
    if (checked.document === undefined || checked.errors.length > 0)
      return answer({ errors: checked.errors.map(errorJson) });
    if (budget.used >= budget.limit) return answer(rateLimited(token));
    try {
      const cost = costOf(schema, checked.document, variables ?? {});
      budget.used += cost.points;
      gate.points += cost.points;
      gate.mostFilesAtOnce = Math.max(gate.mostFilesAtOnce, cost.filesOf);
      const result = await execute({
        schema,
        document: checked.document,
        variableValues: variables ?? {},
        contextValue: token,
        rootValue: rootOf(world, { token, budget, points: cost.points, nodes: cost.nodes }),
        fieldResolver: resolve,
        typeResolver: (value: unknown) => typeName(value),
      });
      const errors = result.errors?.map(errorJson);
      return answer({ data: result.data ?? null, ...(errors === undefined ? {} : { errors }) });
    } catch (error) {
      if (error instanceof GraphQLError) return answer({ errors: [errorJson(error)] });
      throw error;
    }
  };
}

/** The body that comes with a spent budget, at status 200. */
export function rateLimited(token: Token): object {
  return {
    errors: [
      { type: 'RATE_LIMITED', message: `API rate limit already exceeded for user ID ${token.login}.` },
    ],
  };
}

let known: GraphQLSchema | undefined;

/** The schema, built once in a process: the second server starts at once. */
function officialSchema(): GraphQLSchema {
  known ??= buildClientSchema(JSON.parse(readFileSync(schemaFile(), 'utf8')), { assumeValid: true });
  return known;
}

/**
 * Docent's package has the file beside this one. In a checkout it is in a package whose entry would build the schema
 * twice over and which does not export the file, so it is looked for.
 */
function schemaFile(): string {
  const ours = join(import.meta.dirname, 'schema.json');
  const folders = createRequire(import.meta.url).resolve.paths('@octokit/graphql-schema') ?? [];
  const theirs = folders.map((folder) => join(folder, '@octokit/graphql-schema/schema.json'));
  const path = [ours, ...theirs].find(existsSync);
  if (path === undefined)
    throw new Error('The sandbox needs @octokit/graphql-schema: run npm ci without --omit=dev');
  return path;
}

function check(schema: GraphQLSchema, query: string) {
  try {
    const document = parse(query);
    return { document, errors: validate(schema, document) };
  } catch (error) {
    if (error instanceof GraphQLError) return { document: undefined, errors: [error] };
    throw error;
  }
}

function rootOf(world: World, spent: { token: Token; budget: Budget; points: number; nodes: number }) {
  const { token, budget } = spent;
  const notFound = (message: string) => new GraphQLError(message, { extensions: { type: 'NOT_FOUND' } });
  const byId = (id: string) => {
    const found = world.byId.get(id);
    if (found === undefined) return undefined;
    return 'threads' in found ? repositoryNode(found, nodeOf) : nodeOf(found);
  };
  return {
    repository: ({
      owner,
      name,
      followRenames,
    }: {
      owner: string;
      name: string;
      followRenames?: boolean | null;
    }) => {
      const found = world.find(`${owner}/${name}`);
      const isFormer =
        found && `${found.owner}/${found.name}`.toLowerCase() !== `${owner}/${name}`.toLowerCase();
      if (found === undefined || (isFormer && followRenames === false))
        throw notFound(`Could not resolve to a Repository with the name '${owner}/${name}'.`);
      return repositoryNode(found, nodeOf);
    },
    node: ({ id }: { id: string }) => {
      const found = byId(id);
      if (found === undefined) throw notFound(`Could not resolve to a node with the global id of '${id}'`);
      return found;
    },
    nodes: ({ ids }: { ids: readonly string[] }) =>
      ids.map((id) => byId(id) ?? notFound(`Could not resolve to a node with the global id of '${id}'`)),
    search: (wanted: PageArguments & { query: string; type: string }) => {
      if (!wanted.type.startsWith('ISSUE'))
        throw new GraphQLError(`The sandbox searches issues only, not ${wanted.type}`);
      const { total, found } = search(world, wanted.query);
      const counts = {
        issueCount: total,
        repositoryCount: 0,
        userCount: 0,
        codeCount: 0,
        discussionCount: 0,
        wikiCount: 0,
      };
      return { ...connection(found, wanted, nodeOf), ...counts };
    },
    viewer: () => actorNode({ kind: 'User', login: token.login }),
    rateLimit: () => ({
      cost: spent.points,
      limit: budget.limit,
      remaining: Math.max(0, budget.limit - budget.used),
      used: budget.used,
      resetAt: new Date(budget.resetAt),
      nodeCount: spent.nodes,
    }),
  };
}

type Rights = Pick<Token, 'canReadChecks' | 'canReadRollup'>;

/** As graphql's own, but what the model does not hold is an error by name, not a silent null. */
const resolve: GraphQLFieldResolver<unknown, Rights, Record<string, unknown>> = (
  source,
  args,
  { canReadChecks, canReadRollup },
  info,
) => {
  const { fieldName } = info;
  if (
    (fieldName === 'checkSuites' && !canReadChecks) ||
    (fieldName === 'statusCheckRollup' && !canReadRollup)
  )
    throw new GraphQLError('Resource not accessible by personal access token', {
      extensions: { type: 'FORBIDDEN' },
    });
  const value: unknown =
    typeof source === 'object' && source !== null ? Reflect.get(source, info.fieldName) : undefined;
  if (value === undefined && (isNonNullType(info.returnType) || info.path.prev === undefined))
    throw new GraphQLError(`The sandbox's GitHub does not know ${info.parentType.name}.${info.fieldName}`);
  const made: unknown = typeof value === 'function' ? Reflect.apply(value, source, [args]) : value;
  return made instanceof Date ? `${made.toISOString().slice(0, 19)}Z` : (made ?? null);
};

function typeName(value: unknown): string | undefined {
  const name: unknown =
    typeof value === 'object' && value !== null ? Reflect.get(value, '__typename') : undefined;
  return typeof name === 'string' ? name : undefined;
}

function errorJson(error: GraphQLError): object {
  const { type, ...extensions } = error.extensions;
  return {
    ...(typeof type === 'string' ? { type } : {}),
    ...(error.path === undefined ? {} : { path: error.path }),
    ...(Object.keys(extensions).length > 0 ? { extensions } : {}),
    ...(error.locations === undefined ? {} : { locations: error.locations }),
    message: error.message,
  };
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
