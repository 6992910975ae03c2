// Takes somebody's name and words out of where they stand without a column that points to them.
import { raw } from '@prisma/client/runtime/client';
import type { Transaction } from './client.ts';
import {
  changedIn,
  mayHold,
  type Named,
  rowsHolding,
  shortestWord,
  texts,
  unsignedTexts,
  withoutName,
} from './named.ts';

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
    await changeTexts(rows, { groupId, name }, without);
    for (const { id, title, text, source } of await rows.decision.findMany({
      where: { groupId, OR: [{ title: has }, { text: has }, { source: has }] },
    })) {
      // A file that is written from now on does not bear the name either.
      const isRenamed = without(title) !== title;
      const data = { title: without(title), text: without(text), source: without(source) };
      await rows.decision.update({ where: { id }, data: { ...data, ...(isRenamed && { fileName: '' }) } });
    }
  }
}

async function changeTexts(
  rows: Transaction,
  { groupId, name }: { groupId: number; name: string },
  change: (text: string) => string,
): Promise<void> {
  for (const [table, columns] of Object.entries({ ...texts, ...unsignedTexts })) {
    for (const row of await rowsHolding(rows, { groupId, names: [name] }, [table, columns])) {
      for (const column of columns) {
        let after = changedIn(column, row[column], change);
        if (after === row[column]) continue;
        const [of, set] = [raw(`"${table}"`), raw(`"${column}"`)];
        // Of these a group has no two of one name.
        if (column === 'name' && (table === 'MeetingSeries' || table === 'Watch')) {
          const called = await rows.$queryRaw<object[]>`
            SELECT "id" FROM ${of} WHERE "groupId" = ${groupId} AND "name" = ${after}`;
          if (called.length > 0) after = `${after} (${row.id})`;
        }
        await rows.$executeRaw`UPDATE ${of} SET ${set} = ${after} WHERE "id" = ${row.id}`;
      }
    }
  }
}

/** What names somebody by the thing that it shows: the AMAs of which they are a host. */
export async function thingsNaming(rows: Transaction, personId: number): Promise<string[]> {
  const hosted = await rows.amaHost.findMany({ where: { personId }, select: { amaId: true } });
  return hosted.map(({ amaId }) => `ama/${amaId}`);
}
