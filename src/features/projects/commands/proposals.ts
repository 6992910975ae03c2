// Proposals: made by command or in a form, taken off the list, and, of somebody from outside, accepted by a member.

import type { Form } from '../../../core/command/form.ts';
import { type Command, command, option, type Request } from '../../../core/command.ts';
import { code, doc, p, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { openForm, type Reply, whisper } from '../../../core/reply.ts';
import type { ProjectsDeps } from '../deps.ts';
import type { Project } from '../facts.ts';
import { most, statusNames } from '../rules.ts';
import { projectButtons, projectDocument } from '../views.ts';
import { checked, fields, linksOf, nameOf, wordOptions } from './editing.ts';
import { changer, isOpen, meant, projectOption, shownOf } from './lookup.ts';

/** `/project propose`. */
export function proposingCommand(deps: ProjectsDeps): Command {
  return command({
    name: 'project propose',
    description: 'Proposes a project, or puts an idea into the parking lot',
    access: 'everyone',
    bare: 'name',
    opensForm: { unless: 'name' },
    options: {
      name: option.text('Its name; leave it out for a form', { max: most.name, isNeeded: true }),
      ...wordOptions,
      parked: option.yesOrNo('Only an idea, for the parking lot'),
    },
    async run(request, { name, links, parked = false, ...words }) {
      if (name === undefined) return proposalForm(parked ? 'parked' : 'proposed', {});
      return await propose(deps, request, { typed: { ...words, name }, links, parked });
    },
  });
}

/** `/project withdraw`. */
export function withdrawingCommand(deps: ProjectsDeps): Command {
  return command({
    name: 'project withdraw',
    description: 'Takes a proposal or an idea off the list: whoever proposed it, or an organiser',
    access: 'everyone',
    options: { project: projectOption(deps, isProposal) },
    async confirm(request, { project: typed }) {
      const project = await withdrawable(deps, request, typed);
      return {
        document: doc(
          p('Take ', strong(project.name), ' off the list for good, with all that is written of it?'),
        ),
        label: 'Withdraw it',
        style: 'danger',
        values: { project: String(project.number) },
      };
    },
    async run(request, { project: typed }) {
      const project = await withdrawable(deps, request, typed);
      await deps.store.withdraw(project, request.now);
      return whisper(p(strong(project.name), ' is no longer on the list of projects.'));
    },
  });
}

/** `/project accept`. */
export function acceptingCommand(deps: ProjectsDeps): Command {
  return command({
    name: 'project accept',
    description: 'Stands behind what somebody from outside wrote, so that the web and the agenda show it',
    access: 'member',
    options: { project: projectOption(deps, isUnaccepted) },
    async confirm(request, { project: typed }) {
      const project = await unaccepted(deps, request, typed);
      const shown = projectDocument(await shownOf(deps, project), { zone: request.zone, url: undefined });
      return {
        document: doc(
          p('Stand behind these words? The web and the agenda show them then to everybody.'),
          shown.children,
        ),
        label: 'Accept them',
        values: { project: String(project.number) },
        overwrites: wordsIn(project),
      };
    },
    async run(request, { project: typed }) {
      const project = await unaccepted(deps, request, typed);
      const after = await deps.store.vouch(project, {
        checked: (current) => request.refuseOther?.(wordsIn(current)),
        now: request.now,
      });
      return whisper(p('The web and the agenda show ', strong(after.name), ' as it is now.'));
    },
  });
}

const isProposal = ({ status }: Project) => status === 'proposed' || status === 'parked';
const isUnaccepted = (project: Project) => isOpen(project) && !project.isVouched;

function wordsIn({ name, summary, why, challenges, help, links }: Project): string {
  return JSON.stringify([name, summary, why, challenges, help, links]);
}

/** The proposal that is meant, if the caller may withdraw it. Throws a UserError otherwise. */
async function withdrawable(deps: ProjectsDeps, request: Request, typed?: string): Promise<Project> {
  const asked = await meant(deps, request, typed, isProposal);
  await changer(asked);
  const { project } = asked;
  if (isProposal(project)) return project;
  throw new UserError(
    `"${project.name}" is ${statusNames[project.status].toLowerCase()}, so it stays in the record. \`/project status project:${project.number}\` says where it stands.`,
  );
}

/** The project that is meant, whose words wait for a member. Throws a UserError where they are accepted. */
async function unaccepted(deps: ProjectsDeps, request: Request, typed?: string): Promise<Project> {
  const { project } = await meant(deps, request, typed, isUnaccepted);
  if (!project.isVouched) return project;
  throw new UserError(
    `The words of "${project.name}" are accepted already: \`/project show project:${project.number}\` shows what everybody reads.`,
  );
}

function proposalForm(as: string, values: Readonly<Record<string, string>>) {
  return openForm('projects/propose', {
    title: as === 'parked' ? 'An idea for the parking lot' : 'A project to propose',
    args: [as],
    fields: fields(values),
  });
}

/** The form behind it. */
export function proposingForm(deps: ProjectsDeps): Form {
  return {
    name: 'projects/propose',
    args: [['proposed', 'parked']],
    access: 'everyone',
    open: async (_, [as = 'proposed'], typed) => proposalForm(as, typed),
    run: async (request, [as], values) =>
      await propose(deps, request, { typed: values, links: undefined, parked: as === 'parked' }),
  };
}

async function propose(
  deps: ProjectsDeps,
  request: Request,
  {
    typed,
    links,
    parked,
  }: { typed: Partial<Record<string, string | undefined>>; links: string | undefined; parked: boolean },
): Promise<Reply> {
  const { groupId, now, isMember } = request;
  const words = {
    ...{ summary: '', why: '', challenges: '', help: '' },
    ...checked(typed),
    name: nameOf(typed.name, []),
  };
  const who = await deps.people.of(groupId, request.caller);
  const made = await deps.store.propose(
    {
      ...words,
      groupId,
      status: parked ? 'parked' : 'proposed',
      links: linksOf(links ?? ''),
      proposedById: who.id,
      isVouched: isMember,
      now,
    },
    (all) => {
      nameOf(typed.name, all);
      const waiting = all.filter(
        (one) => one.proposedById === who.id && !one.isVouched && one.status !== 'done',
      );
      if (!isMember && waiting.length >= most.openByGuest)
        throw new UserError(
          `You have proposed ${waiting.length} projects that nobody of the group has taken up yet. Ask about those first.`,
        );
      if (all.length >= most.inGroup)
        throw new UserError(
          `The group has ${most.inGroup} projects, which is the most. Withdraw an idea that nobody takes up: \`/project withdraw\`.`,
        );
    },
  );
  const { number, name, status } = made;
  const next = parked
    ? [' Whoever wants to begin with it takes the lead: ', code(`/project lead project:${number}`), '.']
    : [' It becomes active when it has a lead: ', code(`/project lead project:${number}`), '.'];
  const unseen =
    !isMember &&
    p`The web and the agenda show it once a member stands behind it with
      ${code(`/project accept project:${number}`)}.`;
  return whisper(
    doc(p(strong(name), ` is project ${number} now: ${statusNames[status]}.`, ...next), unseen),
    {
      buttons: [
        ...(isMember ? projectButtons(made) : []),
        { label: 'Edit', action: 'projects/edit', args: [String(made.id)], style: 'secondary' },
      ],
    },
  );
}
