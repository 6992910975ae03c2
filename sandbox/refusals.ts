// What the client or the forum says when it refuses what somebody did.
import { TypingError } from './discord/index.ts';
import { Refusal } from './discourse/model.ts';

/** The refusal in words for the person; undefined for any other fault. */
export function refusalWords(error: unknown): string | undefined {
  if (error instanceof TypingError) return error.message;
  if (!(error instanceof Refusal)) return undefined;
  const { body } = error;
  if (typeof body === 'string') return body;
  return 'errors' in body && Array.isArray(body.errors) ? body.errors.join(' ') : error.message;
}
