// Where somebody's name or words stand without a column that points to them: what is handed out of it, and what is taken out.
import { join, raw, sqltag } from '@prisma/client/runtime/client';
import type { Transaction } from './client.ts';

/** Somebody, by all that they are called. */
interface Named {
  readonly id: number;
  readonly groupId: number;
  /** Their name, and those of their accounts. */
  readonly names: readonly string[];
  readonly accounts: readonly {
    readonly platform: string;
    readonly accountId: string;
    readonly stableId: string | null;
  }[];
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

/** What others wrote and what names somebody in it, by the name of its table. */
export async function wordsOfOthers(
  rows: Transaction,
  { groupId, names }: Named,
): Promise<Record<string, readonly object[]>> {
  const isNamed = (value: unknown): boolean =>
    typeof value === 'string'
      ? names.some((name) => withoutName(value, name, { instead: '', extent: 'words' }) !== value)
      : typeof value === 'object' && value !== null && Object.values(value).some(isNamed);
  const found: Record<string, object[]> = {};
  for (const name of names) {
    const has = mayHold(name);
    const either = { groupId, OR: [{ title: has }, { details: has }] };
    const all = {
      Celebration: await rows.celebration.findMany({ where: { groupId, text: has } }),
      AgendaTopic: await rows.agendaTopic.findMany({ where: either }),
      ActionItem: await rows.actionItem.findMany({ where: { groupId, text: has } }),
      ProjectUpdate: await rows.projectUpdate.findMany({ where: { text: has, project: { groupId } } }),
      Decision: await rows.decision.findMany({ where: { groupId, OR: [{ title: has }, { text: has }] } }),
      Meeting: await notedMeetings(rows, groupId, name),
    };
    for (const [model, those] of Object.entries(all)) {
      const own = those.filter((row) =>
        isNamed('notes' in row ? { ...row, notes: JSON.parse(row.notes) } : row),
      );
      if (own.length > 0) found[model] = [...(found[model] ?? []), ...own];
    }
  }
  return found;
}

/**
 * How far names are taken out of what others wrote: wherever they are a word (`words`, as an organiser asks); so only names
 * that are hardly anything else, of several words or a user name (`names`, as a member asks for themselves); or only where
 * they are marked as names (`marks`, as a stranger does). Anybody may call themselves as they like, also "Documentation" or
 * as somebody else is called: but for organisers, no word and no name of others goes for that.
 */
export type Extent = 'words' | 'names' | 'marks';

/** What one name is taken out of: where it is a word, or only where it is marked. */
function extentOf(name: string, { accounts }: Named, extent: Extent): 'words' | 'marks' {
  if (extent !== 'names') return extent;
  return /\S\s+\S/u.test(name) || accounts.some(({ accountId }) => accountId === name) ? 'words' : 'marks';
}

/** Somebody without the names that others of the group have as well. */
async function withoutShared(rows: Transaction, who: Named): Promise<Named> {
  const { id, groupId } = who;
  const names = { in: [...who.names] };
  const [people, accounts] = await Promise.all([
    rows.person.findMany({ where: { groupId, name: names, id: { not: id } }, select: { name: true } }),
    rows.account.findMany({ where: { groupId, name: names, personId: { not: id } }, select: { name: true } }),
  ]);
  const shared = new Set([...people, ...accounts].map(({ name }) => name));
  return { ...who, names: who.names.filter((name) => !shared.has(name)) };
}

/**
 * Puts `instead` in the place of somebody's names, and takes away what they wrote as a reason for their ballots. Answers
 * whether anything of what others wrote was changed.
 */
export async function forgetWords(
  rows: Transaction,
  whole: Named,
  { instead, extent }: { readonly instead: string; readonly extent: Extent },
): Promise<boolean> {
  const { id, groupId } = whole;
  const who = extent === 'words' ? whole : await withoutShared(rows, whole);
  let isChanged = false;
  const names = { in: who.names.filter((name) => name !== 'all') };
  await rows.ballot.updateMany({ where: { personId: id }, data: { reason: null } });
  await rows.decision.updateMany({ where: { groupId, recordedBy: names }, data: { recordedBy: instead } });
  await rows.groupVote.updateMany({ where: { groupId, endedBy: names }, data: { endedBy: instead } });
  await rows.poll.updateMany({ where: { groupId, endedBy: names }, data: { endedBy: instead } });
  await forgetInPlans(rows, who, instead);
  await forgetInTexts(rows, who, (text, name) => {
    const after = withoutName(text, name, { instead, extent: extentOf(name, who, extent) });
    isChanged ||= after !== text;
    return after;
  });
  for (const { id: partnerId, contact } of await rows.partner.findMany({ where: { groupId } })) {
    if (isContactOf(contact, who, extent))
      await rows.partner.update({ where: { id: partnerId }, data: { contact: '' } });
  }
  return isChanged;
}

/** Whether a partner's contact is somebody: by a part of it, or for a stranger only by all of it or what is marked in it. */
function isContactOf(contact: string, who: Named, extent: Extent): boolean {
  const folded = contact.trim().toLowerCase();
  return [...who.names, ...who.accounts.map(({ accountId }) => accountId)].some((name) => {
    if (name.length < shortestWord) return false;
    const isNumber = /^\d{17,20}$/u.test(name);
    // Whoever is called what is another's number is not meant by it.
    if (isNumber && !who.accounts.some(({ accountId }) => accountId === name)) return false;
    if (isNumber || extentOf(name, who, extent) === 'words') return folded.includes(name.toLowerCase());
    return (
      folded === name.toLowerCase() ||
      withoutName(contact, name, { instead: '', extent: 'marks' }) !== contact
    );
  });
}

/** Where a proposal of times says by name whom it costs how much; its other keys may be somebody's name, too. */
const pains = new Set(['pain', 'totals']);

/** Proposed times say by name whom they cost how much. */
async function forgetInPlans(rows: Transaction, { groupId, names }: Named, instead: string): Promise<void> {
  const renamed = (value: unknown, isPain = false): unknown => {
    if (Array.isArray(value)) return value.map((one) => renamed(one));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, of]) => [
        isPain && names.includes(key) ? instead : key,
        renamed(of, !isPain && pains.has(key)),
      ]),
    );
  };
  for (const { id, result } of await rows.meetingPlan.findMany({ where: { groupId } })) {
    const after = JSON.stringify(renamed(JSON.parse(result)));
    if (after !== result) await rows.meetingPlan.update({ where: { id }, data: { result: after } });
  }
}

/** Shorter names are taken out only in brackets: as words they are too often others. */
const shortestWord = 3;

/**
 * A text in which `instead` stands for a name: in brackets (`[Hugo] Will ask`), and where it is a word of its own, with a
 * mention's sign or, to this extent, without. What is part of an address stays, since that would lead nowhere.
 */
export function withoutName(
  text: string,
  name: string,
  { instead, extent }: { readonly instead: string; readonly extent: 'words' | 'marks' },
): string {
  const own = name.replaceAll(/[\\^$.*+?()[\]{}|/]/gu, '\\$&');
  // `[x]` is a box that is ticked, and `[name](` a link, whose words go only with all that are such words.
  const open = /^x$/iu.test(name)
    ? text
    : text.replaceAll(
        new RegExp(`\\[${own}\\]${extent === 'words' ? '' : '(?![([])'}`, 'gu'),
        () => `[${instead}]`,
      );
  if (name.length < shortestWord) return open;
  const word = new RegExp(
    `(?<![\\p{L}\\p{N}_/.@-])@${extent === 'words' ? '?' : ''}${own}(?![\\p{L}\\p{N}_]|[-./@][\\p{L}\\p{N}])`,
    'gu',
  );
  return open.replaceAll(word, (_, at: number) => {
    const isWithin = /[\p{L}\p{N},;:)]\s+$/u.test(open.slice(Math.max(0, at - 20), at));
    return isWithin ? `${instead.charAt(0).toLowerCase()}${instead.slice(1)}` : instead;
  });
}

/** Fits each text that holds another, and some more: to PostgreSQL's LIKE a backslash is no letter, so any letter may stand there. */
const mayHold = (text: string) => ({ contains: text.replaceAll('\\', '_') });

/** The meetings whose notes may bear a name. Those are JSON, in which a quote or a backslash of a name is escaped. */
async function notedMeetings(rows: Transaction, groupId: number, name: string) {
  return await rows.meeting.findMany({
    where: { groupId, notes: mayHold(JSON.stringify(name).slice(1, -1)) },
    select: { id: true, name: true, startsAt: true, notes: true },
  });
}

/** What people wrote down of others: minutes, topics, promises, what was celebrated, how projects go, what was decided. */
async function forgetInTexts(
  rows: Transaction,
  { groupId, names }: Named,
  withoutThat: (text: string, name: string) => string,
): Promise<void> {
  for (const name of names.toSorted((one, other) => other.length - one.length)) {
    const without = (text: string) => withoutThat(text, name);
    const has = mayHold(name);
    // The address of a topic is made of its title: it is read anew.
    const slug = name.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, '-');
    if (slug.length >= shortestWord) {
      await rows.publication.updateMany({
        where: { groupId, remote: { contains: slug } },
        data: { hash: null },
      });
    }
    for (const { id, notes } of await notedMeetings(rows, groupId, name)) {
      const after = JSON.stringify(inStrings(JSON.parse(notes), without));
      await rows.meeting.update({ where: { id }, data: { notes: after } });
    }
    for (const [table, columns] of Object.entries(texts))
      await changeTexts(rows, { groupId, name, table, columns }, without);
    for (const { id, title, text } of await rows.decision.findMany({
      where: { groupId, OR: [{ title: has }, { text: has }] },
    })) {
      // A file that is written from now on does not bear the name either.
      const isRenamed = without(title) !== title;
      const data = { title: without(title), text: without(text), ...(isRenamed && { fileName: '' }) };
      await rows.decision.update({ where: { id }, data });
    }
  }
}

/** What people wrote down of others, and what things are called and what is said of them: in which columns of which tables. */
const texts = {
  AgendaTopic: ['title', 'details'],
  ActionItem: ['text'],
  Celebration: ['text'],
  ProjectUpdate: ['text'],
  Ama: ['title', 'rules'],
  Meeting: ['name', 'description'],
  MeetingSeries: ['name'],
  GroupVote: ['question', 'details'],
  Poll: ['name', 'description'],
  Project: ['name', 'summary', 'why', 'challenges', 'help', 'blockedWhy', 'vouched'],
  PartnerCall: ['title', 'text'],
};

async function changeTexts(
  rows: Transaction,
  { groupId, name, table, columns }: { groupId: number; name: string; table: string; columns: string[] },
  change: (text: string) => string,
): Promise<void> {
  const isOfGroup =
    table === 'ProjectUpdate'
      ? sqltag`"projectId" IN (SELECT "id" FROM "Project" WHERE "groupId" = ${groupId})`
      : sqltag`"groupId" = ${groupId}`;
  // Unlike LIKE, it takes no letter of a name for a sign of its own.
  const has = columns.map(
    (column) => sqltag`REPLACE(${raw(`"${column}"`)}, ${name}, '') <> ${raw(`"${column}"`)}`,
  );
  const found = await rows.$queryRaw<Readonly<Record<string, unknown>>[]>`
    SELECT * FROM ${raw(`"${table}"`)} WHERE ${isOfGroup} AND (${join(has, ' OR ')})`;
  for (const row of found) {
    for (const column of columns) {
      const before = row[column];
      const after = typeof before === 'string' ? change(before) : before;
      if (after !== before)
        await rows.$executeRaw`
          UPDATE ${raw(`"${table}"`)} SET ${raw(`"${column}"`)} = ${after} WHERE "id" = ${row.id}`;
    }
  }
}

/** What names somebody by the thing that it shows: the AMAs of which they are a host. */
export async function thingsNaming(rows: Transaction, personId: number): Promise<string[]> {
  const hosted = await rows.amaHost.findMany({ where: { personId }, select: { amaId: true } });
  return hosted.map(({ amaId }) => `ama/${amaId}`);
}

/** A value of JSON with every text in it changed. */
function inStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((one) => inStrings(one, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, inStrings(one, change)]));
}
