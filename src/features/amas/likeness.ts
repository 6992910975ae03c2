// Which questions may ask the same, by their words: a suggestion for moderators, never more.
import MiniSearch from 'minisearch';

/** A question as it is compared. */
export interface Asked {
  readonly id: number;
  readonly text: string;
}

/** Words that every question has, which make none like another. */
const common = new Set(
  'a about all am an and any anybody anyone are as at be been being but by can could did do does for from get has have how i if in into is it its just like may me my not of on one or our shall should so some somebody someone than that the their them there these they this to us was we were what when where which who whom why will with would you your question please thanks hello hi'.split(
    ' ',
  ),
);
/** Where words are not parted by spaces, this knows where they begin and end. */
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
/** Longer texts are compared by their beginning. */
const longest = 2_000;
/** From this share of common words on, two are perhaps the same. */
const leastShare = 0.6;
/** Of so many AMAs the words are kept in memory. */
const mostKept = 4;

/** The words of a text that say what it is about. */
export function wordsOf(text: string): string[] {
  const words = [...segmenter.segment(text.slice(0, longest).normalize('NFKC').toLowerCase())]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment)
    .filter((word) => !common.has(word));
  return [...new Set(words)];
}

interface Kept {
  readonly index: MiniSearch<Asked>;
  readonly texts: Map<number, { readonly text: string; readonly count: number }>;
}

/**
 * Builds what finds up to two questions of an AMA that are perhaps asked once more by another, most alike first. Its words
 * are kept, so that each question is read once.
 */
export function likenesses() {
  const kept = new Map<number, Kept>();

  function keptOf(amaId: number, all: readonly Asked[]): Kept {
    const found = kept.get(amaId) ?? {
      index: new MiniSearch<Asked>({ fields: ['text'], tokenize: wordsOf, processTerm: (term) => term }),
      texts: new Map(),
    };
    kept.delete(amaId);
    kept.set(amaId, found);
    const [oldest] = kept.keys();
    if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
    const there = new Set(all.map(({ id }) => id));
    for (const id of [...found.texts.keys()]) {
      if (there.has(id)) continue;
      found.index.discard(id);
      found.texts.delete(id);
    }
    for (const { id, text } of all) {
      const known = found.texts.get(id);
      if (known?.text === text) continue;
      if (known) found.index.discard(id);
      found.index.add({ id, text });
      found.texts.set(id, { text, count: wordsOf(text).length });
    }
    return found;
  }

  return (amaId: number, question: Asked, all: readonly Asked[]): number[] => {
    const words = wordsOf(question.text);
    // Of a single word nobody can tell.
    if (words.length < 2) return [];
    const { index, texts } = keptOf(
      amaId,
      all.filter(({ id }) => id !== question.id),
    );
    return index
      .search(question.text, { fuzzy: 0.2, prefix: (term) => term.length > 3 })
      .slice(0, 20)
      .map(({ id, queryTerms }) => {
        const count = texts.get(Number(id))?.count ?? 0;
        return { id: Number(id), share: (2 * queryTerms.length) / (words.length + count) };
      })
      .filter(({ share }) => share >= leastShare)
      .toSorted((a, b) => b.share - a.share)
      .slice(0, 2)
      .map(({ id }) => id);
  };
}
