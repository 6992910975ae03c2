// What is handed out of somebody's name and words where no column points to them.
import type { Transaction } from './client.ts';
import { changedIn, type Named, rowsHolding, texts, withoutName } from './named.ts';

/** What is known of somebody beside the rows that point to them, by the name of its table. */
export async function wordsBeside(
  rows: Transaction,
  { groupId, names, accounts }: Named,
): Promise<Record<string, readonly object[]>> {
  const typed: object[] = [];
  const conversations: object[] = [];
  for (const { platform, accountId } of accounts) {
    typed.push(...(await rows.formDraft.findMany({ where: { groupId, platform, accountId } })));
    conversations.push(...(await rows.conversation.findMany({ where: { platform, accountId } })));
  }
  const decisions = await rows.decision.findMany({ where: { groupId, recordedBy: { in: [...names] } } });
  return { FormDraft: typed, Conversation: conversations, Decision: decisions };
}

/** What others wrote and what names somebody in it, by the name of its table; each row once. */
export async function wordsOfOthers(
  rows: Transaction,
  named: Named,
): Promise<Record<string, readonly object[]>> {
  const isNamed = (column: string, value: unknown): boolean => {
    let isFound = false;
    changedIn(column, value, (text) => {
      isFound ||= named.names.some(
        (name) => withoutName(text, name, { instead: '', extent: 'words' }) !== text,
      );
      return text;
    });
    return isFound;
  };
  const found: Record<string, Readonly<Record<string, unknown>>[]> = {};
  for (const [table, columns] of Object.entries({ ...texts, Decision: ['title', 'text', 'source'] })) {
    const those = await rowsHolding(rows, named, [table, columns]);
    found[table] = those.filter((row) => columns.some((column) => isNamed(column, row[column])));
  }
  return found;
}
