// Words without a command's name: which command they mean, by the thing that they stand below.
import { expect, it } from 'vitest';
import type { Invocation } from '../../../src/core/command/invocation.ts';
import { requestsWith } from '../../../src/core/command/request.ts';
import { spokenWith } from '../../../src/core/command/spoken.ts';
import { type Command, command } from '../../../src/core/command.ts';
import { doc, p, plain } from '../../../src/core/document.ts';
import { UserError } from '../../../src/core/errors.ts';
import { say } from '../../../src/core/reply.ts';
import { can } from '../../features/remembered.ts';

const said = (name: string, spoken?: Command['spoken']): Command => ({
  ...command({ name, description: 'x', access: 'everyone', run: async () => say(doc()) }),
  ...(spoken && { spoken }),
});
const commands = [
  said('vote list'),
  said('vote cast', {
    about: 'vote',
    read: (words) => (words.startsWith('+') ? { words } : undefined),
    isAnswer: true,
    isMeant: async (_, words) => words !== '+0',
    spokenHint: async () => doc(p('Say +1.')),
  }),
  said('topic add', {
    about: 'meeting',
    read: (words) => ({ words }),
    spokenHint: async () => {
      throw new UserError('There is no meeting.');
    },
  }),
];
const parts = {
  contextOf: async () => ({ groupId: 1, isOrganiser: false, isMember: true, zone: 'UTC' }),
  about: async (_: number, { messages }: { readonly messages: readonly string[] }) => messages,
  now: () => new Date(0),
};
const spoken = spokenWith({ ...parts, commands }, requestsWith(parts));
/** Below the thing of this name. */
const below = (replyTo: string): Invocation => ({
  id: 'x',
  platform: 'discourse',
  can: can('discourse'),
  caller: { platform: 'discourse', id: '1', name: 'lagos' },
  roles: [],
  isManager: false,
  replyTo,
});

it.each<[thing: string, words: string, isAside: boolean, name: string | undefined]>([
  ['vote/1', '+1', false, 'vote cast'],
  ['vote/1', '+1', true, 'vote cast'],
  ['vote/1', 'hello', false, undefined],
  ['vote/1', '+0', false, undefined],
  ['votes/1', '+1', false, undefined],
  ['meeting/1', 'dark mode', false, 'topic add'],
  // Within other words only an answer is meant.
  ['meeting/1', 'dark mode', true, undefined],
  ['meeting/1', '+1', false, 'topic add'],
  ['ama/1', '+1', false, undefined],
])('below %s, %j (aside: %s) means %s', async (thing, words, isAside, name) => {
  const found = await spoken.commandFromWords(below(thing), words, { isAside });
  expect(found?.name).toBe(name);
  if (name !== undefined) expect(found?.values).toEqual({ words });
});

it('what can be said there is told, if there is anything', async () => {
  const hint = async (thing: string) => {
    const found = await spoken.spokenHint(below(thing));
    return found && plain(found);
  };
  expect(await hint('vote/1')).toBe('Say +1.');
  expect(await hint('meeting/1')).toBeUndefined();
  expect(await hint('ama/1')).toBeUndefined();
});
