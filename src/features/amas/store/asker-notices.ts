// Tells askers in private: one message to each for what happened at once, however many of their questions it concerns.
import { mark } from '../../../publishing/store.ts';
import type { Transaction } from '../../../storage/client.ts';
import type { AmaFacts } from '../facts.ts';
import {
  type AskedQuestion,
  type NoticeKind,
  noticeWanted,
  type SharedNoticeKind,
  sharedNoticeWanted,
} from '../notice-publications.ts';
import { aboutAma, keys } from '../publication-keys.ts';

/**
 * Tells everybody who asked any of these questions, each question once: what was told before is left out, and what comes while
 * a message still waits to be sent goes with it.
 */
export async function tellAskers(
  rows: Transaction,
  ama: AmaFacts,
  { kind, questions }: { readonly kind: SharedNoticeKind; readonly questions: readonly AskedQuestion[] },
): Promise<void> {
  const where = { groupId: ama.groupId, about: aboutAma(ama.id), view: `amas/${kind}` };
  const select = { key: true, subject: true, destination: true, state: true, remote: true } as const;
  const before = await rows.publication.findMany({ where, select });
  const told = new Set(before.flatMap(({ subject }) => subject.split(',')));
  const untold = questions.filter(({ id }) => !told.has(String(id)));
  const wanted = [...Map.groupBy(untold, ({ askerId }) => askerId).values()].flatMap(([first, ...others]) => {
    if (!first) return [];
    const one = sharedNoticeWanted(ama, [first, ...others], kind);
    const waits = before.find(
      ({ destination, state, remote }) =>
        destination === JSON.stringify(one.to) && state === 'wanted' && remote === null,
    );
    return waits ? { ...one, key: waits.key, subject: `${waits.subject},${one.subject}` } : one;
  });
  await mark(rows, wanted);
}

/**
 * Marks the private messages to those who asked a question or one that was merged into it, if they wish them: one to each,
 * also to who asked it twice.
 */
export async function markNotices(
  rows: Transaction,
  ama: AmaFacts,
  { id, kind }: { id: number; kind: NoticeKind },
): Promise<void> {
  const asked = await rows.question.findMany({
    where: { OR: [{ id }, { mergedIntoId: id, state: 'merged' }], wantsNotice: true },
    select: { id: true, uid: true, askerId: true },
    orderBy: { id: 'asc' },
  });
  const told = [...Map.groupBy(asked, ({ askerId }) => askerId).values()].flatMap(
    (those) => those.find((one) => one.id === id) ?? those[0] ?? [],
  );
  for (const question of told) {
    const isApart =
      kind === 'answered' &&
      (await rows.publication.count({ where: { key: keys.notice(ama, question, 'parted') } })) > 0;
    await mark(rows, [noticeWanted(ama, question, isApart ? 'answeredApart' : kind)]);
  }
}
