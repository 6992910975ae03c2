// The call to ask as words, for those whom the bot does not tell by itself: partner communities.
import { doc, link, p } from '../../core/document.ts';
import { markdownFile } from '../../core/markdown-file.ts';
import type { AmaFacts } from './facts.ts';
import type { AmaStore } from './store.ts';

/** A call to ask in an AMA; `text` is Markdown whose times every reader sees in their own zone. */
export interface AmaCall {
  readonly id: number;
  readonly title: string;
  readonly text: string;
}

/** The calls to ask in the AMAs of a group that are announced and not over. */
export async function amaCalls(
  deps: {
    readonly store: Pick<AmaStore, 'unfinished' | 'places'>;
    titleOf(platform: string): string | undefined;
    pageUrl(id: number): string | undefined;
  },
  groupId: number,
): Promise<AmaCall[]> {
  const amas = (await deps.store.unfinished(groupId)).filter(({ state }) => state !== 'draft');
  return await Promise.all(
    amas.map(async (ama): Promise<AmaCall> => {
      const places = (await deps.store.places(ama)).flatMap(({ platform, url }) => {
        const title = deps.titleOf(platform);
        return title === undefined ? [] : [{ title: `Ask and read on ${title}`, url }];
      });
      const page = deps.pageUrl(ama.id);
      const links =
        page === undefined ? places : [...places, { title: 'All questions and answers', url: page }];
      return { id: ama.id, title: ama.title, text: callWords(ama, links) };
    }),
  );
}

function callWords(
  ama: Pick<AmaFacts, 'hosts' | 'opensAt' | 'closesAt'>,
  links: readonly { readonly title: string; readonly url: string }[],
): string {
  const names = ama.hosts.map(({ name }) => name);
  const hosts =
    names.length > 1 ? `${names.slice(0, -1).join(', ')} and ${names.at(-1)}` : (names[0] ?? 'us');
  const mark = (at: Date, style: string) => `<t:${Math.floor(at.getTime() / 1000)}:${style}>`;
  return [
    `${markdownFile(doc(p(`Ask ${hosts} anything`)))}, live from ${mark(ama.opensAt, 'F')} to ${mark(ama.closesAt, 'f')}.`,
    ...links.map(({ title, url }) => markdownFile(doc(p(link(url, title))))),
  ].join('\n\n');
}
