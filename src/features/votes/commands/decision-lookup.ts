// Which decision is meant, who may read the record, and which decision may take another one's place.

import { thingMeant } from '../../../core/command/meant.ts';
import { nameKey } from '../../../core/command/naming.ts';
import { noneYet } from '../../../core/command/none-yet.ts';
import { keptAmongMembers, mayRead } from '../../../core/command/request.ts';
import { option, type Request } from '../../../core/command.ts';
import { UserError } from '../../../core/errors.ts';
import { shortened } from '../../../core/text/shortened.ts';
import type { VotesDeps } from '../deps.ts';
import type { Decision } from '../facts.ts';

/** Builds what the commands about decisions share. */
export function decisionLookup(deps: VotesDeps) {
  const { store } = deps;
  const whichDecision = (description: string) =>
    option.text(description, {
      max: 100,
      async suggest(typed, request) {
        if (!(await mayRead(deps, request))) return [];
        return (await store.decisions(request.groupId))
          .filter((one) => has(one, typed))
          .map((one) => ({
            name: shortened(`${one.number}: ${one.title}`, 100),
            value: String(one.number),
          }));
      },
    });

  return { whichDecision, refuseStranger, fileWords, meant };

  async function refuseStranger(request: Request): Promise<void> {
    if (!(await mayRead(deps, request))) throw keptAmongMembers('decisions');
  }

  async function fileWords({ groupId }: Request): Promise<string> {
    const { folder } = await store.settings(groupId);
    return folder === '' ? '' : `A pull request to ${folder} follows. `;
  }

  async function meant(request: Request, typed: string | undefined): Promise<Decision> {
    const all = await store.decisions(request.groupId);
    const found = await thingMeant(request, typed, {
      kind: 'decision',
      isNumbered: true,
      all,
      words: ({ title }) => title,
      text: ({ text }) => text,
      fits: () => true,
      isLikely: ({ supersededBy }) => supersededBy === undefined,
    });
    if (found) return found;
    if (all.length === 0)
      throw noneYet('no decision', { command: '/decision record', access: 'member' }, request);
    throw new UserError(`There is no decision "${typed}". \`/decision list\` shows those that are.`);
  }
}

/** Throws a UserError where a decision cannot be replaced: what was voted is replaced by another vote, unless an organiser says otherwise. */
export function refuseReplaced(request: Request, old: Decision, next: Decision | undefined): void {
  if (old.supersededBy !== undefined)
    throw new UserError(
      `Decision ${old.number} is superseded already, by decision ${old.supersededBy}: replace that one.`,
    );
  if (old.voteNumber !== undefined && next?.voteNumber === undefined && !request.isOrganiser)
    throw new UserError(
      `Decision ${old.number} came of vote ${old.voteNumber}. Only a vote takes its place: \`/vote open\`; or ask an organiser to say that it was agreed otherwise.`,
    );
}

/** Whether a decision has these words. */
export function has({ number, title, text }: Decision, words: string): boolean {
  return nameKey(`${number} ${title} ${text}`).includes(nameKey(words));
}
