// How an AMA itself looks: its prompt, its thread and its topic, and where it stands.
import type { Button, LinkButton } from '../../core/command.ts';
import type { PersonFacts } from '../../core/directory.ts';
import {
  type Block,
  code,
  type Document,
  doc,
  heading,
  type Inline,
  link,
  list,
  p,
  person,
  strong,
  time,
} from '../../core/document.ts';
import { formatted } from '../../core/markdown.ts';
import type { Capabilities, MessageContent, ThreadContent, TopicContent } from '../../core/publication.ts';
import type { AmaFacts, HostFacts } from './facts.ts';
import { remindButton } from './notice-views.ts';
import { type AmaMove, isBeforeLive, presentHosts, takesQuestions } from './rules.ts';

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

/** The label of the button that opens the form. */
const askLabel = 'Ask a question';

const stateWords = {
  draft: 'being prepared',
  announced: 'announced; questions are not open yet',
  collecting: 'taking questions',
  live: 'live',
  wrapping: 'wrapping up; no new questions',
  closed: 'closed',
} as const;

/** The state of an AMA in words. */
export function amaStateWords(ama: Pick<AmaFacts, 'state'>): string {
  return stateWords[ama.state];
}

/** A host by name, linked to the accounts known. */
export function hostName(host: HostFacts, people: readonly PersonFacts[]): Inline {
  const known = people.find((who) => who.id === host.personId);
  if (known) return person(known.name, known.accounts);
  return host.account
    ? person(host.name, [{ platform: host.account.platform, id: host.account.id, name: host.name }])
    : host.name;
}

/** The button that opens the form. */
export function askButton(ama: Pick<AmaFacts, 'id'>): Button {
  return { label: askLabel, action: 'amas/ask', args: [String(ama.id)], style: 'primary' };
}

/** Whether somebody may still be reminded of its beginning. */
const isAhead = ({ state }: AmaFacts) => state === 'announced' || state === 'collecting';

/** The pinned message with the button; without it as long as no questions are taken. */
export function promptContent(ama: AmaFacts, facts: AmaPresented): MessageContent {
  const buttons: (Button | LinkButton)[] = [
    ...(takesQuestions(ama) ? [askButton(ama)] : []),
    ...(isAhead(ama) ? [remindButton(ama)] : []),
    ...facts.links.map(({ title, url }) => ({ label: `On ${title}`, url })),
  ];
  return {
    kind: 'message',
    document: doc(heading(2, ama.title), ...introduction(ama, facts, { askWith: 'button' })),
    buttons,
    isPinned: ama.state !== 'closed' && ama.state !== 'draft',
  };
}

/** The thread in which questions and answers appear; among other threads it is the prompt as well. */
export function threadContent(
  ama: AmaFacts,
  facts: AmaPresented,
  {
    isFinished,
    isPrompt,
    isHeard,
    can,
  }: { isFinished: boolean; isPrompt: boolean; isHeard: boolean; can: Pick<Capabilities, 'buttons'> },
): ThreadContent {
  const buttons = [
    ...(takesQuestions(ama) ? [askButton(ama)] : []),
    ...(isPrompt && isAhead(ama) ? [remindButton(ama)] : []),
  ];
  return {
    kind: 'thread',
    name: ama.title,
    document: isPrompt
      ? doc(...introduction(ama, facts, { askWith: can.buttons ? 'button' : 'command' }))
      : doc(
          p(
            'Questions and answers of ',
            strong(ama.title),
            ...(ama.state === 'closed'
              ? [' stand here. It has ended.']
              : ama.state === 'wrapping'
                ? [' appear here. No new questions are taken.']
                : [
                    ' appear here. Ask with ',
                    code('/ama ask'),
                    ', or write your question here and mention me in it. Without that, what is typed in here is talk among yourselves, which I do not read.',
                  ]),
          ),
        ),
    ...(buttons.length > 0 && { buttons }),
    ...(isPrompt && { isPinned: !isFinished }),
    isArchived: isFinished,
    isFollowed: isHeard,
  };
}

/** The call to ask, as another place carries it. */
export function callDocument(ama: AmaFacts, { people, links }: AmaPresented): Document {
  const hosts = presentHosts(ama).map((host) => hostName(host, people));
  return doc(
    p('Ask ', ...listed(hosts), ' anything: ', strong(ama.title), '.'),
    p(...whenLine(ama)),
    ...links.map(({ title, url }) => p(link(url, `Ask and read on ${title}`))),
  );
}

/** The title of a topic that carries it. */
export function callTitle({ title }: Pick<AmaFacts, 'title'>): string {
  return `Call for questions: ${title}`;
}

/** What may be pressed below it. */
export function callButtons(ama: AmaFacts): Button[] {
  return [...(takesQuestions(ama) ? [askButton(ama)] : []), ...(isAhead(ama) ? [remindButton(ama)] : [])];
}

/** The topic, in which a reply is a question. */
export function topicContent(
  ama: AmaFacts,
  facts: AmaPresented,
  { isFinished, isHeard, can }: { isFinished: boolean; isHeard: boolean; can: Pick<Capabilities, 'buttons'> },
): TopicContent {
  return {
    kind: 'topic',
    title: ama.title.length < 15 ? `${ama.title}: ask us anything` : ama.title,
    document: doc(...introduction(ama, facts, { askWith: 'reply' })),
    ...(can.buttons && {
      buttons: [
        ...(takesQuestions(ama) ? [askButton(ama)] : []),
        ...(isAhead(ama) ? [remindButton(ama)] : []),
      ],
    }),
    isClosed: isFinished,
    isPinned: !isFinished && ama.state !== 'draft',
    isFollowed: isHeard,
  };
}

function introduction(
  ama: AmaFacts,
  { people, links }: AmaPresented,
  { askWith }: { askWith: 'button' | 'reply' | 'command' },
): Block[] {
  const hosts = presentHosts(ama).map((host) => hostName(host, people));
  const how = {
    button: p('Press the button to ask, or use ', code('/ama ask'), ' anywhere on this server.'),
    command: p('Ask with ', code('/ama ask question:"…"'), '.'),
    reply: p(
      'Reply to this topic to ask. ',
      ...questionRule,
      ' Like a question, or answer it with "+1", to have it answered sooner.',
    ),
  }[askWith];
  return [
    p(strong('Hosts:'), ' ', ...listed(hosts)),
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

function whenLine(ama: AmaFacts): Inline[] {
  const at = (instant: Date) => time(instant, ama.zone);
  switch (ama.state) {
    case 'draft':
      return ['This AMA is being prepared again; its times will follow.'];
    case 'announced':
      return [
        'Questions open ',
        at(ama.collectsAt),
        '; live from ',
        at(ama.opensAt),
        ' to ',
        at(ama.closesAt),
        '.',
      ];
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

/** Where an AMA stands, for `/ama status`. */
export function statusDocument(
  ama: AmaFacts,
  facts: AmaPresented,
  counts: {
    waiting: number;
    open: number;
    answered: number;
    asked: number;
    pace?: string;
    leftOut?: string;
  },
): Document {
  return doc(
    heading(2, ama.title),
    p(strong('State:'), ' ', stateWords[ama.state]),
    list(
      [strong('Questions open:'), ' ', time(ama.collectsAt, ama.zone)],
      [strong('Live:'), ' ', time(ama.opensAt, ama.zone)],
      [strong('No new questions:'), ' ', time(ama.wrapsAt, ama.zone)],
      [strong('Closes:'), ' ', time(ama.closesAt, ama.zone)],
      [strong('Hosts:'), ' ', ...listed(presentHosts(ama).map((host) => hostName(host, facts.people)))],
      [
        strong('Questions:'),
        ` ${counts.asked} asked, ${counts.answered} answered, ${counts.open} open`,
        counts.waiting === 0
          ? ''
          : `, ${counts.waiting} ${ama.state === 'closed' ? 'not looked at by' : 'waiting for'} moderators`,
        !counts.leftOut ? '' : `; besides ${counts.leftOut}`,
      ],
      ...(counts.pace ? [[strong('Numbers:'), ` ${counts.pace}`]] : []),
      [strong('Moderated:'), ' ', ama.isModerated ? 'yes' : 'no'],
      [strong('Anonymous questions:'), ' ', ama.allowsAnonymous ? 'allowed' : 'not allowed'],
      [
        strong('Questions per person:'),
        ' ',
        ama.limitPerPerson === 0 ? 'any number' : String(ama.limitPerPerson),
      ],
    ),
    ...facts.links.map(({ title, url }) => p(link(url, `On ${title}`))),
  );
}

/** The button that moves an AMA on. */
export const moveLabels = {
  announce: 'Announce it',
  open: 'Open it',
  live: 'Take it live',
  wrap: 'Stop questions',
  close: 'Close it',
  reopen: 'Take it back',
} as const satisfies Record<AmaMove, string>;

const moveQuestions = {
  announce: ['Shall I announce ', '? Everybody sees it from then on.'],
  open: ['Shall I open ', ' for questions now?'],
  live: ['Shall I take ', ' live now?'],
  wrap: ['Shall I stop questions to ', ' now? The hosts still answer those that are there.'],
  close: [
    'Shall I close ',
    ' now, for good? Its summary appears, and nothing is asked or answered any more.',
  ],
  reopen: ['Shall I take ', ' one step back?'],
} as const satisfies Record<AmaMove, readonly [string, string]>;

/** Asks whether an AMA shall be moved on. */
export function moveDocument(
  ama: AmaFacts,
  move: AmaMove,
  { waiting, open, isUnknown }: { waiting: number; open: number; isUnknown: boolean },
): Document {
  if (move === 'close' && isUnknown) {
    return doc(
      p('Shall I drop ', strong(ama.title), ' for good? It was never announced, and nobody is told.'),
    );
  }
  const isCalledOff = move === 'close' && isBeforeLive(ama);
  const [before, after] = isCalledOff
    ? ['Shall I call off ', ', for good? Hosts and those who want to be reminded are told.']
    : moveQuestions[move];
  const left = [
    waiting === 0 ? '' : `${waiting} ${waiting === 1 ? 'waits' : 'wait'} for a moderator`,
    open === 0 ? '' : `${open} ${open === 1 ? 'has' : 'have'} no answer`,
  ].filter((part) => part !== '');
  return doc(
    p(before, strong(ama.title), after),
    // Whoever announces a draft sees what it will say.
    p(...whenLine(ama.state === 'draft' ? { ...ama, state: 'announced' } : ama)),
    move === 'close' && left.length > 0
      ? p(
          `Of its questions ${left.join(', and ')}. Who asked them is told so; `,
          code('/ama carry'),
          ' puts open ones on the agenda of the next meeting, ',
          code('/ama create'),
          ' with ',
          code('carry'),
          ' into another AMA.',
        )
      : undefined,
  );
}

/** The one rule by which a post is a question, as people are told it. */
const questionRule: Inline[] = [
  'A reply is a question if it has a question mark or begins with ',
  code('question:'),
  '.',
];

/** Tells somebody how a post becomes a question. */
export function hintDocument(ama: AmaFacts, url: string | undefined): Document {
  return doc(
    p(
      'Your post in ',
      url === undefined ? strong(ama.title) : link(url, ama.title),
      ' is fine where it is; I took it as a remark.',
    ),
    p('Did you mean a question? Then edit the post. ', ...questionRule, ' I tell you this only once.'),
  );
}

/** Tells a host that what they said to the bot answers no question. */
export function unaddressedDocument(ama: AmaFacts, url: string | undefined): Document {
  return doc(
    p(
      'What you wrote in ',
      url === undefined ? strong(ama.title) : link(url, ama.title),
      ' stands there alone: I cannot tell which question it answers.',
    ),
    p(
      'If it answers one, say it in reply to that question, or use ',
      code('/ama answer'),
      '. I tell you this only once.',
    ),
  );
}

/** Tells somebody who wrote where the bot may not read everything what it does read. */
export function unreadDocument(ama: AmaFacts, url: string | undefined, isAnswer: boolean): Document {
  const place = url === undefined ? strong(ama.title) : link(url, ama.title);
  return isAnswer
    ? doc(
        p(
          'Your reply to a question in ',
          place,
          ' reached nobody elsewhere: in that thread I may read only what mentions me.',
        ),
        p(
          'Say it again in reply to the question with a mention of me, or use ',
          code('/ama answer'),
          '. I tell you this only once.',
        ),
      )
    : doc(
        p(
          'What you wrote in ',
          place,
          ' stays talk among yourselves: there I may read only what mentions me.',
        ),
        p(
          'Did you mean a question? Press the button, or write it with a mention of me. I tell you this only once.',
        ),
      );
}

/** Tells somebody who wrote in an AMA after its end that it reached nobody. */
export function lateDocument(
  ama: Pick<AmaFacts, 'title' | 'isCalledOff'>,
  url: string | undefined,
  isAnswer: boolean,
): Document {
  const ended = [
    url === undefined ? strong(ama.title) : link(url, ama.title),
    ama.isCalledOff ? ' is called off, ' : ' has ended, ',
  ];
  return isAnswer
    ? doc(
        p(
          ...ended,
          'so what you answered there afterwards stands where you wrote it, and nowhere else: who asked is not told, and it is not in the summary.',
        ),
        p(
          'Take the question further: ',
          code('/ama carry'),
          ' puts it on the agenda of the next meeting, or opens an issue. I tell you this only once.',
        ),
      )
    : doc(
        p(...ended, 'so what you asked there afterwards reaches no host.'),
        p('Ask it in another AMA: ', code('/ama list'), ' shows which there are. I tell you this only once.'),
      );
}

/** Tells the organisers that a host stepped down. */
export function hostLeftDocument(ama: AmaFacts, host: HostFacts, people: readonly PersonFacts[]): Document {
  return doc(
    p(hostName(host, people), ' no longer hosts ', strong(ama.title), '.'),
    p(
      'What they had taken is back in the queue. Add somebody in their place with ',
      code('/ama host add'),
      '.',
    ),
  );
}
