// Has repositories given what an AMA came to: its answers as a file, and issues of what stayed open.
import { askAnew, ensure, mark, readShown } from '../../../publishing/store.ts';
import { change, type Database } from '../../../storage/client.ts';
import type { AmaFacts, QuestionFacts } from '../facts.ts';
import { aboutFile } from '../publication-keys.ts';
import { fileWanted, issueAnswerWanted, issueWanted, summaryWanted } from '../publications.ts';

/** Opens the rows. */
export function repositoryStore(database: Database) {
  return {
    /** Has a pull request add an AMA to a folder; answers the publication's key. */
    async exportTo(
      of: AmaFacts,
      file: { readonly repository: string; readonly path: string; readonly hasFrontMatter: boolean },
    ) {
      const wanted = fileWanted(of, file);
      await change(database, of.groupId, async (rows) => {
        await askAnew(rows, wanted, { isNamed: true });
        await mark(rows, [wanted, ...summaryWanted(of)]);
      });
      return wanted.key;
    },
    /** The files of repositories that hold an AMA's answers, in the order in which they were asked for. */
    async files(of: Pick<AmaFacts, 'id' | 'groupId'>) {
      const found = await database.publication.findMany({
        where: { about: aboutFile(of), groupId: of.groupId },
        select: { key: true, subject: true, remote: true },
        orderBy: { id: 'asc' },
      });
      return found.map(({ key, subject, remote }) => {
        const [, , owner, name, ...path] = subject.split('/');
        return { key, repository: `${owner}/${name}`, path: path.join('/'), url: readShown(remote)?.url };
      });
    },
    /** Has an issue opened for each question that has none; answers the publications' keys in their order. */
    async openIssues(of: AmaFacts, questions: readonly QuestionFacts[], repository: string) {
      const wanted = questions.map((question) => issueWanted(of, question, repository));
      await change(database, of.groupId, async (rows) => {
        // One that was carried over may be answered already.
        const answers = questions.map((question) => issueAnswerWanted(of, question, repository));
        await ensure(rows, [...wanted, ...answers]);
      });
      return wanted.map(({ key }) => key);
    },
    /** Those of the questions that have an issue, or will have one, in another repository. */
    async issuesElsewhere(of: AmaFacts, questions: readonly QuestionFacts[], repository: string) {
      const wanted = questions.map((question) => issueWanted(of, question, repository));
      const known = await database.publication.findMany({
        where: { key: { in: wanted.map(({ key }) => key) } },
        select: { key: true, subject: true },
      });
      return questions.flatMap((question, i) => {
        const subject = known.find(({ key }) => key === wanted[i]?.key)?.subject;
        const where = subject?.slice(subject.indexOf('/') + 1);
        return where === undefined || where.toLowerCase() === repository.toLowerCase()
          ? []
          : [{ question, repository: where }];
      });
    },
  };
}
