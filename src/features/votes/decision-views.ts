// What a decision and the record of decisions look like.
import {
  code,
  type Document,
  doc,
  em,
  heading,
  type Inline,
  list,
  p,
  strong,
  time,
  typed,
} from '../../core/document.ts';
import type { Decision } from './facts.ts';
import { successionWords } from './record.ts';

/** One decision. */
export function decisionDocument(decision: Decision, zone: string): Document {
  const source = decision.source === '' ? '' : ` (${decision.source})`;
  const recorded = decision.recordedBy === undefined ? '' : `, recorded by ${decision.recordedBy}`;
  const { amendedAt } = decision;
  const amended = amendedAt ? [' Its words were changed ', time(amendedAt, zone, 'date'), '.'] : '';
  return doc(
    heading(2, `Decision ${decision.number}: ${decision.title}`),
    ...successionWords(decision).map((words) => p(strong(words))),
    ...(decision.text === '' ? [] : typed(decision.text)),
    p`${em('Decided')} ${time(decision.decidedAt, zone, 'date')}${source}${recorded}.${amended}`,
  );
}

/** So many decisions stand in a list. */
const mostListed = 30;

/** The record in a list, newest first. */
export function decisionList(decisions: readonly Decision[], zone: string): Document {
  const left = decisions.length - mostListed;
  return doc(
    heading(2, 'Decisions'),
    decisions.length === 0
      ? p`Nothing is recorded yet. A member writes down what was agreed: ${code('/decision record')}.`
      : list(
          ...decisions
            .slice(0, mostListed)
            .map((one): Inline[] => [
              strong(`${one.number}.`),
              ' ',
              one.title,
              ' · ',
              time(one.decidedAt, zone, 'date'),
              one.supersededBy === undefined ? '' : ` · superseded by ${one.supersededBy}`,
            ]),
        ),
    left > 0
      ? p`And ${left} earlier: ${code('/decision list search:…')} finds them, and ${code('/decision export')}
        has all.`
      : undefined,
  );
}
