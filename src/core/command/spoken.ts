// Words that name no command and mean one by where they stand.
import type { Command } from '../command.ts';
import { insteadOf, UserError } from '../errors.ts';
import type { Invocation } from './invocation.ts';
import type { RequestParts, requestsWith } from './request.ts';

/** What words mean that name no command, by the thing that they stand below. */
export function spokenWith(
  { commands, contextOf }: Pick<RequestParts, 'contextOf'> & { readonly commands: readonly Command[] },
  requests: ReturnType<typeof requestsWith>,
) {
  return {
    /** The command that words without its name mean where they stand; undefined when they mean none. */
    async commandFromWords(invocation: Invocation, words: string, { isAside = false } = {}) {
      const able = commands.flatMap(({ name, spoken }) =>
        spoken && (!isAside || spoken.isAnswer) ? [{ name, spoken }] : [],
      );
      const meant = able.flatMap(({ name, spoken }) => {
        const values = spoken.read(words);
        return values ? [{ name, values, spoken }] : [];
      });
      if (meant.length === 0) return undefined;
      const { groupId } = await contextOf(invocation);
      const about = await requests.about(groupId, invocation);
      const found = meant.find((one) => about.some((thing) => thing.startsWith(`${one.spoken.about}/`)));
      if (!found?.spoken.isMeant) return found;
      const request = await requests.of(invocation, 'everyone');
      return (await found.spoken.isMeant(request, words)) ? found : undefined;
    },
    /** What can be said where words meant nothing, of the thing that it stands below. */
    async spokenHint(invocation: Invocation) {
      const able = commands.flatMap(({ spoken }) => (spoken?.spokenHint ? [spoken] : []));
      const request = await requests.of(invocation, 'everyone');
      const here = (await request.about()).flatMap(
        (thing) => able.find(({ about }) => thing.startsWith(`${about}/`)) ?? [],
      );
      return await here[0]?.spokenHint?.(request).catch(insteadOf(UserError, undefined));
    },
  };
}
