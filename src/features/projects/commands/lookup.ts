// What the feature's commands share: which project is meant, who may do what, and the people in it.

import { thingMeant } from '../../../core/command/meant.ts';
import { choicesFor } from '../../../core/command/naming.ts';
import { noneYet } from '../../../core/command/none-yet.ts';
import { keptAmongMembers, mayRead } from '../../../core/command/request.ts';
import { option, type Request } from '../../../core/command.ts';
import type { PersonFacts } from '../../../core/directory.ts';
import { UserError } from '../../../core/errors.ts';
import type { ProjectsDeps } from '../deps.ts';
import type { Project, Shown, Status } from '../facts.ts';
import { mayChange } from '../rules.ts';

/** A project, as somebody asks about it. */
export interface Asked {
  readonly deps: ProjectsDeps;
  readonly request: Request;
  readonly project: Project;
}

/**
 * What the caller may know of: all projects, or, where they are kept among members, what a stranger leads or proposed. Throws
 * a UserError when that is nothing.
 */
async function known(deps: ProjectsDeps, request: Request): Promise<Project[]> {
  const all = await deps.store.list(request.groupId);
  if (await mayRead(deps, request)) return all;
  const { id } = await deps.people.knownOrNew(request.groupId, request.caller);
  const own = all.filter(({ leadId, proposedById }) => leadId === id || proposedById === id);
  if (own.length === 0) throw keptAmongMembers('projects');
  return own;
}

/**
 * The project that is meant: the one that was named, else that of the place, else the only one of those that fit. Throws a
 * UserError that lists the choices otherwise.
 */
export async function meant(
  deps: ProjectsDeps,
  request: Request,
  typed: string | undefined,
  fits: (project: Project) => boolean,
): Promise<Asked> {
  const all = await known(deps, request);
  const words = ({ name }: Project) => name;
  const project = await thingMeant(request, typed, { kind: 'project', all, words, fits });
  if (project) return { deps, request, project };
  // A stranger knows their own alone, and hears nothing of the others.
  if (typed !== undefined) await refuseStranger(deps, request);
  if (all.length === 0)
    throw noneYet('no project', { command: '/project propose', access: 'everyone' }, request);
  throw new UserError(
    typed === undefined
      ? 'Which project? Name it with `project`; `/project list` shows those that are.'
      : `There is no project "${typed.trim()}". \`/project list\` shows those that are.`,
  );
}

/** The option that names a project. */
export function projectOption(deps: ProjectsDeps, fits: (project: Project) => boolean = () => true) {
  return option.text('Which project: its number or name', {
    max: 100,
    suggest: async (typed, request) => {
      if (!(await mayRead(deps, request))) return [];
      const all = (await deps.store.list(request.groupId)).filter(fits);
      return choicesFor(all, typed, ({ number, name }) => ({
        name: `${number}. ${name}`,
        value: String(number),
      }));
    },
  });
}

/** Throws a UserError when the projects are kept where only some read them, and the caller is a stranger. */
export async function refuseStranger(deps: ProjectsDeps, request: Request): Promise<void> {
  if (!(await mayRead(deps, request))) throw keptAmongMembers('projects');
}

/** The project of a button or form. Throws when it is not this group's, or the caller may not know of it. */
export async function projectById(
  deps: ProjectsDeps,
  request: Request,
  id: string | undefined,
): Promise<Asked> {
  const project = (await known(deps, request)).find((one) => one.id === Number(id));
  if (project) return { deps, request, project };
  throw new UserError('That project is not there any more. `/project list` shows those that are.');
}

/** The caller, if they may change the project. Throws a UserError otherwise. */
export async function changer({ deps, request, project }: Asked): Promise<PersonFacts> {
  const { id } = await deps.people.knownOrNew(request.groupId, request.caller);
  if (mayChange(project, { id, isOrganiser: request.isOrganiser }))
    return await deps.people.of(request.groupId, request.caller);
  throw new UserError(
    project.leadId === undefined
      ? `Nobody leads "${project.name}" yet. Take it with \`/project lead project:${project.number}\`, or ask an organiser.`
      : `The lead of "${project.name}" and the organisers do that. \`/project show project:${project.number}\` says who leads it.`,
  );
}

/**
 * The caller, if they may say where the project stands and how it goes, which everybody reads at once: not somebody from
 * outside who only proposed it. Throws a UserError otherwise.
 */
export async function sayer(asked: Asked): Promise<PersonFacts> {
  const { request, project } = asked;
  const who = await changer(asked);
  if (request.isMember || project.leadId === who.id) return who;
  throw new UserError(
    `Its lead says how "${project.name}" goes, and nobody leads it yet. You can change what you wrote: \`/project edit project:${project.number}\`.`,
  );
}

/** A project with the people in it. */
export async function shownOf(deps: Pick<ProjectsDeps, 'people'>, project: Project): Promise<Shown> {
  const [shown] = await allShown(deps, project.groupId, [project]);
  return shown ?? { ...project, people: [] };
}

/** Projects with the people in them, whom it reads once. */
export async function allShown(
  deps: Pick<ProjectsDeps, 'people'>,
  groupId: number,
  projects: readonly Project[],
): Promise<Shown[]> {
  const ids = projects.flatMap(({ leadId, updates }) => [leadId, ...updates.map(({ byId }) => byId)]);
  const people = await deps.people.byIds(groupId, [...new Set(ids.flatMap((id) => id ?? []))]);
  return projects.map((project) => ({ ...project, people }));
}

/** Whether a project is not over. */
export const isOpen = ({ status }: { readonly status: Status }): boolean => status !== 'done';
