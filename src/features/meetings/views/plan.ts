// What is said of a plan: its times, and what they mean to each member.
import {
  code,
  type Document,
  doc,
  heading,
  type Inline,
  list,
  numbered,
  p,
  strong,
  time,
} from '../../../core/document.ts';
import type { Series } from '../facts.ts';
import { type Share, shareWords } from '../rotation/words.ts';
import type { Plan } from '../rotation.ts';

/** A proposal, before it is accepted. */
export function planCard(proposal: {
  readonly series: Series;
  readonly plan: Plan;
  /** What the proposed times are to each member, the worst off first. */
  readonly shares: readonly Share[];
  /** What the times as they are mean to whom they are worst. */
  readonly worstNow: Share | undefined;
  /** Members who gave no zone. */
  readonly without: readonly string[];
  readonly zone: string;
  /** The number by which it is accepted where there are no buttons. */
  readonly acceptAs?: number;
}): Document {
  const { series, plan, shares, worstNow, without, zone, acceptAs } = proposal;
  const [worst] = shares;
  return doc(
    heading(2, `Times for ${series.name}`),
    p(
      ...(worst ? worstShareLine(worst) : []),
      ...(worstNow
        ? [' With the times as they are it is ', strong(worstNow.name), `: ${shareWords(worstNow)}.`]
        : []),
    ),
    p(
      `${plan.months.length === 1 ? 'One meeting' : `${plan.months.length} meetings`}, `,
      `at ${plan.slots.join(', ')} UTC. In your time:`,
    ),
    list(...plan.months.map(({ startsAt }): Inline[] => [time(new Date(startsAt), zone)])),
    p(strong('What it is to each, in their own time')),
    numbered(...shares.map((share): Inline[] => [share.name, `: ${shareWords(share)}`])),
    !plan.optimal && p('This is the best of very many that I looked at, but a fairer one may exist.'),
    without.length > 0 &&
      p`Not counted, because they gave no time zone: ${without.join(', ')}. They give it with
        ${code('/availability set')}.`,
    acceptAs === undefined
      ? p('Only you see this. Nothing changes until these times are accepted.')
      : p`Nothing changes until an organiser accepts these times with
        ${code(`/meeting plan accept:${acceptAs}`)}.`,
  );
}

function worstShareLine(worst: Share): Inline[] {
  if (worst.worstAt === undefined) return ['It is between 09:00 and 18:00 for everybody.'];
  return [strong(worst.name), ` has it worst: ${shareWords(worst)}.`];
}

/** The note that the planned months come to an end. */
export function replanNote(series: Series): Document {
  return doc(
    heading(3, `${series.name}: two planned months are left`),
    p('After them the usual times hold again. Plan the next ones with ', code('/meeting plan'), '.'),
  );
}
