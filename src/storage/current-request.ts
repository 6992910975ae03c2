// The request on whose behalf facts are changed: the first change that it makes writes down which bot does it.
import { AsyncLocalStorage } from 'node:async_hooks';
import { DoneElsewhereError } from '../core/errors.ts';
import type { Transaction } from './client.ts';
import { isGone } from './processes.ts';

/** A request that is being worked on. */
export interface CurrentRequest {
  /** The name of its row. */
  readonly name: string;
  /** The bot that works on it, as it claims everything. */
  readonly owner: string;
  readonly at: Date;
  /** Whether the row is committed as this bot's. */
  isOurs: boolean;
  /** What the request set going, and nobody waits for, is no part of it. */
  isOver: boolean;
  /** What its first change was about: `meeting/12`. */
  about?: string;
}

/** To the name of a request's row, of the one that says what it changed. */
export const aboutEnd = '/about';

/** Knows the request in whatever is called on its behalf. */
export const currentRequest = new AsyncLocalStorage<CurrentRequest>();

/** Remembers for a request what was changed on its behalf; call it where that is known, in the transaction. */
export function noteAbout(about: string | undefined): void {
  const request = currentRequest.getStore();
  if (request && !request.isOver && about !== undefined) request.about ??= about;
}

type Work<T> = (rows: Transaction) => Promise<T>;

/**
 * Runs a transaction whose first step, under its locks, is to make the request this bot's; without a request it is run
 * as it is. Throws a `DoneElsewhereError`, and changes nothing, when another bot has made changes for the request.
 */
export async function claiming<T>(work: Work<T>, run: (claimed: Work<T>) => Promise<T>): Promise<T> {
  const request = currentRequest.getStore();
  if (!request || request.isOurs || request.isOver) return await run(work);
  const { name, owner, at } = request;
  const done = await run(async (rows) => {
    const create = { name, value: owner, updatedAt: at };
    const row = await rows.cursor.upsert({ where: { name }, create, update: {} });
    if (row.value !== owner) throw new DoneElsewhereError({ isOrphaned: isGone(row.value) });
    const result = await work(rows);
    if (request.about !== undefined) {
      const changed = { name: `${name}${aboutEnd}`, value: request.about, updatedAt: at };
      await rows.cursor.upsert({ where: { name: changed.name }, create: changed, update: changed });
    }
    return result;
  });
  request.isOurs = true;
  return done;
}
