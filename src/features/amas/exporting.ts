// Writes an AMA out as Markdown, JSON or CSV; never who asked an anonymous question.

import { stringify } from 'csv-stringify/sync';
import { doc, link, p, quote, strong, typed } from '../../core/document.ts';
import { markdownFile, markdownPieces, quotedYaml } from '../../core/markdown/file.ts';
import { formatted } from '../../core/markdown.ts';
import { inTurns } from '../../core/outside/in-turns.ts';
import { cleaned, cleanedLine, jsonFile } from '../../core/text/cleaned.ts';
import { shortened } from '../../core/text/shortened.ts';
import { type AmaFacts, labelOf, type QuestionFacts } from './facts.ts';
import { shownHosts, tally } from './rules.ts';
import { additionsOf } from './views/answer.ts';
import { askerName } from './views/question.ts';
import { type SummaryFacts, summaryBlocks } from './views/summary.ts';
import { nameText } from './wording.ts';

/** The formats. */
export const exportFormats = ['markdown', 'json', 'csv'] as const;
/** One of the formats. */
export type ExportFormat = (typeof exportFormats)[number];

/** The name of the file and what is in it. */
export async function exported(
  facts: SummaryFacts,
  format: ExportFormat = 'markdown',
  hasFrontMatter = false,
): Promise<{ name: string; content: string }> {
  const name = `ama-${facts.ama.id}`;
  switch (format) {
    case 'markdown':
      return { name: `${name}.md`, content: await markdownOf(facts, { hasFrontMatter, isForAll: false }) };
    case 'json':
      return { name: `${name}.json`, content: jsonFile(jsonOf(facts)) };
    case 'csv':
      return { name: `${name}.csv`, content: csvOf(facts) };
  }
}

/** An AMA as a Markdown file; for everybody without the words that no moderator has looked at. */
export async function markdownOf(
  facts: SummaryFacts,
  { hasFrontMatter, isForAll }: { hasFrontMatter: boolean; isForAll: boolean },
): Promise<string> {
  const blocks = await inTurns(summaryBlocks(facts, { isShort: false, isForAll }));
  const text = await inTurns(markdownPieces(doc(...blocks)));
  return `${hasFrontMatter ? frontMatter(facts) : ''}${text.join('')}`;
}

/** A question that stayed open as an issue, which names nobody; `asked` is where it was asked. */
export function issueOf(
  ama: Pick<AmaFacts, 'title'>,
  question: Pick<QuestionFacts, 'text'>,
  asked: string | undefined,
): { title: string; text: string } {
  const where = asked === undefined ? strong(ama.title) : link(asked, ama.title);
  return {
    title: shortened(cleanedLine(question.text), 200),
    text: markdownFile(
      doc(quote(...typed(question.text)), p('This was asked in ', where, ', and was not answered there.')),
    ),
  };
}

/** What is said below the issue of a question once it is answered in another AMA; with its title and the answer, where everybody may read those. */
export function issueAnswerOf(
  ama: Pick<AmaFacts, 'title'>,
  { state, answer }: Pick<QuestionFacts, 'state' | 'answer'>,
  { url, isForAll }: { url: string | undefined; isForAll: boolean },
): string {
  // The title of one that not everybody may read is not told either.
  const title = isForAll ? ama.title : 'another AMA';
  const where = url === undefined ? strong(title) : link(url, title);
  if (state !== 'answered' || !answer)
    return markdownFile(doc(p('The answer that was given in ', where, ' was taken back.')));
  const text = isForAll ? quote(...formatted(answer.text)) : undefined;
  return markdownFile(doc(p('This was answered in ', where, text ? ':' : '.'), text));
}

/** What blogs and site generators read of a page. */
function frontMatter(facts: SummaryFacts): string {
  const { ama } = facts;
  return [
    '---',
    `title: ${quotedYaml(ama.title)}`,
    `date: ${ama.opensAt.toISOString()}`,
    `authors: [${hostNames(facts).map(quotedYaml).join(', ')}]`,
    '---',
    '',
    '',
  ].join('\n');
}

/** Who hosts an AMA, by the names that they have now. */
const hostNames = ({ ama, people }: SummaryFacts) =>
  shownHosts(ama).map((host) => people.find(({ id }) => id === host.personId)?.name ?? host.name);

function rowOf(question: QuestionFacts, { people }: SummaryFacts) {
  const name = askerName(question, people);
  return {
    number: labelOf(question),
    state: question.state,
    asker: question.isAnonymous ? 'anonymous' : typeof name === 'string' ? name : name.name,
    platform: question.platform,
    askedAt: question.createdAt.toISOString(),
    votes: tally(question, people),
    alsoAsked: question.alsoAsked,
    question: question.isSourceGone ? '' : question.text,
    answer: answerText(question, people),
    answeredBy: question.answer ? nameText(question.answer.byId, people) : '',
    answeredAt: question.answer?.at.toISOString() ?? '',
    url: question.sourceUrl ?? '',
  };
}

/** An answer with what other hosts added to it. */
function answerText(question: QuestionFacts, people: SummaryFacts['people']): string {
  if (!question.answer) return '';
  const added = additionsOf(question).map((one) => `${nameText(one.byId, people)} adds:\n\n${one.text}`);
  return [question.answer.text, ...added].join('\n\n');
}

function jsonOf(facts: SummaryFacts) {
  const { ama } = facts;
  return {
    title: ama.title,
    state: ama.state,
    opensAt: ama.opensAt.toISOString(),
    closesAt: ama.closesAt.toISOString(),
    hosts: hostNames(facts),
    questions: facts.questions.map((question) => rowOf(question, facts)),
  };
}

/** A spreadsheet must not run what somebody typed (OWASP, CSV Injection): such cells get an apostrophe. */
function csvOf(facts: SummaryFacts): string {
  const columns =
    'number,state,asker,platform,askedAt,votes,alsoAsked,question,answer,answeredBy,answeredAt,url';
  const rows = facts.questions.map((question) => rowOf(question, facts));
  return stringify(rows, {
    ...{ header: true, columns: columns.split(','), escape_formulas: true, bom: true },
    cast: { string: (value) => cleaned(value) },
  });
}
