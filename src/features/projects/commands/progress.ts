// How a project goes: where it stands, and news of it.

import type { Form } from '../../../core/command/form.ts';
import { type Command, command, option, type Request } from '../../../core/command.ts';
import { doc, p, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { field, openForm, type Reply, whisper } from '../../../core/reply.ts';
import { beginning, shortened } from '../../../core/text/shortened.ts';
import type { ProjectsDeps } from '../deps.ts';
import type { Project, Status } from '../facts.ts';
import { most, refusedStatus, statusNames } from '../rules.ts';
import { statusWords } from '../views.ts';
import { type Asked, isOpen, meant, projectById, projectOption, sayer } from './lookup.ts';

/** `/project status` and `/project update`. */
export function progressCommands(deps: ProjectsDeps): Command[] {
  const project = projectOption(deps, isOpen);
  /** The project that is meant, and who says that it stands so. Throws a UserError when it cannot, or they may not. */
  const standing = async (
    request: Request,
    { project: typed, status, why }: { project: string | undefined; status: Status; why: string | undefined },
  ) => {
    const asked = await meant(deps, request, typed, isOpen);
    const who = await sayer(asked);
    const refusal = refusedStatus(asked.project, status, why);
    if (refusal !== undefined) throw new UserError(refusal);
    return { before: asked.project, who };
  };
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
      async confirm(request, said) {
        const { before } = await standing(request, said);
        const { status: to } = said;
        // That the work begins is the step that everybody waits for.
        if (said.project !== undefined && to === 'active') return undefined;
        return {
          document: doc(
            p(strong(before.name), ` is ${statusNames[before.status]} and becomes ${statusNames[to]}.`),
          ),
          label: 'Yes',
          values: { project: String(before.number) },
          overwrites: standingOf(before),
        };
      },
      async run(request, said) {
        const { before, who } = await standing(request, said);
        const { status: to, why } = said;
        const after = await deps.store.setStatus(before, {
          status: to,
          ...(why !== undefined && { why: why.trim() }),
          byId: who.id,
          isVouched: request.isMember,
          now: request.now,
          checked: (current) => request.refuseOther?.(standingOf(current)),
        });
        return whisper(p(strong(after.name), ` is now: ${statusWords(after)}.${nextWords[to] ?? ''}`));
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
        const who = await deps.people.knownOrNew(request.groupId, request.caller);
        const mine = (one: Project) => isOpen(one) && one.leadId === who.id;
        const asked = await meant(deps, request, typed, mine);
        await sayer(asked);
        return text === undefined ? updateForm(asked.project, '') : await update(asked, text);
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

async function update(asked: Asked, text: string): Promise<Reply> {
  const { deps, request, project } = asked;
  const who = await sayer(asked);
  const said = text.trim();
  if (said === '') throw new UserError('There is nothing in it. Say in two lines how it goes.');
  if (said.length > most.update)
    throw new UserError(
      `That has ${said.length} characters; ${most.update} is the most. Please shorten it: two lines are enough.`,
    );
  const refuseTwice = ({ number, updates: [last] }: Project) => {
    const isSame = last?.kind === 'update' && last.byId === who.id && last.text === said;
    if (isSame && request.now.getTime() - last.at.getTime() < dayMilliseconds)
      throw new UserError(`That is noted already: \`/project show project:${number}\` shows it.`);
  };
  const news = { text: said, byId: who.id, now: request.now, checked: refuseTwice };
  const after = await deps.store.update(project, news);
  return whisper(p('Noted for ', strong(after.name), '. The next agenda shows it.'));
}

/** The form for news of a project, which a button below what leads are asked opens. */
export function progressForm(deps: ProjectsDeps): Form {
  return {
    name: 'projects/update',
    args: ['id'],
    access: 'everyone',
    async open(request, [id], { text = '' }) {
      const asked = await projectById(deps, request, id);
      await sayer(asked);
      return updateForm(asked.project, text);
    },
    run: async (request, [id], { text = '' }) => update(await projectById(deps, request, id), text),
  };
}

const nextWords: Partial<Record<Status, string>> = {
  done: ' Well done! The next agenda celebrates it.',
  blocked: ' The next agenda names what is in the way.',
};

/** What a word on where a project stands takes the place of. */
const standingOf = ({ status, blockedWhy }: Project) => `${status} ${blockedWhy ?? ''}`;
