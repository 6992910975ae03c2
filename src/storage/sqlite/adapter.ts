// Prisma's driver adapter for SQLite over Node's own library: two connections a file, and one writer at a time.
import { setImmediate, setTimeout } from 'node:timers/promises';
import {
  DriverAdapterError,
  type SqlDriverAdapter,
  type SqlDriverAdapterFactory,
  type SqlQuery,
  type SqlQueryable,
  type Transaction,
} from '@prisma/driver-adapter-utils';
import { type Queue, queue } from '../queue.ts';
import { type Connection, openConnection } from './connection.ts';
import { connectionClosed, converted, isBusy, stayedBusy, transactionOver } from './errors.ts';

/** For how long statements may follow each other before timers and sockets come in between. */
const longestBurstMilliseconds = 50;

const about = { provider: 'sqlite', adapterName: 'docent-sqlite' } as const;

/**
 * The adapter for a file. What reads outside a transaction has a connection of its own and sees what is committed;
 * everything else has the other, one after the other: a transaction keeps it until its end. It begins by taking the
 * write lock, so that what it has read is still true when it writes. A database that another process has locked is
 * asked again and again for `patienceMilliseconds` (then P1008), between which other work goes on.
 */
export function sqliteAdapter(
  path: string,
  { patienceMilliseconds = 10_000 }: { patienceMilliseconds?: number } = {},
): SqlDriverAdapterFactory {
  return { ...about, connect: () => open(path, () => performance.now() + patienceMilliseconds) };
}

/** Until when somebody waits who begins now, on the clock of `performance.now()`. */
type Deadline = () => number;

/** A connection on which everything is done, as Prisma's schema engine takes it; it is left open. */
export function adapterOn(connection: Connection): SqlDriverAdapter {
  return {
    ...statementsOn(connection, async (work) => run(work)),
    async executeScript(script) {
      run(() => connection.script(script));
    },
    startTransaction: async () => {
      throw new Error('The connection is in a transaction already.');
    },
    dispose: async () => {},
  };
}

async function open(path: string, deadline: Deadline): Promise<SqlDriverAdapter> {
  const writer = run(() => openConnection(path));
  try {
    // Each commit is on the disk before it is answered (FULL, SQLite's default): with NORMAL, a power cut could take
    // back the last ones, and what had been published then would be published again.
    // The read makes this connection open what is written ahead; without it, it would not clean up when it closes.
    const settings = `
      PRAGMA journal_mode = WAL;
      PRAGMA synchronous = FULL;
      PRAGMA foreign_keys = ON;
      SELECT COUNT(*) FROM sqlite_schema;`;
    await retryWhileBusy(() => writer.script(settings), deadline());
    const reader = run(() => openConnection(path, { readOnly: true }));
    return adapter({ reader, writer, deadline });
  } catch (error) {
    writer.close();
    throw error;
  }
}

interface Connections {
  readonly reader: Connection;
  readonly writer: Connection;
  readonly deadline: Deadline;
}

function adapter({ reader, writer, deadline }: Connections): SqlDriverAdapter {
  const writing = queue();
  const breathe = yieldToEventLoop();

  async function write<T>(work: () => T): Promise<T> {
    await breathe();
    const end = deadline();
    const release = await acquire(writing, end);
    try {
      return await retryWhileBusy(work, end);
    } finally {
      release();
    }
  }

  async function read<T>(work: () => T): Promise<T> {
    await breathe();
    return await retryWhileBusy(work, deadline());
  }

  const reads = statementsOn(reader, read);
  const writes = statementsOn(writer, write);
  return {
    ...writes,
    queryRaw: (query) => (isRead(query) ? reads : writes).queryRaw(query),
    executeScript: (script) => write(() => writer.script(script)),
    async startTransaction(level) {
      if (level && level !== 'SERIALIZABLE')
        throw new DriverAdapterError({ kind: 'InvalidIsolationLevel', level });
      await breathe();
      const end = deadline();
      const release = await acquire(writing, end);
      try {
        await retryWhileBusy(() => writer.execute(statement('BEGIN IMMEDIATE')), end);
      } catch (error) {
        release();
        throw error;
      }
      return transactionOn(writer, { breathe, release, deadline });
    },
    async dispose() {
      writing.close(connectionClosed());
      reader.close();
      // Last: whoever closes last writes what was written ahead into the file, and takes the file beside it away.
      writer.close();
    },
  };
}

/** The transaction that was begun on a connection; `release` lets the next one have that. */
function transactionOn(
  connection: Connection,
  { breathe, release, deadline }: { breathe(): Promise<void>; release(): void; readonly deadline: Deadline },
): Transaction {
  let isOver = false;

  async function inside<T>(work: () => T): Promise<T> {
    await breathe();
    // Otherwise a late statement would be one of its own, or one of somebody else's transaction.
    if (isOver || !connection.isInTransaction()) throw transactionOver();
    return run(work);
  }

  function undo(): void {
    if (isOver) return;
    isOver = true;
    try {
      if (connection.isInTransaction()) run(() => connection.execute(statement('ROLLBACK')));
    } finally {
      release();
    }
  }

  return {
    ...statementsOn(connection, inside),
    options: { usePhantomQuery: true },
    async commit() {
      try {
        if (isOver) throw transactionOver();
        await retryWhileBusy(() => connection.execute(statement('COMMIT')), deadline());
      } catch (error) {
        undo();
        throw error;
      }
      isOver = true;
      release();
    },
    async rollback() {
      undo();
    },
  };
}

type Around = <T>(work: () => T) => Promise<T>;

function statementsOn(connection: Connection, around: Around): SqlQueryable {
  return {
    ...about,
    queryRaw: (query) => around(() => connection.query(query)),
    executeRaw: (query) => around(() => connection.execute(query)),
  };
}

const statement = (sql: string): SqlQuery => ({ sql, args: [], argTypes: [] });

/** Prisma's own reads begin so; one that begins otherwise (WITH, PRAGMA) waits in the queue, which does no harm. */
const isRead = ({ sql }: SqlQuery) => /^\s*SELECT\b/iu.test(sql);

async function acquire(from: Queue, end: number): Promise<() => void> {
  const release = await from.acquire(end - performance.now());
  if (!release) throw stayedBusy();
  return release;
}

/** Does it, again and again while the database is busy. */
async function retryWhileBusy<T>(work: () => T, end: number): Promise<T> {
  for (;;) {
    try {
      return work();
    } catch (error) {
      if (!isBusy(error) || performance.now() > end) throw converted(error);
    }
    await setTimeout(1 + 10 * Math.random());
  }
}

function run<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw converted(error);
  }
}

/**
 * Lets timers and sockets have their say when statements have followed each other for too long: nothing in this adapter
 * waits by itself. Whoever comes meanwhile waits as well, so that nobody is overtaken.
 */
function yieldToEventLoop(): () => Promise<void> {
  /** When the first statement ran since timers and sockets had their say. */
  let began: number | undefined;
  let breath: Promise<void> | undefined;
  return async () => {
    if (began === undefined) {
      began = performance.now();
      breath = setImmediate().then(() => {
        began = undefined;
        breath = undefined;
      });
    } else if (performance.now() - began > longestBurstMilliseconds) await breath;
  };
}
