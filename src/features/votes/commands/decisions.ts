// `/decision …`: what the group decided, written down and found again.
import { type Command, command, type Request, whisper } from '../../../core/command.ts';
import { code, doc, p, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { decisionDocument, decisionList } from '../decision-views.ts';
import type { VotesDeps } from '../deps.ts';
import type { Decision } from '../facts.ts';
import { decisionPlaces } from '../publications.ts';
import { recordJson, recordMarkdown } from '../record.ts';

/** Builds the commands. */
export function decisionCommands({ store, groups, people }: VotesDeps): Command[] {
  return [
    command({
      name: 'decision record',
      description: 'Writes down what was agreed, such as in a meeting, for everybody to read',
      access: 'member',
      options: {
        title: { type: 'string', description: 'The decision in one sentence', required: true, max: 200 },
        text: { type: 'string', description: 'What it means, and why', max: 1000 },
        source: { type: 'string', description: 'Where it was agreed: the meeting of 1 December', max: 100 },
      },
      async confirm(request, { title }) {
        const known = await store.decisions(request.groupId);
        const twin = known.find((one) => one.title.toLowerCase() === title.trim().toLowerCase());
        if (!twin) return undefined;
        const show = code(`/decision show decision:${twin.number}`);
        return {
          document: doc(p(`That is decision ${twin.number} already: `, show, '. Record it once more?')),
          label: 'Record it again',
        };
      },
      async run(request, { title, text, source }) {
        const recorder = await people.of(request.groupId, request.caller);
        const decision = await store.record({
          groupId: request.groupId,
          title: title.trim(),
          text: (text ?? '').trim(),
          source: (source ?? '').trim(),
          recordedBy: recorder.name,
          decidedAt: request.now,
          chosen: decisionPlaces(await groups.find(request.groupId)),
        });
        return whisper(doc(p(strong(`Decision ${decision.number} is recorded:`), ` ${decision.title}`)));
      },
    }),
    command({
      name: 'decision list',
      description: 'Lists what the group decided, newest first',
      access: 'everyone',
      isReadOnly: true,
      options: {
        search: { type: 'string', description: 'Only those with these words', max: 100 },
      },
      async run(request, { search }) {
        const all = await store.decisions(request.groupId);
        const found = search === undefined ? all : all.filter((one) => has(one, search));
        if (search !== undefined && found.length === 0) {
          throw new UserError(
            `No decision has "${search}" in it. \`/decision list\` shows all ${all.length}.`,
          );
        }
        return whisper(decisionList(found.slice(0, 30), request.zone));
      },
    }),
    command({
      name: 'decision show',
      description: 'Shows one decision',
      access: 'everyone',
      isReadOnly: true,
      options: {
        decision: {
          type: 'string',
          description: 'Its number, or words of it',
          required: true,
          max: 100,
          suggest: async (typed, request) =>
            (await store.decisions(request.groupId))
              .filter((one) => has(one, typed))
              .map((one) => ({
                name: `${one.number}: ${one.title}`.slice(0, 100),
                value: String(one.number),
              })),
        },
      },
      run: async (request, { decision }) =>
        whisper(decisionDocument(await meant(request, decision), request.zone)),
    }),
    command({
      name: 'decision export',
      description: 'Hands out the whole record of decisions as a file',
      access: 'everyone',
      isReadOnly: true,
      options: {
        format: {
          type: 'string',
          description: 'Markdown unless you say JSON',
          choices: [
            { name: 'markdown', value: 'markdown' },
            { name: 'json', value: 'json' },
          ],
        },
      },
      async run(request, { format }) {
        const all = await store.decisions(request.groupId);
        const { name } = await groups.find(request.groupId);
        const isJson = format === 'json';
        const content = Buffer.from(isJson ? recordJson(all) : recordMarkdown(all, name));
        return whisper(
          doc(p(`${all.length} ${all.length === 1 ? 'decision is' : 'decisions are'} in the file.`)),
          {
            files: [{ name: isJson ? 'decisions.json' : 'decisions.md', content }],
          },
        );
      },
    }),
  ];

  async function meant(request: Request, typed: string): Promise<Decision> {
    const number = Number(/^#?(?:decision )?(\d+)$/iu.exec(typed.trim())?.[1]);
    const found = Number.isInteger(number)
      ? await store.decision(request.groupId, number)
      : (await store.decisions(request.groupId)).find((one) => has(one, typed));
    if (!found)
      throw new UserError(`There is no decision "${typed}". \`/decision list\` shows those that are.`);
    return found;
  }
}

function has({ number, title, text }: Decision, words: string): boolean {
  return `${number} ${title} ${text}`.toLowerCase().includes(words.trim().toLowerCase());
}
