// The whole record of decisions as a file.
import { inTurns } from '../../../core/outside/in-turns.ts';
import type { VotesDeps } from '../deps.ts';
import { recordJson, recordMarkdown } from '../record.ts';

/** Builds what writes a group's whole record of decisions: as Markdown or as JSON. */
export function decisionsFile({ store, groups }: Pick<VotesDeps, 'store' | 'groups'>) {
  return async (groupId: number, format: 'markdown' | 'json'): Promise<string> => {
    const all = await store.decisions(groupId);
    if (format === 'json') return recordJson(all);
    return (await inTurns(recordMarkdown(all, await groups.find(groupId)))).join('');
  };
}
