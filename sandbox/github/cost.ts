// What a GraphQL query costs, by GitHub's documented formula
// (https://docs.github.com/en/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api).
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  GraphQLError,
  type GraphQLNamedType,
  type GraphQLSchema,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValueNode,
} from 'graphql';

/** Points, the number of nodes that could come back, and how many files' diffs are forced at most. */
export interface Cost {
  readonly points: number;
  readonly nodes: number;
  readonly filesOf: number;
}

interface Counting {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  readonly variables: Readonly<Record<string, unknown>>;
  requests: number;
  nodes: number;
  filesOf: number;
}

/** Computes the cost; throws GitHub's own errors when a connection has no bounds, or too wide ones. */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Readonly<Record<string, unknown>>,
): Cost {
  const fragments = new Map<string, FragmentDefinitionNode>();
  let operation: OperationDefinitionNode | undefined;
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    if (definition.kind === Kind.OPERATION_DEFINITION) operation ??= definition;
  }
  const root = operation && schema.getRootType(operation.operation);
  const counting: Counting = { schema, fragments, variables, requests: 0, nodes: 0, filesOf: 0 };
  if (operation !== undefined && root) walk(operation.selectionSet, root, { counting, multiplier: 1 });
  if (counting.nodes > 500_000)
    throw refusal(
      'MAX_NODE_LIMIT_EXCEEDED',
      `This query requests up to ${counting.nodes} possible nodes which exceeds the maximum limit of 500,000.`,
    );
  const points = Math.max(1, Math.round(counting.requests / 100));
  return { points, nodes: counting.nodes, filesOf: counting.filesOf };
}

function walk(
  selection: SelectionSetNode,
  parent: GraphQLNamedType,
  state: { counting: Counting; multiplier: number },
): void {
  const { counting, multiplier } = state;
  for (const node of selection.selections) {
    if (isLeftOut(node, counting.variables)) continue;
    if (node.kind === Kind.INLINE_FRAGMENT) {
      const type = node.typeCondition ? counting.schema.getType(node.typeCondition.name.value) : parent;
      walk(node.selectionSet, type ?? parent, state);
    } else if (node.kind === Kind.FRAGMENT_SPREAD) {
      const fragment = counting.fragments.get(node.name.value);
      const type = fragment && counting.schema.getType(fragment.typeCondition.name.value);
      if (fragment && type) walk(fragment.selectionSet, type, state);
    } else if (isObjectType(parent) || isInterfaceType(parent)) {
      const field = parent.getFields()[node.name.value];
      if (field === undefined) continue;
      const type = getNamedType(field.type);
      let inner = multiplier;
      if (type.name.endsWith('Connection')) {
        const size = boundsOf(node, counting.variables);
        counting.requests += multiplier;
        counting.nodes += multiplier * size;
        if (node.name.value === 'files') counting.filesOf = Math.max(counting.filesOf, multiplier);
        inner = multiplier * size;
      } else if (node.name.value === 'nodes' && parent.name === 'Query') {
        const ids = argumentOf(node, 'ids', counting.variables);
        inner = Array.isArray(ids) ? ids.length : 1;
        counting.nodes += inner;
        if (inner > 100)
          throw refusal(
            'ARGUMENT_LIMIT',
            `You may not provide more than 100 node ids; you provided ${inner}.`,
          );
      }
      if (node.selectionSet) walk(node.selectionSet, type, { counting, multiplier: inner });
    }
  }
}

/** `@include(if: false)` and `@skip(if: true)`: such a field is not asked for. */
function isLeftOut(node: SelectionNode, variables: Readonly<Record<string, unknown>>): boolean {
  return (node.directives ?? []).some(({ name, arguments: given }) => {
    const value = given?.find((one) => one.name.value === 'if')?.value;
    const condition =
      value?.kind === Kind.VARIABLE
        ? variables[value.name.value]
        : value?.kind === Kind.BOOLEAN && value.value;
    return (name.value === 'include' && condition === false) || (name.value === 'skip' && condition === true);
  });
}

function boundsOf(node: FieldNode, variables: Readonly<Record<string, unknown>>): number {
  const first = argumentOf(node, 'first', variables);
  const last = argumentOf(node, 'last', variables);
  const name = node.name.value;
  const size = typeof first === 'number' ? first : last;
  const isCountOnly = node.selectionSet?.selections.every(
    (one) => one.kind === Kind.FIELD && one.name.value === 'totalCount',
  );
  if (typeof size !== 'number') {
    if (isCountOnly) return 0;
    throw refusal(
      'MISSING_PAGINATION_BOUNDARIES',
      `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`,
    );
  }
  if (size > 100 || size < 0)
    throw refusal(
      'EXCESSIVE_PAGINATION',
      `Requesting ${size} records on the \`${name}\` connection exceeds the \`first\` limit of 100 records.`,
    );
  return size;
}

function argumentOf(node: FieldNode, name: string, variables: Readonly<Record<string, unknown>>): unknown {
  const value = node.arguments?.find((argument) => argument.name.value === name)?.value;
  return value === undefined ? undefined : read(value, variables);
}

function read(value: ValueNode, variables: Readonly<Record<string, unknown>>): unknown {
  if (value.kind === Kind.VARIABLE) return variables[value.name.value];
  if (value.kind === Kind.INT) return Number(value.value);
  if (value.kind === Kind.LIST) return value.values.map((one) => read(one, variables));
  return undefined;
}

function refusal(type: string, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}
