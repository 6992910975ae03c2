// `/prs show` and `/prs mine`: single pull requests.

import { type Command, command, option, type Request } from '../../../core/command.ts';
import { type Block, code, doc, heading, list, p } from '../../../core/document.ts';
import { insteadOf, OutsideError, UserError } from '../../../core/errors.ts';
import { AnotherRepositoryError } from '../../../core/github/another-repository.ts';
import type { PullRequest } from '../../../core/github/pull-request.ts';
import { whisper } from '../../../core/reply.ts';
import type { DigestsParts } from '../deps.ts';
import type { Line, Scope } from '../facts.ts';
import { bySince, isSame, lineOf } from '../rules.ts';
import { isOnPath, isWithin } from '../scope.ts';
import { pullLine } from '../views/line.ts';
import { claimButtons, claimsBlocks } from '../views/notes.ts';
import { pullButtons, pullCard } from '../views/pull.ts';
import { type Vocabulary, vocabularyOf } from '../vocabulary.ts';
import { knownRepositories, meantAmong, ownClaims, repositoriesMeant, repositoriesOption } from './lookup.ts';
import { issueInstead } from './other-kind.ts';
import { readEach } from './patience.ts';
import { readableWatches } from './readers.ts';

/** Builds the commands. */
export function pullCommands(deps: DigestsParts): Command[] {
  const { store } = deps;
  return [
    command({
      name: 'prs show',
      description: 'Shows one pull request: whom it waits on, and why',
      access: 'everyone',
      isReadOnly: true,
      options: pullOptions(deps),
      async run(request, values) {
        const pull = await pullNumbered(deps, request, values);
        const claims = await store.claims(request.groupId, request.now);
        const claim = claims.find((one) => isSame(one, pull));
        const words = await wordsOf(deps, request, pull);
        return whisper(pullCard(pull, { claim, now: request.now, zone: request.zone, words }), {
          buttons: pullButtons(pull),
        });
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
        const mine = await ownClaims(deps, request);
        const person = await deps.people.of(request.groupId, request.caller);
        const said = (await store.interests(request.groupId, person.id)).login;
        const login = (values.login ?? said ?? request.caller.name).trim().replace(/^@/u, '');
        const lines = await watchedLines(deps, request);
        const [first] = mine;
        return whisper(
          doc(
            claimsBlocks(mine, request.zone).children,
            lines.length > 0 ? waitingOnLogin(lines, login, request.now) : undefined,
          ),
          { ...(first && mine.length === 1 && { buttons: claimButtons(first) }) },
        );
      },
    }),
  ];
}

/** What the labels of a pull request's repository mean, by those of all its pull requests that are known. */
async function wordsOf(deps: DigestsParts, { groupId }: Request, pull: PullRequest): Promise<Vocabulary> {
  const known = await deps.store.memory(groupId).known(pull.repo);
  const labels = new Set([...known.flatMap((one) => one.labels), ...pull.labels]);
  return vocabularyOf([...labels], (await deps.store.said(groupId))?.said);
}

/** The options that name a pull request. */
export function pullOptions(deps: DigestsParts) {
  return {
    number: option.integer("The pull request's number", { required: true, min: 1 }),
    repository: repositoriesOption(
      deps,
      'Which repository: owner/name; the one that is watched here if left out',
    ),
  } as const;
}

/** The pull request of a number, as GitHub has it now; as it was read last when GitHub does not answer. */
export async function pullNumbered(
  deps: DigestsParts,
  request: Request,
  { repository, number }: { repository?: string | undefined; number: number },
): Promise<PullRequest> {
  const where = await repositoriesMeant(deps, request, repository);
  const answers = await readEach(deps, where, (one) => deps.source.readPull({ ...one, number }));
  const memory = deps.store.memory(request.groupId);
  const found: PullRequest[] = [];
  for (const { repository: one, read, failure } of answers) {
    if (read) found.push(read);
    if (failure && !(failure instanceof AnotherRepositoryError))
      found.push(...(await memory.known(one)).filter((pull) => pull.number === number));
  }
  const meant = await meantAmong(deps, request, found, { isOpen: ({ ended }) => ended === undefined });
  if (meant) return meant;
  const failed = answers.find(({ failure }) => failure);
  if (failed) throw failed.failure;
  const instead = await issueInstead(deps, request, { ...where, number });
  if (instead) throw instead;
  throw new UserError(
    `There is no pull request #${number} in ${where.repositories.join(', ')}. Check the number, or name another \`repository\`.`,
  );
}

/** The pull requests that are watched, as they were read last; those of which the asker may know. */
async function watchedLines(deps: DigestsParts, request: Request): Promise<Line[]> {
  const { groupId, now } = request;
  const watches = await readableWatches(deps, request).catch(insteadOf(OutsideError, []));
  const usable = new Set(await knownRepositories(deps, groupId));
  const said = (await deps.store.said(groupId))?.said;
  const watched = new Map<string, Scope[]>();
  for (const { scope } of watches.filter(({ isPaused }) => !isPaused)) {
    const names = scope.repositories.filter((one) => usable.has(one));
    // A repository may be watched by another name than GitHub has for it.
    for (const name of new Set(names.flatMap((one) => [one, scope.seen[one]?.name ?? one])))
      watched.set(name, [...(watched.get(name) ?? []), scope]);
  }
  const lines = new Map<string, Line>();
  for (const [repository, scopes] of watched) {
    const known = await deps.store.memory(groupId).known(repository);
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
  const part = (title: string, found: typeof lines) =>
    found.length === 0
      ? []
      : [
          heading(3, `${title} (${found.length})`),
          list(...found.slice(0, 10).map((line) => pullLine(line, style))),
        ];
  const waiting = lines.filter(({ who, waitingOn }) => waitingOn !== 'nobody' && isNamed(who));
  const own = lines.filter((line) => isNamed([line.author]) && !waiting.includes(line));
  if (waiting.length + own.length === 0) {
    return [
      p`On GitHub, nothing waits on ${login}. Are you called otherwise there? Say so with ${code('login')}.`,
    ];
  }
  return [...part(`Waiting on ${login}`, waiting), ...part(`Other pull requests of ${login}`, own)];
}
