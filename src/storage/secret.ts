// The database's own secret, of which everything is made by which its publications are known outside.
import { createHmac, randomBytes } from 'node:crypto';
import { type Database, isDuplicate } from './client.ts';

const name = 'secret';

/** Reads the secret, which is made when it is first asked for. A copy that is to live beside its source gets a new one. */
export async function databaseSecret(database: Database): Promise<string> {
  const known = await database.cursor.findUnique({ where: { name } });
  if (known) return known.value;
  try {
    return (await database.cursor.create({ data: { name, value: newSecret() } })).value;
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    return (await database.cursor.findUniqueOrThrow({ where: { name } })).value;
  }
}

/** Gives a copied database an identity of its own: it finds nothing of what its source had published. */
export async function renewSecret(database: Database): Promise<void> {
  const value = newSecret();
  await database.cursor.upsert({ where: { name }, create: { name, value }, update: { value } });
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
