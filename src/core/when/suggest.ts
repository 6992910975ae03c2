// What a half-typed date may become.

import { unlessRefused } from '../errors.ts';
import { plainMarks } from '../text/plain-marks.ts';
import { addDays } from '../time.ts';
import { LONGEST, readWhen, said, type When, type WhenContext } from '../when.ts';
import { placed, shown } from './clocks.ts';

/** Up to five future moments that a half-typed text may mean, the likeliest first; none for what is no date yet. */
export function suggestWhens(text: string, context: WhenContext): When[] {
  const typed = plainMarks(text).trim();
  if (typed === '' || typed.length > LONGEST) return [];
  const found = new Map<number, When>();
  for (const attempt of completions(typed)) {
    // Half-typed words are often no date yet.
    const when = unlessRefused(() => readWhen(attempt.text, context));
    if (!when || when.at <= context.now) continue;
    const isMeant = attempt.time === undefined || attempt.time === when.localTime || when.shift === 'gap';
    if (isMeant) found.set(when.at.getTime(), when);
  }
  const first = [...found.values()][0];
  // A week after a skipped time the time that was typed is there again, and is typed again.
  if (first && first.shift !== 'gap')
    for (const days of [7, 14]) {
      const [on, clocks] = [shown(first.at, first), { ...first, now: context.now }];
      const later = placed({ ...on, localDate: addDays(on.localDate, days) }, clocks);
      found.set(later.at.getTime(), said(later, clocks));
    }
  return [...found.values()].slice(0, 5);
}

/** What a half-typed text may become, with the time that is then meant: an hour that is begun is no day. */
function completions(typed: string): { text: string; time?: string }[] {
  const [, hour] = /\s(\d{1,2})$/.exec(typed) ?? [];
  const hours = hour === undefined ? [] : hour === '1' || hour === '2' ? [`${hour}0`, hour] : [hour];
  const [, minutes] = /\s\d{1,2}:(\d?)$/.exec(typed) ?? [];
  return [
    { text: typed },
    { text: `${typed} 18:00` },
    ...hours.map((full) => ({
      text: `${typed.slice(0, typed.length - (hour ?? '').length)}${full}:00`,
      time: `${full.padStart(2, '0')}:00`,
    })),
    ...(minutes === undefined ? [] : [{ text: `${typed}${minutes === '' ? '00' : '0'}` }]),
  ];
}
