// The worker thread that renders pages, so that the bot goes on answering; started by rendering.ts, never imported.
import { createHash } from 'node:crypto';
import { parentPort } from 'node:worker_threads';
import { gzipSync } from 'node:zlib';
import { messageOf } from '../core/errors.ts';
import { atom, type FeedFacts } from './atom.ts';
import { type Sheet, sheetParts } from './sheet.ts';

/** What is to be rendered. */
type Work = { readonly id: number } & ({ readonly sheet: Sheet } | { readonly feed: FeedFacts });

parentPort?.on('message', (work: Work) => {
  const { id } = work;
  try {
    const texts = 'sheet' in work ? sheetParts(work.sheet) : [atom(work.feed)];
    const files = texts.map((text) => ({
      text,
      gzip: gzipSync(text),
      etag: `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`,
    }));
    parentPort?.postMessage({ id, files });
  } catch (error) {
    parentPort?.postMessage({ id, failed: messageOf(error) });
  }
});
