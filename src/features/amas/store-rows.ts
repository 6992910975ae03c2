// Turns the feature's rows into facts; here the asker of an anonymous question is left behind.
import type { PlaceId } from '../../core/publication.ts';
import type { Database, Transaction } from '../../storage/client.ts';
import { oneOf, type Row, withoutNulls } from '../../storage/rows.ts';
import {
  type AdditionFacts,
  type AmaFacts,
  type AnswerFacts,
  amaStates,
  type HostFacts,
  type QuestionFacts,
  questionStates,
  type VoterFacts,
} from './facts.ts';

/** A row of the table of questions. */
export type QuestionRow = Row<'question'>;
type AmaRow = Row<'ama'> & { hosts: Row<'amaHost'>[] };
type VoteRow = Row<'vote'>;

/** What an AMA is read with. */
export const withHosts = { hosts: { orderBy: { id: 'asc' } } } as const;

/** An AMA from its row. */
export function amaFacts({ hosts, ...row }: AmaRow): AmaFacts {
  return {
    ...withoutNulls(row),
    state: oneOf(amaStates, row.state),
    chosen: readPlaces(row.chosen),
    moderators: readPlaces(row.moderators),
    hosts: hosts.map(hostFacts),
  };
}

/** An AMA as it is within a transaction. */
export async function readAma(rows: Database | Transaction, id: number): Promise<AmaFacts> {
  return amaFacts(await rows.ama.findUniqueOrThrow({ where: { id }, include: withHosts }));
}

function hostFacts({ id, name, personId, leftAt, platform, accountId, stableId }: Row<'amaHost'>): HostFacts {
  return {
    ...withoutNulls({ id, name, personId, leftAt }),
    ...(platform !== null &&
      accountId !== null && { account: withoutNulls({ platform, id: accountId, stableId }) }),
  };
}

/** Questions from their rows, each with what was merged into it and what was added to its answer. */
export async function questionFacts(
  rows: Database | Transaction,
  found: readonly QuestionRow[],
): Promise<QuestionFacts[]> {
  if (found.length === 0) return [];
  const amaIds = [...new Set(found.map((row) => row.amaId))];
  const ids = new Set(found.map((row) => row.id));
  const merged = await rows.question.findMany({
    where:
      found.length === 1 ? { mergedIntoId: { in: [...ids] } } : { amaId: { in: amaIds }, state: 'merged' },
  });
  const votes = await rows.vote.findMany({
    where:
      found.length === 1
        ? { questionId: { in: [...ids, ...merged.map((row) => row.id)] } }
        : { question: { amaId: { in: amaIds } } },
    orderBy: { id: 'asc' },
  });
  const added = await rows.question.findMany({
    where: { amaId: { in: amaIds }, state: 'addition' },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return found.map((row) => {
    const duplicates = merged.filter((one) => one.mergedIntoId === row.id);
    const voted = new Set([row.id, ...duplicates.map((one) => one.id)]);
    return oneQuestion(row, {
      duplicates,
      votes: votes.filter((vote) => voted.has(vote.questionId)),
      additions: added.filter(({ followsId }) => followsId === row.id).map(additionFacts),
    });
  });
}

function oneQuestion(
  row: QuestionRow,
  {
    duplicates,
    votes,
    additions,
  }: {
    duplicates: readonly QuestionRow[];
    votes: readonly VoteRow[];
    additions: readonly AdditionFacts[];
  },
): QuestionFacts {
  const answer = answerOf(row);
  // Whoever asked does not vote for it, by a like either. Left out of a number, an anonymous one would be told by it.
  const named = new Set([row, ...duplicates].flatMap((one) => (one.isAnonymous ? [] : [one.askerId])));
  return {
    id: row.id,
    uid: row.uid,
    amaId: row.amaId,
    number: row.number,
    text: row.text,
    state: oneOf(questionStates, row.state),
    isFlagged: row.isFlagged,
    isAnonymous: row.isAnonymous,
    platform: row.platform,
    sourceId: row.sourceId,
    sourceVersion: row.sourceVersion,
    isSourceGone: row.isSourceGone,
    alsoAsked: alsoAsked(row, duplicates),
    answerVersion: row.answerVersion,
    likes: [row, ...duplicates].reduce((sum, one) => sum + one.likes + (one.carriedLikes ?? 0), 0),
    ownLikes: row.likes,
    ownVoters: votes.filter((vote) => vote.questionId === row.id && vote.carriedFromId === null).map(voterOf),
    voters: votes.filter(({ personId }) => !named.has(personId)).map(voterOf),
    createdAt: row.createdAt,
    ...(!row.isAnonymous && { askerId: row.askerId }),
    textVersion: row.textVersion,
    ...(row.wordsChangedAt && { wordsChangedAt: row.wordsChangedAt }),
    ...(row.part > 0 && { part: row.part }),
    ...(row.turnedBy !== null && { turnedBy: row.turnedBy }),
    ...(row.followsId !== null && { followsId: row.followsId }),
    ...(row.carriedFromId !== null && { carriedFromId: row.carriedFromId }),
    ...(row.proposedText !== null && { proposedText: row.proposedText }),
    ...(row.earlierText !== null && { earlierText: row.earlierText }),
    ...(row.originalText !== null && { originalText: row.originalText }),
    ...(row.sourceNumber !== null && { sourceNumber: row.sourceNumber }),
    ...(row.sourceUrl !== null && { sourceUrl: row.sourceUrl }),
    ...(row.sourceReference !== null && { sourceReference: row.sourceReference }),
    ...(row.mergedIntoId !== null && { mergedIntoId: row.mergedIntoId }),
    ...(row.moderatedById !== null && { moderatedById: row.moderatedById }),
    ...(row.declineReason !== null && { declineReason: row.declineReason }),
    ...(row.takenById !== null && { takenById: row.takenById }),
    ...(row.takenAt && { takenAt: row.takenAt }),
    ...(answer && { answer }),
    ...(additions.length > 0 && { additions }),
  };
}

/**
 * How many others asked the same. Each anonymous one counts by itself: if it were compared with the names, the
 * number would tell whether it came from one of them.
 */
function alsoAsked(row: QuestionRow, duplicates: readonly QuestionRow[]): number {
  const named = new Set(duplicates.filter((one) => !one.isAnonymous).map((one) => one.askerId));
  if (!row.isAnonymous) named.delete(row.askerId);
  return named.size + duplicates.filter((one) => one.isAnonymous).length;
}

function additionFacts(row: QuestionRow): AdditionFacts {
  return {
    text: row.text,
    byId: row.askerId,
    platform: row.platform,
    sourceId: row.sourceId,
    version: row.sourceVersion,
    isGone: row.isSourceGone,
    ...(row.sourceUrl !== null && { url: row.sourceUrl }),
  };
}

function answerOf(row: QuestionRow): AnswerFacts | undefined {
  if (row.answer === null || row.answeredById === null || !row.answeredAt) return undefined;
  return {
    text: row.answer,
    byId: row.answeredById,
    at: row.answeredAt,
    ...(row.answerSourceId !== null && { sourceId: row.answerSourceId }),
    ...(row.answerPlatform !== null && { platform: row.answerPlatform }),
    ...(row.answerUrl !== null && { url: row.answerUrl }),
  };
}

function voterOf({ personId, platform, accountId }: VoteRow): VoterFacts {
  return { personId, platform, accountId };
}

function readPlaces(json: string): PlaceId[] {
  const places: PlaceId[] = JSON.parse(json);
  return places;
}
