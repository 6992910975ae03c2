// The rows of the record of decisions.
import type { PlaceId } from '../../core/publication.ts';
import { end, mark } from '../../publishing/store.ts';
import { change, type Database } from '../../storage/client.ts';
import type { Decision } from './facts.ts';
import { decisionWanted } from './publications.ts';
import { nextDecision } from './store-counting.ts';
import { decisionFacts, settingsFacts } from './store-rows.ts';

/** What is written into the record by hand. */
export interface NewDecision {
  readonly groupId: number;
  readonly title: string;
  readonly text: string;
  readonly source: string;
  readonly recordedBy: string;
  readonly decidedAt: Date;
  readonly chosen: readonly PlaceId[];
}

/** The record. */
export interface DecisionStore {
  record(decision: NewDecision): Promise<Decision>;
  decision(groupId: number, number: number): Promise<Decision | undefined>;
  decisionById(groupId: number, id: number): Promise<Decision | undefined>;
  /** The decision that a vote came to. */
  decisionOf(voteId: number): Promise<Decision | undefined>;
  /** All decisions of a group, newest first, at most 500. */
  decisions(groupId: number): Promise<Decision[]>;
}

/** Opens the record. */
export function decisionStore(database: Database): DecisionStore {
  return {
    async record({ chosen, ...decision }) {
      const { groupId } = decision;
      return await change(database, groupId, async (rows) => {
        const { folder } = settingsFacts(await rows.voteSettings.findUnique({ where: { groupId } }));
        const number = await nextDecision(rows, groupId);
        const made = decisionFacts(await rows.decision.create({ data: { ...decision, number } }));
        await mark(rows, decisionWanted(made, { chosen, folder }));
        await end(rows, { groupId, about: `decision/${made.id}` }, decision.decidedAt);
        return made;
      });
    },
    async decision(groupId, number) {
      const row = await database.decision.findUnique({ where: { groupId_number: { groupId, number } } });
      return row ? decisionFacts(row) : undefined;
    },
    async decisionById(groupId, id) {
      const row = await database.decision.findFirst({ where: { groupId, id } });
      return row ? decisionFacts(row) : undefined;
    },
    async decisionOf(voteId) {
      const row = await database.decision.findUnique({ where: { voteId } });
      return row ? decisionFacts(row) : undefined;
    },
    async decisions(groupId) {
      const rows = await database.decision.findMany({
        where: { groupId },
        orderBy: { number: 'desc' },
        take: 500,
      });
      return rows.map(decisionFacts);
    },
  };
}
