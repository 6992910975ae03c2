// Files of posts: those that hosts uploaded here, fetched for elsewhere, and those of elsewhere, uploaded for a post.
import type { Image, Link } from 'mdast';
import type { Content, PostedFile } from '../../core/content.ts';
import { type Document, plain } from '../../core/document.ts';
import { isSame, passOn, refusedAs, withPassed } from '../../core/posted-files.ts';
import type { Order, Passed } from '../../core/publication.ts';
import type { Attachment } from '../../core/reply.ts';
import type { Api, Upload } from './api.ts';
import { isUpload } from './render.ts';

/** What an upload is called by its posts, behind the forum's address. */
const shortName = /^uploads\/short-url\/([\w-]{20,40}(\.\w{1,10})?)$/u;

/** Whether an address is that of an upload in a post of this forum. */
export function holdsFile({ url, post }: PostedFile, base: string): boolean {
  return post?.startsWith(base) === true && url.startsWith(base) && shortName.test(url.slice(base.length));
}

/** Fetches an upload. Throws `OutsideError`. */
export async function fetchFile(file: PostedFile, api: Api, signal: AbortSignal): Promise<Attachment> {
  const [path = '', , ending = ''] = shortName.exec(file.url.slice(api.base.length)) ?? [];
  const name = nameOf(file.name, ending);
  return { name, content: await api.download(path, name, signal) };
}

/** A file's name as it can be one: in one line, with the ending of what it is. */
function nameOf(words: string, ending: string): string {
  const name = words
    .replaceAll(/[\p{C}\p{Z}\\/:*?"<>|]+/gu, '-')
    .slice(0, 80)
    .replaceAll(/^[.-]+|[.-]+$/gu, '');
  return name.toLowerCase().endsWith(ending.toLowerCase()) ? name || 'file' : `${name || 'file'}${ending}`;
}

/** A publication with the files that go along with it: uploaded, or those that were uploaded before. Throws `OutsideError`. */
export async function withPosted(
  content: Content,
  { remote, fetchPosted }: Order,
  api: Api,
): Promise<{ content: Content; passed?: readonly Passed[] }> {
  if (!('posted' in content) || !content.posted?.length || !fetchPosted) return { content };
  const passed = isSame(content.posted, remote?.passed)
    ? (remote?.passed ?? [])
    : await passOn(content.posted, fetchPosted, async (file) =>
        asUploaded(await api.upload(file).catch(untaken)),
      );
  const document: Document = withPassed(content.document, passed, asUpload);
  return { content: { ...content, document }, passed };
}

/** By its kind or size, or because the key may not upload. */
const untaken = refusedAs('this forum does not take it');

const asUploaded = ({ short_url: short, url, width, height }: Upload) =>
  `${short ?? url} ${width && height ? `${width}x${height}` : 'attachment'}`;

/** A link as the picture or attachment that it has become. */
function asUpload(link: Link, as: string): Image | Link {
  const [url = '', size = ''] = as.split(' ');
  return isUpload(url, size) ? { type: 'image', url, title: size, alt: plain(link) } : link;
}
