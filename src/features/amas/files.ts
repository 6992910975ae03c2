// Files that hosts add to what they write in a followed place: in the other places they are links to where they stand.
import type { TopicFile, TopicPost } from '../../core/platform.ts';

/** More in one post than anybody looks through. */
const mostFiles = 10;

/** A post of a host: its files as links among its words, or below them where they stand beside. */
export function withFileLinks(post: TopicPost): TopicPost {
  const { files = [] } = post;
  if (files.length === 0) return post;
  let { raw } = post;
  const beside: string[] = [];
  for (const [i, file] of files.entries()) {
    const link = i < mostFiles ? linkTo(file) : file.name;
    if (file.mark === undefined) {
      if (i < mostFiles) beside.push(`- ${link}`);
    } else raw = raw.replace(file.mark, () => link);
  }
  return { ...post, raw: [raw, beside.join('\n')].filter((part) => part !== '').join('\n\n') };
}

/** A post of anybody else: of its files the names stay, where they stand among its words. */
export function withoutFiles(post: TopicPost): TopicPost {
  const { files = [] } = post;
  const raw = files.reduce(
    (made, { mark, name }) => (mark === undefined ? made : made.replace(mark, () => name)),
    post.raw,
  );
  return files.length === 0 ? post : { ...post, raw };
}

/** A Markdown link whose words are the file's name, whatever is in it. */
function linkTo({ name, url }: TopicFile): string {
  const words = name.replaceAll(/\s+/gu, ' ').replaceAll(/[\\`*_~[\]<>!|&]/gu, '\\$&');
  return `[${words.trim() || 'file'}](${url})`;
}
