// Whose something on a forum is: known by the number, which stays, and called by the user name, which may become another's.
import type { Account } from '../../core/account.ts';

/** The account of a user; `id` is their number. */
export function accountOf({
  id,
  username,
  name,
}: {
  readonly id: number;
  readonly username: string;
  readonly name?: string | undefined;
}): Account {
  return { platform: 'discourse', id: username, name: name || username, stableId: String(id) };
}

/** The account of a post's author. */
export function authorOf({
  user_id: id,
  username,
  name,
}: {
  readonly user_id: number;
  readonly username: string;
  readonly name?: string | undefined;
}): Account {
  return accountOf({ id, username, name });
}
