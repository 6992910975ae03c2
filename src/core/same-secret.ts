// Whether somebody gave a secret, found out in a time that tells nothing of how much of it they have right.
import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether a text is the secret; what is missing is none. */
export function isSameSecret(given: string | undefined, secret: string | null | undefined): boolean {
  if (given === undefined || secret === undefined || secret === null) return false;
  return timingSafeEqual(digest(given), digest(secret));
}

const digest = (text: string) => createHash('sha256').update(text).digest();
