// What a summary counts, and what it tells of questions that nobody looked at.
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { type Document, doc, plain } from '../../../src/core/document.ts';
import { markdownFile } from '../../../src/core/markdown/file.ts';
import { inTurns } from '../../../src/core/outside/in-turns.ts';
import { exported } from '../../../src/features/amas/exporting.ts';
import type { AmaFacts, QuestionFacts } from '../../../src/features/amas/facts.ts';
import { foundIn } from '../../../src/features/amas/pages.ts';
import type { Answered } from '../../../src/features/amas/store/archive.ts';
import { hostEndDocument } from '../../../src/features/amas/views/notice.ts';
import {
  amaPage,
  archivePage,
  foundAnswers,
  openAmas,
  searchPage,
} from '../../../src/features/amas/views/page.ts';
import { inOneLine, lineOf } from '../../../src/features/amas/views/question.ts';
import {
  numbersOf,
  paceWords,
  type SummaryFacts,
  summaryBlocks,
} from '../../../src/features/amas/views/summary.ts';
import { render } from '../../../src/platforms/discourse/render.ts';
import { beginWork, workSince } from '../../work-time.ts';
import { question } from './question.ts';

const asked = new Date('2026-12-04T10:00:00Z');
const answered = (minutes: number, more: Partial<QuestionFacts> = {}) =>
  question({
    state: 'answered',
    createdAt: asked,
    answer: { text: 'Yes.', byId: 1, at: new Date(asked.getTime() + minutes * 60_000) },
    ...more,
  });
const summaryOf = (...facts: Parameters<typeof summaryBlocks>) => doc(...summaryBlocks(...facts));
const titleOf = (platform: string) => ({ discord: 'Chat', discourse: 'Forum' })[platform];

/** How many turns others have while something is done. */
async function turnsWhile(work: () => Promise<unknown>): Promise<number> {
  let turns = 0;
  let isDone = false;
  const others = (async () => {
    for (; !isDone; turns += 1) await setImmediate();
  })();
  await work();
  isDone = true;
  await others;
  return turns;
}

const closed: AmaFacts = {
  id: 1,
  uid: 'a',
  groupId: 1,
  title: 'Docs AMA',
  state: 'closed',
  isCalledOff: false,
  zone: 'UTC',
  rules: '',
  limitPerPerson: 0,
  isModerated: true,
  allowsAnonymous: true,
  chosen: [],
  moderators: [],
  hosts: [],
  opensAt: asked,
  closesAt: asked,
  collectsAt: asked,
  wrapsAt: asked,
  changedAt: asked,
  sequence: 0,
};

test.each<[string, QuestionFacts[], string]>([
  ['nothing', [], ''],
  ['what is open', [question()], '1 from Chat.'],
  [
    'what was declined, withdrawn or a remark',
    [question({ state: 'declined' }), question({ state: 'withdrawn' }), question({ state: 'remark' })],
    '',
  ],
  ['one answer at once', [answered(0)], '1 from Chat. The answer came within 1 minute.'],
  ['90 minutes', [answered(90)], '1 from Chat. The answer came within 90 minutes.'],
  ['a minute more', [answered(91)], '1 from Chat. The answer came within 2 hours.'],
  ['a day and a half', [answered(36 * 60)], '1 from Chat. The answer came within 36 hours.'],
  ['more than that', [answered(36 * 60 + 1)], '1 from Chat. The answer came within 2 days.'],
  [
    'an even number of answers, in any order, from two places',
    [answered(600), answered(5, { platform: 'discourse' }), answered(60), answered(20)],
    '3 from Chat, 1 from Forum. Half of the answers came within 20 minutes.',
  ],
])('%s: from where questions came and how soon answers', (_, questions, words) => {
  expect(paceWords(questions, titleOf)).toBe(words);
});

test('those merged count as asked, those declined or withdrawn by themselves, and remarks not at all', () => {
  const states = ['waiting', 'approved', 'answered', 'merged', 'declined', 'withdrawn', 'remark'] as const;
  expect(numbersOf(states.map((state) => question({ state })))).toEqual({
    asked: 4,
    answered: 1,
    open: 1,
    waiting: 1,
    declined: 1,
    withdrawn: 1,
  });
});

describe('a question that no moderator looked at', () => {
  const facts = (count: number): SummaryFacts => ({
    ama: closed,
    questions: Array.from({ length: count }, (_, i) =>
      question({ id: i, number: i + 1, state: 'waiting', text: 'Something rude?' }),
    ),
    people: [],
    askers: { named: count, anonymous: 0 },
    pace: '',
  });
  const words = (count: number, isForAll: boolean) =>
    plain(summaryOf(facts(count), { isShort: false, isForAll }));

  test('is a number for everybody', () => {
    expect(words(1, true)).toContain('One more question was not looked at by the moderators.');
    expect(words(2, true)).toContain('2 more questions were not looked at by the moderators.');
    expect(words(2, true)).not.toContain('rude');
  });
  test('is shown to organisers, and not counted twice', () => {
    expect(words(1, false)).toContain('1. Something rude?');
    expect(words(1, false)).not.toContain('not looked at');
  });
});

test.each(['json', 'markdown'] as const)(
  'an export as %s names who hosts, as they are called now',
  async (format) => {
    const hosts = [
      { id: 1, name: 'lagos', personId: 4 },
      { id: 2, name: 'natal', leftAt: asked },
      { id: 3, name: 'oslo' },
    ];
    const people = [{ id: 4, name: 'abuja', role: 'none', accounts: [], never: [], prefers: [] }] as const;
    const askers = { named: 0, anonymous: 0 };
    const facts: SummaryFacts = { ama: { ...closed, hosts }, questions: [], people, askers, pace: '' };
    const names = /"(abuja|lagos|natal|oslo)"/gu;
    const { content } = await exported(facts, format, true);
    expect([...content.matchAll(names)].map(([, name]) => name)).toEqual(['abuja', 'oslo']);
  },
);

test('an AMA of hundreds of answers is written down an answer at a time, so that others have their turn', async () => {
  const questions = Array.from({ length: 200 }, (_, i) =>
    answered(5, { id: i, number: i + 1, text: 'Why '.repeat(200) }),
  );
  const facts: SummaryFacts = {
    ama: closed,
    questions,
    people: [],
    askers: { named: 1, anonymous: 0 },
    pace: '',
  };
  let file = '';
  // Once for each answer as it is read, and once for each of its paragraphs as it is written.
  const turns = await turnsWhile(async () => {
    file = (await exported(facts, 'markdown')).content;
  });
  expect(turns).toBeGreaterThanOrEqual(600);
  expect(file).toBe(`${markdownFile(summaryOf(facts, { isShort: false, isForAll: false }))}\n`);
  const document = summaryOf(facts, { isShort: false, isForAll: true });
  const forum = { base: 'https://forum.example/', username: 'docent' };
  const raws = await inTurns(render(document, forum));
  expect(await turnsWhile(async () => await inTurns(render(document, forum)))).toBeGreaterThanOrEqual(
    raws.length,
  );
  expect(raws.length).toBeGreaterThan(4);
});

describe('a question that was removed where it was asked', () => {
  const removed = { text: 'My secret plan?', isSourceGone: true };
  test.each(['json', 'csv', 'markdown'] as const)(
    'is without its words in an export as %s',
    async (format) => {
      const facts: SummaryFacts = {
        ama: closed,
        questions: [answered(5, removed), question({ id: 2, number: 2, text: 'Kept?' })],
        people: [],
        askers: { named: 2, anonymous: 0 },
        pace: '',
      };
      const { content } = await exported(facts, format);
      expect(content).not.toContain('secret');
      expect(content).toContain('Yes.');
      expect(content).toContain('Kept?');
    },
  );
  test('is looked for among thousands a few at a time, so that others have their turn, and at most fifty are found', async () => {
    const one = {
      ...removed,
      amaId: 1,
      part: 0,
      answer: 'Read the guide.',
      answeredById: 1,
      answeredAt: asked,
    };
    const all = Array.from({ length: 3_000 }, (_, number) => ({ ...one, number, additions: [] }));
    expect(
      await turnsWhile(async () => expect(await foundIn(all, 'nowhere')).toEqual([])),
    ).toBeGreaterThanOrEqual(50);
    expect(await foundIn(all, 'guide')).toEqual(all.slice(0, 50));
    expect(await foundIn(all.slice(0, 51).toReversed(), 'guide')).toHaveLength(50);
  });

  test('is found by its answer alone, and called by its number', () => {
    const one = {
      ...removed,
      amaId: 1,
      number: 3,
      part: 0,
      answer: 'Read the guide.',
      answeredById: 1,
      answeredAt: asked,
      additions: [],
    };
    expect(foundAnswers([one], 'secret')).toEqual([]);
    expect(foundAnswers([one], 'guide')).toEqual([one]);
    expect(foundAnswers([{ ...one, isSourceGone: false }], 'secret guide')).toHaveLength(1);
    const text = 'Où est le résumé de l’Straße, “dict[str, int]” ou `foo_bar`? 如何翻译一个页面 ﾃｽﾄ';
    const found = (searched: string) =>
      foundAnswers([{ ...one, text, isSourceGone: false }], searched).length;
    for (const searched of [
      'resume',
      'RÉSUMÉ',
      "l'strasse",
      'dict[str, int]',
      '"dict[str, int]"',
      '`foo_bar`',
      '翻译页面',
      'テスト',
    ])
      expect([searched, found(searched)]).toEqual([searched, 1]);
    for (const searched of ['"est resume"', 'resumes', '翻译手册'])
      expect([searched, found(searched)]).toEqual([searched, 0]);
    const page = searchPage([one], { searched: 'guide', titles: new Map(), href: (path) => path });
    expect(plain(page)).not.toContain('secret');
    expect(plain(page)).toContain('Question 3');
  });
});

describe('a summary', () => {
  const words = (more: Partial<SummaryFacts>, isShort = false) => {
    const facts = { ama: closed, questions: [answered(5)], people: [], pace: '', ...more };
    return plain(summaryOf({ askers: { named: 1, anonymous: 0 }, ...facts }, { isShort, isForAll: true }));
  };
  test.each([
    [1, 0, 'by 1 person.'],
    [2, 0, 'by 2 people.'],
    [0, 2, 'by 2 anonymously.'],
    [2, 1, 'by 2 people and 1 anonymously.'],
  ])('counts %i who asked by name and %i who did not', (named, anonymous, said) => {
    expect(words({ askers: { named, anonymous } })).toContain(`1 asked, 1 answered, ${said}`);
  });
  test('of no questions is short', () => {
    const none = words({ questions: [], askers: { named: 0, anonymous: 0 } });
    expect(none).toContain('0 asked, 0 answered.');
    expect(none).not.toContain('Not answered');
  });
  test('says who else asked, where somebody did', () => {
    expect(words({})).not.toContain('also asked');
    expect(words({ questions: [answered(5, { alsoAsked: 2 })] })).toContain('also asked by 2');
  });
  test('says so where it did not take place', () => {
    expect(words({})).toContain('Summary: Docs AMA');
    expect(words({ ama: { ...closed, isCalledOff: true } })).toContain('Called off: Docs AMA');
  });
  test('that is short cuts what is long, and names where all of it is', () => {
    const whole = { title: 'Forum', url: 'https://forum.example/t/5' };
    const questions = [question({ text: 'long '.repeat(60) })];
    expect(words({ questions, whole }, true)).toContain('Every answer, on Forum');
    expect(words({ questions, whole }, true)).toContain('…');
    expect(words({ questions }, true)).not.toContain('Every answer');
    expect(words({ questions }, true)).toContain('Each answer stands with its question.');
    expect(words({ questions, whole })).not.toContain('Every answer');
    expect(words({ questions, whole })).not.toContain('…');
  });
});

test('answers that became documentation are linked from the summary and from the page, and only then', () => {
  const files = [{ title: 'docs/faq.md in docs/guide', url: 'https://github.example/docs/guide/pull/7' }];
  const summary: SummaryFacts = {
    ama: closed,
    questions: [],
    people: [],
    askers: { named: 0, anonymous: 0 },
    pace: '',
  };
  const shown = (all: typeof files): Document[] => [
    ...[true, false].map((isShort) => summaryOf({ ...summary, files: all }, { isShort, isForAll: true })),
    amaPage(closed, { answered: [], people: [], links: [], files: all, href: (path) => `/${path}` }),
  ];
  for (const one of shown(files)) {
    expect(plain(one)).toContain('These answers in the documentation: docs/faq.md in docs/guide');
    expect(JSON.stringify(one)).toContain('https://github.example/docs/guide/pull/7');
  }
  for (const one of shown([])) expect(plain(one)).not.toContain('documentation');
});

test('each answer on a page stands below a heading that leads to its own address and says how the question begins', () => {
  const one: Answered = {
    amaId: 3,
    number: 12,
    part: 0,
    text: `Which \`page\`\n\`\`\`py\nshould\n\`\`\`\nI read ${'very '.repeat(30)}first?`,
    isSourceGone: false,
    answer: '# The guide\n\nAll of it.',
    answeredById: 1,
    answeredAt: new Date('2026-11-24T18:30:00Z'),
    additions: [],
  };
  const document = amaPage(closed, {
    answered: [one, { ...one, part: 1, isSourceGone: true }],
    people: [],
    links: [],
    files: [],
    href: (path) => `/${path}`,
  });
  const headings = document.children.flatMap((block) =>
    block.type === 'heading' ? [[block.depth, plain(block), JSON.stringify(block)] as const] : [],
  );
  // What a host wrote as a heading is none on the page.
  expect(headings.map(([depth]) => depth)).toEqual([2, 2]);
  expect(headings[0]?.[1]).toMatch(/^12\. Which page should I read very .*…$/u);
  expect(headings[0]?.[1].length).toBeLessThanOrEqual(84);
  expect(headings[1]?.[1]).toBe('Question 12.1');
  expect(headings[0]?.[2]).toContain(`"url":"/amas/${closed.id}/12"`);
  expect(headings[1]?.[2]).toContain(`"url":"/amas/${closed.id}/12.1"`);
});

test('a page says what was called off, ended without an answer, or goes on, and whether that is live', () => {
  const page = (more: Partial<AmaFacts>) =>
    plain(
      amaPage(
        { ...closed, ...more },
        { answered: [], people: [], links: [], files: [], href: (path) => path },
      ),
    );
  const off = page({ isCalledOff: true });
  expect(off).toContain('called off');
  expect(off).toContain('It does not take place.');
  expect(page({})).toContain('No question was answered.');
  expect(page({ state: 'live' })).toContain('Nothing is answered yet.');
  const href = (path: string) => path;
  const listed = plain(archivePage([{ ...closed, isCalledOff: true }, closed], [], href));
  expect(listed.match(/called off/gu)).toHaveLength(1);
  const front = (state: AmaFacts['state']) =>
    plain(openAmas([{ ama: { ...closed, state }, links: [] }], [], href));
  expect(front('live')).toContain('live now');
  expect(front('collecting')).not.toContain('live now');
});

test.each([
  [0, 'has ended: no question was answered, 2 stayed open.'],
  [1, 'has ended: 1 question was answered, 2 stayed open.'],
  [2, 'has ended: 2 questions were answered, 2 stayed open.'],
])('hosts read how many questions were answered, as people say it: %i', (answered, words) => {
  const counts = { answered, open: 2, waiting: 0 };
  expect(plain(hostEndDocument(closed, undefined, counts, true))).toContain(words);
});

test('a question of many empty lines is in one line at once', () => {
  const began = beginWork();
  expect(inOneLine(`Which${'\n'.repeat(100_000)}page?`, 80)).toBe('Which page?');
  expect(workSince(began)).toBeLessThan(1_000);
});

test.each([
  ['```npm ci``` fails, why?', 'npm ci fails, why?'],
  ['```js\nfoo()\n```\nWhy?', 'foo() Why?'],
  ['~~~ts\n`a`\n~~~', 'a'],
  ['```Why?', 'Why?'],
])('in one line the question %j reads: %s', (text, line) => {
  expect(inOneLine(text, 80)).toBe(line);
  expect(lineOf(question({ text }))).toBe(`1. ${line}`);
});
