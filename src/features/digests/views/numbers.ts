// The numbers of a month in plain words, and the backlog as a small picture.

import { type Block, type Document, doc, heading, list, p } from '../../../core/document.ts';
import { type DrawText, svgOf } from '../../../core/picture.ts';
import { counted } from '../../../core/text/counted.ts';
import { monthWords } from '../../../core/time-words.ts';
import type { Numbers } from '../numbers.ts';

/** On a phone of 360 the smallest text (26) is still ten high. */
const size = { width: 900, chart: 270 };
const top = 56;
const plot = { left: 30, right: 30, top: 70, bottom: 52 };
const ink = '#222222';
const bar = { fill: '#cfe3f3', edge: '#4f81ad' };
const lettering = { size: 26, colour: ink };

/** `November 2026`. */
export function monthName(month: string): string {
  return monthWords(new Date(`${month}-01T00:00:00Z`), 'UTC');
}

/** The sentences. */
export function numbersWords(numbers: Numbers): string[] {
  const { opened, reviewed, medianDays, newcomers, answered, backlog, isWhole, isOfAllPaths } = numbers;
  const some = isWhole ? '' : 'At least ';
  const sentences = [
    opened === 0
      ? 'Nobody opened a pull request.'
      : `${some}${opened} ${opened === 1 ? 'pull request was' : 'pull requests were'} opened${isOfAllPaths ? ' on all paths' : ''}; ${reviewedWords(reviewed, opened)}.`,
  ];
  if (medianDays !== undefined)
    sentences.push(
      medianDays === 0
        ? 'Half of the reviewed ones had their first review on the same day.'
        : `Half of the reviewed ones had their first review within ${counted(medianDays, 'day')}.`,
    );
  if (newcomers > 0)
    sentences.push(
      answered === newcomers
        ? `Each first contribution (${newcomers}) was answered within a week.`
        : `${answered} of ${counted(newcomers, 'first contribution')} ${answered === 1 || newcomers === 1 ? 'was' : 'were'} answered within a week.`,
    );
  if (backlog.length > 1)
    sentences.push(
      `Open at the end of the month: ${backlog.map(({ month, open }) => `${shortMonth(month)} ${open}`).join(', ')}.`,
    );
  return sentences;
}

function reviewedWords(reviewed: number, opened: number): string {
  if (reviewed === 0) return `nobody has reviewed ${opened === 1 ? 'it' : 'any of them'} yet`;
  if (reviewed < opened) return `${reviewed} ${reviewed === 1 ? 'has' : 'have'} been reviewed by somebody`;
  return opened === 1 ? 'it has been reviewed by somebody' : 'all have been reviewed by somebody';
}

/** As a part of a digest. */
export function numbersBlocks(numbers: Numbers | undefined): Block[] {
  if (!numbers) return [];
  return [
    heading(2, `${monthName(numbers.month)} in numbers`),
    list(...numbersWords(numbers).map((sentence) => [sentence])),
  ];
}

/** By itself. */
export function numbersCard(numbers: Numbers, title: string): Document {
  return doc(...numbersBlocks(numbers), p(title));
}

/** The three numbers as a picture: how soon the first review came, first contributions, and how many were open. */
export function numbersChart(numbers: Numbers, title: string, draw: DrawText): string {
  const { waits, newcomers, answered, backlog } = numbers;
  const all: readonly Chart[] = [
    {
      name: 'First review within',
      bars: waits
        ? [
            { label: 'a day', count: waits.day },
            { label: 'a week', count: waits.week },
            { label: 'a month', count: waits.month },
            { label: 'longer', count: waits.later },
            { label: 'not yet', count: waits.none },
          ]
        : [],
    },
    {
      name: 'First contributions answered within a week',
      bars:
        newcomers > 0
          ? [
              { label: 'yes', count: answered },
              { label: 'no', count: newcomers - answered },
            ]
          : [],
    },
    {
      name: 'Open at the end of the month',
      bars: backlog.map(({ month, open }) => ({ label: shortMonth(month), count: open })),
    },
  ];
  const charts = all.filter(({ bars }) => bars.length > 0);
  const height = top + charts.length * size.chart;
  const head = draw(title, { size: 26, colour: ink, x: 20, y: 38, width: size.width - 40 });
  const parts = charts.map((chart, i) => chartAt(chart, top + i * size.chart, draw));
  return svgOf({ width: size.width, height }, [head, ...parts]);
}

/** Bars with their numbers, under a name. */
interface Chart {
  readonly name: string;
  readonly bars: readonly { readonly label: string; readonly count: number }[];
}

function chartAt({ name, bars }: Chart, y: number, draw: DrawText): string {
  const heading = draw(name, { ...lettering, x: plot.left, y: y + 26 });
  const highest = Math.max(1, ...bars.map(({ count }) => count));
  const width = (size.width - plot.left - plot.right) / bars.length;
  const inner = size.chart - plot.top - plot.bottom;
  const drawn = bars.flatMap(({ label, count }, i) => {
    const high = Math.round((inner * count) / highest);
    const from = y + plot.top + inner - high;
    const middle = Math.round(plot.left + (i + 0.5) * width);
    const wide = Math.round(Math.min(120, width * 0.7));
    return [
      `<rect x="${middle - Math.round(wide / 2)}" y="${from}" width="${wide}" height="${high}" fill="${bar.fill}" stroke="${bar.edge}"/>`,
      draw(String(count), { ...lettering, x: middle, y: from - 8, anchor: 'middle' }),
      draw(label, { ...lettering, x: middle, y: y + size.chart - 16, anchor: 'middle' }),
    ];
  });
  return [heading, ...drawn].join('');
}

function shortMonth(month: string): string {
  return monthName(month).slice(0, 3);
}
