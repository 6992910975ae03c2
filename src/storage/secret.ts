// The database's own secret, of which everything is made by which its publications are known outside.

import { createHmac, randomBytes } from 'node:crypto';
import type { Database } from './client.ts';
import { firstWritten, keepValue, keptValue } from './cursors.ts';

const name = 'secret';

/** Reads the secret, which is made when it is first asked for. A copy that is to live beside its source gets a new one. */
export async function databaseSecret(database: Database): Promise<string> {
  return (await keptValue(database, name)) ?? (await firstWritten(database, name, newSecret()));
}

/** Gives a copied database an identity of its own: it finds nothing of what its source had published. */
export async function renewSecret(database: Database): Promise<void> {
  await keepValue(database, name, newSecret());
}

/** A name that nobody can guess or share, always the same for the same parts: 22 characters of `[\w-]`, 132 bits. */
export function identityOf(secret: string, ...parts: readonly string[]): string {
  const hmac = createHmac('sha256', secret);
  for (const part of parts) hmac.update(part).update('\0');
  return hmac.digest('base64url').slice(0, 22);
}

function newSecret(): string {
  return randomBytes(32).toString('base64url');
}
