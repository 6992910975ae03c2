// Has an AMA shown as it is, and tells what that means to whom, once each.
import type { PlatformName } from '../../../core/account.ts';
import type { PlaceId } from '../../../core/publication.ts';
import { ensure, mark, markAll, unsaidAbout } from '../../../publishing/store.ts';
import { change, type Database, type Transaction } from '../../../storage/client.ts';
import { wake } from '../../../storage/schedule.ts';
import type { AmaFacts, AmaState } from '../facts.ts';
import {
  calledOffWanted,
  type HintKind,
  hintWanted,
  liveWanted,
  retimedWanted,
  type TellingKind,
  toldWanted,
  waitingWanted,
} from '../notice-publications.ts';
import { aboutAma } from '../publication-keys.ts';
import { amaWanted, callWanted } from '../publications.ts';
import { lastHourAt } from '../rules.ts';
import { tellAskers } from './asker-notices.ts';
import { tellCarried } from './carrying.ts';
import { markDrafts } from './drafts.ts';
import { byNumber } from './rows.ts';

/** Opens the rows. */
export function tellingStore(database: Database) {
  return {
    /** Has somebody reminded when an AMA goes live, or takes that back; answers which. */
    remind: ({ id: amaId, groupId }: AmaFacts, personId: number) =>
      change(database, groupId, async (rows) => {
        const both = { amaId, personId };
        if ((await rows.amaReminder.deleteMany({ where: both })).count > 0) return 'removed';
        await rows.amaReminder.create({ data: both });
        return 'added';
      }),
    /** Tells that the last hour begins: everybody, and the moderators what waits for them. Harmless to repeat. */
    lastHour: (of: AmaFacts) =>
      change(database, of.groupId, async (rows) => {
        await ensure(rows, toldWanted(of, 'lastHour'));
        if (await waitsSince(rows, of)) await ensure(rows, [waitingWanted(of)]);
      }),
    /** Has another place carry the call to ask; harmless to repeat. */
    call: (of: AmaFacts, place: PlaceId) =>
      change(database, of.groupId, (rows) => mark(rows, [callWanted(of, place)])),
    /** Tells these people in private, each once in an AMA, how a post on `platform` becomes a question. */
    async hint(of: AmaFacts, told: ReadonlyMap<number, HintKind>, platform: PlatformName) {
      const wanted = [...told].map(([personId, kind]) => hintWanted(of, personId, kind, platform));
      const where = { key: { in: wanted.map(({ key }) => key) } };
      const known = await database.publication.findMany({ where, select: { key: true } });
      const missing = wanted.filter(({ key }) => !known.some((one) => one.key === key));
      if (missing.length > 0) await change(database, of.groupId, (rows) => ensure(rows, missing));
    },
  };
}

/** Has an AMA shown as it is now, and its times kept; a draft shows nothing, unless it had been announced before. */
export async function showAma(rows: Transaction, ama: AmaFacts): Promise<void> {
  await wake(rows, ama.groupId, 'amas');
  const of = { groupId: ama.groupId, about: aboutAma(ama.id) };
  await markAll(rows, { ...of, views: ['amas/call'] });
  if (ama.state !== 'draft') return await mark(rows, amaWanted(ama));
  await markAll(rows, { ...of, views: ['amas/prompt', 'amas/thread'] });
}

/** Whether an AMA was announced at any time. */
export async function wasShown(rows: Transaction, { id, groupId }: AmaFacts): Promise<boolean> {
  const shown = { in: ['amas/prompt', 'amas/thread'] };
  return (await rows.publication.count({ where: { groupId, about: aboutAma(id), view: shown } })) > 0;
}

/** Tells what a move means: to everybody, to hosts, to those who want to be reminded, to whom nobody attended. */
export async function tellMoved(rows: Transaction, before: AmaFacts, after: AmaFacts): Promise<void> {
  if (before.state === 'draft' && after.state !== 'closed') await tellCarried(rows, after);
  // What was a draft is announced by being shown.
  const kind = before.state === 'draft' && after.state !== 'closed' ? undefined : tellings[after.state];
  const wanted = kind ? toldWanted(after, kind) : [];
  const isTold = (await rows.publication.count({ where: { key: { in: wanted.map(({ key }) => key) } } })) > 0;
  if (after.state === 'live') wanted.push(...liveWanted(after, await remindedOf(rows, after.id)));
  // What somebody began too early, and took back, is told once more when the clock begins it.
  const isAgain = isTold && after.movedAt?.getTime() !== after.changedAt.getTime();
  await ensure(rows, isAgain ? wanted.map((one) => ({ ...one, key: `${one.key}/again` })) : wanted);
  if (after.state === 'wrapping') {
    const first = waitingWanted(after);
    const isCounted = (await rows.publication.count({ where: { key: first.key } })) > 0;
    // Those who came since they were counted out are counted once more, with those that are left.
    if (!isCounted) await ensure(rows, [first]);
    else if (await waitsSince(rows, after, lastHourAt(after)))
      await ensure(rows, [waitingWanted(after, 'again')]);
    await markDrafts(rows, after);
  }
  if (after.state !== 'closed') return;
  await markDrafts(rows, after);
  if (after.isCalledOff) {
    await ensure(rows, calledOffWanted(after, await remindedOf(rows, after.id)));
  }
  // Nobody's question ends in silence.
  const all = await rows.question.findMany({
    where: { amaId: after.id, state: { in: ['waiting', 'approved', 'merged'] } },
    select: { id: true, uid: true, askerId: true, state: true, mergedIntoId: true, wantsNotice: true },
    orderBy: byNumber,
  });
  const open = new Set(all.flatMap(({ id, state }) => (state === 'merged' ? [] : [id])));
  const told = all.filter((one) => one.wantsNotice && (open.has(one.id) || open.has(one.mergedIntoId ?? 0)));
  await tellAskers(rows, after, { kind: 'unanswered', questions: told });
}

const tellings: Partial<Record<AmaState, TellingKind>> = {
  collecting: 'opening',
  live: 'live',
  closed: 'end',
};

/** Tells that it goes live at another time: where it was announced, and who wants to be reminded. */
export async function tellRetimed(rows: Transaction, before: AmaFacts, after: AmaFacts): Promise<void> {
  if (before.opensAt.getTime() === after.opensAt.getTime()) return;
  if (after.state !== 'announced' && after.state !== 'collecting') return;
  await ensure(rows, retimedWanted(before, after, await remindedOf(rows, after.id)));
}

/** What could not be said goes to the places that an AMA has now. */
export async function moveUnsaid(rows: Transaction, ama: AmaFacts): Promise<void> {
  const { groupId, id, chosen, moderators } = ama;
  const waiting = await unsaidAbout(rows, { groupId, about: aboutAma(id) });
  await mark(
    rows,
    waiting.map(({ to, ...one }) => {
      if (to.kind === 'purpose' && to.purpose === 'amas') return { ...one, to: { ...to, chosen } };
      if (to.kind !== 'purpose' || to.purpose !== 'moderation') return { ...one, to };
      return { ...one, to: { ...to, chosen: moderators } };
    }),
  );
}

async function remindedOf(rows: Transaction, amaId: number): Promise<number[]> {
  const reminded = await rows.amaReminder.findMany({ where: { amaId } });
  return reminded.map(({ personId }) => personId);
}

/** Whether a question waits for a moderator that came after an instant. */
async function waitsSince(rows: Transaction, { id: amaId }: AmaFacts, at?: Date): Promise<boolean> {
  const since = at && { createdAt: { gte: at } };
  return (await rows.question.count({ where: { amaId, state: 'waiting', ...since } })) > 0;
}
