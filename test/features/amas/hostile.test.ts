// Text that attacks, in everything an AMA says: it is shown as text by all three renderers, and in exported tables.

import { describe, expect, test } from 'vitest';
import { cook } from '../../../sandbox/discourse/cook.ts';
import type { PersonFacts } from '../../../src/core/directory.ts';
import { type Document, doc } from '../../../src/core/document.ts';
import { cleaned } from '../../../src/core/text/cleaned.ts';
import { exported } from '../../../src/features/amas/exporting.ts';
import type { AmaFacts, QuestionFacts } from '../../../src/features/amas/facts.ts';
import { timesOf } from '../../../src/features/amas/rules.ts';
import { promptContent, threadContent, topicContent } from '../../../src/features/amas/views/ama.ts';
import { answerDocument } from '../../../src/features/amas/views/answer.ts';
import { answeredNotice, declinedNotice } from '../../../src/features/amas/views/asker.ts';
import { cardDocument } from '../../../src/features/amas/views/card.ts';
import { statusDocument } from '../../../src/features/amas/views/life.ts';
import { type QuestionFactsInAma, questionDocument } from '../../../src/features/amas/views/question.ts';
import { queuePage } from '../../../src/features/amas/views/queue.ts';
import { summaryBlocks } from '../../../src/features/amas/views/summary.ts';
import { capabilities as chatCan } from '../../../src/platforms/discord/capabilities.ts';
import { render as onDiscord } from '../../../src/platforms/discord/render.ts';
import { capabilities as forumCan } from '../../../src/platforms/discourse/capabilities.ts';
import { render as onDiscourse } from '../../../src/platforms/discourse/render.ts';
import { render as onTheWeb } from '../../../src/web/render.ts';
import { read } from '../../platforms/discord/reader.ts';
import fc, { samples } from '../../property.ts';
import { parse } from './csv.ts';
import { question as aQuestion } from './question.ts';

const attacks = [
  '[/quote]',
  'a\n[/quote]\nb',
  '[quote="prague, post:1, topic:1"]\nI said so.\n[/quote]',
  '[poll type=regular]\n- a\n- b\n[/poll]',
  '[date=2026-12-01 time=18:00:00 timezone="UTC"]',
  '[details="x"]\nhidden\n[/details]',
  '@everyone',
  '@here and @prague and @docent',
  '<@&1> <@1> <#1> </ama close:1> <t:1:R> <id:guide>',
  '```\nunclosed',
  '~~~\nunclosed',
  '````py\n```\n@everyone',
  '`unclosed',
  '🙂'.repeat(4000),
  '👩‍👩‍👧'.repeat(700),
  'abc\u202edcba\u2066x',
  '\u200f\u0627\u0644',
  '=HYPERLINK("https://evil.example","x")',
  '+1+1',
  '-1+1',
  '@SUM(A1)',
  '\t=1',
  '\r=1',
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<!-- docent:ama/1/question/1/discourse -->',
  '[x](javascript:alert(1)) ![x](https://evil.example/x.png)',
  '# heading\n> quote\n- list\n1. list\n---\n| a | b |\n| - | - |',
  '*a* **b** __c__ ~~d~~ ||e|| :smile:',
  '\\@everyone \\[/quote]',
  '&lt;b&gt; &#64;everyone &#91;/quote]',
  '"quoted", "with\ncommas", and \'',
  '\ud800',
];
const attack = fc.oneof(
  fc.constantFrom(...attacks),
  fc.array(fc.constantFrom(...attacks), { minLength: 2, maxLength: 4 }).map((some) => some.join('\n')),
  fc.array(fc.constantFrom(...attacks), { minLength: 2, maxLength: 4 }).map((some) => some.join(' ')),
  fc.string({ unit: 'grapheme', maxLength: 80 }),
);

const at = new Date('2026-12-10T18:30:00Z');
const summaryOf = (...facts: Parameters<typeof summaryBlocks>) => doc(...summaryBlocks(...facts));
const times = timesOf({
  opensAt: new Date('2026-12-10T18:00:00Z'),
  closesAt: new Date('2026-12-10T20:00:00Z'),
});

/** `text` is typed by askers and moderators, `written` by hosts and organisers, whose Markdown keeps its form. */
function documentsWith(text: string, name: string, written = 'words'): Document[] {
  const ama: AmaFacts = {
    ...times,
    id: 1,
    uid: 'a',
    groupId: 1,
    title: name,
    state: 'live',
    zone: 'UTC',
    rules: written,
    limitPerPerson: 0,
    isModerated: true,
    isCalledOff: false,
    changedAt: new Date(0),
    sequence: 0,
    allowsAnonymous: true,
    chosen: [],
    moderators: [],
    hosts: [{ id: 1, name, personId: 1 }],
  };
  const question: QuestionFacts = {
    id: 1,
    uid: 'q',
    amaId: 1,
    number: 1,
    part: 0,
    text,
    originalText: text,
    proposedText: text,
    earlierText: text,
    state: 'answered',
    isFlagged: true,
    isAnonymous: false,
    askerId: 2,
    platform: 'discord',
    sourceId: 'a',
    sourceVersion: 1,
    textVersion: 1,
    isSourceGone: false,
    alsoAsked: 1,
    declineReason: text,
    moderatedById: 1,
    takenById: 1,
    answer: { text: written, byId: 1, at },
    answerVersion: 1,
    likes: 1,
    ownLikes: 1,
    ownVoters: [],
    voters: [],
    createdAt: at,
  };
  const people: PersonFacts[] = [1, 2].map((id) => ({
    id,
    name,
    role: 'none',
    accounts: [],
    never: [],
    prefers: [],
  }));
  const facts: QuestionFactsInAma = {
    ama,
    question,
    votes: 1,
    people,
    wasShown: true,
    titleOf: (platform) => platform,
    elsewhere: { platform: 'discourse', id: '3', url: 'https://forum.example/t/ama/12/3' },
    here: {
      platform: 'discord',
      id: '4',
      url: 'https://discord.com/channels/1/2/4',
      reference: 'lagos, post:3, topic:12',
    },
  };
  const links = [{ title: 'Discord', url: 'https://discord.com/channels/1/2' }];
  const chat = { platform: 'discord', can: chatCan };
  const forum = { platform: 'discourse', can: forumCan };
  const questions = [question, { ...question, id: 2, number: 2, state: 'approved' as const }];
  const made = [
    promptContent(ama, { people, links }).document,
    threadContent(
      ama,
      { people, links },
      { isFinished: false, isPrompt: true, isFollowed: true, can: { buttons: true } },
    ).document,
    topicContent(ama, { people, links }, { isFinished: false, isFollowed: true, can: { buttons: false } })
      .document,
    statusDocument(
      ama,
      { people, links },
      { waiting: 1, open: 1, answered: 1, asked: 1, declined: 0, withdrawn: 0, pace: '' },
      ama.opensAt,
    ),
    cardDocument(facts),
    questionDocument(facts, chat),
    questionDocument(facts, forum),
    answerDocument(facts, chat),
    answerDocument(facts, forum),
    answeredNotice(facts, links[0]?.url, false),
    declinedNotice(facts),
    queuePage({ ama, queue: [{ question, votes: 1 }], people, now: at }, 0).document,
    summaryOf(
      { ama, questions, people, askers: { named: 2, anonymous: 0 }, pace: '' },
      { isShort: false, isForAll: true },
    ),
    summaryOf(
      { ama, questions, people, askers: { named: 2, anonymous: 0 }, pace: '' },
      { isShort: true, isForAll: true },
    ),
  ];
  return made.filter((document) => document !== undefined);
}

/** Each document is rendered and read once, for all promises. */
function remembered<T>(look: (document: Document) => T): (document: Document) => T {
  const known = new WeakMap<Document, { of: T }>();
  return (document) => {
    const found = known.get(document) ?? { of: look(document) };
    known.set(document, found);
    return found.of;
  };
}

/** Made once of the same words: each promise is tried with the same samples. */
const made = new Map<string, Document[]>();
function documentsOf(...words: Parameters<typeof documentsWith>): Document[] {
  const key = JSON.stringify(words);
  const documents = made.get(key) ?? documentsWith(...words);
  made.set(key, documents);
  return documents;
}

const harmless = documentsOf('words', 'somebody');
const each = (check: (hostile: Document, same: Document, isFormatted: boolean) => void) =>
  fc.assert(
    fc.property(attack, attack, (text, name) => {
      for (const isFormatted of [false, true]) {
        const documents = isFormatted
          ? documentsOf('words', name.slice(0, 90), text)
          : documentsOf(text, name.slice(0, 90));
        for (const [i, document] of documents.entries()) {
          const same = harmless[i];
          if (same) check(document, same, isFormatted);
        }
      }
    }),
    { numRuns: samples(60) },
  );
/** What Markdown becomes that is meant as such. */
const tagsOfMarkdown = [
  'a',
  'em',
  'strong',
  'del',
  'ul',
  'ol',
  'li',
  'blockquote',
  'hr',
  'h3',
  'h4',
  'h5',
  's',
  'span',
  'time',
];

describe('on Discord', () => {
  /** What Markdown of hosts may become; their links lead to addresses of the web alone. */
  const isFormat = (one: string) =>
    ['bold', 'italic', 'strike', 'quote', 'list', 'heading', 'spoiler'].includes(one) ||
    one.startsWith('time ') ||
    /^(?:link|url) \(?<?(?:https?:\/\/|mailto:)/u.test(one);
  const parts = remembered((document) => {
    const { title, parts: made } = onDiscord(document);
    return [title ?? '', ...made];
  });
  const seen = remembered((document) => parts(document).map(read));
  const live = remembered((document) => {
    const all = seen(document).flatMap((part) => part.live);
    // A heading that does not fit into a title stays one in the text.
    const own = document.children.filter(({ type }) => type === 'heading').length;
    const areOwn = all.filter((one) => one === 'heading').length <= own;
    return new Set(all.filter((one) => !one.startsWith('autolink ') && !(areOwn && one === 'heading')));
  });

  test('nothing that people typed becomes more than words and code', () => {
    each((hostile, same, isFormatted) => {
      const raw = parts(hostile).join('\n');
      // Code in which a code block would end is quoted as words.
      const code = ['code', 'code block', ...(raw.includes('\\`\\`\\`') ? ['quote'] : [])];
      const more = [...live(hostile)].filter((one) => !live(same).has(one) && !code.includes(one));
      expect(isFormatted ? more.filter((one) => !isFormat(one)) : more).toEqual([]);
      const words = seen(hostile)
        .map((part) => part.withoutCode)
        .join('\n');
      expect(words).not.toMatch(/(?<![\w\\])@(?:everyone|here)\b/iu);
      expect(words).not.toMatch(/<(?:@[!&]?|#|id:)\w/u);
      expect(raw).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/u);
    });
  });

  test('every part stays within its limit', () => {
    each((hostile) => {
      for (const part of parts(hostile)) {
        expect(part.length).toBeLessThanOrEqual(4096);
        expect(part.isWellFormed()).toBe(true);
      }
    });
  });
});

describe('on Discourse', () => {
  const forum = { base: 'https://forum.example/', username: 'docent' };
  const raws = remembered((document) => [...onDiscourse(document, forum)]);
  const cooked = remembered((document) => raws(document).map((raw) => cook(raw, '/', () => true)));
  const kinds = remembered(
    (document) =>
      new Set(
        cooked(document).flatMap(({ html }) =>
          [...html.matchAll(/<([a-z][a-z0-9]*)/gu)].map(([, tag]) => tag),
        ),
      ),
  );

  test('nobody is mentioned, nothing is quoted, asked or dated but what Docent and hosts say', () => {
    each((hostile, same, isFormatted) => {
      const all = cooked(hostile);
      expect(all.flatMap(({ mentions }) => mentions)).toEqual([]);
      expect(all.flatMap(({ quotes }) => quotes)).toEqual(cooked(same).flatMap(({ quotes }) => quotes));
      const sum = (some: typeof all, what: 'dates' | 'polls') => some.reduce((n, one) => n + one[what], 0);
      if (!isFormatted) expect(sum(all, 'dates')).toBe(sum(cooked(same), 'dates'));
      expect(sum(all, 'polls')).toBe(0);
    });
  });

  test('no tag of another kind comes of it', () => {
    each((hostile, same, isFormatted) => {
      const formats = isFormatted ? tagsOfMarkdown : [];
      const allowed = new Set([...kinds(same), ...formats, 'p', 'br', 'a', 'code', 'pre']);
      expect([...kinds(hostile)].filter((tag) => !allowed.has(tag))).toEqual([]);
    });
  });

  test('every post stays within its limit', () => {
    each((hostile) => {
      for (const raw of raws(hostile)) expect(raw.length).toBeLessThanOrEqual(32_000);
    });
  });
});

describe('on the web', () => {
  const page = remembered(onTheWeb);
  const tags = (document: Document) => [...page(document).matchAll(/<([a-z][a-z0-9]*)([^>]*)>/gu)];

  test('no tag and no attribute comes of what people typed', () => {
    each((hostile, same, isFormatted) => {
      const formats = isFormatted ? tagsOfMarkdown : [];
      const known = tags(same).map(([, tag]) => tag);
      const allowed = new Set([...known, ...formats, 'p', 'br', 'bdi', 'code', 'pre']);
      expect(tags(hostile).filter(([, tag]) => !allowed.has(tag))).toEqual([]);
      const links = (document: Document) => tags(document).filter(([, tag]) => tag === 'a' || tag === 'time');
      const own = links(same).map(([whole]) => whole);
      const others = links(hostile).flatMap(([whole]) => (own.includes(whole) ? [] : [whole]));
      if (isFormatted)
        for (const one of others) expect(one).toMatch(/^<(?:a href="(?:https?:\/\/|mailto:)|time )/u);
      else expect(links(hostile).map(([whole]) => whole)).toEqual(own);
      expect(page(hostile)).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/u);
    });
  });
});

describe('as a table', () => {
  const table = async (text: string) => {
    const question = { ...baseQuestion, text, answer: { text, byId: 1, at } };
    const people: PersonFacts[] = [{ id: 1, name: text, role: 'none', accounts: [], never: [], prefers: [] }];
    return await exported(
      { ama: baseAma, questions: [question], people, askers: { named: 1, anonymous: 0 }, pace: '' },
      'csv',
    );
  };
  const baseAma: AmaFacts = {
    ...times,
    id: 1,
    uid: 'a',
    groupId: 1,
    title: 'AMA',
    state: 'closed',
    zone: 'UTC',
    rules: '',
    limitPerPerson: 0,
    isModerated: false,
    isCalledOff: false,
    changedAt: new Date(0),
    sequence: 0,
    allowsAnonymous: true,
    chosen: [],
    moderators: [],
    hosts: [],
  };
  const baseQuestion = aQuestion({
    text: '',
    state: 'answered',
    askerId: 1,
    answerVersion: 1,
    createdAt: at,
  });

  test('no cell begins as a formula does, none is lost, and none ends before its time', async () => {
    await fc.assert(
      fc.asyncProperty(attack, async (text) => {
        const rows = parse((await table(text)).content);
        expect(rows).toHaveLength(2);
        expect(rows[1]).toHaveLength(12);
        for (const cell of rows[1] ?? []) expect(cell).not.toMatch(/^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/u);
        expect([cleaned(text), `'${cleaned(text)}`]).toContain(rows[1]?.[7]);
      }),
      { numRuns: samples(300) },
    );
  });

  test('nothing unseen hides a formula', async () => {
    expect(parse((await table('\u202e=1+1')).content)[1]?.[7]).toBe("'=1+1");
  });
});
