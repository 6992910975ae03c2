// The answers to a poll as a picture: times across, people down, each cell told apart by word, shape and lightness.

import type { DrawText } from '../../../core/picture.ts';
import { svgOf } from '../../../core/picture.ts';
import { shortened } from '../../../core/text/shortened.ts';
import { localReading } from '../../../core/time.ts';
import { instantWords } from '../../../core/time-words.ts';
import { answerWords } from './answers.ts';
import type { Poll, PollAnswer } from './facts.ts';
import { ranked, tallyOf } from './rules.ts';

const EDGE = 16;
const NAMES = 300;
const COLUMN = 170;
const HEAD = 150;
const ROW = 64;
const INK = '#111111';
const FRAME = '#767676';
/** Nobody is drawn beyond these many: the picture would be too high to look at. */
const mostPeople = 24;

const looks: Readonly<Record<PollAnswer, { readonly fill: string; readonly ink: string }>> = {
  yes: { fill: '#00204d', ink: '#ffffff' },
  maybe: { fill: '#e5cf6b', ink: INK },
  no: { fill: '#ffffff', ink: INK },
};

/** The picture as SVG: who answered what, or of a poll whose names are for organisers only how many. */
export function answersPicture(
  poll: Poll,
  { now, isNamed, draw }: { readonly now: Date; readonly isNamed: boolean; readonly draw: DrawText },
): string {
  const people = isNamed ? poll.participants.filter(({ answeredAt }) => answeredAt !== undefined) : [];
  const shown = people.slice(0, mostPeople);
  const best = ranked(poll, now)[0]?.number;
  const width = NAMES + poll.options.length * COLUMN + 2 * EDGE;
  const x = (index: number) => EDGE + NAMES + index * COLUMN;
  const left = { x: EDGE, colour: INK, width: NAMES - 20 } as const;
  const centred = (index: number) => ({ x: x(index) + COLUMN / 2, anchor: 'middle', colour: INK }) as const;
  const tally = tallyOf(poll, now);
  const sums = HEAD + shown.length * ROW;
  const bestHeight = sums + 2 * ROW - 44;
  const all = people.length > shown.length ? `All ${people.length}: can come` : 'Can come';
  const parts = [
    draw(`Poll ${poll.number} · ${poll.zone.replaceAll('_', ' ')}`, {
      ...left,
      y: 40,
      size: 28,
      width: width - 2 * EDGE,
    }),
    ...poll.options.flatMap((at, index) => {
      const { localTime } = localReading(at, poll.zone);
      const [weekday = '', date = '', month = ''] = instantWords(at, poll.zone).split(' ');
      const day = `${index + 1}. ${weekday.slice(0, 3)} ${date} ${month.slice(0, 3)}`;
      const frame = `<rect x="${x(index) + 2}" y="52" width="${COLUMN - 4}" height="${bestHeight}" rx="8" fill="#f2f2f2" stroke="${FRAME}" stroke-width="3"/>`;
      return [
        ...(index + 1 === best ? [frame] : []),
        draw(day, { ...centred(index), y: 90, size: 24, width: COLUMN - 6 }),
        draw(localTime, { ...centred(index), y: 128, size: 34, isBold: true }),
      ];
    }),
    ...shown.flatMap(({ name, answers }, row) => {
      const top = HEAD + row * ROW;
      return [
        draw(name, { ...left, y: top + 42, size: 30 }),
        ...poll.options.flatMap((_, index) => cell(answers[index], { x: x(index), y: top }, draw)),
      ];
    }),
    draw(all, { ...left, y: sums + 46, size: 30, isBold: true }),
    draw('of these if need be', { ...left, y: sums + ROW + 42, size: 26 }),
    ...tally.flatMap(({ counts: { yes, maybe } }, index) => [
      draw(String(yes + maybe), { ...centred(index), y: sums + 48, size: 36, isBold: true }),
      draw(String(maybe), { ...centred(index), y: sums + ROW + 42, size: 28 }),
    ]),
  ];
  const height = sums + 2 * ROW + EDGE;
  return svgOf({ width, height }, parts);
}

function cell(answer: PollAnswer | undefined, at: { x: number; y: number }, draw: DrawText): string[] {
  const box = `x="${at.x + 8}" y="${at.y + 6}" width="${COLUMN - 16}" height="${ROW - 12}" rx="8"`;
  if (!answer) return [`<rect ${box} fill="none" stroke="${FRAME}" stroke-dasharray="6 6"/>`];
  const { fill, ink } = looks[answer];
  const text = { x: at.x + COLUMN / 2, y: at.y + 42, size: 26, colour: ink, anchor: 'middle' } as const;
  return [`<rect ${box} fill="${fill}" stroke="${FRAME}"/>`, draw(answerWords[answer], text)];
}

/** The picture in words, for those who cannot see it (at most 1,024 characters). */
export function pictureWords(poll: Poll, now: Date): string {
  const times = tallyOf(poll, now).map(
    ({ number, at, counts }) =>
      `${number}. ${instantWords(at, poll.zone)}: ${counts.yes} yes, ${counts.maybe} if need be, ${counts.no} no`,
  );
  const words = `Answers to poll ${poll.number}. ${times.join('; ')}.`;
  return shortened(words, 1024);
}
