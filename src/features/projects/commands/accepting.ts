// Standing behind the words of somebody from outside, so that the web and the agenda show them.
import { type Command, command, type Request } from '../../../core/command.ts';
import { doc, p, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { whisper } from '../../../core/reply.ts';
import type { ProjectsDeps } from '../deps.ts';
import type { Project } from '../facts.ts';
import { projectDocument } from '../views.ts';
import { isOpen, meant, projectOption, shownOf } from './lookup.ts';

/** `/project accept`. */
export function acceptingCommand(deps: ProjectsDeps): Command {
  const waits = (project: Project) => isOpen(project) && !project.isVouched;
  const waiting = async (request: Request, typed: string | undefined) => {
    const { project } = await meant(deps, request, { typed, fits: waits });
    if (project.isVouched)
      throw new UserError(
        `The words of "${project.name}" are accepted already: \`/project show project:${project.number}\` shows what everybody reads.`,
      );
    return project;
  };
  return command({
    name: 'project accept',
    description: 'Stands behind what somebody from outside wrote, so that the web and the agenda show it',
    access: 'member',
    options: { project: projectOption(deps, waits) },
    async confirm(request, { project: typed }) {
      const project = await waiting(request, typed);
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
      const project = await waiting(request, typed);
      const after = await deps.store.vouch(project, {
        checked: (current) => request.refuseOther?.(wordsIn(current)),
        now: request.now,
      });
      return whisper(p('The web and the agenda show ', strong(after.name), ' as it is now.'));
    },
  });
}

function wordsIn({ name, summary, why, challenges, help, links }: Project): string {
  return JSON.stringify([name, summary, why, challenges, help, links]);
}
