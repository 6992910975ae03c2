// The public pages as they are served: found one after the other, rendered once for each version, in a thread of their own.
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { PageValues } from '../core/page.ts';
import { findingOf } from './finding.ts';
import type { Found, PagesParts, Status, WebRequest } from './found.ts';
import { personalPages, troublePage } from './personal-pages.ts';
import type { RenderedFile, Rendering } from './rendering.ts';

/** What is served. */
export type Served =
  | { readonly kind: 'moved'; readonly to: string }
  | { readonly kind: 'busy' }
  | {
      readonly kind: 'file';
      readonly status: Status;
      readonly type: 'html' | 'atom';
      readonly file: RenderedFile;
      readonly isPersonal: boolean;
      readonly hasForm: boolean;
    };

/** What serves pages. */
export type PageServer = ReturnType<typeof pageServer>;

/** So many requests wait for their turn; who comes then is asked to come again. */
const mostWaiting = 256;
/** So many are looked for at the same time, so that chat always finds the database free. */
const atOnce = 2;
/** What is kept of rendered pages, in bytes. */
const mostKept = 16 * 1024 * 1024;

/** Builds what serves pages. */
export function pageServer(parts: PagesParts, rendering: Rendering) {
  const base = parts.publicUrl === undefined ? '' : new URL(parts.publicUrl).pathname.replace(/\/$/u, '');
  const find = findingOf(parts, base);
  const personal = personalPages(parts, base);
  const inTurn = turns();
  const kept = cache();
  const asked = new Map<string, Promise<Served>>();

  async function served(found: Found, part: number): Promise<Served> {
    if (found.kind === 'moved') return found;
    const key = createHash('sha256').update(`${found.kind} ${found.key}`).digest('base64url');
    const known = kept.get(key);
    const files =
      known ??
      (await rendering.render(found.kind === 'feed' ? { feed: found.feed } : { sheet: await found.sheet() }));
    const { status, isPersonal, hasForm } =
      found.kind === 'page' ? found : ({ status: 200, isPersonal: false, hasForm: false } as const);
    if (!known && !isPersonal) kept.put(key, files);
    const file = files[part - 1];
    if (!file) return await served(await find(nowhere), 1);
    const type = found.kind === 'feed' ? 'atom' : 'html';
    return { kind: 'file', status, type, file, isPersonal, hasForm };
  }

  return {
    async get(request: WebRequest): Promise<Served> {
      const isPersonal = request.path.startsWith('/my/');
      const part = partOf(request.query);
      const work = () =>
        inTurn(async () => await served(await (isPersonal ? personal(request) : find(request)), part));
      // Two hundred who ask for one page at the same time ask once.
      const key = `${request.origin} ${request.path} ${request.query}`;
      const same = asked.get(key);
      if (same) return await same;
      const answer = work();
      asked.set(key, answer);
      try {
        return await answer;
      } finally {
        asked.delete(key);
      }
    },
    /** Takes in a form; without values it came from somebody else's page, and is refused. */
    async post(request: WebRequest, values: PageValues | undefined): Promise<Served> {
      return await inTurn(async () => {
        const found = values ? await personal(request, values) : troublePage('foreign', base);
        return await served(found, 1);
      });
    },
    stop: (): Promise<void> => rendering.stop(),
  };
}

/** An address at which there never is a page. */
const nowhere: WebRequest = { path: '/groups/0', query: new URLSearchParams(), origin: '' };

function partOf(query: URLSearchParams): number {
  const typed = query.get('page');
  if (typed === null) return 1;
  return /^[1-9]\d{0,3}$/u.test(typed) ? Number(typed) : Number.NaN;
}

/** Lets a few work at the same time, and the rest wait in a queue that has an end. */
function turns() {
  const waiting: (() => void)[] = [];
  let working = 0;
  return async (work: () => Promise<Served>): Promise<Served> => {
    if (working >= atOnce) {
      if (waiting.length >= mostWaiting) return { kind: 'busy' };
      const { promise, resolve } = Promise.withResolvers<void>();
      waiting.push(resolve);
      await promise;
    } else {
      working += 1;
    }
    try {
      // What chat asks meanwhile comes first.
      await setImmediate();
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else working -= 1;
    }
  };
}

/** Rendered pages by what they show; those that were asked for longest ago go first. */
function cache() {
  const files = new Map<string, readonly RenderedFile[]>();
  let size = 0;
  const sizeOf = (all: readonly RenderedFile[]) =>
    all.reduce((sum, { text, gzip }) => sum + text.length + gzip.length, 0);
  return {
    get(key: string): readonly RenderedFile[] | undefined {
      const found = files.get(key);
      if (!found) return undefined;
      files.delete(key);
      files.set(key, found);
      return found;
    },
    put(key: string, made: readonly RenderedFile[]): void {
      if (!files.has(key)) size += sizeOf(made);
      files.set(key, made);
      for (const [oldest, those] of files) {
        if (size <= mostKept) break;
        files.delete(oldest);
        size -= sizeOf(those);
      }
    },
  };
}
