// Judges requests and answers by an OpenAPI 3.1 document, in words that say what is wrong where.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

/** What a judge answers: nothing wrong, or a list of faults. */
export interface OpenApiChecker {
  /** Faults of a body that is sent; `path` is a real one below the server's address, without its query. */
  request(method: string, path: string, body: unknown): string[];
  /** Faults of a body that was answered with this status. */
  response(method: string, path: string, status: number, body: unknown): string[];
  /** The path as the document writes it. */
  template(method: string, path: string): string | undefined;
}

/** How a document differs from what its server takes. */
export interface CheckerOptions {
  /** Whether digits in a text are taken for whole numbers. */
  readonly takesNumericStrings?: boolean;
  /** Formats that the document names and nobody else knows. */
  readonly formats?: Readonly<Record<string, RegExp>>;
  /** Faults that are the document's own. */
  readonly defects?: readonly RegExp[];
}

type Json = Readonly<Record<string, unknown>>;

/** An official document by its file name, or undefined where it is not (`DOCENT_SPECS`, else beside the repository). */
export function officialDocument(name: string): Json | undefined {
  const folder = process.env.DOCENT_SPECS ?? join(import.meta.dirname, '../../shared/specs');
  const file = join(folder, name);
  if (existsSync(file)) return record(JSON.parse(readFileSync(file, 'utf8')));
  console.log(`skipped: the official document is not at ${file}`);
  return undefined;
}

/** Discord's differences: numbers as texts, two formats of its own, and words where a form's fault has a number. */
export const discordDiffers: CheckerOptions = {
  takesNumericStrings: true,
  formats: { snowflake: /^(?:0|[1-9]\d*)$/u, nonce: /^[\s\S]{0,25}$/u },
  // https://discord.com/developers/docs/reference#error-messages shows BASE_TYPE_REQUIRED and the like.
  defects: [/^\/errors\b/u],
};

/** Builds a judge from a document. */
export function openApiChecker(document: Json, options: CheckerOptions = {}): OpenApiChecker {
  const adapted = record(adapt(document, document, options.takesNumericStrings ?? false));
  const paths = record(adapted.paths);
  const ajv = new Ajv2020({ strict: false, allErrors: true, logger: false });
  formats.default(ajv);
  for (const [name, pattern] of Object.entries(options.formats ?? {})) ajv.addFormat(name, pattern);
  ajv.addSchema(adapted, 'document');
  const compiled = new Map<string, ValidateFunction>();

  const judge = (pointer: readonly string[], body: unknown, what: string): string[] => {
    const fragment = pointer
      .map((part) => encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')))
      .join('/');
    const validate = compiled.get(fragment) ?? ajv.compile({ $ref: `document#/${fragment}` });
    compiled.set(fragment, validate);
    if (validate(body)) return [];
    return wordsOf(validate.errors ?? [])
      .filter((fault) => !options.defects?.some((defect) => defect.test(fault)))
      .map((fault) => `${what}: ${fault}`);
  };
  const template = (method: string, path: string): string | undefined => {
    const fitting = Object.keys(paths).filter(
      (one) => fits(one, path) && method.toLowerCase() in record(paths[one]),
    );
    return fitting.sort((a, b) => a.split('{').length - b.split('{').length)[0];
  };
  const operation = (method: string, path: string) => {
    const found = template(method, path);
    return found === undefined
      ? undefined
      : { found, verb: method.toLowerCase(), value: record(record(paths[found])[method.toLowerCase()]) };
  };

  return {
    template,
    request(method, path, body) {
      const found = operation(method, path);
      if (!found) return [`${method} ${path} is not in the document`];
      const content = record(record(found.value.requestBody).content);
      if (body === undefined) {
        const isRequired = record(found.value.requestBody).required === true;
        return isRequired ? [`${method} ${found.found}: the body is missing`] : [];
      }
      const type = 'application/json' in content ? 'application/json' : Object.keys(content)[0];
      if (type === undefined) return [`${method} ${found.found}: takes no body`];
      const pointer = ['paths', found.found, found.verb, 'requestBody', 'content', type, 'schema'];
      return judge(pointer, body, `${method} ${found.found}`);
    },
    response(method, path, status, body) {
      const found = operation(method, path);
      if (!found) return [`${method} ${path} is not in the document`];
      const what = `${method} ${found.found} → ${status}`;
      const responses = record(found.value.responses);
      const key = [String(status), `${String(status)[0]}XX`, 'default'].find((one) => one in responses);
      if (key === undefined) return [`${what}: this status is not in the document`];
      const reference = record(responses[key]).$ref;
      const pointer =
        typeof reference === 'string'
          ? reference.replace('#/', '').split('/')
          : ['paths', found.found, found.verb, 'responses', key];
      const content = record(
        record(pointer.reduce<unknown>((node, part) => record(node)[part], adapted)).content,
      );
      const [type] = Object.keys(content);
      if (type === undefined) return body === undefined ? [] : [`${what}: answers no body`];
      if (body === undefined) return [`${what}: the body is missing`];
      return judge([...pointer, 'content', type, 'schema'], body, what);
    },
  };
}

function fits(template: string, path: string): boolean {
  const wanted = template.split('/');
  const given = path.split('/');
  return (
    wanted.length === given.length && wanted.every((part, i) => part.startsWith('{') || part === given[i])
  );
}

/** Turns unions into ones whose errors can be read, and lets digits be numbers. */
function adapt(node: unknown, document: Json, numeric: boolean): unknown {
  if (Array.isArray(node)) return node.map((one) => adapt(one, document, numeric));
  if (typeof node !== 'object' || node === null) return node;
  const { oneOf, ...others } = record(node);
  const adapted = Object.fromEntries(
    Object.entries(others).map(([key, value]) => [key, adapt(value, document, numeric)]),
  );
  if (
    numeric &&
    (adapted.type === 'integer' || (Array.isArray(adapted.type) && adapted.type.includes('integer')))
  ) {
    adapted.type = [adapted.type, 'string'].flat();
    adapted.pattern ??= '^-?\\d+$';
  }
  if (!Array.isArray(oneOf)) return adapted;
  const parts: Json[] = oneOf.map(record);
  const plain = parts.filter((one) => one.type === 'null').map((one) => adapt(one, document, numeric));
  const rest = parts.filter((one) => one.type !== 'null');
  const tagged = rest.length > 1 ? taggedUnion(rest, document) : undefined;
  const union = tagged ? [tagged] : rest.map((one) => adapt(one, document, numeric));
  return { ...adapted, anyOf: [...plain, ...union] };
}

/** A union of objects that one property tells apart, as a choice by that property. */
function taggedUnion(parts: readonly Json[], document: Json): Json | undefined {
  const objects = parts.map((part) => record(record(resolve(part, document)).properties));
  const tag = Object.keys(objects[0] ?? {}).find((name) => {
    const all = objects.flatMap((properties) => valuesOf(properties[name]));
    const isEverywhere = objects.every((properties) => valuesOf(properties[name]).length > 0);
    return isEverywhere && new Set(all).size === all.length;
  });
  if (tag === undefined || parts.some((part) => typeof part.$ref !== 'string')) return undefined;
  const cases = parts.map((part, i) => ({
    if: { properties: { [tag]: { enum: valuesOf(objects[i]?.[tag]) } } },
    // biome-ignore lint/suspicious/noThenProperty: JSON Schema calls it so.
    then: { $ref: part.$ref },
  }));
  const all = objects.flatMap((properties) => valuesOf(properties[tag]));
  return { type: 'object', required: [tag], properties: { [tag]: { enum: all } }, allOf: cases };
}

function valuesOf(schema: unknown): readonly unknown[] {
  const { enum: values, const: only } = record(schema);
  if (Array.isArray(values)) return values;
  return only === undefined ? [] : [only];
}

function resolve(schema: Json, document: Json): unknown {
  if (typeof schema.$ref !== 'string') return schema;
  return schema.$ref
    .replace('#/', '')
    .split('/')
    .reduce<unknown>((node, part) => record(node)[part], document);
}

/** The faults in words; the frames around them say nothing new. */
function wordsOf(errors: readonly ErrorObject[]): string[] {
  const telling = errors.filter(({ keyword }) => !['if', 'anyOf', 'oneOf', 'allOf'].includes(keyword));
  const chosen = telling.length > 0 ? telling : errors;
  const words = chosen.map(({ instancePath, message, params }) => {
    const detail = [params.additionalProperty, params.allowedValues?.join(', '), params.missingProperty]
      .filter((part) => part !== undefined)
      .join(' ');
    return `${instancePath || '/'} ${message}${detail && !message?.includes(detail) ? ` (${detail})` : ''}`;
  });
  return [...new Set(words)].slice(0, 8);
}

function record(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}
