// `/prs for-me`, `/issues for-me` and `/issues take`: something to do for everybody, kept for a week for who takes it.
import { asksToChange, overwrittenBy } from '../../../core/command/changes.ts';
import { type Action, type Command, command, option } from '../../../core/command.ts';
import { code, link, p } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import type { PullRequest, WorkItem } from '../../../core/github/pull-request.ts';
import { type Reply, whisper } from '../../../core/reply.ts';
import { isNone } from '../../../core/text/none.ts';
import type { Line } from '../facts.ts';
import { isSame } from '../rules.ts';
import { readList } from '../scope.ts';
import { daysWords } from '../views/line.ts';
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
import type { Ask, Asked } from './asked.ts';
import { take } from './claims.ts';
import { buttonOn, type Numbered, numberOptions, repositoriesMeant, scopesHere } from './lookup.ts';
import { issueNumbered, openIssues } from './open-issues.ts';
import { readableWatches } from './readers.ts';

const mostTopics = 10;

const self = {
  about: option.text('What you like: labels, languages or words, with commas; kept for the next time', {
    max: 200,
  }),
  login: option.text('Your name on GitHub; kept for the next time', { max: 60 }),
} as const;

/** Builds the commands. */
export function workCommands(ask: Ask): Command[] {
  const issue = numberOptions(ask, 'issue', 'those that are known here if left out');
  return [
    command({
      name: 'prs for-me',
      description: 'Shows three pull requests that you could review, and why these',
      access: 'everyone',
      bare: 'about',
      options: self,
      run: (request, values) => pullsFor(ask(request), values),
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
        repository: issue.repository,
      },
      async run(request, values) {
        const asked = ask(request);
        const { now } = asked;
        const sought = values.kind === 'answer' ? 'answers' : 'issues';
        const interests = await interestsOf(asked, values);
        const meant = await repositoriesMeant(asked, values.repository);
        const { issues, notes } = await openIssues(asked, meant, { isNewestFirst: true, beside: easyLabels });
        const free = (await untaken(asked, issues)).filter(
          (one) => sought === 'issues' || needsAnswer(one, now, interests.login),
        );
        const touched = touchedBy(interests.login, await knownPulls(asked, meant.repositories));
        const found = fittingIssues(free, { interests, touched, now }, await asked.said());
        return await shown(asked, found, { sought, interests, notes });
      },
    }),
    command({
      name: 'issues take',
      description: 'Says that you work on an issue; it is yours for a week',
      access: 'everyone',
      options: issue,
      run: (request, values) => takeIssue(ask(request), values),
    }),
    command({
      name: 'issues guide',
      description: 'Says where newcomers read how to begin; an organiser sets the address',
      access: 'everyone',
      options: { url: option.text('The address; "none" for none', { max: 500 }) },
      async confirm(request, { url }) {
        const before = (await ask(request).said())?.guide;
        if (url === undefined || before === undefined || !request.isOrganiser) return undefined;
        return asksToChange({ before: [['Guide', before]], after: [['Guide', url.trim()]], usual: [] });
      },
      async run(request, { url }) {
        const asked = ask(request);
        if (url !== undefined) await setGuide(asked, url.trim());
        const guide = (await asked.said())?.guide;
        return whisper(
          guide === undefined
            ? p('No guide is set. An organiser sets one: ', code('/issues guide url:https://…'))
            : p('How to begin: ', link(guide, guide)),
        );
      },
    }),
  ];
}

/** Builds the buttons' actions. */
export function workActions(ask: Ask): Action[] {
  return [
    {
      name: 'digests/for-me',
      args: [],
      access: 'everyone',
      run: (request) => pullsFor(ask(request), {}),
    },
    buttonOn(ask, 'digests/work', takeIssue),
  ];
}

interface Typed {
  readonly about?: string | undefined;
  readonly login?: string | undefined;
}

/** Pull requests that somebody could review, of all that is watched here. */
async function pullsFor(asked: Asked, values: Typed): Promise<Reply> {
  const scopes = await scopesHere(asked, await readableWatches(asked));
  const lines = new Map<string, Line>();
  const notes: string[] = [];
  for (const scope of scopes) {
    const { digest } = await asked.current({ ...scope, sections: [] });
    notes.push(...digest.missing);
    for (const { name, prs } of digest.sections)
      if (name !== 'not ready' && name !== 'by bots') for (const line of prs) lines.set(nameOf(line), line);
  }
  const interests = await interestsOf(asked, values);
  const pulls = await knownPulls(asked, new Set(scopes.flatMap(({ repositories }) => repositories)));
  const files = new Map(pulls.map((pull) => [nameOf(pull), pull.details?.files ?? []]));
  const found = fittingPulls(await untaken(asked, [...lines.values()]), {
    interests,
    touched: touchedBy(interests.login, pulls),
    filesOf: (line) => files.get(nameOf(line)) ?? [],
    now: asked.now,
    words: daysWords,
  });
  return await shown(asked, found, { sought: 'pulls', interests, notes });
}

const nameOf = ({ repo, number }: Pick<WorkItem, 'repo' | 'number'>) => `${repo}#${number}`;

async function takeIssue(asked: Asked, wanted: Numbered): Promise<Reply> {
  const issue = await issueNumbered(asked, wanted);
  return await take(asked, 'work', issue, (await asked.said())?.guide);
}

/** What was said before, and now; it is kept. */
async function interestsOf(asked: Asked, { about, login }: Typed): Promise<Interests> {
  const { groupId, store } = asked;
  const { id } = await asked.people.knownOrNew(groupId, asked.request.caller);
  const before = await store.interests(groupId, id);
  if (about === undefined && login === undefined) return before;
  const topics = about === undefined ? before.topics : isNone(about) ? [] : readList(about);
  if (topics.length > mostTopics)
    throw new UserError(`That is more than ${mostTopics} things that you like. Leave some out.`);
  const name = (login ?? before.login ?? '').trim().replace(/^@/u, '');
  if (name !== '' && !/^[\w-]+$/u.test(name))
    throw new UserError(`\`${name}\` is no name on GitHub. Copy it from your profile there.`);
  const after = { topics, ...(name !== '' && { login: name }) };
  await store.setInterests(groupId, (await asked.person()).id, after);
  return after;
}

/** What nobody has taken on. */
async function untaken<T extends WorkItem>(asked: Asked, things: readonly T[]): Promise<T[]> {
  const taken = await asked.claims();
  return things.filter((one) => !taken.some((claim) => isSame(claim, one)));
}

async function knownPulls({ store, groupId }: Asked, repositories: Iterable<string>): Promise<PullRequest[]> {
  const memory = store.memory(groupId);
  return (await Promise.all([...repositories].map((one) => memory.known(one)))).flat();
}

async function shown(
  asked: Asked,
  found: readonly Fitting[],
  { sought, interests, notes }: { sought: WorkKind; interests: Interests; notes: readonly string[] },
): Promise<Reply> {
  const guide = (await asked.said())?.guide;
  const { buttons: hasButtons } = asked.request.can;
  const card = fittingCard(found, { sought, guide, interests, hasButtons, notes });
  return whisper(card, { buttons: fittingButtons(found, sought) });
}

async function setGuide({ request, store, groupId, now }: Asked, url: string): Promise<void> {
  if (!request.isOrganiser)
    throw new UserError('Only organisers set the guide. Ask one of them; `/member list` says who they are.');
  if (!isNone(url) && !/^https?:\/\/\S+$/u.test(url))
    throw new UserError(`\`${url}\` is no address. Write it like \`https://devguide.python.org\`.`);
  await store.say(groupId, now, ({ guide, ...before }) => {
    if (guide !== undefined)
      request.refuseOther?.(overwrittenBy({ before: [['Guide', guide]], after: [['Guide', url]] }));
    return { ...before, ...(!isNone(url) && { guide: url }) };
  });
}
