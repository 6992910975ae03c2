// Buttons about one thing each, which is found by its number.

import type { Access, Action, Request } from '../command.ts';
import type { Reply } from '../reply.ts';
import type { Argument } from './arguments.ts';

/** Builds buttons about what `find` finds by its number, such as a question; `more` arguments go with it. */
export function buttonsOn<Of>(
  find: (request: Request, id: string | undefined) => Promise<Of>,
  access: Access = 'everyone',
) {
  return (
    name: string,
    more: readonly Argument[],
    run: (found: Of, more: readonly string[]) => Promise<Reply>,
  ): Action => ({
    name,
    args: ['id', ...more],
    access,
    run: async (request, [id, ...rest]) => run(await find(request, id), rest),
  });
}
