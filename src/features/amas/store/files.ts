// The rows of files that hosts gave with answers; each is there for as long as an answer or a draft links to it.
import type { Attachment } from '../../../core/reply.ts';
import { change, type Database, type Transaction } from '../../../storage/client.ts';
import type { AmaFacts } from '../facts.ts';

/** All files of one AMA together (bytes). */
const mostBytes = 100 * 1024 * 1024;
/** So long a file waits for the answer or draft that it was given for. */
const waitingMilliseconds = 24 * 60 * 60 * 1000;
/** More files than an AMA has room for. */
const mostFiles = 1_000;

/** Opens the rows of files. */
export function fileStore(database: Database) {
  return {
    /** Keeps a file and answers what it is known by; undefined when the AMA has no room for it. */
    keepFile: (ama: AmaFacts, { name, content }: Attachment, now: Date) =>
      change(database, ama.groupId, async (rows) => {
        const kept = await withoutUnused(rows, ama.id, now);
        const taken = kept.reduce((sum, { size }) => sum + size, 0);
        const size = content.byteLength;
        if (taken + size > mostBytes || kept.length >= mostFiles) return undefined;
        const data = { amaId: ama.id, name, size, content: content.toString('base64'), createdAt: now };
        return (await rows.answerFile.create({ data, select: { id: true } })).id;
      }),
    /** Deletes the files that no answer or draft has any more. */
    dropFiles: (ama: AmaFacts, now: Date) =>
      change(database, ama.groupId, async (rows) => void (await withoutUnused(rows, ama.id, now))),
  };
}

/** The files of an AMA that are still needed; the others are deleted. */
async function withoutUnused(rows: Transaction, amaId: number, now: Date) {
  const all = await rows.answerFile.findMany({
    where: { amaId },
    select: { id: true, size: true, createdAt: true },
    take: mostFiles,
  });
  const texts = all.length === 0 ? [] : await textsOf(rows, amaId);
  const waiting = now.getTime() - waitingMilliseconds;
  const isUsed = ({ id, createdAt }: (typeof all)[number]) =>
    createdAt.getTime() > waiting || texts.some((text) => text.includes(id));
  const unused = all.filter((one) => !isUsed(one)).map(({ id }) => id);
  if (unused.length > 0) await rows.answerFile.deleteMany({ where: { id: { in: unused } } });
  return all.filter(isUsed);
}

/**
 * Builds what finds a file by what it is known by, while an answer or a draft links to it: what was taken back is gone. Whoever
 * asks for one that others are still being sent gets the same bytes: many slow readers take no more memory than one.
 */
export function answerFiles(database: Database): (id: string) => Promise<Attachment | undefined> {
  const held = new Map<string, WeakRef<Attachment>>();
  const reading = new Map<string, Promise<Attachment>>();

  async function read(id: string): Promise<Attachment> {
    const { name, content } = await database.answerFile.findUniqueOrThrow({ where: { id } });
    const file = { name, content: Buffer.from(content, 'base64') };
    for (const [other, ref] of held) if (!ref.deref()) held.delete(other);
    held.set(id, new WeakRef(file));
    return file;
  }

  return async (id) => {
    const file = await database.answerFile.findUnique({ where: { id }, select: { amaId: true } });
    if (!file || !(await textsOf(database, file.amaId)).some((text) => text.includes(id))) return undefined;
    const known = held.get(id)?.deref();
    if (known) return known;
    const found = reading.get(id) ?? read(id).finally(() => reading.delete(id));
    reading.set(id, found);
    return await found;
  };
}

/** The answers and drafts of an AMA, as far as they link to anything. */
async function textsOf(rows: Pick<Database, 'question' | 'answerDraft'>, amaId: number): Promise<string[]> {
  const [questions, drafts] = await Promise.all([
    rows.question.findMany({ where: { amaId, answer: { contains: '/files/' } }, select: { answer: true } }),
    rows.answerDraft.findMany({
      where: { question: { amaId }, text: { contains: '/files/' } },
      select: { text: true },
    }),
  ]);
  return [...questions.flatMap(({ answer }) => answer ?? []), ...drafts.map(({ text }) => text)];
}
