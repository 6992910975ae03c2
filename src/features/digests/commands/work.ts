// `/prs for-me`, `/issues for-me` and `/issues take`: something to do for everybody, kept for a week for who takes it.
import { asksToChange, overwrittenBy } from '../../../core/command/changes.ts';
import { type Action, type Command, command, option, type Request } from '../../../core/command.ts';
import { code, doc, link, p } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { type Reply, whisper } from '../../../core/reply.ts';
import { isNone } from '../../../core/text/none.ts';
import type { DigestsParts } from '../deps.ts';
import type { Line } from '../facts.ts';
import { isSame } from '../rules.ts';
import { readList } from '../scope.ts';
import { areOfSeveral, daysWords } from '../views/line.ts';
import { fittingButtons, fittingCard, type WorkKind } from '../views/work.ts';
import {
  easyLabels,
  type Fitting,
  fittingIssues,
  fittingPulls,
  type Interests,
  needsAnswer,
  touchedBy,
} from '../work.ts';
import { take } from './claims.ts';
import { repositoriesMeant, repositoriesOption, scopesHere } from './lookup.ts';
import { issueNumbered, openIssues } from './open-issues.ts';

const mostTopics = 10;

const self = {
  about: option.text('What you like: labels, languages or words, with commas; kept for the next time', {
    max: 200,
  }),
  login: option.text('Your name on GitHub; kept for the next time', { max: 60 }),
} as const;

/** Builds the commands. */
export function workCommands(deps: DigestsParts): Command[] {
  const pulls = pullsFor(deps);
  const repository = repositoriesOption(
    deps,
    'Which repository: owner/name; those that are known here if left out',
  );
  return [
    command({
      name: 'prs for-me',
      description: 'Shows three pull requests that you could review, and why these',
      access: 'everyone',
      bare: 'about',
      options: self,
      run: pulls,
    }),
    command({
      name: 'issues for-me',
      description: 'Shows three issues that you could work on, and why these',
      access: 'everyone',
      bare: 'about',
      options: {
        ...self,
        kind: option.choice('Which: anything, or what has waited three days and just needs one answer', {
          any: 'anything',
          answer: 'what just needs one answer',
        }),
        repository,
      },
      async run(request, values) {
        const sought = values.kind === 'answer' ? 'answers' : 'issues';
        const interests = await interestsOf(deps, request, values);
        const meant = await repositoriesMeant(deps, request, values.repository);
        const taken = await deps.store.claims(request.groupId, request.now);
        const { issues, notes } = await openIssues(deps, request, meant, {
          isNewestFirst: true,
          beside: easyLabels,
        });
        const found = fittingIssues(
          issues
            .filter((issue) => !taken.some((claim) => isSame(claim, issue)))
            .filter((issue) => sought === 'issues' || needsAnswer(issue, request.now, interests.login)),
          {
            interests,
            touched: touchedBy(interests.login, await knownPulls(deps, request, meant.repositories)),
            now: request.now,
            said: (await deps.store.said(request.groupId))?.said,
          },
        );
        return await shown(deps, request, { found, sought, interests, notes });
      },
    }),
    command({
      name: 'issues take',
      description: 'Says that you work on an issue; it is yours for a week',
      access: 'everyone',
      options: {
        number: option.integer("The issue's number", { required: true, min: 1 }),
        repository,
      },
      run: (request, values) => takeIssue(deps, request, values),
    }),
    command({
      name: 'issues guide',
      description: 'Says where newcomers read how to begin; an organiser sets the address',
      access: 'everyone',
      options: { url: option.text('The address; "none" for none', { max: 500 }) },
      async confirm(request, { url }) {
        const before = (await deps.store.said(request.groupId))?.said.guide;
        if (url === undefined || before === undefined || !request.isOrganiser) return undefined;
        return asksToChange({ before: [['Guide', before]], after: [['Guide', url.trim()]], usual: [] });
      },
      async run(request, { url }) {
        if (url !== undefined) await setGuide(deps, request, url.trim());
        const guide = (await deps.store.said(request.groupId))?.said.guide;
        return whisper(
          doc(
            guide === undefined
              ? p('No guide is set. An organiser sets one: ', code('/issues guide url:https://…'))
              : p('How to begin: ', link(guide, guide)),
          ),
        );
      },
    }),
  ];
}

/** Builds the buttons' actions. */
export function workActions(deps: DigestsParts): Action[] {
  const pulls = pullsFor(deps);
  return [
    {
      name: 'digests/for-me',
      args: [],
      access: 'everyone',
      run: (request) => pulls(request, {}),
    },
    {
      name: 'digests/work',
      args: ['text', 'id'],
      access: 'everyone',
      run: (request, [repository = '', number]) =>
        takeIssue(deps, request, { repository, number: Number(number) }),
    },
  ];
}

interface Typed {
  readonly about?: string | undefined;
  readonly login?: string | undefined;
}

/** Pull requests that somebody could review, of all that is watched here. */
function pullsFor(deps: DigestsParts) {
  return async (request: Request, values: Typed): Promise<Reply> => {
    const scopes = await scopesHere(deps, request);
    const lines = new Map<string, Line>();
    const notes: string[] = [];
    for (const scope of scopes) {
      const { digest } = await deps.current(request, { ...scope, sections: [] });
      notes.push(...digest.missing);
      for (const { name, prs } of digest.sections) {
        if (name === 'not ready' || name === 'by bots') continue;
        for (const line of prs) lines.set(`${line.repo}#${line.number}`, line);
      }
    }
    const repositories = [...new Set(scopes.flatMap((scope) => scope.repositories))];
    const interests = await interestsOf(deps, request, values);
    const taken = await deps.store.claims(request.groupId, request.now);
    const pulls = await knownPulls(deps, request, repositories);
    const files = new Map(pulls.map((pull) => [`${pull.repo}#${pull.number}`, pull.details?.files ?? []]));
    const found = fittingPulls(
      [...lines.values()].filter((line) => !taken.some((claim) => isSame(claim, line))),
      {
        interests,
        touched: touchedBy(interests.login, pulls),
        filesOf: ({ repo, number }) => files.get(`${repo}#${number}`) ?? [],
        now: request.now,
        words: daysWords,
      },
    );
    return await shown(deps, request, { found, sought: 'pulls', interests, notes });
  };
}

async function takeIssue(
  deps: DigestsParts,
  request: Request,
  wanted: { repository?: string | undefined; number: number },
): Promise<Reply> {
  const issue = await issueNumbered(deps, request, wanted);
  const guide = (await deps.store.said(request.groupId))?.said.guide;
  return await take(deps, request, { ...issue, kind: 'work' }, guide);
}

/** What was said before, and now; it is kept. */
async function interestsOf(
  deps: DigestsParts,
  request: Request,
  { about, login }: Typed,
): Promise<Interests> {
  const { groupId, caller } = request;
  const person = await deps.people.of(groupId, caller);
  const before = await deps.store.interests(groupId, person.id);
  if (about === undefined && login === undefined) return before;
  const topics = about === undefined ? before.topics : isNone(about) ? [] : readList(about);
  if (topics.length > mostTopics)
    throw new UserError(`That is more than ${mostTopics} things that you like. Leave some out.`);
  const name = (login ?? before.login ?? '').trim().replace(/^@/u, '');
  if (name !== '' && !/^[\w-]+$/u.test(name))
    throw new UserError(`\`${name}\` is no name on GitHub. Copy it from your profile there.`);
  const after = { topics, ...(name !== '' && { login: name }) };
  await deps.store.setInterests(groupId, person.id, after);
  return after;
}

async function knownPulls({ store }: DigestsParts, { groupId }: Request, repositories: readonly string[]) {
  const memory = store.memory(groupId);
  return (await Promise.all(repositories.map((one) => memory.known(one)))).flat();
}

async function shown(
  deps: DigestsParts,
  request: Request,
  {
    found,
    sought,
    interests,
    notes,
  }: { found: readonly Fitting[]; sought: WorkKind; interests: Interests; notes: readonly string[] },
): Promise<Reply> {
  const said = (await deps.store.said(request.groupId))?.said;
  const card = fittingCard(found, {
    sought,
    guide: said?.guide,
    notes,
    hasRepository: areOfSeveral(found),
    hasButtons: request.can.buttons,
    topics: interests.topics,
    isKnown: interests.login !== undefined || interests.topics.length > 0,
  });
  return whisper(card, { buttons: fittingButtons(found, sought) });
}

async function setGuide({ store }: DigestsParts, request: Request, url: string): Promise<void> {
  if (!request.isOrganiser)
    throw new UserError('Only organisers set the guide. Ask one of them; `/member list` says who they are.');
  if (!isNone(url) && !/^https?:\/\/\S+$/u.test(url))
    throw new UserError(`\`${url}\` is no address. Write it like \`https://devguide.python.org\`.`);
  await store.say(request.groupId, request.now, ({ guide, ...before }) => {
    if (guide !== undefined)
      request.refuseOther?.(overwrittenBy({ before: [['Guide', guide]], after: [['Guide', url]] }));
    return { ...before, ...(!isNone(url) && { guide: url }) };
  });
}
