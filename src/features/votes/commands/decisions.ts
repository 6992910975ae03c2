// `/decision …`: what the group decided, written down and found again.
import { type Command, command, option, type Request } from '../../../core/command.ts';
import type { GroupFacts } from '../../../core/directory.ts';
import { code, doc, p, questionMark, quote, strong, typed } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { inTurns } from '../../../core/outside/in-turns.ts';
import { whisper } from '../../../core/reply.ts';
import { cleanedLine } from '../../../core/text/cleaned.ts';
import { isNone } from '../../../core/text/none.ts';
import type { VotesDeps } from '../deps.ts';
import type { Decision } from '../facts.ts';
import { decisionDocument, decisionList, recordJson, recordMarkdown } from '../record.ts';
import { decisionLookup, has, refuseReplaced } from './decision-lookup.ts';
import { asksAboutTwin } from './twins.ts';

/** Builds the commands. */
export function decisionCommands(deps: VotesDeps): Command[] {
  const { store, groups, people } = deps;
  const { whichDecision, refuseStranger, fileWords, meant } = decisionLookup(deps);
  /** The earlier decision whose place a new one takes, if it is to take one's. */
  const replaced = async (request: Request, typed: string | undefined): Promise<Decision | undefined> => {
    if (typed === undefined) return undefined;
    const old = await meant(request, typed);
    refuseReplaced(request, old, undefined);
    return old;
  };
  return [
    command({
      name: 'decision record',
      description: 'Writes down what was agreed, such as in a meeting, for everybody to read',
      access: 'member',
      options: {
        title: option.text('The decision in one sentence', { required: true, max: 200, isNeeded: true }),
        text: option.text('What it means, and why', { max: 1000, mayBeNone: true }),
        source: option.text('Where it was agreed: the meeting of 1 December', { max: 100, mayBeNone: true }),
        supersedes: whichDecision('The earlier decision whose place it takes'),
      },
      async confirm(request, { title, supersedes }) {
        const old = await replaced(request, supersedes);
        if (old) {
          return {
            document: doc(p('It takes the place of ', strong(`decision ${old.number}: ${old.title}`), '.')),
            label: 'Record it',
            values: { supersedes: String(old.number) },
          };
        }
        return twins.confirm(await store.decisions(request.groupId), title);
      },
      async run(request, { title, text, source, supersedes }) {
        const decided = cleanedLine(title);
        if (decided.length < 3) throw new UserError('Write the decision in one sentence.');
        const old = await replaced(request, supersedes);
        const wanted = {
          groupId: request.groupId,
          title: decided,
          text: (text ?? '').trim(),
          source: cleanedLine(source ?? ''),
          recordedBy: (await people.of(request.groupId, request.caller)).name,
          decidedAt: request.now,
          ...(old && { supersedes: old.number }),
          chosen: [],
        };
        const decision = await store.record(wanted, (all) => {
          if (!old) twins.refuse(request, all, title);
        });
        return whisper(
          doc(
            p(strong(`Decision ${decision.number} is recorded:`), ` ${decision.title}`),
            p`${old ? `It takes the place of decision ${old.number}. ` : ''}${await fileWords(request)}An
              organiser changes its words with ${code(`/decision amend decision:${decision.number}`)}.`,
          ),
        );
      },
    }),
    command({
      name: 'decision list',
      description: 'Lists what the group decided, newest first',
      access: 'everyone',
      isReadOnly: true,
      options: {
        search: option.text('Only those with these words', { max: 100 }),
      },
      async run(request, { search }) {
        await refuseStranger(request);
        const all = await store.decisions(request.groupId);
        const found = search === undefined ? all : all.filter((one) => has(one, search));
        if (search !== undefined && all.length > 0 && found.length === 0) {
          throw new UserError(
            `No decision has "${search}" in it. \`/decision list\` shows all ${all.length}.`,
          );
        }
        return whisper(decisionList(found, request.zone));
      },
    }),
    command({
      name: 'decision show',
      description: 'Shows one decision',
      access: 'everyone',
      isReadOnly: true,
      options: {
        decision: whichDecision('Its number, or words of it'),
      },
      async run(request, { decision }) {
        await refuseStranger(request);
        return whisper(decisionDocument(await meant(request, decision), request.zone));
      },
    }),
    command({
      name: 'decision export',
      description: 'Hands out the whole record of decisions as a file',
      access: 'everyone',
      isReadOnly: true,
      options: {
        format: option.choice('Markdown unless you say JSON', ['markdown', 'json']),
      },
      async run(request, { format }) {
        await refuseStranger(request);
        const all = await store.decisions(request.groupId);
        const content = Buffer.from(await recordFile(all, await groups.find(request.groupId), format));
        const name = format === 'json' ? 'decisions.json' : 'decisions.md';
        const words = `${all.length} ${all.length === 1 ? 'decision is' : 'decisions are'} in the file.`;
        return whisper(p(words), { files: [{ name, content }] });
      },
    }),
  ];
}

type Format = 'markdown' | 'json';

/** Builds what writes a group's whole record of decisions: as Markdown or as JSON. */
export function decisionsFile({ store, groups }: Pick<VotesDeps, 'store' | 'groups'>) {
  return async (groupId: number, format: Format): Promise<string> =>
    recordFile(await store.decisions(groupId), await groups.find(groupId), format);
}

async function recordFile(all: Decision[], group: GroupFacts, format: Format = 'markdown'): Promise<string> {
  return format === 'json' ? recordJson(all) : (await inTurns(recordMarkdown(all, group))).join('');
}

const twins = asksAboutTwin({
  words: ({ title }: Pick<Decision, 'number' | 'title'>) => title,
  known: (number) => `That is decision ${number} already: \`/decision show decision:${number}\`.`,
  question: 'Record it once more?',
  label: 'Record it again',
});

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
