// Files of messages: those that hosts posted here, fetched for elsewhere, and those of elsewhere that go with a message.

import type { PostedFile } from '../../core/content.ts';
import { OutsideError } from '../../core/errors.ts';
import { download, largestFile } from '../../core/outside/download.ts';
import { isSame, passOn, refusedAs } from '../../core/posted-files.ts';
import type { Order } from '../../core/publication.ts';
import type { Attachment } from '../../core/reply.ts';
import type { Api } from './api.ts';
import type { PostedFiles } from './message.ts';
import { codeOf } from './outside.ts';

/** Where Discord keeps files. */
const ownHosts = new Set(['cdn.discordapp.com', 'media.discordapp.net']);

/** Whether an address is that of a message with the number of one of its files behind it. */
export function holdsFile({ url, post }: PostedFile): boolean {
  return post !== undefined && url.startsWith(`${post}#`) && fileIn(url) !== undefined;
}

function fileIn(url: string): { channel: string; message: string; file: string } | undefined {
  const [, channel, message, file] =
    /^https:\/\/discord\.com\/channels\/(?:\d{1,20}|@me)\/(\d{1,20})\/(\d{1,20})#(\d{1,20})$/u.exec(url) ??
    [];
  return channel && message && file ? { channel, message, file } : undefined;
}

/** Fetches a file of a message. `apiUrl` is that of a Discord that keeps its files itself. Throws `OutsideError`. */
export async function fetchFile(
  { url }: PostedFile,
  { api, apiUrl, signal }: { api: Pick<Api, 'attachments'>; apiUrl: string | undefined; signal: AbortSignal },
): Promise<Attachment> {
  const gone = new OutsideError('it is not there any more', { isPermanent: true });
  const at = fileIn(url);
  const files = at && (await api.attachments(at.channel, at.message).catch(refusedAs('I cannot open it')));
  const file = files?.find(({ id }) => id === at?.file);
  if (!file) throw gone;
  const { filename: name } = file;
  const content = await downloaded({ name, url: file.url, size: file.size }, { apiUrl, signal });
  return { name, content };
}

/** A file from where Discord keeps files. Throws `OutsideError`. */
export async function downloaded(
  { name, url, size }: { readonly name: string; readonly url: string; readonly size: number },
  { apiUrl, signal }: { apiUrl: string | undefined; signal: AbortSignal },
): Promise<Buffer> {
  if (size > largestFile) throw new OutsideError('it is too large to come along', { isPermanent: true });
  const own = apiUrl === undefined ? undefined : new URL(apiUrl).origin;
  return await download(new URL(url), {
    name,
    signal,
    isOwn: ({ protocol, hostname, origin }) =>
      own === undefined ? protocol === 'https:' && ownHosts.has(hostname) : origin === own,
  });
}

/** The files that go along with a message: fetched, or those that stand there already. Throws `OutsideError`. */
export async function postedFiles(
  { remote, fetchPosted }: Pick<Order, 'remote' | 'fetchPosted'>,
  posted: readonly PostedFile[],
  isThere: boolean,
): Promise<PostedFiles | undefined> {
  if (posted.length === 0 || !fetchPosted) return undefined;
  if (isThere && remote?.passed && isSame(posted, remote.passed))
    return { passed: remote.passed, files: undefined };
  const files: Attachment[] = [];
  const passed = await passOn(posted, fetchPosted, async (attachment) => {
    files.push(attachment);
    return attachment.name;
  });
  return { passed, files };
}

/** Missing permissions, and a request or file too large. */
const refusals = new Set<number | string>([50013, 40005]);

/** The files as links that say why, where a place does not take them; undefined where it was not the files that failed. */
export function withoutFiles(files: PostedFiles | undefined, error: unknown): PostedFiles | undefined {
  const code = codeOf(error);
  if (!files?.files?.length || code === undefined || !refusals.has(code)) return undefined;
  const why = 'it cannot be attached here';
  return { passed: files.passed.map(({ url }) => ({ url, why })), files: [] };
}
