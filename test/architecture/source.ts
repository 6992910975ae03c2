// What a source file imports, does at import, and touches, read from its syntax tree.
import { dirname, join } from 'node:path/posix';
import { parseAst } from 'vitest/node';

/** A file of the repository; `path` is from its root, with slashes. */
export interface Source {
  readonly path: string;
  readonly text: string;
}

/** An import: a path from the root for ours, a package's name for others'. */
export interface Import {
  readonly from: string;
  readonly isOurs: boolean;
  readonly isType: boolean;
}

/** What a file does that a rule may forbid. */
export interface Facts {
  readonly path: string;
  readonly imports: readonly Import[];
  readonly isAsync: boolean;
  /** `Date.now()`, `new Date()` … as they stand there. */
  readonly clocks: readonly string[];
  /** The members of `process` that it touches: `env`, `argv`. */
  readonly process: readonly string[];
  /** Kinds of statements that do something when the file is imported. */
  readonly effects: readonly string[];
  /** Casts by `as`, other than `as const`, and `!`. */
  readonly casts: number;
  /** Identifiers, and texts that are no comments. */
  readonly words: readonly string[];
  readonly firstLine: string;
}

/** Reads a file. */
export function factsOf({ path, text }: Source): Facts {
  const program: unknown = parseAst(text, { lang: 'ts' }, path);
  const imports: Import[] = [];
  const clocks: string[] = [];
  const touched: string[] = [];
  let isAsync = false;
  let casts = 0;
  const words: string[] = [];

  walk(program, (node) => {
    const source = literal(node.source);
    const word = wordOf(node);
    if (word !== undefined) words.push(word);
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportNamedDeclaration':
      case 'ExportAllDeclaration':
      case 'ImportExpression':
      case 'TSImportType':
        if (source !== undefined) imports.push({ ...place(path, source), isType: isTypeOnly(node) });
        break;
      case 'AwaitExpression':
        isAsync = true;
        break;
      case 'NewExpression':
        if (name(node.callee) === 'Date' && isEmpty(node.arguments)) clocks.push('new Date()');
        break;
      case 'CallExpression': {
        const called = member(node.callee);
        if (clockCalls.has(called)) clocks.push(`${called}()`);
        break;
      }
      case 'MemberExpression':
        if (name(node.object) === 'process') touched.push(name(node.property) ?? '?');
        break;
      case 'TSAsExpression':
        if (name(field(node.typeAnnotation, 'typeName')) !== 'const') casts += 1;
        break;
      case 'TSNonNullExpression':
        casts += 1;
        break;
    }
    if (node.async === true || (node.type === 'ForOfStatement' && node.await === true)) isAsync = true;
  });

  const lines = text.split('\n');
  return {
    path,
    imports,
    isAsync,
    clocks,
    process: touched,
    effects: effectsOf(program),
    casts,
    words,
    firstLine: (lines[0]?.startsWith('#!') ? lines[1] : lines[0]) ?? '',
  };
}

const clockCalls = new Set([
  'Date.now',
  'DateTime.now',
  'DateTime.local',
  'performance.now',
  'process.hrtime',
]);

const harmless = new Set([
  'ImportDeclaration',
  'ExportAllDeclaration',
  'FunctionDeclaration',
  'ClassDeclaration',
  'TSInterfaceDeclaration',
  'TSTypeAliasDeclaration',
  'TSDeclareFunction',
  'TSModuleDeclaration',
  'EmptyStatement',
]);

/** Statements at the top of a file that are more than a definition. */
function effectsOf(program: unknown): string[] {
  const body = field(program, 'body');
  if (!Array.isArray(body)) throw new Error('A file without a body');
  return body.flatMap((statement: unknown) => {
    const type = String(field(statement, 'type'));
    const exported = field(statement, 'declaration');
    if (type === 'ExportNamedDeclaration' || type === 'ExportDefaultDeclaration') {
      return exported === null ? [] : definitionEffects(exported);
    }
    return definitionEffects(statement);
  });
}

function definitionEffects(statement: unknown): string[] {
  const type = String(field(statement, 'type'));
  if (harmless.has(type)) return [];
  if (type !== 'VariableDeclaration') return [type];
  const found: string[] = [];
  if (field(statement, 'kind') !== 'const') found.push('a variable that changes');
  walk(field(statement, 'declarations'), (node, inFunction) => {
    if (node.type === 'AwaitExpression' && !inFunction) found.push('AwaitExpression');
  });
  return found;
}

type Node = Readonly<Record<string, unknown>>;

function walk(value: unknown, visit: (node: Node, inFunction: boolean) => void, inFunction = false): void {
  if (Array.isArray(value)) {
    for (const one of value) walk(one, visit, inFunction);
  } else if (isNode(value)) {
    visit(value, inFunction);
    const isFunction = /Function/u.test(String(value.type));
    for (const one of Object.values(value)) walk(one, visit, inFunction || isFunction);
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function field(value: unknown, key: string): unknown {
  return isNode(value) ? value[key] : undefined;
}

function name(value: unknown): string | undefined {
  const found = field(value, 'type') === 'Identifier' ? field(value, 'name') : undefined;
  return typeof found === 'string' ? found : undefined;
}

function literal(value: unknown): string | undefined {
  const found = field(value, 'type') === 'Literal' ? field(value, 'value') : undefined;
  return typeof found === 'string' ? found : undefined;
}

/** An identifier or a text. */
function wordOf(node: Node): string | undefined {
  if (node.type !== 'TemplateElement') return name(node) ?? literal(node);
  const raw =
    typeof node.value === 'object' && node.value !== null && 'raw' in node.value ? node.value.raw : '';
  return String(raw);
}

function member(value: unknown): string {
  return `${name(field(value, 'object'))}.${name(field(value, 'property'))}`;
}

function isEmpty(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function isTypeOnly(node: Node): boolean {
  if (node.type === 'TSImportType') return true;
  if (node.importKind === 'type' || node.exportKind === 'type') return true;
  const specifiers = node.specifiers;
  return (
    Array.isArray(specifiers) &&
    specifiers.length > 0 &&
    specifiers.every((one: unknown) => field(one, 'importKind') === 'type')
  );
}

function place(path: string, from: string): Omit<Import, 'isType'> {
  if (from.startsWith('.')) return { from: join(dirname(path), from), isOurs: true };
  const [scope = '', second = ''] = from.split('/');
  return { from: scope.startsWith('@') ? `${scope}/${second}` : scope, isOurs: false };
}
