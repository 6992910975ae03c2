// Turns the feature's rows into facts; here the asker of an anonymous question is left behind.
import type { PlaceId } from '../../../core/publication.ts';
import type { Database, Transaction } from '../../../storage/client.ts';
import { oneOf, type Row, withoutNulls } from '../../../storage/rows.ts';
import { amaStates, questionStates } from '../facts.ts';

/** A row of the table of questions. */
export type QuestionRow = Row<'question'>;
type AmaRow = Row<'ama'> & { hosts: Row<'amaHost'>[] };
type VoteRow = Row<'vote'>;

/** An AMA; `chosen` are places of its own, instead of the group's on their platforms. */
export type AmaFacts = Readonly<Omit<ReturnType<typeof amaFacts>, 'asked' | 'createdAt'>>;
/** Somebody who answers; without a person only the name is known yet, and perhaps the account. */
export type HostFacts = Readonly<ReturnType<typeof hostFacts>>;
/** A question. Who asked it is not in here when it is anonymous: only the database knows. */
export type QuestionFacts = Readonly<ReturnType<typeof oneQuestion>>;
/** An answer; with the post that holds it, if it was given in one. */
export type AnswerFacts = NonNullable<ReturnType<typeof answerOf>> & Lost;
/** What a host said to a question that was answered already, in a post that may be gone since. */
export type AdditionFacts = ReturnType<typeof additionFacts> & Lost;
/** Whether a post went with its topic, instead of which there is another: it stands nowhere, and counts all the same. */
type Lost = { readonly isLost?: boolean };
/** Who voted for a question, by which account. */
export type VoterFacts = ReturnType<typeof voterOf>;
/** An answer that is not published yet; hosts and organisers alone read it. */
export type DraftFacts = Readonly<Row<'answerDraft'>>;

/** What an AMA is read with. */
export const withHosts = { hosts: { orderBy: { id: 'asc' } } } as const;

/** The order of questions by their numbers, each with its follow-ups. */
export const byNumber = [{ number: 'asc' as const }, { part: 'asc' as const }];

/** An AMA from its row. */
export function amaFacts({ hosts, ...row }: AmaRow) {
  return {
    ...withoutNulls(row),
    state: oneOf(amaStates, row.state),
    chosen: readPlaces(row.chosen),
    moderators: readPlaces(row.moderators),
    hosts: hosts.map(hostFacts),
  };
}

/** AMAs with their hosts. */
export async function readAmas(
  rows: Database | Transaction,
  which: Parameters<Database['ama']['findMany']>[0],
): Promise<AmaFacts[]> {
  return (await rows.ama.findMany({ ...which, include: withHosts })).map(amaFacts);
}

/** An AMA as it is within a transaction. */
export async function readAma(rows: Database | Transaction, id: number): Promise<AmaFacts> {
  return amaFacts(await rows.ama.findUniqueOrThrow({ where: { id }, include: withHosts }));
}

function hostFacts({ id, name, personId, since, leftAt, platform, accountId, stableId }: Row<'amaHost'>) {
  return {
    ...withoutNulls({ id, name, personId, since, leftAt }),
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
  of: {
    readonly duplicates: readonly QuestionRow[];
    readonly votes: readonly VoteRow[];
    readonly additions: readonly AdditionFacts[];
  },
) {
  const { duplicates, votes, additions } = of;
  // Whoever asked does not vote for it, by a like either. Left out of a number, an anonymous one would be told by it.
  const named = new Set([row, ...duplicates].flatMap((one) => (one.isAnonymous ? [] : [one.askerId])));
  const answer: AnswerFacts | undefined = answerOf(row);
  return {
    ...withoutNulls(shown(row)),
    state: oneOf(questionStates, row.state),
    alsoAsked: alsoAsked(row, duplicates),
    /** Likes whose givers are not known; `voters` are those known. Both include those of merged questions and earlier AMAs. */
    likes: [row, ...duplicates].reduce((sum, one) => sum + one.likes + (one.carriedLikes ?? 0), 0),
    voters: votes.filter(({ personId }) => !named.has(personId)).map(voterOf),
    /** The likes of its own post alone: how many by unknown people, and who voted for it alone, in this AMA. */
    ownLikes: row.likes,
    ownVoters: votes.filter((vote) => vote.questionId === row.id && vote.carriedFromId === null).map(voterOf),
    ...(!row.isAnonymous && { askerId: row.askerId }),
    ...(answer && { answer }),
    /** What hosts added to its answer, the oldest first; those too that were removed. */
    ...(additions.length > 0 && { additions }),
  };
}

/** The columns that are facts as they are: who asked is none of them. */
function shown({ askerId, askerAccountId, wantsNotice, carriedLikes, answer, ...row }: QuestionRow) {
  const {
    answeredById,
    answeredAt,
    answerPlatform,
    answerSourceId,
    answerSourceVersion,
    answerUrl,
    answerPlace,
    ...rest
  } = row;
  return rest;
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

function additionFacts(row: QuestionRow) {
  const { text, platform, sourceUrl: url, answerPlace: place } = row;
  const said = { text, byId: row.askerId, platform, sourceId: postOf(row) };
  return withoutNulls({ ...said, version: row.sourceVersion, isGone: row.isSourceGone, url, place });
}

/** The post in which an addition was said; one post may add to several answers (`additionStore`). */
export const postOf = ({ sourceId }: Pick<QuestionRow, 'sourceId'>) => sourceId.replace(/ .*/u, '');

function answerOf(row: QuestionRow) {
  const { answer: text, answeredById: byId, answeredAt: at } = row;
  if (text === null || byId === null || !at) return undefined;
  const { answerSourceId: sourceId, answerPlatform: platform, answerUrl: url, answerPlace: place } = row;
  const version = sourceId === null ? null : row.answerSourceVersion;
  return { text, byId, at, ...withoutNulls({ sourceId, platform, url, place, version }) };
}

function voterOf({ personId, platform, accountId }: VoteRow) {
  return { personId, platform, accountId };
}

const readPlaces = (json: string): readonly PlaceId[] => JSON.parse(json);
