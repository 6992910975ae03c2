// How each of the sandbox's servers is reached: on this computer alone, and for as long as it is wanted.
import { Server } from 'node:http';
import { serve } from '@hono/node-server';

/** In milliseconds: longer than whoever asks keeps a connection, so that none ends while a request is on its way. */
const keepAlive = 75_000;

/** Serves on 127.0.0.1 (port 0 for any). Rejects when the port is taken. */
export async function listen({ fetch }: Pick<Parameters<typeof serve>[0], 'fetch'>, port: number) {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const server = serve({ fetch, hostname: '127.0.0.1', port }, (info) => resolve(info.port));
  if (!(server instanceof Server)) throw new Error('HTTP/1.1 is what is spoken here.');
  server.keepAliveTimeout = keepAlive;
  server.on('error', reject);
  const actual = await promise;
  return {
    server,
    port: actual,
    url: `http://127.0.0.1:${actual}`,
    /** Ends what is open, too. */
    async close(): Promise<void> {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      server.closeAllConnections();
      await closed.promise;
    },
  };
}
