// All that is known of one person: handed out, or forgotten. What others need stays, and names nobody.
import type { Account } from '../core/account.ts';
import { beginningWith, type Transaction } from './client.ts';
import { type Extent, forgetWords } from './forgotten-words.ts';
import { wordsBeside, wordsOfOthers } from './handed-words.ts';
import { namedOf } from './named.ts';
import { personModels } from './people.ts';
import type { Row as TableRow } from './rows.ts';

/** What is left of a person in what others need: an answer, minutes, the result of a vote. */
const forgottenName = 'A former member';

type AccountRow = TableRow<'account'>;

/** A row as the database has it. */
type Row = Readonly<Record<string, unknown>>;

/** Columns that nobody is shown, not even who they are about: they open doors. */
const secretColumns = new Set(['code', 'feedToken', 'githubCode']);

/** Who is handed what is known of somebody. */
export interface DataReader {
  /** They are handed what others wrote of the person too, also where the person may not read. */
  readonly isOrganiser?: boolean;
  /** They are not the person: what the person asked or typed without a name is not for them. */
  readonly isAnother?: boolean;
}

/** Columns of a question that say who asked it, which is not for who answered, took or moderated it. */
const askerColumns = new Set(['askerId', 'askerAccountId']);
/** What tells of who asked without a name: whose questions a moderator wanted no more of, and what is half typed. */
const unnamedModels = ['AmaMute', 'FormDraft'];

/**
 * Everything of one person, by the name of its table; without what would open a door, and without who else asked what. Of
 * somebody who was never seen, with the id 0 and their `accounts`: what stands under these.
 */
export async function personalData(
  rows: Transaction,
  person: { readonly id: number; readonly groupId: number; readonly accounts?: readonly Account[] },
  { isOrganiser = false, isAnother = false }: DataReader = {},
): Promise<Record<string, Row[]>> {
  const own = await selected(rows, 'Person', `"id" = ${person.id} AND "groupId" = ${person.groupId}`);
  // Somebody of another group is nobody here.
  if (own.length === 0 && person.id !== 0) return {};
  const found: Record<string, Row[]> = { Person: own };
  for (const [model, { columns }] of Object.entries(personModels)) {
    const own = await selected(rows, model, pointingTo(person.id, columns));
    if (own.length > 0) found[model] = own;
  }
  if (found.Question) found.Question = questionsFor(found.Question, person, isAnother);
  // Whoever is handed this may be somebody else than the voter: what was voted in secret goes to nobody.
  const where = { groupId: person.groupId, isSecret: true };
  const secret = await rows.groupVote.findMany({ where, select: { id: true } });
  if (found.Ballot)
    found.Ballot = found.Ballot.filter(({ voteId }) => !secret.some(({ id }) => id === voteId));
  const accounts = (person.accounts ?? []).map(({ id, ...one }) => ({
    ...one,
    accountId: id,
    stableId: null,
  }));
  const named = person.id === 0 ? { ...person, names: [], accounts } : await namedOf(rows, person);
  const beside = [await wordsBeside(rows, named), ...(isOrganiser ? [await wordsOfOthers(rows, named)] : [])];
  for (const [model, all] of beside.flatMap((those) => Object.entries(those))) {
    const known = found[model] ?? [];
    const more = all.map((row) => exportedRow({ ...row }));
    found[model] = [...known, ...more.filter(({ id }) => !known.some((one) => one.id === id))];
  }
  if (isAnother) for (const model of unnamedModels) delete found[model];
  return Object.fromEntries(Object.entries(found).filter(([, those]) => those.length > 0));
}

/** Somebody's own questions, and those of others that they worked on, without who asked them. */
function questionsFor(all: readonly Row[], person: { readonly id: number }, isAnother: boolean): Row[] {
  return all.flatMap((row) => {
    const isOwn = row.askerId === person.id;
    if (isOwn && !(isAnother && Boolean(row.isAnonymous))) return [row];
    const { moderatedById, takenById, answeredById } = row;
    if (![moderatedById, takenById, answeredById].includes(person.id)) return [];
    return [Object.fromEntries(Object.entries(row).filter(([column]) => !askerColumns.has(column)))];
  });
}

/** The condition for rows in which one of the columns points to somebody. */
function pointingTo(id: number, columns: readonly string[]): string {
  return columns.map((column) => `"${column}" = ${id}`).join(' OR ');
}

async function selected(rows: Transaction, model: string, where: string): Promise<Row[]> {
  const all: Row[] = await rows.$queryRawUnsafe(`SELECT * FROM "${model}" WHERE ${where}`);
  return all.map(exportedRow);
}

/** Since when somebody is a member may not be known. */
const isUnknown = (value: unknown) => value instanceof Date && value.getTime() === 0;

function exportedRow(row: Row): Row {
  return Object.fromEntries(
    Object.entries(row)
      .filter(([column]) => !secretColumns.has(column))
      .map(([column, value]) => [
        column,
        typeof value === 'bigint' ? Number(value) : isUnknown(value) ? null : value,
      ]),
  );
}

/**
 * Forgets a person: their accounts, hours, answers and reminders are removed; what they asked and nobody answered too.
 * What others need points to a person without a name from now on. Whoever writes again later is somebody new. Answers
 * whether anything that was published can have named them: of a stranger who only asked something nothing is. Of somebody of
 * another group nothing is touched.
 */
export async function forgetPerson(
  rows: Transaction,
  { id, groupId, extent }: { readonly id: number; readonly groupId: number; readonly extent: Extent },
): Promise<boolean> {
  const unseen = ['Person', 'Account', 'AccountClaim', 'FormDraft', 'Conversation'];
  const known = await personalData(rows, { id, groupId });
  if (!known.Person) return false;
  const isStranger = (await rows.person.count({ where: { id, role: 'none', zone: null } })) > 0;
  const isBare = isStranger && Object.keys(known).every((table) => unseen.includes(table));
  const named = await namedOf(rows, { id, groupId });
  const { accounts } = named;
  const isReworded = await forgetWords(rows, named, { instead: forgottenName, extent });
  await rows.question.deleteMany({
    where: { askerId: id, state: { in: ['waiting', 'declined', 'withdrawn'] } },
  });
  await rows.question.updateMany({
    where: { askerId: id },
    data: { askerAccountId: `forgotten-${id}`, originalText: null, wantsNotice: false },
  });
  await rows.answerDraft.deleteMany({ where: { writtenById: id, heldById: id } });
  await rows.vote.updateMany({ where: { personId: id }, data: { accountId: `forgotten-${id}` } });
  for (const host of await rows.amaHost.findMany({ where: { personId: id } })) {
    const name = `${forgottenName} (${host.id})`;
    await rows.amaHost.update({ where: { id: host.id }, data: { name, accountId: null, platform: null } });
  }
  await freeDuties(rows, id);
  await forgetInVotes(rows, { id, groupId });
  for (const [model, { columns, whenForgotten }] of Object.entries(personModels)) {
    if (whenForgotten === 'kept') continue;
    await rows.$executeRawUnsafe(`DELETE FROM "${model}" WHERE ${pointingTo(id, columns)}`);
  }
  for (const { platform, accountId, stableId } of accounts) {
    await rows.formDraft.deleteMany({ where: { groupId, platform, accountId } });
    await forgetCursors(rows, { platform, accountId, stableId, groupId });
    const place = JSON.stringify({ kind: 'person', id: accountId });
    await rows.publication.deleteMany({ where: { groupId, platform, place } });
  }
  const toThem = `"personId":${id}}`;
  await rows.publication.deleteMany({ where: { groupId, destination: { contains: toThem } } });
  const data = { name: forgottenName, zone: null, role: 'none', never: '[]', prefers: '[]' };
  // Nothing points to a stranger who only asked: nothing stays of them.
  await (isBare ? rows.person.delete({ where: { id } }) : rows.person.update({ where: { id }, data }));
  return isReworded || !isBare;
}

/** What somebody was still to do is free for others: notes and the lead of meetings to come, open promises, and projects. */
async function freeDuties(rows: Transaction, id: number): Promise<void> {
  await rows.meeting.updateMany({
    where: { notesTakerId: id, phase: 'upcoming' },
    data: { notesTakerId: null },
  });
  await rows.meeting.updateMany({ where: { hostId: id, phase: 'upcoming' }, data: { hostId: null } });
  await rows.actionItem.updateMany({ where: { ownerId: id, doneAt: null }, data: { ownerId: null } });
  // As of a member who left: the projects' own clock frees them, and says so.
  await rows.project.updateMany({ where: { leadId: id }, data: { isLeadMember: true } });
}

/**
 * What a platform keeps of an account beside all groups (`NAME/conversation/ID`, under `NAME/user/` its present name, and a post
 * of theirs as `NAME/post-by/STABLE`)
 * goes with the last group that knows it.
 */
async function forgetCursors(
  rows: Transaction,
  account: Pick<AccountRow, 'platform' | 'accountId' | 'stableId' | 'groupId'>,
): Promise<void> {
  const { platform, accountId, stableId, groupId } = account;
  const elsewhere = { platform, foldedId: accountId.toLowerCase(), NOT: { groupId } };
  if ((await rows.account.count({ where: elsewhere })) > 0) return;
  await rows.conversation.deleteMany({ where: { platform, accountId } });
  await rows.cursor.deleteMany({ where: { name: `${platform}/conversation/${accountId.toLowerCase()}` } });
  if (stableId !== null) {
    const names = ['user', 'post-by'].map((kind) => `${platform}/${kind}/${stableId}`);
    await rows.cursor.deleteMany({ where: { name: { in: names } } });
  }
  await rows.cursor.deleteMany({
    where: { name: beginningWith(rows, `${platform}/user/`), value: accountId },
  });
}

/** Votes and decisions stay, with the name taken out; an application loses all that its applicant wrote. */
async function forgetInVotes(rows: Transaction, { id, groupId }: { id: number; groupId: number }) {
  await rows.elector.updateMany({ where: { personId: id }, data: { name: forgottenName } });
  await rows.groupVote.updateMany({ where: { openedById: id }, data: { openedByName: forgottenName } });
  await rows.poll.updateMany({ where: { openedById: id }, data: { openedByName: forgottenName } });
  // A file that is written from now on does not bear the name either.
  const renamed = async (concerns: string, question: string, emptied: { details?: ''; text?: '' } = {}) => {
    const { text, ...ofVote } = emptied;
    for (const { id: voteId } of await rows.groupVote.findMany({ where: { groupId, concerns } })) {
      await rows.groupVote.update({ where: { id: voteId }, data: { question, ...ofVote } });
      const data = { title: question, fileName: '', ...(text !== undefined && { text }) };
      await rows.decision.updateMany({ where: { voteId }, data });
    }
  };
  const name = forgottenName.toLowerCase();
  await renamed(`replace/${id}`, `Replace ${name}, who is out of touch?`, { details: '', text: '' });
  for (const application of await rows.application.findMany({ where: { applicantId: id } })) {
    await renamed(`application/${application.id}`, `Take in ${name}?`);
    const isGoingOn = ['waiting', 'voting', 'listed', 'offered'].includes(application.state);
    await rows.application.update({
      where: { id: application.id },
      data: {
        name: forgottenName,
        introduction: '',
        why: '',
        brings: '',
        ...(isGoingOn && { state: 'withdrawn' }),
      },
    });
  }
}
