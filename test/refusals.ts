// The texts that people are shown when what they asked for is refused, read from the syntax trees of the source.
import { parseAst } from 'vitest/node';

/** A refusal as its source has it; what is filled in stands as `…`. */
export interface Refusal {
  readonly where: string;
  readonly text: string;
}

/** What each `new UserError(…)` of a file can say: one text for each branch; none where the words come from elsewhere. */
export function refusalsOf(path: string, source: string): Refusal[] {
  const found: Refusal[] = [];
  const program: unknown = parseAst(source, { lang: 'ts' }, path);
  const known = constantsOf(program);
  const textsOf = (value: unknown): string[] => textsWith(value, known);
  walk(program, (node) => {
    if (node.type !== 'NewExpression' || field(node.callee, 'name') !== 'UserError') return;
    const [words] = Array.isArray(node.arguments) ? node.arguments : [];
    const line = source.slice(0, Number(node.start)).split('\n').length;
    const texts = textsOf(words).filter((text) => /\w\s\w/u.test(text));
    for (const text of texts) found.push({ where: `${path}:${line}`, text });
  });
  return found;
}

const hint = 'Did you mean …?';

type Node = Readonly<Record<string, unknown>>;

/** The texts that the file names at its top. */
function constantsOf(program: unknown): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, readonly string[]>();
  const body = field(program, 'body');
  for (const statement of Array.isArray(body) ? body : []) {
    const declarations = field(field(statement, 'declaration') ?? statement, 'declarations');
    for (const one of Array.isArray(declarations) ? declarations : []) {
      const name = field(field(one, 'id'), 'name');
      if (typeof name === 'string') found.set(name, textsWith(field(one, 'init'), new Map()));
    }
  }
  return found;
}

function textsWith(value: unknown, known: ReadonlyMap<string, readonly string[]>): string[] {
  const textsOf = (one: unknown): string[] => textsWith(one, known);
  if (!isNode(value)) return ['…'];
  switch (value.type) {
    case 'Identifier':
      return [...(known.get(String(value.name)) ?? ['…'])];
    case 'Literal':
      return [String(value.value)];
    case 'TemplateLiteral': {
      const quasis = Array.isArray(value.quasis) ? value.quasis : [];
      const filled = Array.isArray(value.expressions) ? value.expressions.map(textsOf) : [];
      return combined(quasis.flatMap((one, at) => [[cooked(one)], filled[at] ?? ['']]));
    }
    case 'BinaryExpression':
      return combined([textsOf(value.left), textsOf(value.right)]);
    case 'CallExpression': {
      const given = Array.isArray(value.arguments) ? value.arguments.flatMap(textsOf) : [];
      const isHint = field(value.callee, 'name') === 'didYouMean' || given.includes(hint);
      return [isHint ? hint : '…'];
    }
    case 'LogicalExpression':
      // What comes from elsewhere is taken to be right; what stands in for it is read.
      return textsOf(value.right);
    case 'ConditionalExpression':
      return [value.consequent, value.alternate].flatMap(textsOf);
    default:
      return ['…'];
  }
}

/** Every way to go through the parts. */
function combined(parts: readonly (readonly string[])[]): string[] {
  return parts.reduce<string[]>((all, part) => all.flatMap((one) => part.map((next) => one + next)), ['']);
}

function cooked(element: unknown): string {
  const value = field(element, 'value');
  return typeof value === 'object' && value !== null && 'cooked' in value ? String(value.cooked) : '';
}

function walk(value: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(value)) {
    for (const one of value) walk(one, visit);
  } else if (isNode(value)) {
    visit(value);
    for (const one of Object.values(value)) walk(one, visit);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function field(value: unknown, key: string): unknown {
  return isNode(value) ? value[key] : undefined;
}
