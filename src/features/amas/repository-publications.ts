// What an AMA wants to have in repositories: its answers as a file, and issues of questions that stayed open.

import type { Wanted } from '../../core/publication.ts';
import { folderTyped } from '../../core/repository-typed.ts';
import { slugOf } from '../../core/slug.ts';
import type { AmaFacts, QuestionFacts } from './facts.ts';
import { aboutFile, keys } from './publication-keys.ts';

/** The repository, and the path within it, of an AMA's file in a folder; undefined for what is no folder. */
export function folderFile(
  folder: string,
  ama: Pick<AmaFacts, 'title' | 'opensAt' | 'id'>,
): { repository: string; path: string } | undefined {
  const parts = folderTyped(folder).split('/');
  const [owner, name, ...path] = parts;
  if (!owner || !name || parts.some((part) => !/^[\w.-]{1,100}$/u.test(part) || /^\.+$/u.test(part)))
    return undefined;
  const stem = slugOf(ama.title) || `ama-${ama.id}`;
  const file = `${ama.opensAt.toISOString().slice(0, 10)}-${stem}.md`;
  return { repository: `${owner}/${name}`, path: [...path, file].join('/') };
}

/** The file of a closed AMA, by pull request; once for each path. */
export function fileWanted(
  ama: AmaFacts,
  { repository, path, hasFrontMatter }: { repository: string; path: string; hasFrontMatter: boolean },
): Wanted {
  return {
    groupId: ama.groupId,
    key: `ama/${ama.uid}/file/${repository}/${path}`,
    // It is kept true for as long as the pull request is open.
    about: aboutFile(ama),
    to: { kind: 'file', repository },
    view: 'amas/file',
    subject: `${ama.id}/${hasFrontMatter ? 'front' : 'plain'}/${repository}/${path}`,
  };
}

/** The issue of a question that stayed open; a question has one at most, wherever that is. */
export function issueWanted(
  ama: Pick<AmaFacts, 'id' | 'uid' | 'groupId'>,
  question: Pick<QuestionFacts, 'id' | 'uid'>,
  repository: string,
): Wanted {
  return {
    groupId: ama.groupId,
    key: keys.issue(ama, question),
    about: `ama-issue/${ama.id}`,
    to: { kind: 'file', repository },
    view: 'amas/issue',
    subject: `${question.id}/${repository}`,
    isOnce: true,
  };
}

/** What is said below the issue of a question once it is answered in another AMA. */
export function issueAnswerWanted(...asked: Parameters<typeof issueWanted>): Wanted {
  const [ama, question] = asked;
  const key = keys.issueAnswer(ama, question);
  return { ...issueWanted(...asked), key, view: 'amas/issueAnswer', isOnce: false };
}
