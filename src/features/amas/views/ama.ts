// How an AMA itself looks: its prompt, its thread and its topic, and the call to ask.

import type { MessageContent, ThreadContent, TopicContent } from '../../../core/content.ts';
import type { PersonFacts } from '../../../core/directory.ts';
import {
  type Block,
  code,
  type Document,
  doc,
  heading,
  type Inline,
  link,
  p,
  person,
  sentence,
  strong,
  time,
} from '../../../core/document.ts';
import { formatted } from '../../../core/markdown.ts';
import type { Capabilities } from '../../../core/publication.ts';
import type { Button } from '../../../core/reply.ts';
import { type AmaFacts, type HostFacts, labelOf, type QuestionFacts } from '../facts.ts';
import { presentHosts, shownHosts, takesQuestions } from '../rules.ts';
import { remindButton } from './notice.ts';
import { buttonOn } from './question.ts';

/** Where the AMA is found, and what people call that place. */
export interface AmaLink {
  readonly title: string;
  readonly url: string;
}

/** What the views of an AMA are told beside it. */
export interface AmaPresented {
  readonly people: readonly PersonFacts[];
  /** Where it is found elsewhere. */
  readonly links: readonly AmaLink[];
}

const stateWords = {
  draft: 'being prepared',
  announced: 'announced; questions are not open yet',
  collecting: 'taking questions',
  live: 'live',
  wrapping: 'wrapping up; no new questions',
  closed: 'closed',
} as const;

/** The state of an AMA in words. */
export function amaStateWords({ state, isCalledOff }: Pick<AmaFacts, 'state' | 'isCalledOff'>): string {
  return state === 'closed' && isCalledOff ? 'called off' : stateWords[state];
}

/** A host by name, linked to the accounts known. */
export function hostName(host: HostFacts, people: readonly PersonFacts[]): Inline {
  const known = people.find((who) => who.id === host.personId);
  if (known) return person(known.name, known.accounts);
  return host.account
    ? person(host.name, [{ platform: host.account.platform, id: host.account.id, name: host.name }])
    : host.name;
}

/** Who hosts it, in a line. */
export const hostsLine = (ama: AmaFacts, people: readonly PersonFacts[]): Inline[] =>
  listed(shownHosts(ama).map((host) => hostName(host, people)));

/** The button that opens the form. */
export function askButton(ama: Pick<AmaFacts, 'id'>): Button {
  return buttonOn(ama, 'Ask a question', 'ask', 'primary');
}

/** Whether somebody may still be reminded of its beginning. */
const isAhead = ({ state }: AmaFacts) => state === 'announced' || state === 'collecting';

/** The pinned message with the button; without it as long as no questions are taken. */
export function promptContent(ama: AmaFacts, facts: AmaPresented): MessageContent {
  return {
    kind: 'message',
    document: doc(heading(2, ama.title), ...introduction(ama, facts, { askWith: 'button' })),
    buttons: [...callButtons(ama), ...facts.links.map(({ title, url }) => ({ label: `On ${title}`, url }))],
    isPinned: ama.state !== 'closed' && ama.state !== 'draft',
  };
}

/** Whether all is said in a place of an AMA, whether it is read, and what it can do. */
interface PlaceFacts {
  readonly isFinished: boolean;
  readonly isFollowed: boolean;
  readonly can: Pick<Capabilities, 'buttons'>;
}

/** The thread in which questions and answers appear; among other threads it is the prompt as well. */
export function threadContent(
  ama: AmaFacts,
  facts: AmaPresented,
  { isFinished, isPrompt, isFollowed, can }: PlaceFacts & { readonly isPrompt: boolean },
): ThreadContent {
  const buttons = isPrompt ? callButtons(ama) : takesQuestions(ama) ? [askButton(ama)] : [];
  return {
    kind: 'thread',
    name: ama.title,
    document: isPrompt
      ? doc(...introduction(ama, facts, { askWith: can.buttons ? 'button' : 'command' }))
      : doc(
          p`Questions and answers of ${strong(ama.title)}
            ${ama.state === 'closed' ? 'stand here.' : 'appear here.'}${howInThread(ama)}`,
        ),
    ...(buttons.length > 0 && { buttons }),
    ...(isPrompt && { isPinned: !isFinished }),
    isArchived: isFinished,
    isFollowed,
  };
}

/** How to ask in a thread. */
function howInThread({ state }: AmaFacts): Inline[] {
  if (state === 'closed') return [];
  if (state === 'wrapping') return [' No new questions are taken.'];
  return sentence` Ask with ${code('/ama ask')}, or write your question here and mention me in it. Without that,
    what is typed in here is talk among yourselves, which I do not read.`;
}

/** The call to ask, as another place carries it. */
export function callDocument(ama: AmaFacts, { people, links }: AmaPresented): Document {
  return doc(
    p('Ask ', ...hostsLine(ama, people), ' anything: ', strong(ama.title), '.'),
    p(...whenLine(ama)),
    ...links.map(({ title, url }) => p(link(url, `Ask and read on ${title}`))),
  );
}

/** The title of a topic that carries it. */
export const callTitle = ({ title }: Pick<AmaFacts, 'title'>): string => `Call for questions: ${title}`;

/** What may be pressed where an AMA is shown. */
export function callButtons(ama: AmaFacts): Button[] {
  return [...(takesQuestions(ama) ? [askButton(ama)] : []), ...(isAhead(ama) ? [remindButton(ama)] : [])];
}

/** The topic, in which a reply is a question. */
export function topicContent(
  ama: AmaFacts,
  facts: AmaPresented,
  { isFinished, isFollowed, can }: PlaceFacts,
): TopicContent {
  return {
    kind: 'topic',
    title: ama.title.length < 15 ? `${ama.title}: ask us anything` : ama.title,
    document: doc(
      ...introduction(ama, facts, { askWith: 'reply' }),
      can.buttons || !isAhead(ama)
        ? undefined
        : p('To be reminded in private when it goes live: ', code('/ama remind'), '.'),
    ),
    buttons: callButtons(ama),
    isClosed: isFinished,
    isPinned: !isFinished && ama.state !== 'draft',
    isFollowed,
  };
}

function introduction(
  ama: AmaFacts,
  { people, links }: AmaPresented,
  { askWith }: { askWith: 'button' | 'reply' | 'command' },
): Block[] {
  const how = {
    button: p('Press the button to ask, or use ', code('/ama ask'), ' anywhere on this server.'),
    command: p('Ask with ', code('/ama ask question:"…"'), '.'),
    reply: p`Reply to this topic to ask. ${questionRule} Like a question, or answer it with "+1", to have it
      answered sooner.`,
  }[askWith];
  return [
    p(strong('Hosts:'), ' ', ...hostsLine(ama, people)),
    p(...whenLine(ama)),
    ...(takesQuestions(ama) ? [how] : []),
    ...formatted(ama.rules),
    ...links.map(({ title, url }) => p(link(url, `The same AMA on ${title}`))),
  ];
}

/** Names in a line: a, b and c. */
export function listed(names: readonly Inline[]): Inline[] {
  return names.flatMap((name, i): Inline[] =>
    i === 0 ? [name] : [i === names.length - 1 ? ' and ' : ', ', name],
  );
}

/** The line that says when questions open, until they are open; a moment that has passed is never told as if it lay ahead. */
export function questionsOpenLines(
  ama: Pick<AmaFacts, 'state' | 'collectsAt' | 'zone'>,
  now: Date,
): Inline[][] {
  if (ama.state !== 'draft' && ama.state !== 'announced') return [];
  return ama.collectsAt > now
    ? [['Questions open ', time(ama.collectsAt, ama.zone)]]
    : [['Questions open as soon as it is announced']];
}

/** When it is, in a line that fits its state. */
export function whenLine(ama: AmaFacts): Inline[] {
  const at = (instant: Date) => time(instant, ama.zone);
  switch (ama.state) {
    case 'draft':
      return ['This AMA is being prepared again; its times will follow.'];
    case 'announced':
      return sentence`Questions open ${at(ama.collectsAt)}; live from ${at(ama.opensAt)} to
        ${at(ama.closesAt)}.`;
    case 'collecting':
      return ['Questions are open. Live from ', at(ama.opensAt), ' to ', at(ama.closesAt), '.'];
    case 'live':
      return ['Live now, until ', at(ama.closesAt), '. Questions are taken until ', at(ama.wrapsAt), '.'];
    case 'wrapping':
      return ['No new questions: the hosts answer the last ones until ', at(ama.closesAt), '.'];
    case 'closed':
      return ama.isCalledOff
        ? ['This AMA is called off: it does not take place.']
        : ['This AMA is closed. Thank you to everybody who asked and answered!'];
  }
}

/** The one rule by which a post is a question, as people are told it. */
export const questionRule: Inline[] = sentence`A reply is a question if it has a question mark or begins with
  ${code('question:')}.`;

/** Tells the organisers that a host stepped down, and of which questions they hold drafts of answers. */
export function hostLeftDocument(
  ama: AmaFacts,
  host: HostFacts,
  { people, drafted }: { people: readonly PersonFacts[]; drafted: readonly QuestionFacts[] },
): Document {
  const [what, is, may] =
    drafted.length === 1
      ? ['A draft of an answer to question', 'is', 'it; another host may publish it']
      : ['Drafts of answers to questions', 'are', 'them; another host may publish them'];
  return doc(
    p(hostName(host, people), ' no longer hosts ', strong(ama.title), '.'),
    p`What they had taken is back in the queue.
      ${presentHosts(ama).length === 0 ? 'Nobody hosts it now. ' : ''}Add somebody in their place with
      ${code('/ama host add')}.`,
    drafted.length > 0 &&
      p`${what} ${listed(drafted.map(labelOf))} ${is} theirs still. ${code('/ama draft')} shows ${may} in their
        name.`,
  );
}
