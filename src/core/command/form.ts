// Forms: what is filled in, and what becomes of it.

import type { Access, Action, OptionValue, Request } from '../command.ts';
import type { FormReply, Reply } from '../reply.ts';
import type { Argument } from './arguments.ts';

/** What happens when a form is sent. `open` builds it again with what had been typed, after an error. */
export interface Form {
  readonly name: string;
  /** What its arguments are; one that carries others is never run. */
  readonly args: readonly Argument[];
  readonly access: Access;
  open(
    request: Request,
    args: readonly string[],
    typed: Readonly<Record<string, string>>,
  ): Promise<FormReply>;
  /** Answers, or hands on to a command: then what was filled in is checked, asked and run as if it had been typed there. */
  run(
    request: Request,
    args: readonly string[],
    values: Readonly<Record<string, string>>,
  ): Promise<Reply | Filled>;
}

/** The button of the same name that opens a form, empty, from the first of its arguments. */
export function openerOf(form: Form, args: readonly Argument[] = ['id']): Action {
  const { name, access } = form;
  return { name, args, access, opensForm: true, run: (request, given) => form.open(request, given, {}) };
}

/** A command with its options, as a form filled them in. */
interface Filled {
  readonly kind: 'filled';
  readonly command: string;
  readonly values: Readonly<Record<string, OptionValue | undefined>>;
}

/** A command with what was typed in a form's fields of the same names; empty fields are left out. */
export function filled(
  command: string,
  typed: Readonly<Record<string, string>>,
  more: Filled['values'] = {},
): Filled {
  const given = Object.entries(typed).filter(([, value]) => value.trim() !== '');
  return { kind: 'filled', command, values: { ...Object.fromEntries(given), ...more } };
}
