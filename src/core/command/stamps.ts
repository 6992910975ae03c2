// Binds buttons and forms of answers to the database from which they came: their numbers mean something else in another.

import { UserError } from '../errors.ts';
import type { Reply } from '../reply.ts';
import { fitsInCustomId, readCustomId } from './custom-id.ts';

/** What is told of a thing that is of another database. */
export const forgotten =
  'That is from an earlier database of mine, or older than what I keep, so I cannot tell what is meant, and did nothing. `/docent help` lists what you can ask elsewhere.';

/** Stamps of one database, as it was begun or restored the last time; `own` is up to six of `[\w-]`. Without it none is stamped. */
export function stampsOf(own: string | undefined) {
  const stamp = `~${own}`;
  // What has no room for it names a repository, which is the same in every database.
  const stamped = (name: string, args: readonly string[] = []) =>
    fitsInCustomId(name, [...args, stamp]) ? [...args, stamp] : args;
  return {
    /** An answer whose buttons and form say of which database they are. */
    on(reply: Reply): Reply {
      if (own === undefined) return reply;
      if (reply.kind === 'form') return { ...reply, args: stamped(reply.form, reply.args) };
      if (!reply.buttons) return reply;
      const buttons = reply.buttons.map((button) =>
        'url' in button ? button : { ...button, args: stamped(button.action, button.args) },
      );
      return { ...reply, buttons };
    },
    /** The name and the arguments of a button or form. Throws a `UserError` for one of another database. */
    read(id: string): { readonly name: string; readonly args: readonly string[] } {
      const { name, args } = readCustomId(id) ?? { name: '', args: [] };
      const last = args.at(-1);
      if (own === undefined || last === undefined || !/^~[\w-]{1,6}$/u.test(last)) return { name, args };
      if (last !== stamp) throw new UserError(forgotten);
      return { name, args: args.slice(0, -1) };
    },
  };
}
