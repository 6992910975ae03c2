// The official OpenAPI document of Discord, as a judge of what the bot sends.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { z } from 'zod';

const folder = process.env.DOCENT_SPECS ?? join(import.meta.dirname, '../../../../shared/specs');
const file = join(folder, 'discord.openapi.json');

/** Whether the document is there; it is not part of the repository. */
export const hasOpenApi = existsSync(file);

const operations = z.record(
  z.string(),
  z.record(
    z.string(),
    z.union([
      z.looseObject({
        requestBody: z.looseObject({ content: z.record(z.string(), z.unknown()) }).optional(),
      }),
      z.unknown(),
    ]),
  ),
);

/** Builds a judge: it answers what is wrong with a request, or undefined. */
export function openApiJudge(): (method: string, path: string, body: unknown) => string | undefined {
  const text = readFileSync(file, 'utf8');
  const document = z.looseObject({ paths: operations }).parse(JSON.parse(text));
  const ajv = new Ajv2020({ strict: false, allErrors: false, validateFormats: true });
  formats.default(ajv);
  ajv.addFormat('snowflake', /^\d+$/u);
  ajv.addFormat('nonce', /^.{0,25}$/u);
  ajv.addSchema(document, 'discord');
  const compiled = new Map<string, ValidateFunction>();

  return (method, path, body) => {
    const template = templateFor(Object.keys(document.paths), path);
    const operation = template && document.paths[template]?.[method.toLowerCase()];
    if (!template || !operation) return `${method} ${path} is not in the document`;
    if (body === undefined) return undefined;
    const key = `${method} ${template}`;
    const pointer = [template, method.toLowerCase(), 'requestBody', 'content', 'application/json', 'schema'];
    const fragment = pointer.map((part) =>
      encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1')),
    );
    const validate = compiled.get(key) ?? ajv.compile({ $ref: `discord#/paths/${fragment.join('/')}` });
    compiled.set(key, validate);
    return validate(body) ? undefined : `${key}: ${ajv.errorsText(validate.errors)}`;
  };
}

/** The path of the document that fits, literal parts before parameters. */
function templateFor(templates: readonly string[], path: string): string | undefined {
  const parts = path.split('/');
  const fitting = templates.filter((template) => {
    const wanted = template.split('/');
    return (
      wanted.length === parts.length && wanted.every((part, i) => part.startsWith('{') || part === parts[i])
    );
  });
  return fitting.sort((a, b) => a.split('{').length - b.split('{').length)[0];
}
