// What the labels of repositories mean, as the group reads it.
import {
  type Block,
  code,
  type Document,
  doc,
  heading,
  type Inline,
  list,
  p,
} from '../../../core/document.ts';
import type { Meaning, SaidVocabulary } from '../vocabulary/shape.ts';
import { meaningsOf, vocabularyOf } from '../vocabulary.ts';

/** A repository with the labels of its open pull requests, as far as they are known. */
export interface Labelled {
  readonly repository: string;
  readonly labels: readonly string[];
}

/** What a label can mean, as people choose it. */
export const meaningWords: Readonly<Record<Meaning, string>> = {
  unfinished: 'the author is still at it',
  nobody: 'nobody: it waits for something else',
  decision: 'a decision',
  author: 'the author',
  maintainer: 'a maintainer, to let it go on',
  checks: 'its checks',
  merger: 'somebody who may merge',
  'self-merge': 'the author, who may merge it',
  reviewer: 'a reviewer',
  reviewed: 'a reviewer: somebody looked already',
  stale: 'stale: nobody was there for long',
  nothing: 'nothing',
};

/** The words of each repository, and what the group added. */
export function labelsCard(repositories: readonly Labelled[], said: SaidVocabulary): Document {
  if (repositories.length === 0)
    return doc(p`I know no repository here yet. An organiser begins with ${code('/prs watch add')}.`);
  return doc(
    heading(2, 'What labels mean'),
    repositories.flatMap((one) => repositoryBlocks(one, said)),
    ownBlocks(said),
    p`An organiser changes it: ${code('/prs labels label:"needs docs" means:reviewer')}`,
  );
}

function repositoryBlocks({ repository, labels }: Labelled, said: SaidVocabulary): Block[] {
  const words = vocabularyOf(labels, said);
  const found = labels.flatMap((label): Inline[][] => {
    const [meaning] = meaningsOf([label], words);
    return meaning && meaning.means !== 'nothing'
      ? [[code(label), ` → ${meaningWords[meaning.means]}${meaning.why ? `: ${meaning.why}` : ''}`]]
      : [];
  });
  const how = words.presets.length === 0 ? '' : `: the words of ${words.presets.join(' and ')}`;
  return [
    heading(3, `${repository}${how}`),
    found.length > 0
      ? list(...found)
      : labels.length === 0
        ? p('No labels seen yet: they come with the first digest.')
        : p('None of its labels says whom a pull request waits on; reviews and checks do.'),
  ];
}

function ownBlocks({ labels, bots, presets }: SaidVocabulary): Block[] {
  const lines: Inline[][] = [
    ...labels.map((rule): Inline[] => [
      ...rule.labels.flatMap((label, i): Inline[] => (i === 0 ? [code(label)] : [' and ', code(label)])),
      ` → ${meaningWords[rule.means]}${rule.why ? `: ${rule.why}` : ''}`,
    ]),
    ...(bots.length > 0 ? [[`Bots: ${bots.join(', ')}`]] : []),
    ...(presets ? [[`Words of ${presets.length === 0 ? 'no project' : presets.join(' and ')}`]] : []),
  ];
  return lines.length === 0 ? [] : [heading(3, "The group's own words"), list(...lines)];
}
