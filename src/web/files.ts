// Files that the bot keeps, as they are served: pictures and papers are shown, all else is saved, and nothing in them runs.

import { OutsideError } from '../core/errors.ts';
import type { Attachment } from '../core/reply.ts';

/** Finds a file by what it is known by; undefined when it is not there, or not any more. */
export type FindFile = (id: string) => Promise<Attachment | undefined>;

/** What is shown in a browser, by the end of its name. Text is text, whatever is written in it. */
const shown: readonly (readonly [RegExp, string])[] = [
  [/\.png$/iu, 'image/png'],
  [/\.jpe?g$/iu, 'image/jpeg'],
  [/\.(gif|webp|avif|bmp)$/iu, 'image/$1'],
  [/\.(mp4|webm)$/iu, 'video/$1'],
  [/\.pdf$/iu, 'application/pdf'],
  [/\.(?:txt|csv|md|rst|log|py|toml|ya?ml|po|patch|diff|json)$/iu, 'text/plain; charset=utf-8'],
];

/** So much is handed to a connection at a time (bytes). */
const pieceLength = 64 * 1024;

/** A file piece by piece, as it is read: it is copied for nobody who reads slowly. */
function piecesOf(file: Attachment): ReadableStream<Uint8Array> {
  let at = 0;
  return new ReadableStream(
    {
      pull(controller) {
        const piece = file.content.subarray(at, at + pieceLength);
        at += piece.byteLength;
        if (piece.byteLength > 0) controller.enqueue(piece);
        if (at >= file.content.byteLength) controller.close();
      },
    },
    { highWaterMark: 0 },
  );
}

/** A file of a name as the answer to a request. */
export function fileResponse(file: Attachment): Response {
  const { name, content } = file;
  const [pattern, type] = shown.find(([ending]) => ending.test(name)) ?? [];
  const ending = pattern?.exec(name)?.[1]?.toLowerCase() ?? '';
  const how = type === undefined ? 'attachment' : 'inline';
  return new Response(piecesOf(file), {
    headers: {
      'content-length': String(content.byteLength),
      'content-type': type?.replace('$1', ending) ?? 'application/octet-stream',
      // RFC 6266, with the name as RFC 8187 has it.
      'content-disposition': `${how}; filename*=UTF-8''${encodeURIComponent(name.toWellFormed()).replaceAll(/['()*]/gu, percented)}`,
      // Short, since it goes when the answer no longer has it.
      'cache-control': 'private, max-age=300',
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'x-robots-tag': 'noindex',
    },
  });
}

const percented = (mark: string) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`;

/** Builds what knows the addresses of files at `publicUrl`, and has them at hand. */
export function keptFiles(publicUrl: string | undefined, find: FindFile) {
  const idIn = (url: string): string | undefined =>
    publicUrl !== undefined && url.startsWith(`${publicUrl}/files/`)
      ? fileId.exec(url.slice(`${publicUrl}/files/`.length))?.[1]
      : undefined;
  return {
    holdsFile: ({ url }: { readonly url: string }) => idIn(url) !== undefined,
    async fetchFile({ url }: { readonly url: string }): Promise<Attachment> {
      const id = idIn(url);
      const file = id && (await find(id));
      if (!file) throw new OutsideError('it is not there any more', { isPermanent: true });
      return file;
    },
  };
}

const fileId = /^([\w-]{10,40})\//u;
