// Where somebody's name stands without a column that points to them.
import { join, raw, sqltag } from '@prisma/client/runtime/client';
import type { Transaction } from './client.ts';

/** Somebody, by all that they are called. */
export interface Named {
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

/** What people wrote down of others, and what things are called and what is said of them: in which columns of which tables. */
export const texts = {
  AgendaTopic: ['title', 'details'],
  ActionItem: ['text'],
  Celebration: ['text'],
  ProjectUpdate: ['text'],
  Ama: ['title', 'rules'],
  Meeting: ['name', 'description', 'place', 'cancelReason', 'notes'],
  MeetingSeries: ['name', 'description', 'place', 'skips'],
  MeetingChange: ['reason'],
  GroupVote: ['question', 'details', 'options', 'endReason'],
  Poll: ['name', 'description', 'place', 'endReason'],
  Project: ['name', 'summary', 'why', 'challenges', 'help', 'blockedWhy', 'vouched'],
  Partner: ['name'],
  PartnerCall: ['title', 'text', 'translations'],
  PartnerTold: ['answer'],
  Application: ['introduction', 'why', 'brings'],
  Watch: ['name'],
};

/** The same where it is nobody's to know whose the rest of the row is: ballots may be secret. */
export const unsignedTexts = { Ballot: ['reason'] };

/** Which of the columns hold JSON, and in which properties of it people write: in all where none is named. None of the others is called as these are. */
const jsonColumns: ReadonlyMap<string, readonly string[]> = new Map([
  ['notes', []],
  ['options', []],
  ['place', ['text', 'name']],
  ['skips', ['reason']],
  ['translations', []],
  ['vouched', []],
]);

/** What a column holds with every text in it changed; the keys of JSON stay, and what only the bot reads. */
export function changedIn(column: string, value: unknown, change: (text: string) => string): unknown {
  if (typeof value !== 'string') return value;
  const written = jsonColumns.get(column);
  if (!written) return change(value);
  return JSON.stringify(
    JSON.parse(value, (key, one: unknown) => {
      if (typeof one !== 'string' || (written.length > 0 && !written.includes(key))) return one;
      // An option's end says which project it is.
      const [words = '', end = ''] = one.split(/(?= \(project \d+\)$)/u);
      return change(words) + end;
    }),
  );
}

/** The rows of which tables belong to a group by another table. */
const parents: Readonly<Record<string, readonly [column: string, table: string]>> = {
  ProjectUpdate: ['projectId', 'Project'],
  MeetingChange: ['meetingId', 'Meeting'],
  PartnerTold: ['callId', 'PartnerCall'],
  Ballot: ['voteId', 'GroupVote'],
};

/** The rows of a table in whose columns one of the names may stand, as the database has them. */
export async function rowsHolding(
  rows: Transaction,
  { groupId, names }: Pick<Named, 'groupId' | 'names'>,
  [table, columns]: readonly [table: string, columns: readonly string[]],
): Promise<Readonly<Record<string, unknown>>[]> {
  if (names.length === 0) return [];
  const [way, parent] = parents[table] ?? [];
  const isOfGroup = parent
    ? sqltag`${raw(`"${way}"`)} IN (SELECT "id" FROM ${raw(`"${parent}"`)} WHERE "groupId" = ${groupId})`
    : sqltag`"groupId" = ${groupId}`;
  // Unlike LIKE, it takes no letter of a name for a sign of its own.
  const has = columns.flatMap((column) =>
    names.map((name) => {
      // In JSON a quote or a backslash of a name is escaped.
      const written = jsonColumns.has(column) ? JSON.stringify(name).slice(1, -1) : name;
      return sqltag`REPLACE(${raw(`"${column}"`)}, ${written}, '') <> ${raw(`"${column}"`)}`;
    }),
  );
  return await rows.$queryRaw`
    SELECT * FROM ${raw(`"${table}"`)} WHERE ${isOfGroup} AND (${join(has, ' OR ')})`;
}

/** Fits each text that holds another, and some more: to PostgreSQL's LIKE a backslash is no letter, so any letter may stand there. */
export const mayHold = (text: string) => ({ contains: text.replaceAll('\\', '_') });

/** Shorter names are taken out only where they are marked or all there is, as in an option: as words they are too often others. */
export const shortestWord = 3;

/** An address, also without its scheme: `https://a.example`, `meet.example.org/docs`. It begins only where no such letters stand before, so that long text is read once. */
const address = String.raw`(?<![\w.-])(?:[\w.-]+://|[\w-]+(?:\.[\w-]+)+(?::\d+)?/)[^\s<>"|)]*`;

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
  const isInWords = extent === 'words';
  // `[x]` is a box that is ticked, and `[name](` a link, whose words go only with all that are such words.
  const marked = /^x$/iu.test(name) ? [] : [`\\[${own}\\]${isInWords ? '' : '(?![([])'}`];
  // Two Chinese characters are hardly a common word; else only what is all there is, and what sentences of ours say of somebody.
  const isShort = name.length < shortestWord && !/^\p{Script=Han}{2}$/u.test(name);
  const ours = String.raw`(?<=^Take in )(?=${own} as a member\?$)|(?<=^Replace )(?=${own}, who is out of touch\?$)|(?<=^When it passes, )(?=${own} leaves the group, )|^(?=${own} has (?:left|answered, and goes on)\.$)`;
  const alone = `(?:@|^(?=${own}$)|${ours})`;
  const sign = !isInWords ? '@' : isShort ? alone : '@?';
  const word = `(?<![\\p{L}\\p{N}_/.@-])${sign}${own}(?![\\p{L}\\p{N}_]|[-./@][\\p{L}\\p{N}])`;
  const pattern = new RegExp([`(${address})`, ...marked, word].join('|'), 'gu');
  return text.replaceAll(pattern, (found, link: string | undefined, at: number) => {
    if (link !== undefined) return found;
    if (found === `[${name}]`) return `[${instead}]`;
    const isWithin = /[\p{L}\p{N},;:)]\s+$/u.test(text.slice(Math.max(0, at - 20), at));
    return isWithin ? `${instead.charAt(0).toLowerCase()}${instead.slice(1)}` : instead;
  });
}
