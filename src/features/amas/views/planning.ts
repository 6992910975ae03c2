// What an organiser is shown of an AMA that they plan or change: the preview, the change, and what was made.
import {
  type Block,
  code,
  type Document,
  doc,
  heading,
  type Inline,
  list,
  p,
  questionMark,
  strong,
  text,
  time,
} from '../../../core/document.ts';
import { formatted } from '../../../core/markdown.ts';
import type { AmaFacts, AmaTimes } from '../facts.ts';
import type { AmaChange, NewAma } from '../store/planning.ts';
import { amaStateWords, listed, questionsOpenLines } from './ama.ts';

/** What will be announced. */
export function previewDocument(
  ama: NewAma,
  { missing, carried }: { readonly missing: readonly string[]; readonly carried: string | undefined },
): Document {
  const most = ama.limitPerPerson === 0 ? '' : ` At most ${ama.limitPerPerson} from each person.`;
  return doc(
    heading(2, ama.title),
    p(strong('Hosts:'), ' ', ...listed(ama.hosts.map(hostWords))),
    list(...timeLines({ ...ama, state: 'announced' }, ama.now)),
    p`${ama.isModerated ? 'Moderators look at each question first.' : 'Questions appear at once, unmoderated.'}
      Anonymous questions are ${ama.allowsAnonymous ? 'allowed' : 'not allowed'}.${most}`,
    ...formatted(ama.rules),
    carried !== undefined &&
      p('What stayed open in ', strong(carried), ' comes along, and whoever asked is told.'),
    ...missingWords(missing),
    p('Shall I announce it?'),
  );
}

/** What will be changed, to what. */
export function changeDocument(before: AmaFacts, change: AmaChange, now: Date): Document {
  const { zone } = before;
  const moved = (words: string, from: Date, to: Date | undefined): Inline[][] =>
    to === undefined || to.getTime() === from.getTime()
      ? []
      : [[strong(words), ' ', time(to, zone), ', not ', time(from, zone)]];
  const changed = (words: string, to: string | number | undefined): Inline[][] =>
    to === undefined ? [] : [[strong(words), ` ${to}`]];
  const live = moved('Live:', before.opensAt, change.opensAt);
  const closes = moved('Closes:', before.closesAt, change.closesAt);
  const isOrNot = (is: boolean | undefined) => (is ? 'yes' : is === false ? 'no' : undefined);
  const { title, limitPerPerson, isModerated, allowsAnonymous, rules } = change;
  const lines: Inline[][] = [
    ...changed('Title:', title),
    ...(change.state
      ? [[strong('State:'), ` ${amaStateWords({ ...before, ...change })}, not ${amaStateWords(before)}`]]
      : []),
    ...(change.collectsAt &&
    (change.collectsAt <= now || (before.state !== 'draft' && before.state !== 'announced'))
      ? beganLines(before, now)
      : moved('Questions open:', before.collectsAt, change.collectsAt)),
    ...live,
    ...moved('No new questions:', before.wrapsAt, change.wrapsAt),
    ...(live.length > closes.length
      ? [[strong('Closes:'), ' ', time(before.closesAt, zone), ', as before']]
      : closes),
    ...changed('Questions per person:', limitPerPerson === 0 ? 'any number' : limitPerPerson),
    ...changed('Moderated:', isOrNot(isModerated)),
    ...changed('Anonymous questions:', isOrNot(allowsAnonymous)),
    ...changed('Places:', change.chosen || change.moderators ? 'those that you chose' : undefined),
    ...changed('Rules:', rules === '' ? 'none' : undefined),
  ];
  return doc(
    p`Shall I change ${strong(before.title)}${questionMark(before.title)} Every place that shows it follows.`,
    lines.length > 0 && list(...lines),
    rules && formatted(rules),
  );
}

/** What was made. */
export function createdDocument(
  { ama, carried }: { readonly ama: AmaFacts; readonly carried: number },
  missing: readonly string[],
  now: Date,
): Document {
  return doc(
    p(strong(ama.title), ` is ${amaStateWords(ama)}.`),
    list(...timeLines(ama, now)),
    carried > 0 && p(`${carried} open ${carried === 1 ? 'question was' : 'questions were'} carried over.`),
    ama.state === 'draft' && p('Announce it with ', code('/ama announce'), '.'),
    ...missingWords(missing),
  );
}

/** Where the moment has passed, questions open at once; where they are open, nothing changes. */
function beganLines(before: AmaFacts, now: Date): Inline[][] {
  return before.state === 'announced' && before.collectsAt > now
    ? [[strong('Questions open:'), ' at once']]
    : [];
}

function timeLines(ama: AmaTimes & Pick<AmaFacts, 'state' | 'zone'>, now: Date): Inline[][] {
  const { zone } = ama;
  return [
    ...questionsOpenLines(ama, now),
    ['Live from ', time(ama.opensAt, zone)],
    ['No new questions from ', time(ama.wrapsAt, zone)],
    ['Closes ', time(ama.closesAt, zone)],
  ];
}

function missingWords(missing: readonly string[]): Block[] {
  if (missing.length === 0) return [];
  const where = missing.join(' and ');
  return [
    p`The group has no place for AMAs on ${where}, so it does not appear there: ${code('/docent setup')}.`,
  ];
}

/** A host as they were found: by whose account, if they are no member. */
function hostWords({ name, account }: NewAma['hosts'][number]): Inline {
  return text(
    account === undefined || account.id === name ? name : `${name} (${account.platform} ${account.id})`,
  );
}
