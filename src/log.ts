// The log: JSON a line, words on a terminal, and never a secret.
import { createRequire } from 'node:module';
import { Writable } from 'node:stream';
import { type DestinationStream, type Logger, pino } from 'pino';
import type pinoPretty from 'pino-pretty';
import { OutsideError } from './core/errors.ts';

/** A logger in pino's form: facts first, then words. */
export type Log = Pick<Logger, 'debug' | 'info' | 'warn' | 'error'>;

/** Where the log goes and what must not be in it. */
interface LogOptions {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  /** Whether a person reads it as it comes. */
  readonly isTerminal: boolean;
  /** Tokens, keys, passwords: wherever one turns up, `[secret]` stands instead. */
  readonly secrets: readonly string[];
  write(line: string): void;
}

/** Builds the log. */
export function createLog({ level, isTerminal, secrets, write }: LogOptions): Log {
  const hidden = secrets.filter((secret) => secret.length >= 6);
  const destination: DestinationStream = {
    write: (line) =>
      write(
        hidden.reduce(
          (text, secret) => text.replaceAll(secret, '[secret]'),
          line.replaceAll(inAddress, '$1[secret]'),
        ),
      ),
  };
  return pino(
    {
      level,
      serializers: { err: (error: unknown) => told(error, 0), error: (error: unknown) => told(error, 0) },
    },
    isTerminal ? readable(destination) : destination,
  );
}

/** Addresses by which an answer is given hold a token that lets anybody give it. */
const inAddress = /(\/(?:webhooks|interactions)\/\d+\/)[\w.~%-]{8,}/gu;
/** Causes below causes. */
const deepest = 5;

/**
 * An error as it is written. Libraries hang the whole request on their errors, with what somebody was told in private:
 * so only what says what went wrong, and where, is taken. What comes from outside has no place in the code: no stack.
 */
function told(error: unknown, depth: number, isOurs = true): unknown {
  if (!(error instanceof Error) || depth > deepest) return typeof error === 'object' ? String(error) : error;
  const known = (name: string): unknown => {
    const value: unknown = Reflect.get(error, name);
    return typeof value === 'string' || typeof value === 'number' ? value : undefined;
  };
  const isOwn = isOurs && !(error instanceof OutsideError);
  return {
    type: error.name,
    message: error.message,
    ...(isOwn && { stack: error.stack }),
    code: known('code'),
    status: known('status'),
    method: known('method'),
    url: known('url'),
    ...(error instanceof OutsideError && error.call),
    ...(error.cause !== undefined && { cause: told(error.cause, depth + 1, isOwn) }),
    ...(error instanceof AggregateError && {
      errors: error.errors.slice(0, 10).map((one: unknown) => told(one, depth + 1, isOwn)),
    }),
  };
}

/** The same log, which tells how often it warned and complained. */
export function countedLog(log: Log, count: (level: 'warn' | 'error') => void): Log {
  return new Proxy(log, {
    get(target, name) {
      if (name === 'warn' || name === 'error') count(name);
      return Reflect.get(target, name);
    },
  });
}

/** For a person; a service writes JSON, and what makes words of it is not even loaded. */
function readable(destination: DestinationStream): DestinationStream {
  const pretty: typeof pinoPretty = createRequire(import.meta.url)('pino-pretty');
  return pretty({ destination: sink(destination), ignore: 'pid,hostname' });
}

/** pino-pretty writes to a stream of Node's. */
function sink(destination: DestinationStream): NodeJS.WritableStream {
  return new Writable({
    write(chunk: unknown, _encoding, done) {
      destination.write(String(chunk));
      done();
    },
  });
}
