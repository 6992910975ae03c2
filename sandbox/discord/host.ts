// What every route works with, and what a request looks like to it.
import type { Nonces } from './drafts.ts';
import type { Gateway } from './gateway.ts';
import type { Interactions } from './interactions.ts';
import type { Allowance, Limit } from './rate-limits.ts';
import type { World } from './world.ts';

/** The parts of the running sandbox. */
export interface Host {
  readonly world: World;
  readonly gateway: Gateway;
  readonly interactions: Interactions;
  readonly nonces: Nonces;
  /** New conversations, of which Discord takes only so many at a time. */
  readonly openings: Allowance;
  /** Changes of the name or topic of a channel or thread. */
  renamings(channelId: string): Allowance;
}

/** A file that came with a request, by the number in `files[n]`. */
export interface Upload {
  readonly number: string;
  readonly filename: string;
  readonly contentType: string | undefined;
  readonly content: Uint8Array;
}

/** A request, read. */
export interface Asked {
  /** A part of the path; throws for one that the route does not have. */
  param(name: string): string;
  query(name: string): string | undefined;
  readonly body: unknown;
  readonly uploads: readonly Upload[];
}

/** What a route answers; without a body the status is 204. */
export interface Answered {
  readonly status?: number;
  readonly body?: unknown;
}

/** A route. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** As in the official document, with `:name` for `{name}`. */
  readonly path: string;
  readonly limit?: Limit;
  /** Interactions carry their token in the path, need no other, and do not count for the global limit. */
  readonly isInteraction?: boolean;
  handle(host: Host, asked: Asked): Answered;
}
