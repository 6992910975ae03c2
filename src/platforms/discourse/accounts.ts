// Whose something on a forum is: known by the number, which stays, and called by the user name, which may become another's.
import type { Account } from '../../core/account.ts';
import type { Post, User } from './shapes.ts';

/** The account of a user; `id` is their number. */
export function accountOf({ id, username, name }: Pick<User, 'id' | 'username' | 'name'>): Account {
  return { platform: 'discourse', id: username, name: name || username, stableId: String(id) };
}

/** The account of a post's author. */
export const authorOf = ({ user_id: id, username, name }: Post): Account => accountOf({ id, username, name });
