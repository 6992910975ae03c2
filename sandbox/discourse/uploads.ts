// Uploaded files: each kept once, whoever uploads it again, and served by its short name.
import { createHash } from 'node:crypto';
import type { Forum } from './forum.ts';
import { invalid, notFound, type Upload } from './model.ts';
import type { Mount } from './routes.ts';

const allowed = ['png', 'jpg', 'jpeg', 'gif', 'webp', 'svg', 'md', 'txt', 'csv', 'json'];

/** Keeps a file; answers as the API does. Refuses what this forum does not take. */
export function keep(forum: Forum, file: Pick<Upload, 'name' | 'type' | 'bytes' | 'by'>) {
  const { bytes } = file;
  const sha = createHash('sha1').update(bytes).digest('hex');
  const extension = file.name.split('.').at(-1) ?? '';
  if (!allowed.includes(extension))
    throw invalid(['Sorry, the file you are trying to upload is not authorized.']);
  const known = [...forum.uploads.values()].find((other) => other.sha === sha);
  const upload = known ?? { ...file, id: forum.uploads.size + 1, sha };
  const file64 = `${sha}.${extension}`;
  forum.uploads.set(file64, upload);
  const isPng = extension === 'png' && bytes.length > 24;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const [width, height] = isPng ? [view.getUint32(16), view.getUint32(20)] : [0, 0];
  const short = shortOf(upload);
  return {
    id: upload.id,
    url: `${forum.base}uploads/default/original/1X/${file64}`,
    original_filename: upload.name,
    filesize: bytes.length,
    width,
    height,
    thumbnail_width: Math.min(690, width),
    thumbnail_height: width > 690 ? Math.round((height * 690) / width) : height,
    extension,
    short_url: `upload://${short}.${extension}`,
    short_path: `${forum.base}uploads/short-url/${short}.${extension}`,
    retain_hours: null,
    human_filesize: `${Math.max(1, Math.round(bytes.length / 1024))} KB`,
  };
}

/** What the composer writes for a file. */
export function markOf({ original_filename: name, width, height, short_url: url }: ReturnType<typeof keep>) {
  const words = name.replace(/\.\w+$/u, '');
  return width > 0 ? `![${words}|${width}x${height}](${url})` : `[${name}|attachment](${url})`;
}

const shortOf = ({ sha }: Upload) => Buffer.from(sha, 'hex').toString('base64url').slice(0, 27);

/** Mounts uploading and what serves it. */
export function mountUploads(mount: Mount, forum: Forum): void {
  mount('POST', '/uploads.json', {
    scope: 'uploads:create',
    run: async ({ user, body }) => {
      const file = body.file ?? body['files[]'] ?? body.files;
      const [one] = Array.isArray(file) ? file : [file];
      if (!(one instanceof File)) throw invalid(['You must select a file to upload.']);
      const bytes = new Uint8Array(await one.arrayBuffer());
      return keep(forum, { name: one.name, type: one.type, bytes, by: user.username });
    },
  });
  mount('GET', '/uploads/short-url/:file', {
    isOpen: true,
    run: ({ c }) => {
      const [short] = (c.req.param('file') ?? '').split('.');
      const found = [...forum.uploads.values()].find((one) => shortOf(one) === short);
      if (found === undefined) throw notFound();
      return c.body(found.bytes, 200, { 'content-type': found.type });
    },
  });
  mount('GET', '/uploads/default/original/1X/:file', {
    isOpen: true,
    run: ({ c }) => {
      const upload = forum.uploads.get(c.req.param('file') ?? '');
      if (upload === undefined) throw notFound();
      return c.body(upload.bytes, 200, { 'content-type': upload.type });
    },
  });
}
