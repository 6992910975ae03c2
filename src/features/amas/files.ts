// Files that hosts add to what they write in a followed place: links to where they stand, which go along as files.
import type { Node } from 'mdast';
import type { PlatformName } from '../../core/account.ts';
import type { PostedFile } from '../../core/content.ts';
import { plain } from '../../core/document.ts';
import { formatted } from '../../core/markdown.ts';
import type { TopicFile, TopicPost } from '../../core/platform.ts';
import type { QuestionFacts } from './facts.ts';
import { additionsOf, standsOn } from './views/answer.ts';

/** More in one post than anybody looks through. */
const mostFiles = 10;

/** A post with its files: of a host's they are links among its words, or below them where they stand beside; of others' the names stay, where they stand. */
export function withFiles(post: TopicPost, isHosts: boolean): TopicPost {
  const { files = [] } = post;
  if (files.length === 0) return post;
  let { raw } = post;
  const beside: string[] = [];
  for (const [i, file] of files.entries()) {
    const isLink = isHosts && i < mostFiles;
    const words = isLink ? linkTo(file) : file.name;
    if (file.mark !== undefined) raw = raw.replace(file.mark, () => words);
    else if (isLink) beside.push(words);
  }
  return { ...post, raw: [raw, ...beside].filter((part) => part !== '').join('\n\n') };
}

/** A Markdown link whose words are the file's name, whatever is in it. */
export function linkTo({ name, url }: Pick<TopicFile, 'name' | 'url'>): string {
  const words = name.replaceAll(/\s+/gu, ' ').replaceAll(/[\\`*_~[\]<>!|&]/gu, '\\$&');
  return `[${words.trim() || 'file'}](${url})`;
}

/** What may be files in the answer to a question and what was added to it, where they are shown on a platform: the links. */
export function postedWith(question: QuestionFacts, platform: PlatformName): PostedFile[] {
  const { answer, state } = question;
  // What waits for a moderator goes nowhere.
  if (state !== 'answered') return [];
  const said = [
    ...(answer && !standsOn(answer, platform) ? [answer] : []),
    ...additionsOf(question, platform),
  ];
  const found = new Map<string, PostedFile>();
  for (const { text, platform: of, url: post } of said) {
    for (const { url, name } of linksIn(formatted(text))) {
      if (found.has(url)) continue;
      // What was not said in a post may have files that the bot keeps.
      found.set(
        url,
        of === undefined || post === undefined ? { url, name } : { platform: of, url, name, post },
      );
    }
  }
  return [...found.values()];
}

function linksIn(nodes: readonly Node[]): { url: string; name: string }[] {
  return nodes.flatMap((node) => {
    if (node.type === 'link' && 'url' in node) return [{ url: String(node.url), name: plain(node) }];
    return 'children' in node && Array.isArray(node.children) ? linksIn(node.children) : [];
  });
}
