// The options of commands in a line each: what is typed, and what it means.
import type { Option } from '../command.ts';
import { asChoices } from '../reply.ts';

/** What else is said of an option. */
type Details = Omit<Option, 'type' | 'description'>;

/** Builds an option of a type; what its details say of its values, a command knows of them. */
const of =
  <T extends Option['type']>(type: T) =>
  <const D extends Details = Details>(
    description: string,
    details?: D,
  ): { readonly type: T; readonly description: string } & NoInfer<D> =>
    Object.assign({ type, description }, details);

const text = of('string');

/** Builds options; each takes its description (1–100), then whatever else there is to say. */
export const option = {
  text,
  integer: of('integer'),
  yesOrNo: of('boolean'),
  person: of('person'),
  place: of('place'),
  role: of('role'),
  file: of('file'),
  /** One of a few values, by the names that people read; where those are the values themselves, a list of them. */
  choice<const V extends string, const D extends Details = Details>(
    description: string,
    named: readonly V[] | Readonly<Record<V, string>>,
    details?: D,
  ) {
    return Object.assign(text(description, details), { choices: choicesOf<NoInfer<V>>(named) });
  },
};

function choicesOf<V extends string>(named: readonly V[] | Readonly<Record<V, string>>) {
  if (isList(named)) return asChoices(named);
  const choices: { name: string; value: V }[] = [];
  for (const value in named) choices.push({ name: named[value], value });
  return choices;
}

const isList = <V extends string>(named: readonly V[] | Readonly<Record<V, string>>): named is readonly V[] =>
  Array.isArray(named);
