// `/prs show` and `/prs mine`: single pull requests.

import { type Command, command, option } from '../../../core/command.ts';
import { type Block, code, doc, p } from '../../../core/document.ts';
import { insteadOf, OutsideError, UserError } from '../../../core/errors.ts';
import { AnotherRepositoryError } from '../../../core/github/another-repository.ts';
import type { PullRequest } from '../../../core/github/pull-request.ts';
import { whisper } from '../../../core/reply.ts';
import type { Line, Scope } from '../facts.ts';
import { bySince, isSame, lineOf } from '../rules.ts';
import { isOnPath, isWithin } from '../scope.ts';
import { linesUnder } from '../views/line.ts';
import { claimButtons, claimsBlocks } from '../views/notes.ts';
import { pullButtons, pullCard } from '../views/pull.ts';
import { vocabularyOf } from '../vocabulary.ts';
import type { Ask, Asked } from './asked.ts';
import {
  knownRepositories,
  meantAmong,
  type Numbered,
  numberOptions,
  ownClaims,
  repositoriesMeant,
} from './lookup.ts';
import { refuseIssue } from './other-kind.ts';
import { readEach } from './patience.ts';
import { readableWatches } from './readers.ts';

/** Builds the commands. */
export function pullCommands(ask: Ask): Command[] {
  return [
    command({
      name: 'prs show',
      description: 'Shows one pull request: whom it waits on, and why',
      access: 'everyone',
      isReadOnly: true,
      options: numberOptions(ask, 'pull request'),
      async run(request, values) {
        const asked = ask(request);
        const { now, store } = asked;
        const pull = await pullNumbered(asked, values);
        const claim = (await asked.claims()).find((one) => isSame(one, pull));
        // What labels mean, by those of all pull requests of its repository that are known.
        const known = await store.memory(asked.groupId).known(pull.repo);
        const labels = new Set([...known, pull].flatMap((one) => one.labels));
        const words = vocabularyOf([...labels], await asked.said());
        const card = pullCard(pull, { claim, now, zone: request.zone, words });
        return whisper(card, { buttons: pullButtons(pull) });
      },
    }),
    command({
      name: 'prs mine',
      description: 'Shows the reviews that you took on, and what waits on you',
      access: 'everyone',
      isReadOnly: true,
      options: {
        login: option.text('Your name on GitHub; the one you said, or your name here, if left out', {
          max: 60,
        }),
      },
      async run(request, values) {
        const asked = ask(request);
        const mine = await ownClaims(asked);
        const { id } = await asked.people.knownOrNew(asked.groupId, request.caller);
        const said = (await asked.store.interests(asked.groupId, id)).login;
        const login = (values.login ?? said ?? request.caller.name).trim().replace(/^@/u, '');
        const lines = await watchedLines(asked);
        const [only, ...others] = mine;
        return whisper(
          doc(
            claimsBlocks(mine, request.zone),
            lines.length > 0 && waitingOnLogin(lines, login, request.now),
          ),
          { ...(only && others.length === 0 && { buttons: claimButtons(only) }) },
        );
      },
    }),
  ];
}

/** The pull request of a number, as GitHub has it now; as it was read last when GitHub does not answer. */
export async function pullNumbered(asked: Asked, { repository, number }: Numbered): Promise<PullRequest> {
  const where = await repositoriesMeant(asked, repository);
  const answers = await readEach(asked, where, (one) => asked.source.readPull({ ...one, number }));
  const memory = asked.store.memory(asked.groupId);
  const found: PullRequest[] = [];
  for (const { repository: one, read, failure } of answers) {
    if (read) found.push(read);
    if (failure && !(failure instanceof AnotherRepositoryError))
      found.push(...(await memory.known(one)).filter((pull) => pull.number === number));
  }
  const meant = await meantAmong(asked, found, ({ ended }) => ended === undefined);
  if (meant) return meant;
  const failed = answers.find(({ failure }) => failure);
  if (failed) throw failed.failure;
  await refuseIssue(asked, where, number);
  throw new UserError(
    `There is no pull request #${number} in ${where.repositories.join(', ')}. Check the number, or name another \`repository\`.`,
  );
}

/** The pull requests that are watched, as they were read last; those of which the asker may know. */
async function watchedLines(asked: Asked): Promise<Line[]> {
  const { now } = asked;
  const watches = await readableWatches(asked).catch(insteadOf(OutsideError, []));
  const usable = new Set(await knownRepositories(asked));
  const said = await asked.said();
  const watched = new Map<string, Scope[]>();
  for (const { scope } of watches.filter(({ isPaused }) => !isPaused)) {
    const names = scope.repositories.filter((one) => usable.has(one));
    // A repository may be watched by another name than GitHub has for it.
    for (const name of new Set(names.flatMap((one) => [one, scope.seen[one]?.name ?? one])))
      watched.set(name, [...(watched.get(name) ?? []), scope]);
  }
  const lines = new Map<string, Line>();
  for (const [repository, scopes] of watched) {
    const known = await asked.store.memory(asked.groupId).known(repository);
    const words = vocabularyOf([...new Set(known.flatMap(({ labels }) => labels))], said);
    for (const pull of known)
      if (scopes.some((scope) => isWithin(scope, pull, now) && isOnPath(scope, pull)))
        lines.set(pull.id, lineOf(pull, { words, now }));
  }
  return [...lines.values()].sort(bySince);
}

function waitingOnLogin(lines: readonly Line[], login: string, now: Date): Block[] {
  const wanted = login.toLowerCase();
  const isNamed = (names: readonly string[]) => names.some((name) => name.toLowerCase() === wanted);
  const style = { at: now, claims: [], hasRepository: true, longestTitle: 100 };
  const waiting = lines.filter(({ who, waitingOn }) => waitingOn !== 'nobody' && isNamed(who));
  const own = lines.filter((line) => isNamed([line.author]) && !waiting.includes(line));
  const parts = [
    ...linesUnder(`Waiting on ${login}`, waiting, style, 10),
    ...linesUnder(`Other pull requests of ${login}`, own, style, 10),
  ];
  return parts.length > 0
    ? parts
    : [
        p`On GitHub, nothing waits on ${login}. Are you called otherwise there? Say so with ${code('login')}.`,
      ];
}
