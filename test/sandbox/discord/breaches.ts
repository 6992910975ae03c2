// From a body that is right, all bodies that break one constraint of an OpenAPI document each.
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';

type Json = Readonly<Record<string, unknown>>;

/** A body with one thing wrong. */
export interface Breach {
  /** Where and what: `embeds.0.title longer than 256`. */
  readonly what: string;
  readonly body: unknown;
}

/** Finds breaches of the body that an operation of the document takes. */
export type BreachFinder = (method: string, template: string, example: unknown) => readonly Breach[];

/** Builds a finder. It throws for an example that the document itself refuses. */
export function breachFinder(document: Json): BreachFinder {
  const ajv = new Ajv2020({ strict: false, logger: false });
  formats.default(ajv);
  ajv.addFormat('snowflake', /^(?:0|[1-9]\d*)$/u);
  ajv.addFormat('nonce', /^[\s\S]{0,25}$/u);
  ajv.addSchema(document, 'document');
  const compiled = new Map<string, ValidateFunction>();
  const fits = (schema: Json, value: unknown): boolean => {
    const own = absolute(schema);
    const key = JSON.stringify(own);
    const validate = compiled.get(key) ?? ajv.compile(own);
    compiled.set(key, validate);
    return validate(value);
  };

  const within = (schema: Json, value: unknown): Breach[] => {
    if (typeof schema.$ref === 'string') return within(resolve(document, schema.$ref), value);
    const parts = [schema.oneOf, schema.anyOf].flatMap((list) => (Array.isArray(list) ? list : []));
    const fitting = parts.map(record).filter((part) => fits(part, value));
    const every = (Array.isArray(schema.allOf) ? schema.allOf : []).map(record);
    return [...fitting, ...every].flatMap((part) => within(part, value)).concat(ownBreaches(schema, value));
  };

  const ownBreaches = (schema: Json, value: unknown): Breach[] => {
    const limit = (name: string): number | undefined => {
      const found = schema[name];
      return typeof found === 'number' ? found : undefined;
    };
    const out: Breach[] = [];
    const add = (what: string, body: unknown): void => {
      out.push({ what, body });
    };
    if (schema.type !== undefined) add('of another type', isObject(value) ? 'text' : { no: 'such thing' });
    if (Array.isArray(schema.enum)) add('none of the choices', typeof value === 'number' ? 987_654 : 'other');
    if (typeof value === 'string') {
      const [min, max] = [limit('minLength'), limit('maxLength')];
      if (max !== undefined && max < 10_000) add(`longer than ${max}`, value.padEnd(max + 1, 'x'));
      if (min !== undefined && min > 0) add(`shorter than ${min}`, value.slice(0, min - 1));
      if (schema.format === 'date-time') add('no date', 'tomorrow');
      if (schema.format === 'uri') add('no address', 'not an address');
    }
    if (typeof value === 'number') {
      const [min, max] = [limit('minimum'), limit('maximum')];
      if (max !== undefined && Number.isSafeInteger(max + 1)) add(`more than ${max}`, max + 1);
      if (min !== undefined && Number.isSafeInteger(min - 1)) add(`less than ${min}`, min - 1);
      if (isOfType(schema, 'integer')) add('no whole number', value + 0.5);
    }
    if (Array.isArray(value)) {
      const [min, max] = [limit('minItems'), limit('maxItems')];
      const [first] = value;
      if (max !== undefined && first !== undefined) {
        add(`more than ${max} items`, [...value, ...Array<unknown>(max + 1 - value.length).fill(first)]);
      }
      if (min !== undefined && min > 0) add(`fewer than ${min} items`, value.slice(0, min - 1));
      if (schema.uniqueItems === true && first !== undefined) add('an item twice', [...value, first]);
      for (const [i, item] of value.entries()) {
        for (const { what, body } of within(record(schema.items), item))
          add(joined(i, what), value.with(i, body));
      }
    }
    if (isObject(value)) {
      for (const name of Array.isArray(schema.required) ? schema.required : []) {
        const { [String(name)]: _, ...others } = value;
        add(`no ${name}`, others);
      }
      for (const [name, inner] of Object.entries(record(schema.properties))) {
        if (value[name] === undefined) continue;
        for (const { what, body } of within(record(inner), value[name]))
          add(joined(name, what), { ...value, [name]: body });
      }
      const additional = record(schema.additionalProperties);
      const [[name, first] = []] = Object.entries(value);
      if (Object.keys(additional).length > 0 && name !== undefined) {
        for (const { what, body } of within(additional, first))
          add(joined(name, what), { ...value, [name]: body });
      }
    }
    return out;
  };

  return (method, template, example) => {
    const operation = record(record(record(document.paths)[template])[method.toLowerCase()]);
    const content = record(record(operation.requestBody).content);
    const schema = record(record(content['application/json']).schema);
    if (Object.keys(schema).length === 0) throw new Error(`${method} ${template} takes no body`);
    if (!fits(schema, example)) throw new Error(`The example for ${method} ${template} is wrong itself`);
    const seen = new Set<string>();
    return within(schema, example).filter(({ body }) => {
      const key = JSON.stringify(body);
      const isNew = !seen.has(key);
      seen.add(key);
      return isNew && !fits(schema, body);
    });
  };
}

/** Queries of a route (`:name` for `{name}`) that break one constraint of the document each. */
export function queryBreaches(
  document: Json | undefined,
  path: string,
): readonly { readonly what: string; readonly query: string }[] {
  const fits = (template: string): boolean => {
    const [wanted, given] = [template.split('/'), path.split('/')];
    return (
      wanted.length === given.length &&
      wanted.every((part, i) => (/^[:{]/u.test(given[i] ?? '') ? part.startsWith('{') : part === given[i]))
    );
  };
  const [, operations] = Object.entries(record(document?.paths)).find(([template]) => fits(template)) ?? [];
  const parameters = record(record(operations).get).parameters;
  return (Array.isArray(parameters) ? parameters : []).map(record).flatMap(({ in: where, name, schema }) => {
    if (where !== 'query') return [];
    const { minimum, maximum, maxLength, minLength, type } = record(schema);
    const query = (value: string): string => `${String(name)}=${value}`;
    return [
      ...(typeof minimum === 'number' ? [[`less than ${minimum}`, query(String(minimum - 1))]] : []),
      ...(typeof maximum === 'number' && Number.isSafeInteger(maximum + 1)
        ? [[`more than ${maximum}`, query(String(maximum + 1))]]
        : []),
      ...(typeof maxLength === 'number'
        ? [[`longer than ${maxLength}`, query('x'.repeat(maxLength + 1))]]
        : []),
      ...(typeof minLength === 'number' && minLength > 0 ? [['empty', query('')]] : []),
      ...(type === 'integer' ? [['no number', query('many')]] : []),
    ].map(([what = '', text = '']) => ({ what: `${String(name)} ${what}`, query: text }));
  });
}

function joined(part: string | number, what: string): string {
  const [path = '', ...words] = what.split(': ');
  return words.length > 0 ? `${part}.${path}: ${words.join(': ')}` : `${part}: ${what}`;
}

function isOfType(schema: Json, type: string): boolean {
  return [schema.type].flat().includes(type);
}

/** The same schema with references that hold outside of the document. */
function absolute(schema: Json): Json {
  return record(
    JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
      key === '$ref' && typeof value === 'string' && value.startsWith('#') ? `document${value}` : value,
    ),
  );
}

function resolve(document: Json, reference: string): Json {
  return record(
    reference
      .replace('#/', '')
      .split('/')
      .reduce<unknown>((node, part) => record(node)[part], document),
  );
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function record(value: unknown): Json {
  return isObject(value) ? value : {};
}
