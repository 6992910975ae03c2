// The options that the feature's commands share: which AMA, which question, and who hosts.

import { choicesFor } from '../../../core/command/naming.ts';
import { option } from '../../../core/command.ts';
import { labelOf, type QuestionState } from '../facts.ts';
import { suggestHosts } from '../hosts.ts';
import { isAtWork, presentHosts } from '../rules.ts';
import { lineOf } from '../views/question.ts';
import { type AmaLookup, asModerator } from './lookup.ts';

/** The option that names an AMA, of those that the caller may know of. */
export function amaOption({ shownTo }: AmaLookup, description = 'Which AMA, if several go on') {
  return option.text(description, {
    suggest: async (typed, request) =>
      choicesFor(await shownTo(request), typed, ({ id, title }) => ({ name: title, value: String(id) })),
  });
}

/** The option that names hosts, the same in every command. */
export function hostsOption(lookup: AmaLookup, description: string) {
  return option.text(description, {
    required: true,
    takesMentions: true,
    suggest: async (typed, request) => suggestHosts(typed, await lookup.people.members(request.groupId)),
  });
}

/** The option that names one of an AMA's hosts. */
export function hostOption(lookup: AmaLookup, description: string) {
  return option.text(description, {
    async suggest(typed, request, { ama }) {
      const scope = await lookup.meant(request, typeof ama === 'string' ? ama : undefined);
      return choicesFor(presentHosts(scope.ama), typed, ({ name }) => ({ name, value: name }));
    },
  });
}

/** The option that names an AMA where one that is over may be meant, too. */
export const amaOrLast = (lookup: AmaLookup) =>
  amaOption(lookup, 'Which AMA; the one that goes on, or the last one, if left out');

/** The option that names a question in one of these states. */
export function questionOption(lookup: AmaLookup, ...states: QuestionState[]) {
  return option.text('Its number, or words in it', {
    required: true,
    async suggest(typed, request, { ama: which }) {
      const scope = await lookup.meant(request, typeof which === 'string' ? which : undefined, isAtWork);
      // Who may not do anything with a question is not told what it says: perhaps nobody has looked at it yet.
      if (!(await lookup.isHosting(request, scope.ama))) await asModerator(scope);
      const all = (await lookup.store.questions(scope.ama.id)).filter(({ state }) => states.includes(state));
      return choicesFor(all, typed, (one) => ({ name: lineOf(one), value: labelOf(one) }));
    },
  });
}
