// What will be posted, before anything is public.
import { type Block, code, type Inline, link, list, p } from '../../../core/document.ts';

/** Where something will be shown on a platform, and with what address if it has one. */
export interface Shown {
  readonly title: string;
  readonly what: 'message' | 'topic' | 'event';
  readonly urls: readonly string[];
}

const shownAs = { message: 'an announcement, kept true', topic: 'a topic', event: 'an event' } as const;

/** Where a meeting will be announced; that it will be nowhere is said too. */
export function willBePosted(shown: readonly Shown[]): Block[] {
  if (shown.length === 0)
    return [p('It will be announced nowhere yet: ', code('/docent setup'), ' chooses a place for meetings.')];
  const lines = shown.map(({ title, what, urls }): Inline[] => [
    `${title}: ${shownAs[what]}`,
    ...urls.flatMap((url, i): Inline[] => [i === 0 ? ' in ' : ', ', link(url, 'this place')]),
  ]);
  return [p('What will be posted:'), list(...lines)];
}
