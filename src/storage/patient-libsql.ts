// SQLite that waits for other writers without holding up everything else in this process.
import { setTimeout } from 'node:timers/promises';
import { PrismaLibSql } from '@prisma/adapter-libsql';

type Client = ReturnType<PrismaLibSql['createClient']>;

/** How long a write waits for another process's. */
const patienceMilliseconds = 10_000;
/** libSQL's own waiting stops the whole process, timers and sockets too: so no longer than this. */
const standstillMilliseconds = 5;

/**
 * The adapter for a file. A busy database is asked again and again for ten seconds, between which other work goes on;
 * transactions begin by taking the write lock, so that what they have read is still true when they write.
 */
export class PatientLibSql extends PrismaLibSql {
  constructor(path: string) {
    super({ url: `file:${path}`, timeout: standstillMilliseconds });
  }

  override createClient(config: Parameters<PrismaLibSql['createClient']>[0]): Client {
    const client = super.createClient(config);
    const execute = client.execute.bind(client);
    const transaction = client.transaction.bind(client);
    client.execute = (statement: Parameters<Client['execute']>[0] | string) =>
      patiently(client, () => (typeof statement === 'string' ? execute(statement) : execute(statement)));
    client.transaction = () => patiently(client, () => transaction('write'));
    return client;
  }
}

async function patiently<T>(client: Client, work: () => Promise<T>): Promise<T> {
  const end = Date.now() + patienceMilliseconds;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isBusy(error) || Date.now() > end) throw error;
      // libSQL leaves a statement that was refused open, and a transaction beside it can then not be committed.
      client.reconnect();
      await setTimeout(2 + 10 * Math.random());
    }
  }
}

/** SQLITE_BUSY is 5; the extended codes hold it in their lowest byte. */
function isBusy(error: unknown): boolean {
  return (
    error instanceof Error &&
    'rawCode' in error &&
    typeof error.rawCode === 'number' &&
    (error.rawCode & 0xff) === 5
  );
}
