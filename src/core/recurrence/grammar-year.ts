// The words for what is counted within the year: `the 100th day of the year`, `tuesday of week 20`.
import { type Reader, take } from './reader.ts';

/** From here on a week's number is that of the year: no month has so many. */
const FIRST_OF_YEAR_ONLY = 6;
const MOST_WEEKS = 53;

/** `of the year`, `of each year`. */
export function readOfYear(reader: Reader): boolean {
  const end = endOfYear(reader, reader.at);
  if (end === undefined || reader.at === 0) return false;
  reader.draft.isOfYear = true;
  return take(reader, end - reader.at);
}

/** `week 20`, `weeks 1, 14 and 27 of the year`. */
export function readWeekNumbers(reader: Reader): boolean {
  const { tokens, at: start } = reader;
  const noun = tokens[start];
  if (noun?.kind !== 'unit' || noun.unit !== 'week' || noun.count > 1) return false;
  const numbers: number[] = [];
  let at = start + 1;
  for (let token = tokens[at]; token?.kind === 'number'; token = tokens[at]) {
    numbers.push(token.value);
    at++;
    if (tokens[at]?.kind === 'and' && tokens[at + 1]?.kind === 'number') at++;
  }
  const isOfYear =
    numbers.some((number) => number >= FIRST_OF_YEAR_ONLY) || endOfYear(reader, at) !== undefined;
  if (numbers.length === 0 || !isOfYear || numbers.some((number) => number < 1 || number > MOST_WEEKS))
    return false;
  reader.draft.weekNumbers.push(...numbers);
  return take(reader, at - start);
}

/** Where `of the year` ends that stands at a place. */
export function endOfYear({ tokens }: Reader, at: number): number | undefined {
  if (tokens[at]?.kind !== 'of') return undefined;
  const noun = tokens[at + 1]?.kind === 'every' ? at + 2 : at + 1;
  const unit = tokens[noun];
  return unit?.kind === 'unit' && unit.unit === 'year' ? noun + 1 : undefined;
}
