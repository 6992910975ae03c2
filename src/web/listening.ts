// Why a port cannot be listened on, and whether one can, in the words of whoever has to mend it.
import { createServer } from 'node:net';
import { ConfigError, messageOf } from '../core/errors.ts';

/** A port on an address of this computer. */
interface Spot {
  readonly port: number;
  readonly hostname: string;
}

/** The error to throw when listening failed: a `ConfigError` with the cure where the set-up is at fault. */
export function cannotListen(error: unknown, { port, hostname }: Spot): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  switch (code) {
    case 'EADDRINUSE':
      return new ConfigError(
        `Port ${port} on ${hostname} is taken by another program, or by a Docent that runs already. Stop that one, or give another PORT (METRICS_PORT for metrics).`,
        { cause: error },
      );
    case 'EACCES':
      return new ConfigError(
        `Port ${port} may not be used by this user: ports below 1024 are for root. Give a higher PORT, and let a reverse proxy take 443.`,
        { cause: error },
      );
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new ConfigError(
        `This computer has no address ${hostname}. HOST is 127.0.0.1, or 0.0.0.0 for all addresses.`,
        { cause: error },
      );
    default:
      return error;
  }
}

/** Tries whether a port is free, and frees it again; undefined when it is, else why not. */
export async function tryListening({ port, hostname }: Spot): Promise<string | undefined> {
  const server = createServer();
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(port, hostname, resolve);
  try {
    await promise;
    return undefined;
  } catch (error) {
    return messageOf(cannotListen(error, { port, hostname }));
  } finally {
    server.close();
  }
}
