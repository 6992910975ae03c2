// Issues such as a documentation group has: small ones for newcomers, old ones, and those where somebody is at work.
import type { Thread } from './model.ts';
import type { World } from './world.ts';

const day = 86_400_000;

const issues: readonly { title: string; labels: readonly string[]; daysOld: number; comments?: number }[] = [
  { title: 'Typo in the page about installation', labels: ['docs', 'easy'], daysOld: 2 },
  { title: 'The link to the style guide leads nowhere', labels: ['docs', 'easy'], daysOld: 5 },
  { title: 'Add an example to the page about editors', labels: ['docs', 'easy'], daysOld: 9 },
  { title: 'Explain how reviews work', labels: ['docs', 'easy'], daysOld: 20, comments: 1 },
  { title: 'Polish: two terms for one thing', labels: ['docs', 'translation'], daysOld: 12 },
  { title: 'Dark theme: code is hard to read', labels: ['docs', 'theme'], daysOld: 90, comments: 6 },
  { title: 'Which version does this page speak of?', labels: ['docs'], daysOld: 1 },
  { title: 'Restructure the whole handbook', labels: ['docs'], daysOld: 700, comments: 31 },
];

/** Opens them, before now. */
export function madeUpIssues(world: World, repository: string): Thread[] {
  const now = world.clock().getTime();
  return issues.map(({ title, labels, daysOld, comments = 0 }) => {
    const createdAt = new Date(now - daysOld * day);
    const issue = world.openIssue(repository, {
      title,
      createdAt,
      labels: labels.map((name) => ({ name, color: 'ededed' })),
    });
    for (let i = 1; i <= comments; i += 1) {
      world.comment(issue, `person-${i}`, {
        body: 'I think so too.',
        at: new Date(createdAt.getTime() + i * 3_600_000),
      });
    }
    return issue;
  });
}
