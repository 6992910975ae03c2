// Looking at projects: one, the list, and the vote about priorities.
import { type Command, command, option } from '../../../core/command.ts';
import { type Block, code, doc, p } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { whisper } from '../../../core/reply.ts';
import { cleanedLine } from '../../../core/text/cleaned.ts';
import { counted } from '../../../core/text/counted.ts';
import type { ProjectsDeps } from '../deps.ts';
import type { Project } from '../facts.ts';
import { asReadBy, publicOf } from '../public-links.ts';
import { isRanked, optionOf, statusNames } from '../rules.ts';
import { projectButtons, projectDocument, projectList } from '../views.ts';
import { allShown, isOpen, meant, projectOption, refuseStranger, shownOf } from './lookup.ts';

/** `/project show`, `/project list` and `/project priorities`. */
export function lookingCommands(deps: ProjectsDeps): Command[] {
  const { store, groups } = deps;
  return [
    command({
      name: 'project show',
      description: 'Shows a project with its lead, where it stands, and how to help',
      access: 'everyone',
      isReadOnly: true,
      options: { project: projectOption(deps) },
      async run(request, { project: typed }) {
        const { project } = await meant(deps, request, typed, isOpen);
        const group = await groups.find(request.groupId);
        const isPublic = publicOf([project]).length > 0 && (await deps.isForAll(group));
        const url = isPublic ? deps.pageUrl(`projects/${project.number}`) : undefined;
        const seen = asReadBy(project, { group, isGroup: request.isMember });
        const document = projectDocument(await shownOf(deps, seen), { zone: request.zone, url });
        const waits = request.isMember && !project.isVouched ? waitingWords(project) : undefined;
        return whisper(doc(document.children, waits), { buttons: projectButtons(project) });
      },
    }),
    command({
      name: 'project list',
      description: 'Lists the projects: active, blocked, proposed, in the parking lot, done',
      access: 'everyone',
      isReadOnly: true,
      options: {
        status: option.choice('Only those that stand so', statusNames),
      },
      async run(request, { status }) {
        await refuseStranger(deps, request);
        const readers = { group: await groups.find(request.groupId), isGroup: request.isMember };
        const seen = (await store.list(request.groupId)).map((project) => asReadBy(project, readers));
        return whisper(projectList(await allShown(deps, request.groupId, seen), status));
      },
    }),
    command({
      name: 'project priorities',
      description: 'Has the group vote on the order of the proposals: the priorities for the year',
      access: 'organiser',
      options: {
        question: option.text('What is asked; a usual question if left out', { max: 200 }),
      },
      async confirm(request) {
        const { options, waiting } = await candidates(deps, request.groupId);
        return {
          document: doc(
            p`Opens a ranked vote over ${counted(options.length, 'project')}:
              ${options.map(({ name }) => name).join('; ')}.`,
            leftOutWords(waiting),
          ),
          label: 'Open the vote',
        };
      },
      async run(request, { question }) {
        const { options } = await candidates(deps, request.groupId);
        const number = await deps.openRanking({
          groupId: request.groupId,
          question: cleanedLine(question ?? '') || 'Which projects come first this year?',
          options: options.map(optionOf),
          openedBy: await deps.people.of(request.groupId, request.caller),
          now: request.now,
        });
        return whisper(
          p`Vote ${number} is open: its result becomes the order of the projects.
            ${code(`/vote show vote:${number}`)} shows it.`,
        );
      },
    }),
  ];
}

/** What can be voted on, and what waits for a member to stand behind it. Throws a UserError when there is too little, or when the vote would show who may not know of it. */
async function candidates(deps: ProjectsDeps, groupId: number) {
  const group = await deps.groups.find(groupId);
  if (!(await deps.isForAll(group)) && (await deps.isVoteForAll(group)))
    throw new UserError(
      'The projects are kept among the members, but everybody may read the votes, and their names with them. Give votes a place of your own first: `/docent setup decisions:#channel`.',
    );
  const open = (await deps.store.list(groupId)).filter(isRanked);
  const options = publicOf(open);
  const waiting = open.filter(({ id }) => !options.some((one) => one.id === id));
  const [first] = waiting;
  if (options.length < 2)
    throw new UserError(
      first && open.length >= 2
        ? `A vote on priorities needs at least two open projects that members stand behind. Some come from outside: \`/project accept project:${first.number}\` stands behind one.`
        : 'A vote on priorities needs at least two open projects. `/project propose` adds one.',
    );
  return { options: options.slice(0, 25), waiting };
}

/** That what came from outside is not voted on in words that nobody of the group stands behind. */
function leftOutWords(waiting: readonly Project[]): Block | undefined {
  const [first] = waiting;
  if (!first) return undefined;
  return p(
    `Left out, since they come from outside and no member stands behind them yet: ${waiting.map(({ number, name }) => `${number} (${name})`).join(', ')}. `,
    code(`/project accept project:${first.number}`),
    ' lets one in.',
  );
}

function waitingWords({ number, vouched }: Project): Block {
  const shown = vouched
    ? 'Somebody from outside changed it: the web and the agenda show what was there before.'
    : 'It comes from outside: the web and the agenda do not show it yet.';
  return p`${shown} ${code(`/project accept project:${number}`)} shows it as it is now to everybody.`;
}
