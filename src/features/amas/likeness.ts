// Which questions may ask the same, by their words: a suggestion for moderators, never more.
import MiniSearch from 'minisearch';
import { stemmer } from 'stemmer';

/** A question as it is compared. */
interface Asked {
  readonly id: number;
  readonly text: string;
}

/** Words that every question has, which make none like another: of English, and of the languages most asked in besides. */
const common = new Set(
  [
    'a about after all am an and any anybody anyone are as at be been being but by can could did do does for from get has have how i if in into is it its just like look looks looking may me my not of on one or our shall should so some somebody someone take takes than that the their them there these they this to us was we were what when where which who whom why will with would you your question please thanks hello hi',
    'aber als am an auf aus bei das dem den der des die ein eine einem einen einer eines es für gibt hat ich ihr im in ist kann man mir mit nicht oder sich sie sind und uns unter von wann warum was welche welchen welcher welches wer werden wie wir wird wo zu zum zur',
    'au aux avec ce ces comment dans de des du elle en est et il je la le les leur mais ne on ou où par pas peut peux pour pourquoi puis quand que quel quelle quelles quels qui quoi sa se ses son sont sur un une vous y',
    'al como cómo con cual cuál cuando cuándo de del dónde donde el ella en es está esta este hay la las lo los me mi no o para pero por porque puede puedo que qué quien quién se si son su un una uno y',
    'ao as com como da das de do dos e é ele ela em eu há mais na não nas no nos o onde os ou para pode posso por quando quais qual que quem se são um uma',
    'che chi ci come con da dei del della di dove è gli ha i il in io la le lo mi nel non o per perché posso può quale quali quando se si sono un una',
    'а бы быть в вы где для есть и или из к как какая какие какой когда кто ли мне можно мы на не но о от по почему с у что это я',
  ].flatMap((words) => words.split(' ')),
);
/** A word as it is compared: English words without their endings. */
const stemOf = (word: string) => (/^[a-z]{3,}$/u.test(word) ? stemmer(word) : word);
/** Where words are not parted by spaces, this knows where they begin and end. */
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
/** Longer texts are compared by their beginning. */
const longest = 2_000;
/** From this share of common words on, two are perhaps the same. */
const leastShare = 0.6;
/** Of so many AMAs the words are kept in memory. */
const mostKept = 4;

/** The words of a text that say what it is about. */
function wordsOf(text: string): string[] {
  const words = [...segmenter.segment(text.slice(0, longest).normalize('NFKC').toLowerCase())]
    .filter(({ isWordLike }) => isWordLike)
    .map(({ segment }) => segment)
    .filter((word) => !common.has(word))
    .map(stemOf);
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
    if (words.length === 0) return [];
    const { index, texts } = keptOf(
      amaId,
      all.filter(({ id }) => id !== question.id),
    );
    // Of a single word nobody can tell, unless it is all that both say.
    const isAlone = words.length === 1;
    return index
      .search(question.text, isAlone ? {} : { fuzzy: 0.2, prefix: (term) => term.length > 3 })
      .slice(0, 20)
      .map(({ id, queryTerms }) => {
        const count = texts.get(Number(id))?.count ?? 0;
        return { id: Number(id), share: (2 * queryTerms.length) / (words.length + count) };
      })
      .filter(({ share }) => share >= (isAlone ? 1 : leastShare))
      .toSorted((a, b) => b.share - a.share)
      .slice(0, 2)
      .map(({ id }) => id);
  };
}
