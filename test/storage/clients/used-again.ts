// Prisma's clients as tests use them: one that a test is done with serves the next, since making one takes longer than most
// of what it is asked.
import { setImmediate } from 'node:timers/promises';
import type { SqlDriverAdapterFactory } from '@prisma/driver-adapter-utils';

interface Options {
  readonly adapter: SqlDriverAdapterFactory;
}
interface Disconnecting {
  $disconnect(): Promise<void>;
}

/** A client, and whom it asks for a connection. */
interface Used<Client> {
  readonly client: Client;
  connectTo(adapter: SqlDriverAdapterFactory | undefined): void;
}

/** The same class, of which a client that was disconnected is handed out again, over another database. */
export function usedAgain<Client extends Disconnecting>(Original: new (options: Options) => Client) {
  const free = new Map<string, Used<Client>[]>();

  function made(options: Options): Used<Client> {
    const { provider, adapterName } = options.adapter;
    let current: SqlDriverAdapterFactory | undefined;
    function connectTo(one: SqlDriverAdapterFactory | undefined): void {
      current = one;
    }
    const adapter: SqlDriverAdapterFactory = {
      provider,
      adapterName,
      async connect() {
        if (!current) throw new Error('This client was disconnected, and nobody has it now.');
        return await current.connect();
      },
    };
    return { client: new Original({ ...options, adapter }), connectTo };
  }

  function lent(options: Options): Client {
    const key = JSON.stringify({ ...options, adapter: options.adapter.adapterName });
    const used = free.get(key)?.pop() ?? made(options);
    used.connectTo(options.adapter);
    let ended: Promise<void> | undefined;
    // Whoever goes on with it when it was disconnected has one of their own, as Prisma's own connect anew.
    let own: Client | undefined;

    async function end(): Promise<void> {
      Object.setPrototypeOf(client, new Proxy({}, { get: (_, name) => Reflect.get(anew(), name) }));
      await used.client.$disconnect();
      used.connectTo(undefined);
      // What was asked just before fails now, and not over the next one's database.
      await setImmediate();
      free.set(key, [...(free.get(key) ?? []), used]);
    }
    function anew(): Client {
      own ??= new Original(options);
      return own;
    }
    async function disconnect(): Promise<void> {
      ended ??= end();
      await ended;
      await own?.$disconnect();
    }
    // What a test puts in the place of something is put on this alone.
    const client: Client = Object.create(used.client, {
      $disconnect: { value: disconnect, writable: true, configurable: true },
    });
    return client;
  }

  return new Proxy(Original, { construct: (_, [options]) => lent(options) });
}
