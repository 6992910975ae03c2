// Proposing a project: by command, or in a form.

import type { Form } from '../../../core/command/form.ts';
import { type Command, command, option, type Request } from '../../../core/command.ts';
import { code, doc, p, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { openForm, type Reply, whisper } from '../../../core/reply.ts';
import type { ProjectsDeps } from '../deps.ts';
import { most, statusNames } from '../rules.ts';
import { projectButtons } from '../views.ts';
import { checked, fields, linksOf, nameOf, wordOptions } from './words.ts';

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
  const who = await deps.people.of(groupId, request.caller);
  const words = {
    ...{ summary: '', why: '', challenges: '', help: '' },
    ...checked(typed),
    name: nameOf(typed.name, []),
  };
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
  const unseen = isMember
    ? undefined
    : p`The web and the agenda show it once a member stands behind it with
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
