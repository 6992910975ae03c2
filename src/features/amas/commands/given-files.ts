// Files that hosts give with a command: kept, and linked to in the answer, with which they go along as files.
import type { GivenFile } from '../../../core/command.ts';
import { messageOf, OutsideError, UserError } from '../../../core/errors.ts';
import { linkTo } from '../files.ts';
import type { Scope } from './lookup.ts';

/** Keeps a file; answers the link that stands for it in an answer. Throws a `UserError` that says why it is not taken. */
export async function keptFile({ lookup, ama, request }: Scope, file: GivenFile): Promise<string> {
  const { store, fileUrl } = lookup;
  const refused = (why: string) =>
    new UserError(
      `The file "${file.name}" was not taken: ${why}. Reply to the question where it stands, with the file on your message, or put it on the web and link to it.`,
    );
  if (!fileUrl('x'))
    throw refused('I keep files at my own address on the web, and I have none (`PUBLIC_URL`)');
  const content = await bytesOf(file, refused);
  const id = await store.keepFile(ama, { name: file.name, content }, request.now);
  const url = id && fileUrl(`${id}/${encodeURIComponent(inAddress(file.name))}`);
  if (!url) throw refused(`those of "${ama.title}" are 100 MB already`);
  return linkTo({ name: file.description?.trim() || file.name, url });
}

async function bytesOf(file: GivenFile, refused: (why: string) => UserError): Promise<Buffer> {
  try {
    return await file.fetch();
  } catch (error) {
    if (!(error instanceof OutsideError)) throw error;
    const why = messageOf(error).replace(' to come along', '');
    throw refused(error.isPermanent ? why : `${why}. Send it again in a minute`);
  }
}

/** A name as the end of an address that is copied whole. */
const inAddress = (name: string) =>
  name
    .replaceAll(/[^\p{L}\p{M}\p{N}._-]+/gu, '-')
    .slice(-80)
    .replace(/^[-.]+/u, '') || 'file';
