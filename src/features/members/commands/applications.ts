// Applying to be a member: the form, the vote by one press, and the waiting list.
import {
  type Action,
  type Command,
  command,
  type Form,
  openForm,
  type Reply,
  type Request,
  type TextField,
  whisper,
} from '../../../core/command.ts';
import { doc, p, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import type { MembershipDeps } from '../member-deps.ts';
import { applicationIdOf, applicationPlaces, cardWanted } from '../member-publications.ts';
import { applicationCard, currentWords, receivedDocument } from '../member-views.ts';
import type { Application } from '../membership-facts.ts';

const longest = 1_500;

/** Builds the commands. */
export function applicationCommands(deps: MembershipDeps): Command[] {
  const { store } = deps;
  const which = {
    application: { type: 'string', description: 'Which application, by its number or name', max: 100 },
  } as const;
  return [
    command({
      name: 'apply',
      description: 'Asks to become a member: introduce yourself, why, and what you bring',
      access: 'everyone',
      opensForm: true,
      run: async (request) => await form(deps, request),
    }),
    command({
      name: 'member applications',
      description: 'Lists the applications that go on, and who waits for a seat',
      access: 'member',
      isReadOnly: true,
      async run({ groupId }) {
        const all = await store.applications(groupId);
        const current = all.filter(({ state }) => ['waiting', 'voting', 'listed', 'offered'].includes(state));
        if (current.length === 0) return whisper(doc(p('Nobody has applied at the moment.')));
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
      async run(request, { application }) {
        refusePublic(request);
        return whisper(applicationCard(await meant(deps, request, application)));
      },
    }),
    command({
      name: 'member vote',
      description: 'Opens the vote on an application',
      access: 'member',
      options: which,
      run: async (request, { application }) =>
        await vote(deps, request, await meant(deps, request, application)),
    }),
    command({
      name: 'member withdraw',
      description: 'Takes your application back, and deletes what you wrote',
      access: 'everyone',
      async confirm({ groupId, caller }) {
        const self = await store.of(groupId, caller);
        const current = await store.applicationOf(groupId, self.id);
        if (!current) return undefined;
        return {
          document: doc(p('Take your application back? What you wrote is deleted.')),
          label: 'Take it back',
          style: 'danger',
        };
      },
      async run(request) {
        const self = await store.of(request.groupId, request.caller);
        const current = await store.applicationOf(request.groupId, self.id);
        if (!current) throw new UserError('You have no application here. `/apply` makes one.');
        if (!(await store.withdraw(current, request.now))) {
          throw new UserError(
            'It is being voted on, so it can no longer be taken back. Ask a member to withdraw the vote.',
          );
        }
        return whisper(
          doc(
            p(
              'Your application is withdrawn, and what you wrote is deleted. You can apply again whenever you like.',
            ),
          ),
        );
      },
    }),
    command({
      name: 'member seat',
      description: 'Takes the seat that you were offered, or leaves it to the next in line',
      access: 'everyone',
      options: { take: { type: 'boolean', description: 'Whether you would like it', required: true } },
      async confirm({ groupId, caller }, { take }) {
        const self = await store.of(groupId, caller);
        const current = await store.applicationOf(groupId, self.id);
        if (take || current?.state !== 'offered') return undefined;
        return {
          document: doc(p('Leave the seat to the next in line? It is not offered to you again.')),
          label: 'Leave it to them',
          style: 'danger',
        };
      },
      async run(request, { take }) {
        const self = await store.of(request.groupId, request.caller);
        const current = await store.applicationOf(request.groupId, self.id);
        if (current?.state !== 'offered')
          throw new UserError(
            current
              ? alreadyWords(current)
              : 'No seat is offered to you at the moment. `/apply` asks for one.',
          );
        return await seat(deps, request, { application: current, takes: take });
      },
    }),
  ];
}

/** Builds the buttons. */
export function applicationActions(deps: MembershipDeps): Action[] {
  const byId = async (request: Request, id: string | undefined): Promise<Application> => {
    const found = await deps.store.application(request.groupId, Number(id));
    if (!found)
      throw new UserError(
        'That application is not there any more. `/member applications` lists those that are.',
      );
    return found;
  };
  const offered = async (request: Request, id: string | undefined): Promise<Application> => {
    const application = await byId(request, id);
    const self = await deps.store.of(request.groupId, request.caller);
    if (self.id === application.applicantId) return application;
    throw new UserError(
      'This seat is offered to somebody else, who alone can answer. `/apply` puts you on the list.',
    );
  };
  return [
    {
      name: 'members/vote',
      args: ['id'],
      access: 'member',
      run: async (request, [id]) => await vote(deps, request, await byId(request, id)),
    },
    {
      name: 'members/seat',
      args: ['id', ['yes', 'no']],
      access: 'everyone',
      async confirm(request, [id, answer]) {
        await offered(request, id);
        if (answer === 'yes') return undefined;
        return {
          document: doc(p('Let the seat go? It is offered to the next in line at once.')),
          label: 'Let it go',
          style: 'danger',
        };
      },
      run: async (request, [id, answer]) =>
        await seat(deps, request, { application: await offered(request, id), takes: answer === 'yes' }),
    },
  ];
}

/** Builds the form. */
export function applicationForms(deps: MembershipDeps): Form[] {
  return [
    {
      name: 'members/apply',
      args: [],
      access: 'everyone',
      open: async (request, _args, typed) => await form(deps, request, typed),
      async run(request, _args, values) {
        const { groupId, now } = request;
        refusePublic(request);
        await refuseApplicant(deps, request);
        const applicant = await deps.store.of(groupId, request.caller);
        const read = (name: string) => (values[name] ?? '').trim().slice(0, longest);
        const text = { introduction: read('introduction'), why: read('why'), brings: read('brings') };
        if (Object.values(text).some((part) => part === '')) {
          throw new UserError('Please fill in all three: who you are, why, and what you bring.');
        }
        const [rules, group, organisers] = await Promise.all([
          deps.store.rules(groupId),
          deps.groups.find(groupId),
          deps.organisers(groupId),
        ]);
        const where = {
          places: applicationPlaces(group, rules),
          organisers: organisers.map(({ id }) => id),
        };
        const came = await deps.store.apply(groupId, applicant, {
          text,
          now,
          wanted: (application) => cardWanted(application, where),
        });
        if (!came) throw new UserError(alreadyWords(await deps.store.applicationOf(groupId, applicant.id)));
        return whisper(receivedDocument(came.application, { isNew: came.isNew, rules }));
      },
    },
  ];
}

/** Where an application stands that can no longer be changed, and what its applicant does next. */
function alreadyWords(application: Application | undefined): string {
  switch (application?.state) {
    case 'waiting':
      return 'Your application waits for a vote. `/apply` changes it, and I tell you in private what comes of it.';
    case 'listed':
      return 'You are on the waiting list: the members voted for you, and no seat is free. I write to you in private when one is; until then there is nothing to do.';
    case 'offered':
      return 'A seat is kept for you: `/member seat take:yes` takes it, `/member seat take:no` leaves it to the next in line.';
    default:
      return 'Your application is being voted on, so it can no longer be changed. I tell you in private what comes of it.';
  }
}

async function refuseApplicant(
  deps: MembershipDeps,
  { groupId, caller }: Request,
): Promise<Application | undefined> {
  const self = await deps.store.of(groupId, caller);
  const member = (await deps.store.all(groupId)).find(({ person }) => person.id === self.id);
  if (member && member.kind === 'voting')
    throw new UserError('You are a member already. `/member show` shows what I know of you.');
  const { takesApplications } = await deps.store.rules(groupId);
  const current = await deps.store.applicationOf(groupId, self.id);
  if (current && current.state !== 'waiting') throw new UserError(alreadyWords(current));
  if (!takesApplications && !current) {
    throw new UserError('The group takes no applications at the moment. `/member list` says whom to ask.');
  }
  return current;
}

/** What an applicant tells of themselves is for the members. */
function refusePublic({ isPublicPlace }: Request): void {
  if (!isPublicPlace) return;
  throw new UserError(
    'What you wrote here is public, and an application is for the members alone. Please send it to me in a private message; nothing of it was kept.',
  );
}

async function form(deps: MembershipDeps, request: Request, typed: Readonly<Record<string, string>> = {}) {
  const current = await refuseApplicant(deps, request);
  const field = (name: 'introduction' | 'why' | 'brings', label: string, hint: string): TextField => {
    const value = typed[name] ?? current?.[name];
    return {
      kind: 'paragraph',
      name,
      label,
      hint,
      required: true,
      maxLength: longest,
      ...(value !== undefined && { value }),
    };
  };
  return openForm('members/apply', {
    title: current ? 'Change your application' : 'Apply to be a member',
    fields: [
      field('introduction', 'Who are you?', 'What you do, and where we may know you from.'),
      field('why', 'Why would you like to be a member?', 'What you would like to change or keep.'),
      field('brings', 'What do you bring?', 'Time, languages, experience, other communities.'),
    ],
  });
}

async function meant(
  deps: MembershipDeps,
  request: Request,
  typed: string | undefined,
): Promise<Application> {
  const all = (await deps.store.applications(request.groupId)).toReversed();
  if (typed !== undefined) {
    const words = typed.trim().toLowerCase().replace(/^[#@]/u, '');
    const found =
      all.find(({ number }) => String(number) === words) ??
      all.find(({ name }) => name.toLowerCase() === words);
    if (!found)
      throw new UserError(`There is no application "${typed}". \`/member applications\` lists them.`);
    return found;
  }
  for (const about of request.about) {
    const here = all.find(({ id }) => id === applicationIdOf(about));
    if (here) return here;
  }
  const waiting = all.filter(({ state }) => state === 'waiting');
  const [only] = waiting;
  if (only && waiting.length === 1) return only;
  if (!only)
    throw new UserError('No application waits for a vote. `/member applications` lists those that go on.');
  const names = waiting.map(({ number, name }) => `${number} (${name})`).join(', ');
  throw new UserError(`Which application? There are ${names}. Name one: \`application:${only.number}\`.`);
}

async function vote(deps: MembershipDeps, request: Request, application: Application): Promise<Reply> {
  const { groupId, now } = request;
  const { store } = deps;
  const opener = await store.of(groupId, request.caller);
  if (opener.id === application.applicantId)
    throw new UserError(
      'The application is your own: another member opens the vote on it. Ask one; `/member list` says who they are.',
    );
  if (application.state !== 'waiting' || !(await store.takeForVote(application))) {
    const known = await store.application(groupId, application.id);
    throw new UserError(
      known?.voteNumber === undefined
        ? `Application ${application.number} does not wait for a vote any more.`
        : `Application ${application.number} is voted on already: \`/vote show vote:${known.voteNumber}\`.`,
    );
  }
  try {
    const opened = await deps.openVote({
      groupId,
      concerns: `application/${application.id}`,
      question: `Take in ${application.name} as a member?`,
      details: `This is application ${application.number}. Members read it with \`/member application application:${application.number}\`.`,
      rule: (await store.rules(groupId)).voteRule,
      openedBy: opener,
      now,
    });
    await store.votedBy(application, opened.number);
    return whisper(doc(p(strong(`Vote ${opened.number} is open:`), ` take in ${application.name}?`)));
  } catch (error) {
    await store.votedBy(application, undefined);
    throw error;
  }
}

async function seat(
  { store }: MembershipDeps,
  { now }: Request,
  { application, takes }: { application: Application; takes: boolean },
): Promise<Reply> {
  const came = await store.answerOffer(application, { takes, now });
  if (came === 'late')
    throw new UserError(
      'That offer is over: the seat went to the next in line. `/apply` puts you on the list again.',
    );
  if (typeof came === 'object') throw new UserError(came.problem);
  return whisper(
    doc(
      p(
        came === 'in'
          ? 'Welcome! The seat is yours: you are a member now, and have a vote.'
          : 'Thank you for telling me; the seat goes to the next in line. You can apply again whenever you like.',
      ),
    ),
  );
}
