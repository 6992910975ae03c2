// What a REST route is: what its handler gets, and how it answers or refuses.
import type { Context } from 'hono';
import type { Resource, Token } from './gate.ts';
import type { Repository } from './model.ts';

/** A refusal with GitHub's body. */
export class RestError extends Error {
  override readonly name = 'RestError';
  readonly status: number;
  readonly body: object;

  constructor(status: number, message: string, extra: object = {}) {
    super(message);
    this.status = status;
    this.body = {
      message,
      documentation_url: 'https://docs.github.com/rest',
      status: String(status),
      ...extra,
    };
  }
}

/** What a handler gets. */
export interface Invocation {
  readonly c: Context;
  readonly token: Token | undefined;
  readonly api: string;
  /** The repository of the path; where there is none, any access to it answers 404. */
  readonly repository: () => Repository;
}

/** Mounts a route. */
export type Mount = (
  method: 'GET' | 'POST' | 'PUT' | 'PATCH',
  path: string,
  run: (invocation: Invocation) => object | Promise<object>,
  resource?: Resource,
) => void;

/** An answer with a status other than 200. */
export class Answer {
  readonly status: number;
  readonly body: object;
  readonly headers: Record<string, string>;

  constructor(status: number, body: object, headers: Record<string, string> = {}) {
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}
