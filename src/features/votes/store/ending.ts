// The end of votes: counted, recorded and made anonymous, or dropped; each in the transaction that ends them.
import type { PersonFacts } from '../../../core/directory.ts';
import { end, mark } from '../../../publishing/store.ts';
import type { Transaction } from '../../../storage/client.ts';
import { wake } from '../../../storage/schedule.ts';
import { ballotForms } from '../choices.ts';
import { count, haveAllVoted } from '../counting.ts';
import type { Vote } from '../facts.ts';
import { aboutVote, decisionWanted, droppedWanted, voteWanted } from '../publications.ts';
import { decisionFile } from '../record.ts';
import { resultWords } from '../result-words.ts';
import { decisionFacts, read, runningIn, settingsFacts } from './rows.ts';

/** Whether a vote has ended; one whose time was over while the bot was away is counted now, whatever is asked for. */
export async function isEnded(rows: Transaction, vote: Vote, now: Date): Promise<boolean> {
  if (vote.state === 'proposed') return false;
  return vote.state !== 'open' || (await finishWhenOver(rows, vote, now));
}

/** Counts a vote when nobody may vote any more, or nobody is left to; answers whether it did. */
export async function finishWhenOver(rows: Transaction, vote: Vote, now: Date): Promise<boolean> {
  if (now >= vote.closesAt) await finish(rows, vote, { closedAt: vote.closesAt });
  else if (haveAllVoted(vote.electors)) await finish(rows, vote, { endedBy: 'all', closedAt: now });
  else return false;
  return true;
}

/** Counts a vote and publishes the result; what passed becomes a decision. */
export async function finish(
  rows: Transaction,
  vote: Vote,
  { endedBy, closedAt }: { readonly endedBy?: string; readonly closedAt: Date },
): Promise<void> {
  const { verdict } = count(vote, vote.ballots, vote.electors.length);
  await rows.groupVote.update({
    where: { id: vote.id },
    data: { state: 'closed', verdict, closedAt, endedBy: endedBy ?? null },
  });
  if (vote.isSecret) await makeAnonymous(rows, vote);
  if (verdict === 'passed' || verdict === 'partly') await decide(rows, { ...vote, verdict, closedAt });
  await ended(rows, vote, closedAt);
}

/** Ends a vote that is not counted: what was cast is nobody's any more, and those who had cast it are told. */
export async function drop(
  rows: Transaction,
  vote: Vote,
  ending: {
    readonly state: 'withdrawn' | 'amended';
    /** Who ended it; nobody where its time was over. */
    readonly by?: Pick<PersonFacts, 'id' | 'name'>;
    readonly endReason?: string | null;
    readonly amendedBy?: number;
    readonly closedAt: Date;
  },
): Promise<void> {
  const { by, ...data } = ending;
  await rows.groupVote.update({ where: { id: vote.id }, data: { ...data, endedBy: by?.name ?? null } });
  await rows.ballot.deleteMany({ where: { voteId: vote.id } });
  if (vote.isSecret) await forgetTraces(rows, vote);
  await ended(rows, vote, data.closedAt);
  const told = vote.electors.filter(
    ({ hasVoted, leftAt, personId }) => hasVoted && leftAt === undefined && personId !== by?.id,
  );
  await mark(
    rows,
    told.map(({ personId }) => droppedWanted(vote, personId)),
  );
}

/** Ends what is open about something that is gone: nothing is counted, and nothing recorded. */
export async function dropVotesAbout(
  rows: Transaction,
  groupId: number,
  { concerns, reason, now }: { readonly concerns: string; readonly reason: string; readonly now: Date },
): Promise<void> {
  for (const vote of await runningIn(rows, groupId, { concerns }))
    await drop(rows, vote, { state: 'withdrawn', endReason: reason, closedAt: now });
}

/** The ballots become nobody's: made anew in an order that tells nothing, since a table remembers the order of its rows. */
async function makeAnonymous(rows: Transaction, vote: Vote): Promise<void> {
  const ballots = vote.ballots
    .map(({ choice, reason }) => ({ voteId: vote.id, choice, reason: reason ?? null }))
    .toSorted((a, b) =>
      JSON.stringify([a.choice, a.reason]) < JSON.stringify([b.choice, b.reason]) ? -1 : 1,
    );
  await rows.ballot.deleteMany({ where: { voteId: vote.id } });
  await rows.ballot.createMany({ data: ballots });
  await forgetTraces(rows, vote);
}

/** When each voted in secret, and what they typed into forms that were refused. */
async function forgetTraces(rows: Transaction, { id, groupId }: Vote): Promise<void> {
  await rows.elector.updateMany({ where: { voteId: id }, data: { votedAt: null } });
  await rows.formDraft.deleteMany({
    where: {
      groupId,
      form: { in: [...ballotForms] },
      OR: [{ args: JSON.stringify([String(id)]) }, { args: { startsWith: `["${id}",` } }],
    },
  });
}

async function ended(rows: Transaction, vote: Vote, at: Date): Promise<void> {
  const { groupId, id } = vote;
  await mark(rows, voteWanted(await read(rows, id)));
  await end(rows, { groupId, about: aboutVote(id) }, at);
  await wake(rows, groupId, 'votes');
  const row = await rows.groupVote.findUniqueOrThrow({ where: { id }, select: { concernsJob: true } });
  if (row.concernsJob !== null) await wake(rows, groupId, row.concernsJob);
}

async function decide(rows: Transaction, vote: Vote): Promise<void> {
  const { groupId } = vote;
  const settings = settingsFacts(await rows.voteSettings.findUnique({ where: { groupId } }));
  const number = await nextDecision(rows, groupId);
  const made = await rows.decision.create({
    data: {
      groupId,
      number,
      title: vote.question,
      fileName: decisionFile({ number, title: vote.question }),
      text: resultWords(vote),
      decidedAt: vote.closedAt ?? vote.closesAt,
      voteId: vote.id,
      voteNumber: vote.number,
      source: `vote ${vote.number}`,
    },
  });
  await mark(rows, decisionWanted(decisionFacts(made), { chosen: vote.chosen, folder: settings.folder }));
}

/** The number of a group's next decision. */
export async function nextDecision(rows: Transaction, groupId: number): Promise<number> {
  const { _max } = await rows.decision.aggregate({ where: { groupId }, _max: { number: true } });
  return (_max.number ?? 0) + 1;
}
