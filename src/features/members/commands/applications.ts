// Applications: who has applied, the vote by one press, and taking one back.

import { buttonsOn } from '../../../core/command/buttons.ts';
import { thingMeant } from '../../../core/command/meant.ts';
import { type Action, type Command, command, option, type Request } from '../../../core/command.ts';
import { doc, p, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { type Reply, whisper } from '../../../core/reply.ts';
import { applicationCard, currentWords } from '../application-views.ts';
import type { MembershipDeps } from '../member-deps.ts';
import { aboutApplication } from '../member-publications.ts';
import type { Application } from '../membership-facts.ts';
import { isCurrent } from '../membership-rules.ts';
import { applicant, refusePublic } from './applying.ts';

/** An application, as somebody asks about it. */
export interface Found {
  readonly deps: MembershipDeps;
  readonly request: Request;
  readonly application: Application;
}

/** Builds the commands. */
export function applicationCommands(deps: MembershipDeps): Command[] {
  const { store } = deps;
  const which = {
    application: option.text('Which application, by its number or name', { max: 100 }),
  } as const;
  return [
    command({
      name: 'member applications',
      description: 'Lists the applications that go on, and who waits for a seat',
      access: 'member',
      isReadOnly: true,
      async run({ groupId }) {
        const all = await store.applications(groupId);
        const current = all.filter(({ state }) => isCurrent(state));
        if (current.length === 0) return whisper(p('Nobody has applied at the moment.'));
        const line = ({ number, name, state }: Application) =>
          p(strong(`Application ${number}:`), ` ${name} ${currentWords[state] ?? state}`);
        return whisper(doc(...current.map(line)));
      },
    }),
    command({
      name: 'member application',
      description: 'Shows an application',
      access: 'member',
      isReadOnly: true,
      options: which,
      run: async (request, { application }) =>
        whisper(applicationCard((await meant(deps, request, application)).application)),
    }),
    command({
      name: 'member vote',
      description: 'Opens the vote on an application',
      access: 'member',
      options: which,
      run: async (request, { application }) => vote(await meant(deps, request, application)),
    }),
    command({
      name: 'member decline',
      description:
        'Closes an application without a vote, such as an advertisement, and deletes what was written',
      access: 'organiser',
      options: which,
      async confirm(request, { application: typed }) {
        const application = await undecided(deps, request, typed);
        const { number, name } = application;
        return {
          document: doc(
            p`Close ${strong(`application ${number} of ${name}`)} without a vote? What they wrote is deleted,
              and I tell them so in private.`,
          ),
          label: 'Close it',
          style: 'danger',
          values: { application: String(number) },
          overwrites: wordsIn(application),
        };
      },
      async run(request, { application: typed }) {
        const application = await undecided(deps, request, typed);
        const { id, number, name } = application;
        const isClosed = await store.decline(application, {
          checked: (current) => request.refuseOther?.(wordsIn(current)),
          now: request.now,
        });
        if (!isClosed) refuseDecided((await applicationById(deps, request, String(id))).application);
        return whisper(p(strong(`Application ${number}`), ` of ${name} is closed without a vote.`));
      },
    }),
    command({
      name: 'member withdraw',
      description: 'Takes your application back, and deletes what you wrote',
      access: 'everyone',
      async confirm(request) {
        const { current } = await applicant(deps, request);
        if (!current) return undefined;
        return {
          document: doc(
            p`Take your application back? What you wrote is
              deleted${current.state === 'voting' ? ', and the vote on it ends uncounted.' : '.'}`,
          ),
          label: 'Take it back',
          style: 'danger',
        };
      },
      async run(request) {
        const { current } = await applicant(deps, request);
        if (!current) throw new UserError('You have no application here. `/apply` makes one.');
        if (!(await store.withdraw(current, request.now)))
          throw new UserError('It has just been decided; I tell you in private what came of it.');
        return whisper(
          p`Your application is withdrawn, and what you wrote is deleted. You can apply again whenever you
            like.`,
        );
      },
    }),
  ];
}

function wordsIn({ introduction, why, brings }: Application): string {
  return JSON.stringify([introduction, why, brings]);
}

/** The application, if it waits for a vote. Throws a UserError where members have a say in it already. */
function refuseDecided(application: Application): Application {
  const { number, state, voteNumber } = application;
  if (state === 'waiting') return application;
  throw new UserError(
    state === 'voting'
      ? `Application ${number} is voted on. \`/vote withdraw vote:${voteNumber}\` ends the vote first.`
      : `Application ${number} waits for no vote any more: \`/member application application:${number}\` shows what came of it.`,
  );
}

/** The application that is meant, if an organiser may close it now. Throws a UserError otherwise. */
async function undecided(deps: MembershipDeps, request: Request, typed: string | undefined) {
  refusePublic(request);
  return refuseDecided((await meant(deps, request, typed)).application);
}

/** An application by its id. Throws a UserError when it is not there. */
export async function applicationById(
  deps: MembershipDeps,
  request: Request,
  id: string | undefined,
): Promise<Found> {
  const application = await deps.store.application(request.groupId, Number(id));
  if (application) return { deps, request, application };
  throw new UserError('That application is not there any more. `/member applications` lists those that are.');
}

/** Builds the button below an application. */
export function applicationAction(deps: MembershipDeps): Action {
  return buttonsOn((request, id) => applicationById(deps, request, id), 'member')('members/vote', [], vote);
}

async function meant(deps: MembershipDeps, request: Request, typed: string | undefined): Promise<Found> {
  const all = (await deps.store.applications(request.groupId)).toReversed();
  if (all.length === 0)
    throw new UserError('Nobody has applied yet. Who wants to become a member applies with `/apply`.');
  const application = await thingMeant(request, typed?.trim().replace(/^[#@]/u, ''), {
    kind: 'application',
    all,
    words: ({ name }) => name,
    fits: ({ state }) => state === 'waiting',
    isLikely: ({ state }) => isCurrent(state),
  });
  if (application) return { deps, request, application };
  throw new UserError(
    typed === undefined
      ? 'No application waits for a vote. `/member applications` lists those that go on.'
      : `There is no application "${typed}". \`/member applications\` lists them.`,
  );
}

async function vote({ deps, request, application }: Found): Promise<Reply> {
  const { groupId, now } = request;
  const { store } = deps;
  const opener = await store.of(groupId, request.caller);
  if (opener.id === application.applicantId)
    throw new UserError(
      'The application is your own: another member opens the vote on it. Ask one; `/member list` says who they are.',
    );
  const opened =
    application.state === 'waiting' &&
    (await deps.openVote(
      {
        groupId,
        concerns: aboutApplication(application.id),
        question: `Take in ${application.name} as a member?`,
        details: `This is application ${application.number}. Members read it with \`/member application application:${application.number}\`.`,
        rule: (await store.rules(groupId)).voteRule,
        openedBy: opener,
        now,
      },
      store.takenForVote(application),
    ));
  if (!opened) {
    const known = await store.application(groupId, application.id);
    throw new UserError(
      known?.voteNumber === undefined
        ? `Application ${application.number} does not wait for a vote any more.`
        : `Application ${application.number} is voted on already: \`/vote show vote:${known.voteNumber}\`.`,
    );
  }
  return whisper(p(strong(`Vote ${opened.number} is open:`), ` take in ${application.name}?`));
}
