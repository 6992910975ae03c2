// Reads the commands that posts hold, with the people and categories that they name.

import type { Invocation } from '../../core/command/invocation.ts';
import { type ReadCommand, readCommand } from '../../core/command/typed.ts';
import type { TextResolvers } from '../../core/command/values.ts';
import type { Dispatcher } from '../../core/dispatcher.ts';
import { UserError } from '../../core/errors.ts';
import type { Reply, Said } from '../../core/reply.ts';
import type { Api } from './api.ts';
import { personNamed } from './askers.ts';
import { withoutEnd } from './mention.ts';

/** Who asks what of whom. */
interface Asked {
  readonly dispatcher: Dispatcher;
  readonly invocation: Invocation;
  readonly api: Api;
  /** The bot's own. */
  readonly username: string;
}

/**
 * The command in a text; where it is none, without the full stop or the smile behind it. Throws `UserError` that says
 * what is wrong.
 */
export async function commandIn(text: string, asked: Asked): Promise<ReadCommand> {
  const read = (words: string) => readCommand(words, asked.dispatcher.commands, resolvers(asked));
  try {
    return await read(text);
  } catch (error) {
    const shorter = withoutEnd(text);
    if (!(error instanceof UserError) || shorter === text) throw error;
    return await read(shorter).catch((other: unknown) => {
      throw other instanceof UserError ? error : other;
    });
  }
}

/** What a reply says. Throws `UserError` for a form. */
export function said(reply: Reply): Said {
  if (reply.kind === 'said') return reply;
  throw new UserError(
    'That leads to another form, which a forum cannot show. Please ask for it in the chat.',
  );
}

function resolvers({ dispatcher, invocation, api, username }: Asked): TextResolvers {
  return {
    caller: invocation.caller,
    person: (name) => personNamed(api, { name, self: username }),
    async place(name) {
      const found = (await api.categories()).find(
        (category) => String(category.id) === name || category.name.toLowerCase() === name.toLowerCase(),
      );
      return found && { platform: 'discourse', id: String(found.id), name: found.name };
    },
    suggest: (command, option) => dispatcher.suggest(invocation, command.name, option),
  };
}
