// `/issues digest`: open issues by label, oldest first.
import { type Command, command, option } from '../../../core/command.ts';
import { doc, em, heading, list, p } from '../../../core/document.ts';
import { say } from '../../../core/reply.ts';
import { issuesAsked, readList } from '../scope.ts';
import { archivedWords, issueLine, noteBlocks } from '../views/line.ts';
import type { Ask, Asked } from './asked.ts';
import { refuseUnknownLabels } from './existing.ts';
import { repositoriesMeant, repositoriesOption } from './lookup.ts';
import { switchedOff } from './open-issues.ts';
import { notesOf, readEach } from './patience.ts';
import { isPrivateAnswer } from './readers.ts';

const most = 15;

/** Builds the command. */
export function issueCommand(ask: Ask): Command {
  return command({
    name: 'issues digest',
    description: 'Shows open issues by label, such as docs, easy; those with all of the labels',
    access: 'everyone',
    isPublic: true,
    bare: 'repository',
    options: {
      repository: repositoriesOption(
        ask,
        'Which repository: owner/name; those that are watched here if left out',
        400,
      ),
      labels: option.text('Labels with commas: docs, easy', { max: 300 }),
    },
    async run(request, values) {
      const asked = ask(request);
      const meant = await repositoriesMeant(asked, values.repository);
      const { repositories } = meant;
      const labels = await labelsNamed(asked, values.labels);
      const answers = await readEach(asked, meant, (one) => asked.source.readIssues({ ...one, ...labels }));
      const failed = answers.find(({ failure }) => failure);
      if (failed && repositories.length === 1) throw failed.failure;
      const readings = answers.flatMap(({ read }) => read ?? []);
      if (readings.length > 0 && readings.every(({ isOff }) => isOff)) throw switchedOff(repositories);
      const archived = readings.flatMap(({ repo, isArchived }) => (isArchived ? [repo] : []));
      const issues = readings
        .flatMap((reading) => reading.issues)
        .sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime());
      if (issues.length === 0 && readings.length === answers.length && values.labels !== undefined)
        await refuseUnknownLabels(asked.source, repositories, labels.allOf);
      const total = readings.reduce((sum, reading) => sum + reading.total, 0);
      const style = { hasRepository: repositories.length > 1, longestTitle: 120, at: request.now };
      const words = [...labels.anyOf, ...labels.allOf].join(labels.allOf.length > 0 ? ' and ' : ' or ');
      const names = answers.map(({ repository, read }) => read?.repo ?? repository).join(', ');
      const isPrivate = readings.some(({ isPublic }) => isPublic === false);
      return say(
        doc(
          heading(2, `Open issues: ${total}`),
          p(em(`${names}${words === '' ? '' : `, labelled ${words}`}, oldest first`)),
          issues.length === 0
            ? p('No open issue fits.')
            : list(...issues.slice(0, most).map((issue) => issueLine(issue, style))),
          archived.length > 0 && p(em(`${archivedWords(archived)}.`)),
          total > most && p(`And ${total - most} more.`),
          noteBlocks(await notesOf(asked, answers)),
        ),
        { isPrivate: await isPrivateAnswer(asked, !isPrivate) },
      );
    },
  });
}

/** The labels that were named, else those of the group's first watch. */
async function labelsNamed(asked: Asked, typed: string | undefined) {
  if (typed !== undefined) return { anyOf: [], allOf: readList(typed) };
  const [watch] = await asked.watches();
  return (watch && issuesAsked(watch.scope)) ?? { anyOf: [], allOf: [] };
}
