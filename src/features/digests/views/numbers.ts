// The numbers of a month in plain words, and the backlog as a small picture.
import { type Block, type Document, doc, heading, list, p } from '../../../core/document.ts';
import type { DrawText } from '../../../core/picture.ts';
import type { Numbers } from '../numbers.ts';

const size = { width: 720, height: 320 };
const plot = { left: 30, right: 30, top: 70, bottom: 50 };
const ink = '#222222';
const bar = { fill: '#cfe3f3', edge: '#4f81ad' };

/** `November 2026`. */
export function monthName(month: string): string {
  return new Date(`${month}-01T00:00:00Z`).toLocaleDateString('en-GB', {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
}

/** The sentences. */
export function numbersWords(numbers: Numbers): string[] {
  const { opened, reviewed, medianDays, newcomers, answered, backlog, isWhole } = numbers;
  const some = isWhole ? '' : 'at least ';
  const sentences = [
    opened === 0
      ? 'Nobody opened a pull request.'
      : `${some}${opened} ${opened === 1 ? 'pull request was' : 'pull requests were'} opened; ${reviewed === opened ? 'all have' : `${reviewed} ${reviewed === 1 ? 'has' : 'have'}`} been reviewed by somebody.`,
  ];
  if (medianDays !== undefined)
    sentences.push(
      medianDays === 0
        ? 'Half of the reviewed ones had their first review on the same day.'
        : `Half of the reviewed ones had their first review within ${medianDays} ${medianDays === 1 ? 'day' : 'days'}.`,
    );
  if (newcomers > 0)
    sentences.push(
      answered === newcomers
        ? `Each first contribution (${newcomers}) was answered within a week.`
        : `${answered} of ${newcomers} first contributions ${answered === 1 ? 'was' : 'were'} answered within a week.`,
    );
  if (backlog.length > 1)
    sentences.push(
      `Open at the end of the month: ${backlog.map(({ month, open }) => `${shortMonth(month)} ${open}`).join(', ')}.`,
    );
  return sentences;
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

/** How many were open at the end of each month, as SVG bars with their numbers. */
export function backlogChart({ backlog }: Numbers, title: string, draw: DrawText): string {
  const highest = Math.max(1, ...backlog.map(({ open }) => open));
  const width = (size.width - plot.left - plot.right) / Math.max(1, backlog.length);
  const inner = size.height - plot.top - plot.bottom;
  const bars = backlog.flatMap(({ month, open }, i) => {
    const height = Math.round((inner * open) / highest);
    const x = plot.left + i * width;
    const y = plot.top + inner - height;
    const middle = Math.round(x + width / 2);
    return [
      `<rect x="${Math.round(x + width * 0.15)}" y="${y}" width="${Math.round(width * 0.7)}" height="${height}" fill="${bar.fill}" stroke="${bar.edge}"/>`,
      draw(String(open), { size: 22, colour: ink, x: middle, y: y - 8, anchor: 'middle' }),
      draw(shortMonth(month), { size: 22, colour: ink, x: middle, y: size.height - 16, anchor: 'middle' }),
    ];
  });
  const name = draw(title, { size: 24, colour: ink, x: 20, y: 34, width: size.width - 40 });
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${size.height}" viewBox="0 0 ${size.width} ${size.height}"><rect width="100%" height="100%" fill="#ffffff"/>${[name, ...bars].join('')}</svg>`;
}

function shortMonth(month: string): string {
  return monthName(month).slice(0, 3);
}
