// API keys and what a granular one may do.

/** The granular scopes that Discourse offers for what is served here. */
export type Scope =
  | 'global:read'
  | 'topics:write'
  | 'topics:update'
  | 'topics:read'
  | 'topics:read_lists'
  | 'topics:status'
  | 'topics:delete'
  | 'posts:edit'
  | 'posts:delete'
  | 'posts:list'
  | 'revisions:read'
  | 'uploads:create'
  | 'users:show'
  | 'categories:list'
  | 'categories:show'
  /** What every key may do: ask for its scopes. */
  | 'any';

/** A key: for one user or, without one, for all; without scopes it may do everything. */
export interface ApiKey {
  readonly key: string;
  readonly username: string | undefined;
  readonly scopes: readonly Scope[] | undefined;
  isRevoked: boolean;
}

/** Whether a key may use a route; routes without a scope need a global key. */
export function isAllowed(key: ApiKey, scope: Scope | undefined, method: string): boolean {
  if (key.scopes === undefined || scope === 'any') return true;
  if (method === 'GET' && key.scopes.includes('global:read')) return true;
  return scope !== undefined && key.scopes.includes(scope);
}
