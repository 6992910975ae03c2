// Where somebody's name or words stand without a column that points to them: what is handed out of it, and what is taken out.
import type { Transaction } from './client.ts';

/** Somebody, by all that they are called. */
export interface Named {
  readonly id: number;
  readonly groupId: number;
  /** Their name, and those of their accounts. */
  readonly names: readonly string[];
  readonly accounts: readonly { readonly platform: string; readonly accountId: string }[];
}

/** Reads who somebody is. */
export async function namedOf(
  rows: Transaction,
  { id, groupId }: { readonly id: number; readonly groupId: number },
): Promise<Named> {
  const [person, accounts] = await Promise.all([
    rows.person.findFirst({ where: { id, groupId } }),
    rows.account.findMany({ where: { personId: id, groupId } }),
  ]);
  const all = [person?.name ?? '', ...accounts.map(({ name }) => name)].map((name) => name.trim());
  return { id, groupId, accounts, names: [...new Set(all)].filter((name) => name !== '') };
}

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
  const all = { FormDraft: typed, Conversation: conversations, Decision: decisions };
  return Object.fromEntries(Object.entries(all).filter(([, found]) => found.length > 0));
}

/** Puts `instead` in the place of somebody's names, and takes away what they wrote as a reason for their ballots. */
export async function forgetWords(rows: Transaction, who: Named, instead: string): Promise<void> {
  const { id, groupId } = who;
  const names = { in: who.names.filter((name) => name !== 'all') };
  await rows.ballot.updateMany({ where: { personId: id }, data: { reason: null } });
  await rows.decision.updateMany({ where: { groupId, recordedBy: names }, data: { recordedBy: instead } });
  await rows.groupVote.updateMany({ where: { groupId, endedBy: names }, data: { endedBy: instead } });
  await rows.poll.updateMany({ where: { groupId, endedBy: names }, data: { endedBy: instead } });
  await forgetInPlans(rows, who, instead);
  await forgetInMinutes(rows, who, instead);
  for (const { id: partnerId, contact } of await rows.partner.findMany({ where: { groupId } })) {
    const folded = contact.toLowerCase();
    const isTheirs = [...who.names, ...who.accounts.map(({ accountId }) => accountId)].some(
      (name) => name.length > 2 && folded.includes(name.toLowerCase()),
    );
    if (isTheirs) await rows.partner.update({ where: { id: partnerId }, data: { contact: '' } });
  }
}

/** Proposed times say by name whom they cost how much. */
async function forgetInPlans(rows: Transaction, { groupId, names }: Named, instead: string): Promise<void> {
  const renamed = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(renamed);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, of]) => [names.includes(key) ? instead : key, renamed(of)]),
    );
  };
  for (const { id, result } of await rows.meetingPlan.findMany({ where: { groupId } })) {
    const after = JSON.stringify(renamed(JSON.parse(result)));
    if (after !== result) await rows.meetingPlan.update({ where: { id }, data: { result: after } });
  }
}

/** In minutes, topics and promises somebody is named in brackets: `[Hugo] Will ask`. */
async function forgetInMinutes(rows: Transaction, { groupId, names }: Named, instead: string): Promise<void> {
  for (const name of names) {
    const mark = `[${name}]`;
    const without = (text: string) => text.replaceAll(mark, () => `[${instead}]`);
    // The notes are JSON, in which a quote or a backslash of a name is escaped.
    const inJson = `[${JSON.stringify(name).slice(1, -1)}]`;
    const noted = { groupId, notes: { contains: inJson } };
    for (const { id, notes } of await rows.meeting.findMany({ where: noted })) {
      const after = notes.replaceAll(inJson, () => `[${instead}]`);
      await rows.meeting.update({ where: { id }, data: { notes: after } });
    }
    const told = { groupId, OR: [{ title: { contains: mark } }, { details: { contains: mark } }] };
    for (const { id, title, details } of await rows.agendaTopic.findMany({ where: told })) {
      const data = { title: without(title), details: without(details) };
      await rows.agendaTopic.update({ where: { id }, data });
    }
    for (const { id, text } of await rows.actionItem.findMany({
      where: { groupId, text: { contains: mark } },
    })) {
      await rows.actionItem.update({ where: { id }, data: { text: without(text) } });
    }
  }
}
