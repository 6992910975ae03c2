// The call to ask as words, for those whom the bot does not tell by itself: partner communities.

import { doc, link, p } from '../../../core/document.ts';
import { markdownFile } from '../../../core/markdown/file.ts';
import { listed } from '../../../core/text/listed-words.ts';
import type { AmaFacts } from '../facts.ts';

const mark = (at: Date, style: string) => `<t:${Math.floor(at.getTime() / 1000)}:${style}>`;

/** Who answers, when, and where to ask: Markdown whose times every reader sees in their own zone. */
export function callWords(
  ama: Pick<AmaFacts, 'hosts' | 'opensAt' | 'closesAt'>,
  links: readonly { readonly title: string; readonly url: string }[],
): string {
  const names = ama.hosts.map(({ name }) => name);
  const hosts = listed(names) || 'us';
  return [
    `${markdownFile(doc(p(`Ask ${hosts} anything`)))}, live from ${mark(ama.opensAt, 'F')} to ${mark(ama.closesAt, 'f')}.`,
    ...links.map(({ title, url }) => markdownFile(doc(p(link(url, title))))),
  ].join('\n\n');
}

/** What became of an AMA since it was to be live from `opensAt` to `closesAt`, as Markdown; undefined when it is as it was. */
export function newsWords(
  ama: Pick<AmaFacts, 'opensAt' | 'closesAt' | 'state' | 'isCalledOff'>,
  { opensAt, closesAt }: { readonly opensAt: Date; readonly closesAt: Date },
): string | undefined {
  if (ama.isCalledOff) return '**Called off:** this AMA does not take place.';
  if (ama.state === 'draft') return '**Put off:** this AMA is being prepared again, for another time.';
  const isSo = ama.opensAt.getTime() === opensAt.getTime() && ama.closesAt.getTime() === closesAt.getTime();
  return isSo
    ? undefined
    : `**Moved:** it is live from ${mark(ama.opensAt, 'F')} to ${mark(ama.closesAt, 'f')}, not ${mark(opensAt, 'F')}.`;
}
