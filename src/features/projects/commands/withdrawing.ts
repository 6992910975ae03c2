// `/project withdraw`: takes a proposal or an idea off the list.
import { type Command, command, type Request } from '../../../core/command.ts';
import { doc, p, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { whisper } from '../../../core/reply.ts';
import type { ProjectsDeps } from '../deps.ts';
import type { Project } from '../facts.ts';
import { statusNames } from '../rules.ts';
import { changer, meant, projectOption } from './lookup.ts';

/** Builds the command. */
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
          p(strong(project.name), ' is taken off the list for good, with all that is written of it.'),
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

const isProposal = ({ status }: Project) => status === 'proposed' || status === 'parked';

/** The proposal that is meant, if the caller may withdraw it. Throws a UserError otherwise. */
async function withdrawable(
  deps: ProjectsDeps,
  request: Request,
  typed: string | undefined,
): Promise<Project> {
  const { project } = await meant(deps, request, { typed, fits: isProposal });
  await changer(deps, request, project);
  if (isProposal(project)) return project;
  throw new UserError(
    `"${project.name}" is ${statusNames[project.status].toLowerCase()}, so it stays in the record. \`/project status project:${project.number}\` says where it stands.`,
  );
}
