// Files of posts that go along with what shows those posts elsewhere.

import type { Content, PostedFile } from '../core/content.ts';
import { OutsideError } from '../core/errors.ts';
import type { Platform } from '../core/platform.ts';
import type { Attachment } from '../core/reply.ts';

/** What knows files by their addresses, and fetches them. */
export type FileHolder = Pick<Platform, 'holdsFile' | 'fetchFile'>;

/** How often something waits for a file that goes along with it. */
const patience = 3;

/** A file of a post, from whoever holds it; what cannot be had after some tries stays a link. */
export async function fetchPosted(
  holder: FileHolder | undefined,
  { file, attempts }: { readonly file: PostedFile; readonly attempts: number },
  signal: AbortSignal,
): Promise<Attachment> {
  try {
    const fetched = await holder?.fetchFile?.(file, signal);
    if (fetched) return fetched;
  } catch (error) {
    if (!(error instanceof OutsideError) || error.isPermanent) throw error;
    if (attempts < patience)
      throw new OutsideError(`The file "${file.name}" of ${file.post ?? file.url} cannot be fetched now.`, {
        cause: error,
      });
  }
  throw new OutsideError('I cannot fetch it', { isPermanent: true });
}

/** Of the links that may be files, those that are files of their posts. */
export function withKnownFiles(
  content: Content,
  holderOf: (file: PostedFile) => FileHolder | undefined,
): Content {
  if (!('posted' in content) || !content.posted) return content;
  const posted = content.posted.filter((file) => holderOf(file)?.holdsFile?.(file) ?? false);
  return { ...content, posted };
}
