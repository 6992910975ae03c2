// Files that stand in posts and go along with what shows those posts elsewhere: as files where they can, else as links.

import type { Link, Node, Nodes, PhrasingContent } from 'mdast';
import type { PostedFile } from './content.ts';
import type { Document } from './document.ts';
import { isLasting, messageOf, OutsideError } from './errors.ts';
import type { Order, Passed } from './publication.ts';
import type { Attachment } from './reply.ts';
import { shortened } from './text/shortened.ts';

/** As many as go with one message, and how much they weigh together (bytes). */
const mostFiles = 10;
const mostBytes = 25 * 1024 * 1024;
/** As much as is said of a file, in characters. */
const longestDescription = 1024;
/** All files of one message are there by then, or stay where they are. */
const deadlineMilliseconds = 45_000;

/**
 * Fetches files, each once, and hands each to `place`, which answers as what it stands now. What cannot come along, or is
 * not taken, stays a link. Throws an `OutsideError` where trying again may help.
 */
export async function passOn(
  files: readonly PostedFile[],
  fetch: NonNullable<Order['fetchPosted']>,
  place: (attachment: Attachment) => Promise<string>,
): Promise<Passed[]> {
  const signal = AbortSignal.timeout(deadlineMilliseconds);
  const passed: Passed[] = [];
  let left = mostBytes;
  for (const [i, file] of files.entries()) {
    const { url } = file;
    if (i >= mostFiles) {
      passed.push({ url, why: 'more files than fit here' });
      continue;
    }
    try {
      const attachment = await fetch(file, signal);
      left -= attachment.content.byteLength;
      if (left < 0) passed.push({ url, why: 'it is too large to come along' });
      else passed.push({ url, as: await place(described(attachment, file)) });
    } catch (error) {
      if (!isLasting(error)) throw error;
      passed.push({ url, why: messageOf(error) });
    }
  }
  return passed;
}

/** A file with the words that link to it, as far as they say what it shows rather than what it is called. */
function described(attachment: Attachment, { name }: PostedFile): Attachment {
  const description = shortened(name.trim(), longestDescription);
  return description === '' || description === attachment.name ? attachment : { ...attachment, description };
}

/** For a `catch`: a few words for why a file was refused. Throws what else it is. */
export const refusedAs =
  (words: string) =>
  (error: unknown): never => {
    throw isLasting(error) ? new OutsideError(words, { isPermanent: true, cause: error }) : error;
  };

/** Whether these very files were passed on before, so that none of them has to be fetched or sent again. */
export function isSame(files: readonly PostedFile[], before: readonly Passed[] | undefined): boolean {
  return before?.length === files.length && files.every(({ url }, i) => before[i]?.url === url);
}

/** A document whose links to files are what `replaced` makes of them; a file that stayed behind says why. */
export function withPassed(
  document: Document,
  passed: readonly Passed[],
  replaced: (link: Link, as: string) => PhrasingContent = (link) => link,
): Document {
  const known = new Map(passed.map((one) => [one.url, one]));
  const changed = <T extends Node>(node: T): T => {
    if (!('children' in node) || !Array.isArray(node.children)) return node;
    const children = node.children.flatMap((child: Nodes): Nodes[] => {
      const file = child.type === 'link' ? known.get(child.url) : undefined;
      if (child.type !== 'link' || !file) return [changed(child)];
      if (file.as !== undefined) return [replaced(child, file.as)];
      return file.why === undefined ? [child] : [child, { type: 'text', value: ` (${file.why})` }];
    });
    return { ...node, children };
  };
  return known.size === 0 ? document : changed(document);
}
