// AMAs as pages of the web: the archive with what a search found, an AMA, and one question with its answer.

import type { PersonFacts } from '../../../core/directory.ts';
import {
  type Block,
  type Document,
  doc,
  heading,
  type Inline,
  link,
  list,
  p,
  sentence,
  strong,
  time,
} from '../../../core/document.ts';
import { formatted } from '../../../core/markdown.ts';
import { plainMarks } from '../../../core/text/plain-marks.ts';
import { type AmaFacts, labelOf } from '../facts.ts';
import { shownHosts, takesQuestions } from '../rules.ts';
import type { Answered } from '../store/archive.ts';
import { type AmaLink, amaStateWords, hostName } from './ama.ts';
import { wholeAnswer } from './answer.ts';
import { inOneLine } from './question.ts';
import { documentation } from './summary.ts';

type Href = (path: string) => string;

/** The archive: what goes on, then what was. */
export function archivePage(amas: readonly AmaFacts[], people: readonly PersonFacts[], href: Href): Document {
  const line = (ama: AmaFacts): Inline[] => [
    link(href(`amas/${ama.id}`), ama.title),
    ' · ',
    ...hostNames(ama, people),
    ' · ',
    time(ama.opensAt, ama.zone, 'date'),
    ...(ama.state === 'closed' && !ama.isCalledOff ? [] : [` · ${amaStateWords(ama)}`]),
  ];
  const now = amas.filter(({ state }) => state !== 'closed');
  const past = amas.filter(({ state }) => state === 'closed');
  return doc(
    amas.length === 0 && p('There was no AMA yet.'),
    now.length > 0 && [heading(2, 'Now'), list(...now.map(line))],
    past.length > 0 && [heading(2, 'Archive'), list(...past.map(line))],
  );
}

function hostNames(ama: AmaFacts, people: readonly PersonFacts[]): Inline[] {
  return shownHosts(ama).flatMap((host, at): Inline[] => [at === 0 ? '' : ', ', hostName(host, people)]);
}

/** A text as it is searched: without accents, forms of letters, kinds of quotation marks and the marks of code. */
function folded(text: string): string {
  return plainMarks(text)
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f`]/gu, '')
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .replaceAll('ı', 'i')
    .replaceAll(/[“”„]/gu, '"');
}

/** Where words are not parted by spaces, this knows where they begin and end. */
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
const scriptsWithoutSpaces = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u;

/** What is searched for, at most ten words; what stands in quotation marks is one. */
function wordsIn(searched: string): string[] {
  return [...folded(searched).matchAll(/"([^"]+)"|[^\s"]+/gu)]
    .flatMap(([word, whole]) => {
      if (whole !== undefined) return [whole.trim()];
      if (!scriptsWithoutSpaces.test(word)) return [word];
      return [...segmenter.segment(word)]
        .filter(({ isWordLike }) => isWordLike)
        .map(({ segment }) => segment);
    })
    .filter((word) => word !== '')
    .slice(0, 10);
}

/** The answered questions that have all the words, in the question or the answer. */
export function foundAnswers(all: readonly Answered[], searched: string): Answered[] {
  const words = wordsIn(searched);
  if (words.length === 0) return [];
  return all.filter(({ text, isSourceGone, answer, additions }) => {
    const whole = folded([isSourceGone ? '' : text, answer, ...additions.map((one) => one.text)].join('\n'));
    return words.every((word) => whole.includes(word));
  });
}

const foundWords = (one: Answered) =>
  one.isSourceGone ? `Question ${labelOf(one)}` : inOneLine(one.text, 160);

/** `12. Which page should a newcomer read first?`: which question, and how it begins. */
const questionHeading = (one: Answered) =>
  one.isSourceGone ? `Question ${labelOf(one)}` : `${labelOf(one)}. ${inOneLine(one.text, 80)}`;

/** What a search found. */
export function searchPage(
  found: readonly Answered[],
  { searched, titles, href }: { searched: string; titles: ReadonlyMap<number, string>; href: Href },
): Document {
  if (found.length === 0)
    return doc(
      p`Nothing was found for "${searched}". Try fewer or other words, or look through
        ${link(href('amas'), 'all AMAs')}.`,
    );
  return doc(
    p(`${found.length === 50 ? 'The first 50' : found.length} found for "${searched}".`),
    list(
      ...found.map(
        (one): Inline[] => sentence`${link(href(`amas/${one.amaId}/${labelOf(one)}`), foundWords(one))} ·
          ${titles.get(one.amaId) ?? 'AMA'}`,
      ),
    ),
  );
}

/** An AMA: when and with whom, where to ask while questions are taken, and everything that was answered. */
export function amaPage(
  ama: AmaFacts,
  how: {
    answered: readonly Answered[];
    people: readonly PersonFacts[];
    links: readonly AmaLink[];
    files: readonly AmaLink[];
    href: Href;
  },
): Document {
  const { answered, people, links, files, href } = how;
  return doc(
    p(...hostNames(ama, people), ' · ', time(ama.opensAt, ama.zone), ` · ${amaStateWords(ama)}`),
    takesQuestions(ama) && p(...askAt(links)),
    ama.state !== 'closed' && ama.rules !== '' && formatted(ama.rules),
    answered.length === 0 && nothingAnswered(ama),
    documentation(files),
    ...answered.flatMap((one) => [
      heading(2, link(href(`amas/${ama.id}/${labelOf(one)}`), questionHeading(one))),
      ...wholeAnswer(one, people),
    ]),
    p(link(href('amas'), 'All AMAs')),
  );
}

function nothingAnswered({ state, isCalledOff }: AmaFacts): Block | undefined {
  if (state === 'closed' && isCalledOff) return p('It does not take place.');
  return p(state === 'closed' ? 'No question was answered.' : 'Nothing is answered yet.');
}

function askAt(links: readonly AmaLink[]): Inline[] {
  if (links.length === 0) return [strong('Questions are open.')];
  return [
    strong('Questions are open:'),
    ...links.flatMap(({ title, url }): Inline[] => [' ', link(url, `ask on ${title}`)]),
  ];
}

/** One question with its answer. */
export function answerPage(
  one: Answered,
  { ama, people, href }: { ama: AmaFacts; people: readonly PersonFacts[]; href: Href },
): Document {
  return doc(
    p('From ', link(href(`amas/${ama.id}`), ama.title), ', ', time(one.answeredAt, ama.zone, 'date')),
    ...wholeAnswer(one, people),
  );
}

/** What goes on, for the front page. */
export function openAmas(
  amas: readonly { readonly ama: AmaFacts; readonly links: readonly AmaLink[] }[],
  people: readonly PersonFacts[],
  href: Href,
): Block[] {
  return [
    list(
      ...amas.map(({ ama, links }): Inline[] => [
        link(href(`amas/${ama.id}`), strong(ama.title)),
        ' with ',
        ...hostNames(ama, people),
        ' · ',
        time(ama.opensAt, ama.zone),
        ' · ',
        ...(ama.state === 'live' ? [strong('live now'), ' · '] : []),
        ...(takesQuestions(ama) ? askAt(links) : [amaStateWords(ama)]),
      ]),
    ),
  ];
}
