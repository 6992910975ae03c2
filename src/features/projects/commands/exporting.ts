// `/project export`: all projects as a file, handed out or offered to a repository.
import { type Command, command, option, type Request } from '../../../core/command.ts';
import { doc, p, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { checkedFolder } from '../../../core/github/checked-repository.ts';
import { proposedWords } from '../../../core/github/proposed.ts';
import { folderIn, folderOption } from '../../../core/github/repository-typed.ts';
import { type Reply, whisper } from '../../../core/reply.ts';
import { counted } from '../../../core/text/counted.ts';
import type { ProjectsDeps } from '../deps.ts';
import { projectsText } from '../export.ts';
import { asReadBy, publicOf } from '../public-links.ts';
import { fileKey } from '../publications.ts';
import { allShown, refuseStranger } from './lookup.ts';

/** Builds the command. */
export function exportingCommand(deps: ProjectsDeps): Command {
  const { store, groups } = deps;
  return command({
    name: 'project export',
    description: 'Gives all projects as a file, Markdown in the form of a board, or JSON',
    access: 'everyone',
    options: {
      format: option.choice('The form of the file; Markdown if left out', ['markdown', 'json']),
      to: folderOption('As a pull request instead, for organisers: owner/name/projects.md'),
    },
    async confirm(request, { to }) {
      if (to === undefined) return undefined;
      const { repository, path } = await target(deps, request, to);
      return {
        document: doc(
          p`Open a pull request to ${strong(repository)} with the list of projects as ${strong(path)}?`,
          p`It has what everybody may see: no ideas that nobody of the group stands behind, no private
              links.`,
          !(await deps.isForAll(await groups.find(request.groupId))) &&
            p('The projects are kept among the members here; the file shows them to all who read there.'),
        ),
        label: 'Open it',
      };
    },
    async run(request, { format = 'markdown', to }) {
      if (to !== undefined) return await offer(deps, request, to);
      await refuseStranger(deps, request);
      const group = await groups.find(request.groupId);
      const readers = { group, isGroup: request.isMember };
      const seen = (await store.whole(group.id)).map((project) => asReadBy(project, readers));
      const all = await allShown(deps, group.id, seen);
      const name = format === 'json' ? 'projects.json' : 'projects.md';
      const content = Buffer.from(projectsText(format, group.name, all));
      const what = all.length === 1 ? 'The one project is' : `All ${all.length} projects are`;
      return whisper(p(`${what} in the file.`), { files: [{ name, content }] });
    },
  });
}

async function offer(deps: ProjectsDeps, request: Request, to: string): Promise<Reply> {
  const { groupId, now } = request;
  const where = await target(deps, request, to);
  const count = publicOf(await deps.store.list(groupId)).length;
  if (count === 0)
    throw new UserError(
      'There is no project yet that could go into the file. `/project propose` makes the first.',
    );
  await deps.store.writeFile(groupId, where, now);
  const made = await deps.opened(fileKey(groupId, where));
  const opening = [
    `The list of ${counted(count, 'project')} is on its way to `,
    strong(`${where.repository}/${where.path}`),
  ];
  const after = 'Maintainers merge it. When the projects have changed, send the command again.';
  return whisper(doc(proposedWords(made, opening, after)));
}

/** Where the file goes. Throws a UserError that says why it cannot. */
async function target(deps: ProjectsDeps, request: Request, typed: string) {
  if (!request.isOrganiser)
    throw new UserError('Organisers open pull requests. Leave `to` out, and I hand you the file.');
  const found = folderIn(typed);
  if (!found || !/\.md$/iu.test(found.folder) || found.path.length === 0)
    throw new UserError(
      'Name the file as `owner/name/path.md`, such as `python/editorial-board/projects.md`. It is Markdown.',
    );
  await checkedFolder(found.folder, deps.findWritable);
  return { repository: found.repository, path: found.path.join('/') };
}
