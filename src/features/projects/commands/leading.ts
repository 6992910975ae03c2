// Leading a project: taking and leaving the lead, where it stands, and news of it.
import {
  type Action,
  type Command,
  command,
  openForm,
  type Reply,
  type Request,
  whisper,
} from '../../../core/command.ts';
import type { PersonFacts } from '../../../core/directory.ts';
import { code, doc, p, person, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import type { Form } from '../../../core/form.ts';
import type { ProjectsDeps } from '../deps.ts';
import { type Project, statuses } from '../facts.ts';
import { most, readStatus, refusedStatus, statusNames } from '../rules.ts';
import { statusWords } from '../views.ts';
import { changer, isOpen, meant, projectById, projectOption, sayer } from './lookup.ts';

/** `/project lead`, `/project status` and `/project update`. */
export function leadingCommands(deps: ProjectsDeps): Command[] {
  const project = projectOption(deps, isOpen);
  return [
    command({
      name: 'project lead',
      description: 'Takes the lead of a project, gives it to somebody, or leaves it',
      access: 'everyone',
      bare: 'project',
      options: {
        project,
        who: { type: 'person', description: 'Somebody else, as an organiser; leave it out for yourself' },
        leave: { type: 'boolean', description: 'The lead leaves: an active project is blocked then' },
      },
      async confirm(request, { project: typed, who, leave = false }) {
        const found = await meant(deps, request, { typed, fits: fitsLead(leave) });
        const named = { project: String(found.project.number), ...(who && { who }), leave };
        if (leave && found.project.status === 'active') {
          return {
            document: doc(
              p(
                strong(found.project.name),
                ' would have no lead: it becomes Blocked, and the group is told.',
              ),
            ),
            label: 'Leave the lead',
            style: 'danger',
            values: named,
          };
        }
        const [before] =
          found.project.leadId === undefined || leave
            ? []
            : await deps.people.byIds(request.groupId, [found.project.leadId]);
        // Only organisers take a project from its lead; others are told whom to ask.
        if (before && !request.isOrganiser) return undefined;
        if (found.isNamed && !before && !leave) return undefined;
        const name = strong(found.project.name);
        const question = before
          ? p(name, ` is led by ${before.name}. Shall ${who ? who.name : 'you'} lead it instead?`)
          : leave
            ? p('Leave the lead of ', name, '?')
            : p(who ? `Give ${who.name} the lead of ` : 'Take the lead of ', name, '?');
        return { document: doc(question), label: 'Yes', values: named };
      },
      async run(request, { project: typed, who, leave = false }) {
        const found = await meant(deps, request, { typed, fits: fitsLead(leave) });
        return leave
          ? await leaveLead(deps, request, found.project)
          : await takeLead(deps, request, { project: found.project, who });
      },
    }),
    command({
      name: 'project status',
      description: 'Says where a project stands: Proposed, Active, Blocked, Done or in the parking lot',
      access: 'everyone',
      options: {
        project,
        status: {
          type: 'string',
          description: 'Where it stands now',
          required: true,
          choices: statuses.map((status) => ({ name: statusNames[status], value: status })),
        },
        why: {
          type: 'string',
          description: 'What is in the way, or what came of it',
          max: most.update,
          mayBeNone: true,
        },
      },
      async confirm(request, { project: typed, status, why }) {
        const found = await meant(deps, request, { typed, fits: isOpen });
        const { project: before } = found;
        const to = readStatus(status);
        if (!to) return undefined;
        await sayer(deps, request, before);
        const refusal = refusedStatus(before, to, why);
        if (refusal !== undefined) throw new UserError(refusal);
        // That the work begins is the step that everybody waits for.
        if (found.isNamed && to === 'active') return undefined;
        return {
          document: doc(
            p(strong(before.name), ` is ${statusNames[before.status]} and becomes ${statusNames[to]}.`),
          ),
          label: 'Yes',
          values: { project: String(found.project.number) },
        };
      },
      async run(request, { project: typed, status, why }) {
        const { project: found } = await meant(deps, request, { typed, fits: isOpen });
        const to = readStatus(status);
        if (!to) {
          const names = statuses.map((one) => statusNames[one]).join(', ');
          throw new UserError(`"${status}" is no status of a project. There are: ${names}.`);
        }
        const who = await sayer(deps, request, found);
        const refusal = refusedStatus(found, to, why);
        if (refusal !== undefined) throw new UserError(refusal);
        const after = await deps.store.setStatus(found, {
          status: to,
          ...(why !== undefined && { why: why.trim() }),
          byId: who.id,
          isVouched: request.isMember,
          now: request.now,
        });
        const next =
          to === 'done'
            ? ' Well done! The next agenda celebrates it.'
            : to === 'blocked'
              ? ' The next agenda names what is in the way.'
              : '';
        return whisper(doc(p(strong(after.name), ` is now: ${statusWords(after)}.${next}`)));
      },
    }),
    command({
      name: 'project update',
      description: 'Says in two lines how a project goes; the next agenda shows it',
      access: 'everyone',
      bare: 'text',
      opensForm: { unless: 'text' },
      // What answers the question for two lines; a question back is none.
      spoken: {
        about: 'projects',
        read: (words) =>
          /[\p{L}\p{N}]{2}/u.test(words) && !/\?\s*$/u.test(words) ? { text: words } : undefined,
      },
      options: {
        project,
        text: {
          type: 'string',
          description: 'What was done, what is next; leave it out for a form',
          max: most.update,
        },
      },
      async run(request, { project: typed, text }) {
        const who = await deps.people.of(request.groupId, request.caller);
        const mine = (one: Project) => isOpen(one) && one.leadId === who.id;
        const { project: found } = await meant(deps, request, { typed, fits: mine });
        await sayer(deps, request, found);
        return text === undefined
          ? updateForm(found, '')
          : await update(deps, request, { project: found, text });
      },
    }),
  ];
}

const fitsLead = (isLeaving: boolean) => (project: Project) =>
  isOpen(project) && (project.leadId !== undefined) === isLeaving;

async function takeLead(
  deps: ProjectsDeps,
  request: Request,
  { project, who }: { project: Project; who: Parameters<ProjectsDeps['people']['of']>[1] | undefined },
): Promise<Reply> {
  const { groupId, now } = request;
  const caller = await deps.people.of(groupId, request.caller);
  const lead = who ? await deps.people.of(groupId, who) : caller;
  const isOther = lead.id !== caller.id;
  if (isOther && !request.isOrganiser) {
    throw new UserError('Who leads a project says so themselves; organisers may name somebody else.');
  }
  if (!isOther && !request.isMember) {
    throw new UserError(
      'Members of the group lead projects, and whom an organiser names. Ask one of them: `/member list` says who they are.',
    );
  }
  if (project.status === 'done') throw new UserError(`"${project.name}" is done. Propose what comes next.`);
  await refuseTaken(deps, request, { project, lead });
  const after = await deps.store.lead(project, {
    leadId: lead.id,
    // Organisers whom the server or the configuration names are not in the roster: they cannot leave it either.
    isMember: lead.role !== 'none',
    isNamed: isOther,
    byId: caller.id,
    now,
  });
  if (!after) {
    const now = await projectById(deps, request, String(project.id));
    await refuseTaken(deps, request, { project: now, lead });
    throw new UserError('Somebody changed that at the same moment. Please try again.');
  }
  const next =
    after.status === 'proposed' || after.status === 'parked'
      ? [' When the work begins: ', code(`/project status project:${after.number} status:Active`), '.']
      : after.status === project.status
        ? []
        : [' It is active again.'];
  return whisper(
    doc(
      p(
        ...(isOther ? [person(lead.name, lead.accounts), ' leads '] : ['You lead ']),
        strong(after.name),
        isOther ? ' now, and I tell them so.' : ' now. Before each meeting I ask you for two lines about it.',
        ...next,
      ),
    ),
  );
}

/** A project is taken from its lead by organisers only. */
async function refuseTaken(
  deps: ProjectsDeps,
  request: Request,
  { project, lead }: { project: Project; lead: PersonFacts },
): Promise<void> {
  if (project.leadId === undefined) return;
  if (project.leadId === lead.id) throw new UserError(`${lead.name} leads "${project.name}" already.`);
  if (request.isOrganiser) return;
  const [before] = await deps.people.byIds(request.groupId, [project.leadId]);
  throw new UserError(
    `${before?.name ?? 'Somebody else'} leads "${project.name}". Ask them, or an organiser, if that shall change.`,
  );
}

async function leaveLead(deps: ProjectsDeps, request: Request, project: Project): Promise<Reply> {
  if (project.leadId === undefined)
    throw new UserError(`Nobody leads "${project.name}". \`/project lead\` takes it.`);
  const who = await changer(deps, request, project);
  const after = await deps.store.leave(project, { byId: who.id, now: request.now });
  const told =
    after.status === project.status ? '' : ` It is ${statusNames[after.status]} now, and the group is told.`;
  return whisper(doc(p(strong(after.name), ` has no lead any more.${told} Thank you for what you did.`)));
}

function updateForm(project: Project, typed: string) {
  return openForm('projects/update', {
    title: project.name.slice(0, 45),
    args: [String(project.id)],
    fields: [
      {
        kind: 'paragraph',
        name: 'text',
        label: 'How does it go, in two lines?',
        hint: 'What was done, what is next, what is in the way',
        required: true,
        maxLength: most.update,
        ...(typed !== '' && { value: typed.slice(0, most.update) }),
      },
    ],
  });
}

async function update(
  deps: ProjectsDeps,
  request: Request,
  { project, text }: { project: Project; text: string },
): Promise<Reply> {
  const who = await sayer(deps, request, project);
  const said = text.trim();
  if (said === '') throw new UserError('There is nothing in it. Say in two lines how it goes.');
  if (said.length > most.update) {
    throw new UserError(
      `That has ${said.length} characters; ${most.update} is the most. Please shorten it: two lines are enough.`,
    );
  }
  const after = await deps.store.update(project, { text: said, byId: who.id, now: request.now });
  return whisper(doc(p('Noted for ', strong(after.name), '. The next agenda shows it.')));
}

/** The form for news of a project. */
export function leadingForms(deps: ProjectsDeps): Form[] {
  return [
    {
      name: 'projects/update',
      args: ['id'],
      access: 'everyone',
      open: async (request, [id], typed) =>
        updateForm(await projectById(deps, request, id), typed.text ?? ''),
      run: async (request, [id], { text = '' }) =>
        await update(deps, request, { project: await projectById(deps, request, id), text }),
    },
  ];
}

/** The buttons below a card and below what leads are asked. */
export function leadingActions(deps: ProjectsDeps): Action[] {
  return [
    {
      name: 'projects/lead',
      args: ['id'],
      access: 'everyone',
      run: async (request, [id]) =>
        await takeLead(deps, request, { project: await projectById(deps, request, id), who: undefined }),
    },
    {
      name: 'projects/update',
      args: ['id'],
      access: 'everyone',
      opensForm: true,
      async run(request, [id]) {
        const project = await projectById(deps, request, id);
        await sayer(deps, request, project);
        return updateForm(project, '');
      },
    },
  ];
}
