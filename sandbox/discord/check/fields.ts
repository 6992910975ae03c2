// The kinds of field that Discord's forms are made of.
import { z } from 'zod';
import { parse } from '../errors.ts';

/** A text of so many characters. */
export const text = (min: number, max: number) => z.string().min(min).max(max);

/** A text of so many characters without the white space around it, which Discord takes off. */
export const trimmed = (min: number, max: number) => z.string().trim().min(min).max(max);

/** An id; numbers are taken too. */
export const snowflake = z.union([z.string().regex(/^\d{1,20}$/u), z.int().nonnegative()]).transform(String);

/** A whole number; digits in a text are taken too, as Discord does. */
export const whole = (min = Number.MIN_SAFE_INTEGER, max = Number.MAX_SAFE_INTEGER) =>
  z.preprocess((value) => {
    return typeof value === 'string' && /^-?\d+$/u.test(value) ? Number(value) : value;
  }, z.number().int().min(min).max(max));

/** How much of a list is asked for, from a query; `usual` when it does not say. */
export const limitOf = (
  asked: { query(name: string): string | undefined },
  [min, max]: readonly [min: number, max: number],
  usual: number,
): number => parse(z.object({ limit: whole(min, max) }), { limit: asked.query('limit') ?? usual }).limit;

/** One of these whole numbers. */
export const oneOf = (...values: number[]) =>
  whole().refine((value) => values.includes(value), {
    message: `Value must be one of {${values.join(', ')}}.`,
    params: { code: 'BASE_TYPE_CHOICES' },
  });

/** A field that may be missing or null, which is the same. */
export const maybe = <T extends z.ZodType>(schema: T) =>
  schema.nullish().transform((value) => value ?? undefined);

/** A list in which nothing stands twice. */
export const setOf = <T extends z.ZodType>(item: T) =>
  z.array(item).superRefine((values, context) => {
    const seen = new Set<unknown>();
    for (const [i, value] of values.entries()) {
      if (seen.has(value))
        fault(context, [i], 'SET_TYPE_ALREADY_CONTAINS_VALUE', 'The set already contains this value.');
      seen.add(value);
    }
  });

/** Permissions as a text of digits. */
export const permissionBits = z
  .string()
  .regex(/^\d+$/u)
  .transform((digits) => BigInt(digits));

/** A place on the web. */
export const url = z
  .string()
  .max(2048)
  .refine((value) => /^(?:https?|attachment|discord):\/\/\S+$/u.test(value), {
    message: 'Not a well formed URL.',
    params: { code: 'URL_TYPE_INVALID_SCHEME' },
  });

/** Adds a fault to a form. */
export function fault(
  context: {
    addIssue(issue: { code: 'custom'; path: PropertyKey[]; message: string; params: object }): void;
  },
  path: PropertyKey[],
  code: string,
  message: string,
): void {
  context.addIssue({ code: 'custom', path, message, params: { code } });
}
