// The feature's public pages: the list of projects, each project, and those that look for help.

import { wholeNumber } from '../../core/command/arguments.ts';
import type { GroupFacts } from '../../core/directory.ts';
import { code, type Document, doc, heading, type Inline, link, list, p, typed } from '../../core/document.ts';
import type { FeaturePages, PageRequest } from '../../core/page.ts';
import { cleanedLine } from '../../core/text/cleaned.ts';
import { shortened } from '../../core/text/shortened.ts';
import { allShown } from './commands/lookup.ts';
import type { ProjectsDeps } from './deps.ts';
import type { Shown } from './facts.ts';
import { asReadBy, publicLinks, publicOf } from './public-links.ts';
import { inOrder, order, statusNames } from './rules.ts';
import { projectBlocks, projectLine, standingWords, statusWords } from './views.ts';

/** So much news stands in the feed. */
const mostInFeed = 20;

/** Offers `/projects`, `/projects/3`, and what is new. */
export function projectPages(deps: ProjectsDeps): FeaturePages {
  async function open(group: GroupFacts, number?: number): Promise<Shown[]> {
    if (!(await deps.isForAll(group))) return [];
    const { store } = deps;
    const all = publicOf(await (number === undefined ? store.list(group.id) : store.whole(group.id, number)));
    const readers = { group, isGroup: false };
    return await allShown(deps, group.id, inOrder(all.map((project) => asReadBy(project, readers))));
  }

  return {
    name: 'projects',
    title: 'Projects',
    async find({ path, group, href }) {
      if (path === '') {
        const all = await open(group);
        return { title: 'Projects', document: async () => listPage(all, href) };
      }
      const number = wholeNumber(path);
      const [project] = number === undefined || String(number) !== path ? [] : await open(group, number);
      return (
        project && {
          title: project.name,
          document: async () => onePage(project, { group, href, site: deps.site }),
        }
      );
    },
    async front({ group, href }) {
      const wanted = (await open(group)).filter(
        ({ status, help, leadId }) =>
          (status === 'active' && help.trim() !== '') ||
          (status !== 'done' && status !== 'parked' && leadId === undefined),
      );
      if (wanted.length === 0) return undefined;
      const lines = wanted
        .slice(0, 5)
        .map(({ number, name, leadId, help }): Inline[] => [
          link(href(`projects/${number}`), name),
          leadId === undefined ? ' · looks for a lead' : ` · ${inOneLine(help)}`,
        ]);
      return { order: 'help', title: 'Projects that look for help', blocks: [list(...lines)] };
    },
    async feed({ group, href }) {
      const all = (await open(group)).flatMap((project) => {
        const path = `projects/${project.number}`;
        const news = project.updates
          .filter(({ text }) => text !== '')
          .map(({ at, text, kind }) => ({
            path: `${path}#${at.getTime()}`,
            way: path,
            title: kind === 'update' ? `News of ${project.name}` : `${project.name}: ${statusWords(project)}`,
            at,
            text,
          }));
        const made = { path, way: path, at: project.createdAt, text: project.summary };
        return [...news, { ...made, title: `Project: ${project.name}` }];
      });
      return all
        .toSorted((a, b) => b.at.getTime() - a.at.getTime())
        .slice(0, mostInFeed)
        .map(({ way, text, ...entry }) => ({
          ...entry,
          document: doc(...typed(text), p(link(href(way), 'The project'))),
        }));
    },
  };
}

const inOneLine = (text: string) => shortened(cleanedLine(text), 120);

function listPage(all: readonly Shown[], href: PageRequest['href']): Document {
  const sections = order.flatMap((status) => {
    const those = all.filter((one) => one.status === status);
    if (those.length === 0) return [];
    return [
      heading(2, statusNames[status]),
      list(...those.map((one) => projectLine(one, link(href(`projects/${one.number}`), one.name)))),
    ];
  });
  return sections.length > 0
    ? doc(sections)
    : doc(p`There is no project yet. Whoever has an idea proposes it in chat: ${code('/project propose')}.`);
}

function onePage(
  project: Shown,
  { group, href, site }: { group: GroupFacts; href: PageRequest['href']; site: ProjectsDeps['site'] },
): Document {
  return doc(
    p(...standingWords(project), ' · ', link(href('projects'), 'All projects')),
    ...projectBlocks(project, {
      zone: group.zone,
      depth: 2,
      links: publicLinks(project, site),
      mostNews: Infinity,
    }),
  );
}
