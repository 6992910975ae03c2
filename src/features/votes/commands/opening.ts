// Opening votes, putting another one in the place of one, and how the group votes by default.

import { sharedNames } from '../../../core/command/naming.ts';
import {
  type Command,
  command,
  option,
  type PlaceRef,
  type Request,
  type Values,
} from '../../../core/command.ts';
import { code, doc, p, strong, time } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { whisper } from '../../../core/reply.ts';
import { cleanedLine } from '../../../core/text/cleaned.ts';
import { counted } from '../../../core/text/counted.ts';
import { isNone } from '../../../core/text/none.ts';
import { readOptions, readSeats } from '../choices.ts';
import type { VotesDeps } from '../deps.ts';
import type { Vote, VoteSettings } from '../facts.ts';
import { decisionPlaces } from '../publications.ts';
import { ruleWords } from '../result-words.ts';
import { ruleCalled } from '../rule-names.ts';
import { votedIn } from '../rules.ts';
import type { NewVote } from '../store.ts';
import { electorsOf, ownVote, shownIn, voteOption } from './lookup.ts';
import { asksAboutTwin } from './twins.ts';

const longestQuestion = 200;

const options = {
  question: option.text('What is voted on', { required: true, max: longestQuestion, isNeeded: true }),
  rule: option.choice(
    'By which rule it is decided',
    {
      charter: 'charter: +1, +0, -0, -1',
      majority: 'majority: yes, no, abstain',
      lazy: 'lazy: passes unless somebody objects',
      approval: 'approval: as many options as you like',
      ranked: 'ranked: options in order',
    },
    { required: true, meant: ruleCalled },
  ),
  options: option.text('For approval and ranked: "first; second; third"', { max: 1000 }),
  seats: option.integer('For approval and ranked: how many are elected', { min: 1, max: 20 }),
  days: option.integer('How many days it is open (5 unless the group says otherwise)', { min: 1, max: 60 }),
  quorum: option.integer('Per cent of the voters who must vote', { min: 0, max: 100 }),
  secret: option.yesOrNo('Nobody is shown who voted what'),
  details: option.text('More about it, shown with the question', { max: 1000, mayBeNone: true }),
  voters: option.text('Only members with this tag vote, such as editor', { max: 30 }),
} as const;

/** What was typed of a vote to be. */
type Typed = Values<typeof options> & { readonly channel?: PlaceRef | undefined };

/** Builds the commands. */
export function openingCommands(deps: VotesDeps): Command[] {
  return [
    command({
      name: 'vote open',
      description: 'Opens a vote among the members',
      access: 'member',
      options: {
        ...options,
        channel: option.place('Where it is shown, instead of the usual place', { places: ['text'] }),
      },
      async confirm({ groupId }, { question }) {
        return twins.confirm(await deps.store.running(groupId), question);
      },
      async run(request, typed) {
        const settings = await deps.store.settings(request.groupId);
        if (settings.proposers === 'organiser' && !request.isOrganiser)
          throw new UserError(
            'In this group organisers open votes. Ask one of them; `/member list` says who they are.',
          );
        if (!request.isOrganiser) {
          refuseWeaker(typed, settings);
          await refuseMore(deps, request);
        }
        const wanted = await newVote(deps, request, { typed, settings });
        const vote = await deps.store.open(wanted, (running) =>
          twins.refuse(request, running, typed.question),
        );
        return whisper(openedDocument(vote, request));
      },
    }),
    command({
      name: 'vote amend',
      description: 'Ends a vote and opens a changed one in its place',
      access: 'member',
      bare: 'question',
      options: {
        question: option.text('The question as it should be', { max: longestQuestion, isNeeded: true }),
        vote: voteOption(deps, 'Which vote, by its number'),
        options: options.options,
        seats: options.seats,
        days: options.days,
        details: option.text('More about it, shown with the question; or none', { max: 1000 }),
        channel: option.place('Where it is shown from now on', { places: ['text'] }),
      },
      async confirm(request, values) {
        const vote = await amendable(deps, request, values);
        return {
          document: doc(
            p('End ', strong(`vote ${vote.number}: ${vote.question}`), ' and open a new one in its place?'),
            p(`${uncountedWords(vote)}: ${values.question ?? vote.question}`),
          ),
          label: 'Amend it',
          values: { vote: String(vote.number) },
        };
      },
      async run(request, values) {
        const old = await amendable(deps, request, values);
        const settings = await deps.store.settings(request.groupId);
        if (!request.isOrganiser) refuseWeaker({ days: values.days, rule: old.rule }, settings);
        const typed: Typed = {
          question: values.question ?? old.question,
          rule: old.rule,
          options: values.options ?? (old.options.length > 0 ? old.options.join('; ') : undefined),
          seats: values.seats ?? old.seats,
          days: values.days ?? old.days,
          quorum: old.quorumPercent,
          secret: old.isSecret,
          details: isNone(values.details ?? '') ? '' : (values.details ?? old.details),
          voters: old.voters,
          channel: values.channel,
        };
        const wanted = await newVote(deps, request, { typed, settings });
        const chosen = values.channel ? wanted.chosen : old.chosen;
        const vote = await deps.store.amend(old, { ...wanted, isProposed: old.state === 'proposed', chosen });
        if (!vote) throw new UserError(`Vote ${old.number} has just ended. \`/vote open\` opens a new one.`);
        return whisper(openedDocument(vote, request));
      },
    }),
  ];
}

const twins = asksAboutTwin({
  words: ({ question }: Pick<Vote, 'number' | 'question'>) => question,
  known: (number) => `Vote ${number} asks that already: \`/vote show vote:${number}\`.`,
  question: 'Open another?',
  label: 'Open another',
});

type Changes = { readonly vote?: string | undefined };

async function amendable(deps: VotesDeps, request: Request, { vote: typed, ...changes }: Changes) {
  const { vote } = await ownVote(deps, request, typed);
  if (Object.values(changes).every((one) => one === undefined))
    throw new UserError(
      `What should change? Give it as it should be: \`/vote amend vote:${vote.number} question:"…"\`, or \`days\`, \`options\`, \`details\`, \`channel\`.`,
    );
  // What it decides happens by itself when it passes: another question must not decide the same.
  if (vote.concerns !== undefined)
    throw new UserError(
      `What vote ${vote.number} asks stays as it is, since what it decides happens when it passes. \`/vote withdraw vote:${vote.number}\` ends it; then it can be asked anew.`,
    );
  return vote;
}

function uncountedWords(vote: Vote): string {
  const voted = votedIn(vote);
  if (voted === 0) return 'Nobody has voted there yet. The new one';
  return `What ${voted === 1 ? '1 person' : `${voted} people`} voted there does not count for the new one`;
}

async function newVote(
  deps: VotesDeps,
  request: Request,
  { typed, settings }: { readonly typed: Typed; readonly settings: VoteSettings },
): Promise<NewVote> {
  const { rule } = typed;
  const question = cleanedLine(typed.question);
  if (question.length < 3) throw new UserError('Write the question so that everybody knows what is decided.');
  const openedBy = await deps.people.of(request.groupId, request.caller);
  const voters = cleanedLine(typed.voters ?? '').toLowerCase();
  const electors = await electorsOf(deps, request.groupId, { voters, rule });
  const terms = { rule, options: readOptions(typed.options, rule) };
  const seats = readSeats(typed.seats, terms);
  return {
    groupId: request.groupId,
    question,
    details: (typed.details ?? '').trim(),
    ...terms,
    ...(seats !== undefined && { seats }),
    // Silence is consent there: a quorum is asked for by whoever opens it, or not at all.
    quorumPercent: typed.quorum ?? (rule === 'lazy' ? 0 : settings.quorumPercent),
    isSecret: typed.secret ?? settings.isSecret,
    days: typed.days ?? settings.days,
    voters,
    chosen: await placesOf(deps, request, typed.channel),
    openedBy,
    isProposed: settings.needsSecond,
    electors,
    now: request.now,
  };
}

/** What the group has set for its votes binds whoever opens one; organisers, who set it, may ask for less. */
function refuseWeaker({ days, quorum, secret, rule }: Partial<Typed>, settings: VoteSettings): void {
  const least = rule === 'lazy' ? 0 : settings.quorumPercent;
  const wrong =
    days !== undefined && days < settings.leastDays
      ? `is open for ${counted(settings.leastDays, 'day')} at least, and \`days:${days}\` is less`
      : quorum !== undefined && quorum < least
        ? `has a quorum of ${least} % at least, and \`quorum:${quorum}\` is less`
        : secret === false && settings.isSecret
          ? 'is secret'
          : undefined;
  if (wrong !== undefined)
    throw new UserError(
      `In this group a vote ${wrong}. Leave that out, or ask an organiser to open this one.`,
    );
}

/** So many votes of one member run at a time. */
const mostOpen = 10;

/** Throws a UserError when as many votes of the caller run as may; organisers answer for more. */
async function refuseMore(deps: VotesDeps, { groupId, caller }: Request): Promise<void> {
  const { id } = await deps.people.of(groupId, caller);
  const running = (await deps.store.running(groupId)).filter(({ openedById }) => openedById === id);
  if (running.length < mostOpen) return;
  throw new UserError(
    `${running.length} votes of yours are going on. Wait until one ends, or end one: \`/vote withdraw\`.`,
  );
}

/** The place that was chosen for a vote, instead of the usual one on its platform. Throws a UserError when there is none at all. */
async function placesOf(deps: VotesDeps, request: Request, channel: PlaceRef | undefined) {
  const chosen = channel ? [{ platform: channel.platform, id: channel.id }] : [];
  shownIn([...chosen, ...decisionPlaces(await deps.groups.find(request.groupId))]);
  return chosen;
}

function openedDocument(vote: Vote, { zone }: Request) {
  const { number, question, electors } = vote;
  if (vote.state !== 'open')
    return doc(
      p(strong(`Vote ${number}`), ` is proposed: ${question}`),
      p`It opens as soon as another member seconds it; ${code(`/vote second vote:${number}`)} does that.`,
    );
  return doc(
    p(strong(`Vote ${number} is open:`), ` ${question}`),
    p`${electors.length} ${electors.length === 1 ? 'member has' : 'members have'} a vote, until
      ${time(vote.closesAt, zone)} or until all have voted.
      ${ruleWords(vote)}${vote.isSecret ? ' It is secret.' : ''}`,
    ...sharedNames(electors).map(
      (name) => p`Two of them are called ${strong(name)}. If that is one person, they join their accounts with
        ${code('/member link')}, and have one vote.`,
    ),
  );
}
