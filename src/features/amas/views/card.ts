// How a question looks to the moderators: a card that never tells who asked anonymously.

import {
  type Block,
  code,
  type Document,
  doc,
  em,
  type Inline,
  link,
  p,
  person,
  quote,
  sentence,
  strong,
  typed,
} from '../../../core/document.ts';
import type { Capabilities } from '../../../core/publication.ts';
import type { Button } from '../../../core/reply.ts';
import { beginning, shortened } from '../../../core/text/shortened.ts';
import { isMendedByOthers } from '../changed-words.ts';
import { isAnswerable } from '../draft-fit.ts';
import { labelOf, type QuestionFacts } from '../facts.ts';
import { isAtWork, isKeptBack, shownStates } from '../rules.ts';
import { listed } from './ama.ts';
import {
  askerName,
  buttonOn,
  mergedInto,
  nameOf,
  type QuestionFactsInAma,
  questionLength,
  wantedWords,
} from './question.ts';

/** The words that were looked at are those that are approved. */
const button = (label: string, verb: string, question: QuestionFacts, style?: Button['style']): Button =>
  buttonOn(question, label, verb, style, question.textVersion);

/** Whether moderators can work where a platform can do this: a card is there to be pressed. */
export const holdsCards = ({ buttons }: Pick<Capabilities, 'buttons'>): boolean => buttons;

/** The buttons of a card: what can still be done. A closed card has none. */
export function cardButtons(facts: QuestionFactsInAma): Button[] {
  const { question, ama } = facts;
  // A change is decided upon even after the end, as the question is still to be read.
  const changed =
    question.proposedText === undefined
      ? []
      : [button('Approve', 'approve', question, 'success'), button('Keep as it was', 'keep', question)];
  if (ama.state === 'closed') return shownStates.includes(question.state) ? changed : [];
  if (question.state === 'remark') return [button('It is a question', 'question', question)];
  if (question.state === 'merged') return [...changed, button('Not the same', 'part', question)];
  if (question.state === 'answered') return changed;
  if (question.state !== 'waiting' && question.state !== 'approved') return [];
  return [
    ...(question.state === 'waiting' ? [button('Approve', 'approve', question, 'success')] : changed),
    button('Decline', 'decline', question, 'danger'),
    ...(facts.alike ?? []).map((other) =>
      buttonOn(question, `Merge into ${labelOf(other)}`, 'mergeInto', 'secondary', other.id),
    ),
    button('Merge', 'merge', question),
    button('Shorten', 'shorten', question),
    button('Split', 'split', question),
    button('Not a question', 'remark', question),
    button(question.isFlagged ? 'Unflag' : 'Flag', 'flag', question),
    button('Mute asker', 'mute', question),
  ];
}

/** So many characters before a change lead to it, where a text is shown from there. */
const leadLength = 200;

/**
 * A long text as a card shows it: from its beginning, or from a little before where it differs from `other`. `isCut`: others
 * read more of it than the card shows.
 */
function excerpt(text: string, other = text): { readonly shown: string; readonly isCut: boolean } {
  if (text.length <= questionLength) return { shown: text, isCut: false };
  let differs = 0;
  while (other !== text && differs < text.length && text[differs] === other[differs]) differs += 1;
  // Half of the length at least is shown, wherever there are spaces.
  const isNear = differs < questionLength / 2 - leadLength;
  const from = isNear ? 0 : beginning(text, differs - leadLength).length;
  const shown = shortened(text.slice(from), questionLength);
  return { shown: from > 0 ? `…${shown}` : shown, isCut: true };
}

/** The card; whole for one who asks for it alone, else with the beginning of long texts. */
export function cardDocument(facts: QuestionFactsInAma, { isWhole = false } = {}): Document {
  const { question, ama, people } = facts;
  const wanted = wantedWords(question, facts.votes);
  const { text, earlierText, proposedText, originalText, sourceUrl, platform } = question;
  const place = sourceUrl ? [' on ', link(sourceUrl, facts.titleOf(platform) ?? 'its forum')] : [];
  const earlier = question.state === 'waiting' ? earlierText : undefined;
  const isByOthers = isMendedByOthers(question);
  let isCut = false;
  const shown = (one: string, other?: string) => {
    const part = isWhole ? { shown: one, isCut: false } : excerpt(one, other);
    isCut ||= part.isCut;
    return quote(...typed(part.shown));
  };
  return doc(
    p`${strong(`${question.isFlagged ? '⚑ ' : ''}Question ${labelOf(question)}`)} for ${strong(ama.title)}, from
      ${question.isAnonymous ? 'somebody who stays anonymous' : askerName(question, people)}${place}`,
    shown(text, proposedText ?? earlier),
    earlier !== undefined && [p(em('Changed since it was asked. Before:')), shown(earlier, text)],
    proposedText !== undefined && [
      p`${strong(isByOthers ? 'Changed since it was asked, by staff and not by whoever asked it.' : 'Changed since it was asked.')}
            Nobody else sees the new words${question.state === 'remark' ? '' : ' before you approve them'}:`,
      shown(proposedText, text),
      ...(isByOthers && earlierText !== undefined && earlierText !== text
        ? [p(em('Until then all read what both have in common. Before:')), shown(earlierText, proposedText)]
        : []),
    ],
    originalText !== undefined && [p(em('Shortened. The original:')), shown(originalText)],
    // Whoever approves it is to have read it.
    isCut &&
      p`${strong('It is longer than what stands here.')} Read all of it before you approve it:
          ${code(`/ama moderate question:${labelOf(question)}`)}.`,
    wanted !== '' && p(wanted),
    ...(facts.alike ?? []).map(
      (other) =>
        p`${em(`Perhaps the same as question ${labelOf(other)}:`)}
          ${shortened(other.text.replaceAll(/\s+/gu, ' '), 200)}`,
    ),
    p(...statusLine(facts)),
    drafted(facts),
  );
}

/** That somebody has begun an answer, which whoever decides about the question should know. */
function drafted({ ama, question, draftedBy = [] }: QuestionFactsInAma): Block | undefined {
  if (draftedBy.length === 0 || !isAtWork(ama) || !isAnswerable(question)) return undefined;
  const names = listed(draftedBy.map(({ name, accounts }) => person(name, accounts)));
  return p(...names, draftedBy.length === 1 ? ' has' : ' have', ' begun an answer, as a draft.');
}

function statusLine({ ama, question, people, carriedTo, ...merged }: QuestionFactsInAma): Inline[] {
  const by: Inline[] =
    question.moderatedById === undefined ? [] : [' by ', nameOf(question.moderatedById, people)];
  if (carriedTo && (question.state === 'waiting' || question.state === 'approved'))
    return sentence`${strong('Carried over')} to ${strong(carriedTo.title)}, as question ${carriedTo.label}
      there.`;
  switch (question.state) {
    case 'waiting':
      if (isKeptBack(ama) && ama.state === 'closed')
        return [strong('Not looked at'), ': the AMA was dropped before it was announced.'];
      if (ama.state === 'closed')
        return sentence`${strong('Not looked at')} before the end; whoever asked is told. An organiser carries
          it over with the option ${code('carry')} of ${code('/ama create')}.`;
      return [
        strong('Waiting for a moderator.'),
        ...(question.answer ? [' ', nameOf(question.answer.byId, people), ' has answered it already.'] : []),
      ];
    case 'approved':
      return ama.state === 'closed'
        ? [strong('Approved'), ...by, ', and not answered before the end; whoever asked is told.']
        : [strong('Approved'), ...by, '.'];
    case 'answered':
      return [strong('Answered'), ' by ', nameOf(question.answer?.byId, people), '.'];
    case 'declined':
      return [strong('Declined'), ...by, question.declineReason ? `: ${question.declineReason}` : '.'];
    case 'withdrawn':
      return [strong('Withdrawn'), ' by whoever asked it.'];
    case 'remark':
      return [strong('Taken for a remark'), ...by, '.'];
    case 'addition':
      return [strong('An addition'), ' to an answer.'];
    case 'merged':
      return [strong('Merged'), ' into ', mergedInto(merged), ...by, '.'];
  }
}
