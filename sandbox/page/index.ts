// The page to play with the sandbox: its routes, and how it is served on loopback.
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { compress } from 'hono/compress';
import { HTTPException } from 'hono/http-exception';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { listen } from '../listening.ts';
import { refusalWords } from '../refusals.ts';
import { act, perform, toDocent } from './acts.ts';
import { Changes, type News } from './changes.ts';
import { Clock } from './clock.ts';
import { completed } from './completing.ts';
import { files } from './files.ts';
import { githubPages } from './github-pages.ts';
import { dispatcher } from './origin-check.ts';
import { addressForAnybody, placeOf } from './places.ts';
import { PageError, type Playground, peopleGroups, readerOf } from './playground.ts';
import { view } from './view.ts';

export type { Playground };

const steps = new Set([1, 24, 168]);
const acting = z.intersection(z.object({ as: z.string() }), act);
const moving = z.object({ hours: z.number().refine((hours) => steps.has(hours)) });
/** A line that nobody reads, so that a connection that is gone is noticed. */
const breathMilliseconds = 15_000;

/** The page's routes over a sandbox. */
export function pageApp(sandbox: Playground): Hono {
  return openPage(sandbox).app;
}

function openPage(sandbox: Playground): { app: Hono; close(): void } {
  const clock = new Clock(sandbox);
  const changes = new Changes();
  const deafen = sandbox.onHappening(() => changes.tell('changed'));
  const runUntilIdle = settler(sandbox, changes);
  const app = new Hono();
  app.use(dispatcher, compress());
  app.onError((error, c) => {
    const words = error instanceof PageError ? error.message : refusalWords(error);
    if (words !== undefined) {
      const isAnswered = c.req.header('prefer') === 'refusals=answered';
      if (isAnswered) c.header('preference-applied', 'refusals=answered');
      return c.json({ error: words }, isAnswered ? 200 : 422);
    }
    if (error instanceof HTTPException) return error.getResponse();
    if (error instanceof z.ZodError || error instanceof SyntaxError)
      return c.json({ error: 'The page sent something that is not understood. Reload it.' }, 400);
    return c.json({ error: `Something went wrong in the sandbox: ${error.message}` }, 500);
  });
  app.route('/', files(sandbox));
  app.route(
    '/',
    githubPages(sandbox, (url) => addressForAnybody(sandbox, url)),
  );

  app.get('/api/people', (c) => c.json(peopleGroups(sandbox)));
  app.get('/api/view', (c) => {
    const { as = '', at = '' } = c.req.query();
    return c.json(view(sandbox, clock, { as, at }));
  });
  app.get('/api/completion', async (c) => {
    const { as = '', at = '', text = '' } = c.req.query();
    const reader = readerOf(sandbox, as);
    const place = placeOf(sandbox, reader, at);
    if (place.kind !== 'channel' || !text.startsWith('/'))
      return c.json({ proposals: [], hint: '', isComplete: true });
    return c.json(await completed(sandbox, reader, { channel: place.channel, text }));
  });
  app.get('/api/categories', (c) => {
    const reader = readerOf(sandbox, c.req.query('as') ?? '');
    const open = [...sandbox.discourse.forum.categories.values()].filter(
      (one) => !one.isPrivate || reader.forum?.isStaff,
    );
    return c.json([
      ...open.map(({ name }) => ({ value: name, label: name })),
      { value: toDocent, label: 'A private message to Docent' },
    ]);
  });
  app.get('/api/changes', (c) =>
    streamSSE(c, async (stream) => {
      const { promise: left, resolve: leave } = Promise.withResolvers<void>();
      stream.onAbort(leave);
      const write = (event: News | 'breath') =>
        void stream.writeSSE({ event, data: String(clock.move?.progress ?? '') }).catch(leave);
      const stop = changes.listen(write);
      const breath = setInterval(() => write('breath'), breathMilliseconds);
      write('changed');
      await left;
      clearInterval(breath);
      stop();
    }),
  );

  app.use('/api/*', bodyLimit({ maxSize: 256 * 1024 }));
  app.post('/api/act', async (c) => {
    const { as, ...wanted } = acting.parse(await c.req.json());
    const done = await perform(sandbox, readerOf(sandbox, as), wanted);
    runUntilIdle();
    return c.json(done);
  });
  app.post('/api/clock', async (c) => {
    const { hours } = moving.parse(await c.req.json());
    const ticking = setInterval(() => changes.tell('clock'), 200);
    try {
      const moved = clock.forward(hours);
      changes.tell('changed');
      await moved;
    } finally {
      clearInterval(ticking);
      changes.tell('changed');
    }
    return c.json({});
  });
  app.post('/api/restart', async (c) => {
    if (clock.move) throw new PageError('Wait until the clock stands still, then restart.');
    await sandbox.restart();
    changes.tell('changed');
    return c.json({ notice: 'Docent was dropped without a goodbye and has started again.' });
  });
  return {
    app,
    close() {
      deafen();
      changes.close();
    },
  };

  function settler(ground: Playground, told: Changes): () => void {
    let last: Promise<void> = Promise.resolve();
    return () => {
      last = last.then(async () => {
        // While the clock is being moved, the bot is kept busy anyway.
        if (clock.move) return;
        await ground.runUntilIdle().then(
          () => told.tell('changed'),
          () => told.tell('trouble'),
        );
      });
    };
  }
}

/** A page that is being served. */
export interface ServedPage {
  /** `http://127.0.0.1:5050`, without a slash at the end. */
  readonly url: string;
  close(): Promise<void>;
}

/** Serves the page on 127.0.0.1 (port 0 for any). Rejects when the port is taken. */
export async function servePage(sandbox: Playground, port: number): Promise<ServedPage> {
  const page = openPage(sandbox);
  const served = await listen(page.app, port);
  return {
    url: served.url,
    async close() {
      page.close();
      await served.close();
    },
  };
}
