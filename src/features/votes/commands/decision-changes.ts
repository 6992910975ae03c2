// `/decision amend` and `/decision supersede`: how the record changes.

import { type Command, command, option, type Request } from '../../../core/command.ts';
import { doc, p, questionMark, quote, strong, typed } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { whisper } from '../../../core/reply.ts';
import { cleanedLine } from '../../../core/text/cleaned.ts';
import { isNone } from '../../../core/text/none.ts';
import type { VotesDeps } from '../deps.ts';
import type { Decision } from '../facts.ts';
import { decisionLookup, refuseReplaced } from './decision-lookup.ts';

/** Builds the commands. */
export function decisionChanges(deps: VotesDeps): Command[] {
  const { store } = deps;
  const { whichDecision, fileWords, meant } = decisionLookup(deps);
  return [
    command({
      name: 'decision amend',
      description: 'Changes the words of a decision that was written down by hand',
      access: 'organiser',
      options: {
        decision: whichDecision('Its number, or words of it'),
        title: option.text('The decision in one sentence', { max: 200, isNeeded: true }),
        text: option.text('What it means, and why; or none', { max: 1000 }),
        source: option.text('Where it was agreed; or none', { max: 100 }),
      },
      async confirm(request, { decision, title, text, source }) {
        const old = await amendable(request, decision);
        const parts = Object.entries({ title, text, source }).flatMap(([name, value]) =>
          value === undefined ? [] : [name],
        );
        if (parts.length === 0)
          throw new UserError('What should change? Give `title`, `text` or `source` as it should be.');
        return {
          document: doc(
            p`Change the ${parts.join(' and the ')} of ${strong(`decision ${old.number}: ${old.title}`)}${questionMark(old.title)}`,
            text !== undefined && old.text ? [p('Its text is now:'), quote(...typed(old.text))] : undefined,
            p('The record says that its words were changed today; the words before are not kept.'),
          ),
          label: 'Change it',
          values: { decision: String(old.number) },
          overwrites: wordsIn(old),
        };
      },
      async run(request, { decision, title, text, source }) {
        const old = await amendable(request, decision);
        const made = await store.amendDecision(old, {
          now: request.now,
          checked: (current) => request.refuseOther?.(wordsIn(current)),
          ...(cleanedLine(title ?? '') && { title: cleanedLine(title ?? '') }),
          ...(text !== undefined && { text: wordsOf(text) }),
          ...(source !== undefined && { source: cleanedLine(wordsOf(source)) }),
        });
        return whisper(
          p`${strong(`Decision ${made.number} is changed`)} wherever it is shown.
            ${await fileWords(request)}`,
        );
      },
    }),
    command({
      name: 'decision supersede',
      description: 'Says that a later decision takes the place of an earlier one',
      access: 'member',
      options: {
        decision: { ...whichDecision('The earlier one'), required: true },
        by: { ...whichDecision('The later one'), required: true },
      },
      async confirm(request, values) {
        const [old, next] = await successors(request, values);
        return {
          document: doc(
            p`Put ${strong(`decision ${next.number}: ${next.title}`)} in the place of
              ${strong(`decision ${old.number}: ${old.title}`)}${questionMark(old.title)}`,
            p('Both stay in the record, each with a word about the other.'),
          ),
          label: 'It takes its place',
          values: { decision: String(old.number), by: String(next.number) },
        };
      },
      async run(request, values) {
        const [old, next] = await successors(request, values);
        if (!(await store.supersede(request.groupId, { old: old.number, by: next.number })))
          throw new UserError(
            `Decision ${next.number} takes another one's place already, or decision ${old.number} was superseded meanwhile. \`/decision show decision:${old.number}\` says so.`,
          );
        return whisper(
          p(`Decision ${old.number} is superseded by decision ${next.number}. `, await fileWords(request)),
        );
      },
    }),
  ];

  async function amendable(request: Request, typed: string | undefined): Promise<Decision> {
    const decision = await meant(request, typed);
    if (decision.voteNumber === undefined) return decision;
    throw new UserError(
      `Decision ${decision.number} came of vote ${decision.voteNumber}, and what was voted stays as it is. Decide anew, then \`/decision supersede decision:${decision.number} by:…\` puts the new one in its place.`,
    );
  }

  async function successors(
    request: Request,
    typed: { readonly decision: string; readonly by: string },
  ): Promise<readonly [Decision, Decision]> {
    const old = await meant(request, typed.decision);
    const next = await meant(request, typed.by);
    if (next.number <= old.number)
      throw new UserError(
        'A later decision takes the place of an earlier one: `decision` is the earlier, `by` the later.',
      );
    refuseReplaced(request, old, next);
    return [old, next];
  }
}

const wordsIn = ({ title, text, source }: Decision) => JSON.stringify([title, text, source]);

/** What was typed; `none` takes away what was there. */
function wordsOf(typed: string): string {
  const words = typed.trim();
  return isNone(words) ? '' : words;
}
