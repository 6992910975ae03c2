// Leading a project: taking the lead, giving it to somebody, and leaving it.
import type { Account } from '../../../core/account.ts';
import { buttonsOn } from '../../../core/command/buttons.ts';
import { type Action, type Command, command, option, type Request } from '../../../core/command.ts';
import type { PersonFacts } from '../../../core/directory.ts';
import { code, doc, p, person, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { type Reply, whisper } from '../../../core/reply.ts';
import type { ProjectsDeps } from '../deps.ts';
import type { Project } from '../facts.ts';
import { statusNames, statusWithoutLead } from '../rules.ts';
import { type Asked, changer, isOpen, meant, projectById, projectOption } from './lookup.ts';

/** `/project lead`. */
export function leadingCommand(deps: ProjectsDeps): Command {
  return command({
    name: 'project lead',
    description: 'Takes the lead of a project, gives it to somebody, or leaves it',
    access: 'everyone',
    bare: 'project',
    options: {
      project: projectOption(deps, isOpen),
      who: option.person('Somebody else, as an organiser; leave it out for yourself'),
      leave: option.yesOrNo('The lead leaves: an active project is blocked then'),
    },
    async confirm(request, { project: typed, who, leave = false }) {
      const { project } = await meant(deps, request, typed, fitsLead(leave));
      const { leadId, status } = project;
      const name = strong(project.name);
      const values = { project: String(project.number), ...(who && { who }), leave };
      const overwrites = String(leadId);
      if (leave && statusWithoutLead(status) === 'blocked') {
        const blocked = status === 'blocked' ? 'stays' : 'becomes';
        return {
          document: doc(p`${name} would have no lead: it ${blocked} Blocked, and the group is told.`),
          label: 'Leave the lead',
          style: 'danger',
          values,
          overwrites,
        };
      }
      const [before] =
        leadId === undefined || leave ? [] : await deps.people.byIds(request.groupId, [leadId]);
      // Only organisers take a project from its lead; others are told whom to ask.
      if (before && !request.isOrganiser) return undefined;
      if (typed !== undefined && !before && !leave) return undefined;
      const question = before
        ? p(name, ` is led by ${before.name}. Shall ${who ? who.name : 'you'} lead it instead?`)
        : leave
          ? p('Leave the lead of ', name, '?')
          : p(who ? `Give ${who.name} the lead of ` : 'Take the lead of ', name, '?');
      return { document: doc(question), label: 'Yes', values, overwrites };
    },
    async run(request, { project: typed, who, leave = false }) {
      const asked = await meant(deps, request, typed, fitsLead(leave));
      return leave ? await leaveLead(asked) : await takeLead(asked, who);
    },
  });
}

const fitsLead = (isLeaving: boolean) => (project: Project) =>
  isOpen(project) && (project.leadId !== undefined) === isLeaving;

/** Gives the lead to somebody, or to whoever asks. */
async function takeLead(asked: Asked, who?: Account): Promise<Reply> {
  const { deps, request, project } = asked;
  const { of, knownOrNew } = deps.people;
  // A stranger who is refused below is not written down, nor is whom they name.
  const caller = await (request.isMember ? of : knownOrNew)(request.groupId, request.caller);
  const lead = who ? await (request.isOrganiser ? of : knownOrNew)(request.groupId, who) : caller;
  const isOther = lead.id !== caller.id;
  if (isOther && !request.isOrganiser)
    throw new UserError('Who leads a project says so themselves; organisers may name somebody else.');
  if (!isOther && !request.isMember)
    throw new UserError(
      'Members of the group lead projects, and whom an organiser names. Ask one of them: `/member list` says who they are.',
    );
  if (project.status === 'done') throw new UserError(`"${project.name}" is done. Propose what comes next.`);
  await refuseTaken(asked, lead);
  const after = await deps.store.lead(project, {
    leadId: lead.id,
    // Organisers whom the server or the configuration names are not in the roster: they cannot leave it either.
    isMember: lead.role !== 'none',
    byId: caller.id,
    now: request.now,
  });
  if (!after) {
    await refuseTaken(await projectById(deps, request, String(project.id)), lead);
    throw new UserError('Somebody changed that at the same moment. Please try again.');
  }
  const next =
    after.status === 'proposed' || after.status === 'parked'
      ? [' When the work begins: ', code(`/project status project:${after.number} status:Active`), '.']
      : after.status === project.status
        ? []
        : [' It is active again.'];
  return whisper(
    p(
      ...(isOther ? [person(lead.name, lead.accounts), ' leads '] : ['You lead ']),
      strong(after.name),
      isOther ? ' now, and I tell them so.' : ' now. Before each meeting I ask you for two lines about it.',
      ...next,
    ),
  );
}

/** A project is taken from its lead by organisers only. */
async function refuseTaken({ deps, request, project }: Asked, lead: PersonFacts): Promise<void> {
  if (project.leadId === undefined) return;
  if (project.leadId === lead.id) throw new UserError(`${lead.name} leads "${project.name}" already.`);
  if (request.isOrganiser) return;
  const [before] = await deps.people.byIds(request.groupId, [project.leadId]);
  throw new UserError(
    `${before?.name ?? 'Somebody else'} leads "${project.name}". Ask them, or an organiser, if that shall change.`,
  );
}

async function leaveLead(asked: Asked): Promise<Reply> {
  const { deps, request, project } = asked;
  if (project.leadId === undefined)
    throw new UserError(`Nobody leads "${project.name}". \`/project lead\` takes it.`);
  const who = await changer(asked);
  const after = await deps.store.leave(project, { byId: who.id, now: request.now });
  const told = after.status === 'blocked' ? ` It is ${statusNames.blocked} now, and the group is told.` : '';
  return whisper(p(strong(after.name), ` has no lead any more.${told} Thank you for what you did.`));
}

/** The button below a card. */
export function leadingAction(deps: ProjectsDeps): Action {
  const find = (request: Request, id: string | undefined) => projectById(deps, request, id);
  return buttonsOn(find)('projects/lead', [], (asked) => takeLead(asked));
}
