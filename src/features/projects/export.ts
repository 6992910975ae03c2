// The projects as files: Markdown in the form of the editorial board's list, and JSON.

import { type Block, doc, heading, link, list, p, strong, typed } from '../../core/document.ts';
import { markdownFile } from '../../core/markdown/file.ts';
import { cleanedLine, jsonFile } from '../../core/text/cleaned.ts';
import type { ProjectWords, Shown } from './facts.ts';
import { inOrder, labels, order, statusNames, wordNames } from './rules.ts';
import { progressWords, statusWords } from './views.ts';

/** All projects of a group as a file's text. */
export function projectsText(format: 'markdown' | 'json', groupName: string, all: readonly Shown[]): string {
  return format === 'json' ? projectsJson(groupName, all) : `${projectsMarkdown(groupName, all)}\n`;
}

/** The list of projects as a Markdown file. */
export function projectsMarkdown(groupName: string, all: readonly Shown[]): string {
  const document = doc(
    heading(1, `Projects of ${groupName}`),
    order.flatMap((status): Block[] => {
      const those = inOrder(all).filter((one) => one.status === status);
      if (those.length === 0) return [];
      const entries = status === 'parked' ? [list(...those.map(idea))] : those.flatMap(entry);
      return [heading(2, statusNames[status]), ...entries];
    }),
  );
  return markdownFile(document);
}

const idea = ({ name, summary }: Shown) => [summary === '' ? name : `${name}: ${cleanedLine(summary)}`];

function entry(project: Shown): Block[] {
  const part = (name: keyof ProjectWords): Block[] =>
    project[name].trim() === '' ? [] : [p(strong(labels[name])), ...typed(project[name])];
  return [
    heading(3, project.name),
    list(
      [strong('Lead:'), ` ${leadName(project) ?? 'nobody yet'}`],
      [strong('Status:'), ` ${statusWords(project)}`],
      ...(project.rank === undefined ? [] : [[strong('Priority:'), ` ${project.rank}`]]),
    ),
    ...wordNames.slice(1).flatMap(part),
    ...(project.links.length === 0
      ? []
      : [
          p(strong('Links')),
          list(
            ...project.links.map((url) => {
              const known = project.progress.find((one) => one.url === url);
              return [link(url, known?.title ?? url), ...(known ? [` (${progressWords(known)})`] : [])];
            }),
          ),
        ]),
  ];
}

const leadName = ({ leadId, people }: Shown) => people.find(({ id }) => id === leadId)?.name;

/** The same as data: instants in ISO 8601, people by name. */
export function projectsJson(groupName: string, all: readonly Shown[]): string {
  const projects = inOrder(all).map((project) => ({
    number: project.number,
    name: project.name,
    status: project.status,
    lead: project.leadId === undefined ? null : (leadName(project) ?? 'nobody yet'),
    priority: project.rank ?? null,
    blocked: project.blockedWhy ?? null,
    summary: project.summary,
    why: project.why,
    challenges: project.challenges,
    help: project.help,
    links: project.links.map((url) => project.progress.find((one) => one.url === url) ?? { url }),
    updates: project.updates
      .filter(({ kind }) => kind === 'update')
      .map(({ text, at }) => ({ at: at.toISOString(), text })),
    createdAt: project.createdAt.toISOString(),
    doneAt: project.doneAt?.toISOString() ?? null,
  }));
  return jsonFile({ group: groupName, projects });
}
