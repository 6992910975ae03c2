// The rows of the record of decisions.
import type { PlaceId } from '../../../core/publication.ts';
import { end, mark, markAll } from '../../../publishing/store.ts';
import { change, type Database, type Transaction } from '../../../storage/client.ts';
import { readIf } from '../../../storage/rows.ts';
import type { Decision } from '../facts.ts';
import { aboutDecision, decisionFileWanted, decisionWanted } from '../publications.ts';
import { decisionFile } from '../record.ts';
import { nextDecision } from './ending.ts';
import { decisionFacts, settingsFacts } from './rows.ts';

/** What is written into the record by hand. */
interface NewDecision
  extends Pick<Decision, 'groupId' | 'title' | 'text' | 'source' | 'decidedAt' | 'supersedes'> {
  readonly recordedBy: string;
  readonly chosen: readonly PlaceId[];
}

/** What changes of a decision's words. */
interface DecisionChange {
  readonly title?: string;
  readonly text?: string;
  readonly source?: string;
  readonly now: Date;
  /** Called with the decision as it is when it is written; when it throws, nothing is changed. */
  checked(current: Decision): void;
}

/** Opens the record. */
export function decisionStore(database: Database) {
  return {
    /** `checked` is told in the same transaction which there are. */
    async record(
      { chosen, ...decision }: NewDecision,
      checked?: (all: readonly Pick<Decision, 'number' | 'title'>[]) => void,
    ) {
      const { groupId } = decision;
      return await change(database, groupId, async (rows) => {
        const select = { number: true, title: true };
        checked?.(await rows.decision.findMany({ where: { groupId }, orderBy: { number: 'desc' }, select }));
        const { folder } = settingsFacts(await rows.voteSettings.findUnique({ where: { groupId } }));
        const number = await nextDecision(rows, groupId);
        const fileName = decisionFile({ number, title: decision.title });
        const made = decisionFacts(await rows.decision.create({ data: { ...decision, number, fileName } }));
        await mark(rows, decisionWanted(made, { chosen, folder }));
        await end(rows, { groupId, about: aboutDecision(made.id) }, decision.decidedAt);
        if (decision.supersedes !== undefined) await replace(rows, made, decision.supersedes);
        return made;
      });
    },
    /** Changes the words of a decision that was recorded by hand. */
    amendDecision: ({ id, groupId }: Decision, { now, checked, ...words }: DecisionChange) =>
      change(database, groupId, async (rows) => {
        checked(decisionFacts(await rows.decision.findUniqueOrThrow({ where: { id } })));
        const data = { ...words, amendedAt: now };
        const made = decisionFacts(await rows.decision.update({ where: { id }, data }));
        await shownAgain(rows, made);
        return made;
      }),
    /** Puts a later decision in the place of an earlier one. False when another one took its place meanwhile. */
    supersede: (groupId: number, { old, by }: { readonly old: number; readonly by: number }) =>
      change(database, groupId, async (rows) => {
        const before = await rows.decision.findUnique({
          where: { groupId_number: { groupId, number: old } },
        });
        const next = await rows.decision.findUnique({ where: { groupId_number: { groupId, number: by } } });
        if (!before || !next || before.supersededBy !== null || next.supersedes !== null) return false;
        const row = await rows.decision.update({ where: { id: next.id }, data: { supersedes: old } });
        await shownAgain(rows, decisionFacts(row));
        await replace(rows, decisionFacts(row), old);
        return true;
      }),
    decision: (groupId: number, number: number) =>
      readIf(database.decision.findUnique({ where: { groupId_number: { groupId, number } } }), decisionFacts),
    decisionById: (groupId: number, id: number) =>
      readIf(database.decision.findFirst({ where: { groupId, id } }), decisionFacts),
    /** The decision that a vote came to. */
    decisionOf: (voteId: number) =>
      readIf(database.decision.findUnique({ where: { voteId } }), decisionFacts),
    /** The decisions of a group, newest first: all, or the newest so many. */
    async decisions(groupId: number, newest?: number) {
      const which = { where: { groupId }, ...(newest && { take: newest }) };
      const rows = await database.decision.findMany({ ...which, orderBy: { number: 'desc' } });
      return rows.map(decisionFacts);
    },
  };
}

/** Says of a decision that another one took its place. */
async function replace(rows: Transaction, { groupId, number }: Decision, old: number): Promise<void> {
  const row = await rows.decision.update({
    where: { groupId_number: { groupId, number: old } },
    data: { supersededBy: number },
  });
  await shownAgain(rows, decisionFacts(row));
}

/** Has what shows a decision already look as it is now, and its file where the group has a folder by now. */
async function shownAgain(rows: Transaction, decision: Decision): Promise<void> {
  const { groupId, id } = decision;
  const { folder } = settingsFacts(await rows.voteSettings.findUnique({ where: { groupId } }));
  await markAll(rows, { groupId, about: aboutDecision(id) });
  const [file] = decisionFileWanted(decision, folder);
  if (!file) return;
  // Where it was put within a repository stays its place.
  const where = { key: file.key, destination: JSON.stringify(file.to), remote: { not: null } };
  const put = await rows.publication.findFirst({ where, select: { subject: true } });
  await mark(rows, [{ ...file, ...put }]);
}
