// The thread that renders: begun when a page is first asked for, ended when nobody asks any more.
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { FeedFacts } from './atom.ts';
import type { Sheet } from './sheet.ts';

/** A text as it is served. */
export interface RenderedFile {
  readonly text: string;
  readonly gzip: Uint8Array;
  readonly etag: string;
}

/** What renders, apart from the thread that answers chat. */
export type Rendering = ReturnType<typeof renderingThread>;

const longestMilliseconds = 10_000;
const idleMilliseconds = 60_000;

type Answer = { readonly id: number } & (
  | { readonly files: readonly RenderedFile[] }
  | { readonly failed: string }
);
interface Waiting {
  resolve(files: readonly RenderedFile[]): void;
  reject(error: Error): void;
}

/** Builds it; no thread is begun yet. */
export function renderingThread() {
  let worker: Worker | undefined;
  let idle: NodeJS.Timeout | undefined;
  let lastId = 0;
  const waiting = new Map<number, Waiting>();

  function failAll(error: Error): void {
    for (const one of waiting.values()) one.reject(error);
    waiting.clear();
  }

  async function stop(): Promise<void> {
    clearTimeout(idle);
    const ending = worker;
    worker = undefined;
    failAll(new Error('The pages are not rendered any more: Docent stops.'));
    await ending?.terminate();
  }

  function begun(): Worker {
    clearTimeout(idle);
    if (worker) return worker;
    const made = new Worker(new URL(`./render-worker${extname(import.meta.filename)}`, import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 128 },
    });
    made.unref();
    made.on('message', (answer: Answer) => {
      const one = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ('files' in answer) one?.resolve(answer.files);
      else one?.reject(new Error(answer.failed));
      if (waiting.size === 0 && worker === made) {
        clearTimeout(idle);
        idle = setTimeout(() => void stop(), idleMilliseconds);
        idle.unref();
      }
    });
    const ended = (error: Error) => {
      if (worker !== made) return;
      worker = undefined;
      failAll(error);
    };
    made.once('error', ended);
    made.once('exit', (code) => ended(new Error(`The thread that renders pages ended with status ${code}.`)));
    worker = made;
    return made;
  }

  return {
    stop,
    /** The parts of a page, or the one file of a feed. Rejects when it takes longer than 10 s. */
    async render(
      work: { readonly sheet: Sheet } | { readonly feed: FeedFacts },
    ): Promise<readonly RenderedFile[]> {
      const thread = begun();
      lastId += 1;
      const id = lastId;
      const { promise, resolve, reject } = Promise.withResolvers<readonly RenderedFile[]>();
      waiting.set(id, { resolve, reject });
      const timer = setTimeout(() => {
        if (worker === thread) worker = undefined;
        failAll(new Error(`A page was not rendered within ${longestMilliseconds / 1000} s.`));
        void thread.terminate();
      }, longestMilliseconds);
      thread.postMessage({ id, ...work });
      try {
        return await promise;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}
