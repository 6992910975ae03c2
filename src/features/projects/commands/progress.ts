// How a project goes: where it stands, and news of it.

import type { Form } from '../../../core/command/form.ts';
import { type Command, command, option, type Request } from '../../../core/command.ts';
import { doc, p, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { field, openForm, type Reply, whisper } from '../../../core/reply.ts';
import { beginning, shortened } from '../../../core/text/shortened.ts';
import type { ProjectsDeps } from '../deps.ts';
import type { Project } from '../facts.ts';
import { most, refusedStatus, statusNames } from '../rules.ts';
import { statusWords } from '../views.ts';
import { isOpen, meant, projectById, projectOption, sayer } from './lookup.ts';

/** `/project status` and `/project update`. */
export function progressCommands(deps: ProjectsDeps): Command[] {
  const project = projectOption(deps, isOpen);
  return [
    command({
      name: 'project status',
      description: 'Says where a project stands: Proposed, Active, Blocked, Done or in the parking lot',
      access: 'everyone',
      options: {
        project,
        status: option.choice('Where it stands now', statusNames, { required: true }),
        why: option.text('What is in the way, or what came of it', { max: most.update, mayBeNone: true }),
      },
      async confirm(request, { project: typed, status: to, why }) {
        const found = await meant(deps, request, { typed, fits: isOpen });
        const { project: before } = found;
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
          overwrites: standingOf(before),
        };
      },
      async run(request, { project: typed, status: to, why }) {
        const { project: found } = await meant(deps, request, { typed, fits: isOpen });
        const who = await sayer(deps, request, found);
        const refusal = refusedStatus(found, to, why);
        if (refusal !== undefined) throw new UserError(refusal);
        const after = await deps.store.setStatus(found, {
          status: to,
          ...(why !== undefined && { why: why.trim() }),
          byId: who.id,
          isVouched: request.isMember,
          now: request.now,
          checked: (current) => request.refuseOther?.(standingOf(current)),
        });
        const next =
          to === 'done'
            ? ' Well done! The next agenda celebrates it.'
            : to === 'blocked'
              ? ' The next agenda names what is in the way.'
              : '';
        return whisper(p(strong(after.name), ` is now: ${statusWords(after)}.${next}`));
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
        text: option.text('What was done, what is next; leave it out for a form', {
          max: most.update,
          isNeeded: true,
        }),
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

function updateForm(project: Project, typed: string) {
  return openForm('projects/update', {
    title: shortened(project.name, 45),
    args: [String(project.id)],
    fields: [
      field.paragraph('text', 'How does it go, in two lines?', beginning(typed, most.update), {
        hint: 'What was done, what is next, what is in the way',
        maxLength: most.update,
      }),
    ],
  });
}

const dayMilliseconds = 24 * 60 * 60 * 1000;

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
  const refuseTwice = ({ number, updates: [last] }: Project) => {
    const isSame = last?.kind === 'update' && last.byId === who.id && last.text === said;
    if (isSame && request.now.getTime() - last.at.getTime() < dayMilliseconds)
      throw new UserError(`That is noted already: \`/project show project:${number}\` shows it.`);
  };
  const deed = { byId: who.id, now: request.now };
  const after = await deps.store.update(project, { text: said, ...deed, checked: refuseTwice });
  return whisper(p('Noted for ', strong(after.name), '. The next agenda shows it.'));
}

/** The form for news of a project, which a button below what leads are asked opens. */
export function progressForm(deps: ProjectsDeps): Form {
  return {
    name: 'projects/update',
    args: ['id'],
    access: 'everyone',
    async open(request, [id], { text = '' }) {
      const project = await projectById(deps, request, id);
      await sayer(deps, request, project);
      return updateForm(project, text);
    },
    run: async (request, [id], { text = '' }) =>
      await update(deps, request, { project: await projectById(deps, request, id), text }),
  };
}

/** What a word on where a project stands takes the place of. */
const standingOf = ({ status, blockedWhy }: Project) => `${status} ${blockedWhy ?? ''}`;
