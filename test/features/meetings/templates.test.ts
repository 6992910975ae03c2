// The templates of minutes: the exact text of the files, and what becomes of it on the way there.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { list } from '../../../src/core/document.ts';
import type { Attendee, MinutesFacts } from '../../../src/features/meetings/minutes.ts';
import { minutesShown, minutesText } from '../../../src/features/meetings/minutes-templates.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { replyWords } from '../remembered.ts';
import { exampleMeeting } from './examples.ts';
import { wordsOf } from './platforms.ts';
import { openWorld } from './world.ts';

function attendee(name: string, github?: string, chat?: string): Attendee {
  return {
    id: 1,
    name,
    role: 'member',
    accounts: chat === undefined ? [] : [{ platform: 'chat', id: '1', name: chat }],
    never: [],
    prefers: [],
    ...(github !== undefined && { github }),
  };
}

const none: MinutesFacts = {
  meeting: exampleMeeting,
  template: 'community',
  present: [],
  chats: ['Discord'],
  celebrations: [],
  notes: {},
  topics: [],
  actions: [],
  followUps: [],
  next: undefined,
  topicUrl: undefined,
  announcementUrl: undefined,
  calendarUrl: undefined,
  pastUrl: undefined,
};

const topic = (title: string, owner: string) => ({
  thing: {
    id: 1,
    groupId: 1,
    meetingId: 1,
    title,
    details: '',
    ownerId: 1,
    source: null,
    removedAt: null,
    createdAt: exampleMeeting.createdAt,
  },
  owner: attendee(owner),
});
const action = (text: string, owner: string) => ({
  thing: {
    id: 1,
    groupId: 1,
    seriesId: 1,
    meetingId: 1,
    text,
    ownerId: 1,
    dueOn: '2026-11-03',
    doneAt: null,
    createdAt: exampleMeeting.createdAt,
  },
  owner: attendee(owner),
});

const community: MinutesFacts = {
  ...none,
  meeting: {
    ...exampleMeeting,
    name: 'Documentation Community Team Meeting',
    localDate: '2026-10-06',
    localTime: '19:00',
    zone: 'UTC',
    startsAt: new Date('2026-10-06T19:00:00Z'),
    notes: {
      introductions: 'New people were there, and everybody said hello.',
      reports: '- [Ada] The tutorial *has* a new chapter,\n  with [examples](https://docs.example/_a_b/).',
      discussion: [
        '- [Ada] Which issues come first?',
        '  - [Grace] Those with the label `docs`.',
        '    - A list helps.',
        '',
        '- [Alan] How to review *well*.',
        '',
      ].join('\r\n'),
    },
  },
  present: [
    attendee('Ada Lovelace', 'ada', 'ada'),
    attendee('Grace Hopper', 'grace', 'grace.h'),
    attendee('Alan', undefined, 'alan'),
    attendee('Linus', undefined, 'tux'),
    attendee('Mary', undefined, 'Mary from Docs'),
  ],
  celebrations: [list(['A first translation is complete (Grace)'])],
  topics: [topic('Which issues come first?', 'Ada'), topic('Translations', 'Grace')],
  actions: [action('Will ask the release team', 'Alan')],
  next: { ...exampleMeeting, startsAt: new Date('2026-11-03T17:00:00Z') },
};

const communityFile = `# Documentation Community Team Meeting (October 6, 2026)

## Roll call

(Name / \`@GitHubUsername\` *[/ Discord, if different]*)

- Ada Lovelace / \`@ada\`
- Grace Hopper / \`@grace\` / \`@grace.h\`
- Alan
- Linus / \`@tux\`
- Mary / \`Mary from Docs\`

## Introductions

New people were there, and everybody said hello.

## Reports and celebrations

- [Ada] The tutorial *has* a new chapter,
  with [examples](https://docs.example/_a_b/).

- A first translation is complete (Grace)

## Discussion

- [Grace] Translations

- [Ada] Which issues come first?
  - [Grace] Those with the label \`docs\`.
    - A list helps.

- [Alan] How to review *well*.

- [ ] **Alan**: Will ask the release team (by 2026-11-03)

## Next meeting

Tuesday 3 November 2026, 17:00 UTC
`;

const board: MinutesFacts = {
  ...none,
  template: 'board',
  meeting: {
    ...exampleMeeting,
    name: 'Python Docs Editorial Board',
    localDate: '2026-06-09',
    localTime: '12:00',
    zone: 'America/Los_Angeles',
    startsAt: new Date('2026-06-09T19:00:00Z'),
    notes: {
      discussion:
        '* Who is on the board:\n    * One seat is free.\n        > A vacancy is announced.\n* Next steps',
    },
  },
  present: [attendee('Grace Hopper'), attendee('Ada'), attendee('Alan "AT" Turing')],
  notes: { taker: attendee('Ada') },
};

const boardFile = `---
author: ["Ada"]
title: "Meeting Minutes: Jun 9, 2026"
date: "2026-06-09T12:00:00-07:00"
description: "Meeting Minutes from Python Docs Editorial Board: Jun 9, 2026"
summary: "Meeting Minutes from Python Docs Editorial Board: Jun 9, 2026"
tags: ["minutes"]
categories: ["minutes"]
series: ["Meeting Minutes"]
ShowToc: false
TocOpen: false
members: ["Ada", "Alan \\"AT\\" Turing", "Grace Hopper"]
---

### Notes

* Who is on the board:
    * One seat is free.
        > A vacancy is announced.
* Next steps
`;

describe('the file of a docs community', () => {
  it('is its text, letter by letter', () => {
    expect(minutesText(community)).toBe(communityFile);
  });

  it('of a meeting of which nothing is known has all its sections', () => {
    expect(minutesText(none)).toBe(`# Monthly meeting (December 1, 2026)

## Roll call

(Name / \`@GitHubUsername\` *[/ Discord, if different]*)

## Introductions

## Reports and celebrations

## Discussion

## Next meeting

Not set yet.
`);
  });

  it.each([
    ['HTML', '<b>bold</b>', '\\<b>bold\\</b>'],
    ['a heading of its own', '# Mine', '\\# Mine'],
    ['an image', 'see ![it](https://x.example/i.png)', 'see \\![it]('],
    ['a fence that is left open', '```\ncode', '```\ncode\n```'],
  ])('does not take over %s', (_, typed, expected) => {
    const meeting = { ...exampleMeeting, notes: { discussion: typed } };
    const file = minutesText({ ...none, meeting });
    expect(file).toContain(expected);
    expect(file).not.toMatch(/(?<!\\)!\[/u);
    expect(file).toContain('\n\n## Next meeting\n\nNot set yet.\n');
  });
});

describe('the file of an editorial board', () => {
  it('is its text, letter by letter', () => {
    expect(minutesText(board)).toBe(boardFile);
  });

  it('names the agenda and the actions where there are any, and no author where nobody took notes', () => {
    const file = minutesText({
      ...board,
      meeting: { ...board.meeting, notes: {} },
      notes: {},
      topics: [topic('The Board & its seats', 'Ada')],
      actions: [action('Writes the call', 'Ada')],
    });
    expect(file).toContain('author: [""]\n');
    expect(file.split('---\n')[2]).toBe(
      '\n### Agenda\n\n* The Board & its seats\n\n### Notes\n\n### Action items\n\n* [ ] **Ada**: Writes the call (by 2026-11-03)\n',
    );
  });

  it('has the offset of the day that it was held on', () => {
    const meeting = { ...board.meeting, localDate: '2026-12-08', startsAt: new Date('2026-12-08T20:00:00Z') };
    expect(minutesText({ ...board, meeting })).toContain('date: "2026-12-08T12:00:00-08:00"');
    const kolkata = { ...meeting, localTime: '20:30', startsAt: new Date('2026-12-08T15:00:00Z') };
    expect(minutesText({ ...board, meeting: kolkata })).toContain('date: "2026-12-08T20:30:00+05:30"');
  });

  it('is a draft without front matter while the meeting is on', () => {
    const draft = JSON.stringify(minutesShown(board));
    expect(draft).toContain('Members present: Ada, Alan');
    expect(draft).not.toContain('author');
    expect(draft).not.toContain('html');
  });
});

const prague = { name: 'prague', isOrganiser: true, zone: 'Europe/Prague' };
const tokyo = { name: 'tokyo', zone: 'Asia/Tokyo' };

describe.each(freshDatabases('SQLite'))('on $name', ({ open }) => {
  let fresh: Fresh;
  let world: Awaited<ReturnType<typeof openWorld>>;
  const github = new Map<number, string>();

  beforeEach(async () => {
    fresh = await open();
    world = await openWorld(fresh, '2026-09-20T09:00:00Z', {
      githubNames: async () => github,
      agendaParts: {
        achievements: async (_, at) => ({
          title: 'Celebrations',
          blocks: [list([`Done before ${at.toISOString()}`])],
        }),
      },
    });
    for (const who of [prague, tokyo]) {
      const { id } = await world.roster.of(world.group.id, world.account(who));
      await world.roster.changePerson(world.group.id, id, { role: 'member', zone: who.zone });
      if (who === tokyo) github.set(id, 'tokyo-gh');
    }
  });
  afterEach(async () => {
    expect(world.failures).toEqual([]);
    await fresh.close();
  });

  const series = (template: string | undefined) =>
    world.command(prague, 'meeting series create', {
      name: 'Docs meeting',
      rule: 'first tuesday',
      times: '19:00',
      zone: 'UTC',
      minutes: 'python/docs-community/docs/monthly-meeting',
      template,
    });
  const published = async () => {
    await world.advanceTo('2026-10-06T20:30:00Z');
    await world.command(tokyo, 'meeting present add');
    await world.command(tokyo, 'meeting minutes publish');
    const [file] = world.of('file');
    return { path: file?.content.kind === 'file' && file.content.path, text: wordsOf(file?.content) };
  };

  it('a series says what its minutes look like, and shows it before it is made', async () => {
    const values = { name: 'Board', rule: 'second tuesday', times: '12:00', zone: 'UTC', template: 'board' };
    expect((await world.asked(prague, 'meeting series create', values)).words).toContain('editorial board');
    await series('community');
    const { path, text } = await published();
    expect(path).toBe('docs/monthly-meeting/2026-10.md');
    expect(text).toContain('# Docs meeting (October 6, 2026)\n\n## Roll call\n\n(Name /');
    expect(text).toContain('- tokyo / `@tokyo-gh`\n');
    expect(text).toContain('## Reports and celebrations\n\n- Done before 2026-10-06T18:59:59.999Z\n');
  });

  it('the usual minutes have the names on GitHub and the celebrations too', async () => {
    await series(undefined);
    const { text } = await published();
    expect(text).toContain('## Roll call\n\n- tokyo / @tokyo-gh\n');
    expect(text).toContain('- Done before 2026-10-06T18:59:59.999Z\n');
  });

  it('another form chosen later counts from then on; a board’s file has the day in its name', async () => {
    await series(undefined);
    await world.command(prague, 'meeting series edit', { series: 'Docs meeting', template: 'board' });
    await world.command(prague, 'meeting series edit', { series: 'Docs meeting', duration: '90m' });
    await world.advanceTo('2026-10-06T19:05:00Z');
    const form = await world.command(tokyo, 'meeting minutes edit');
    expect(form.kind === 'form' && form.fields.map(({ label }) => label)).toEqual([
      'Notes',
      'Notes, continued',
    ]);
    const { path, text } = await published();
    expect(path).toBe('docs/monthly-meeting/2026-10-06.md');
    expect(text).toMatch(/^---\nauthor: \[""\]\ntitle: "Meeting Minutes: Oct 6, 2026"\n/u);
    expect(text).toContain('members: ["tokyo"]\n');
  });

  it('who is given an action is told once, in private; who takes one on is not', async () => {
    await series('community');
    await world.advanceTo('2026-10-06T19:30:00Z');
    await world.command(tokyo, 'meeting action add', { text: 'My own' });
    expect(world.under('action/')).toEqual([]);
    const values = { text: 'Will *ping* them', owner: world.account(prague), due: '2026-11-01' };
    const reply = await world.command(tokyo, 'meeting action add', values);
    expect(replyWords(reply)).toContain('I tell prague in private');
    await world.command(tokyo, 'meeting action done', { action: 'Will *ping* them' });
    await world.advanceTo('2026-11-10T00:00:00Z');
    const told = world.under('action/');
    expect(told.map(({ place }) => place)).toEqual(['person chat-prague']);
    expect(wordsOf(told[0]?.content)).toContain(
      'noted for you in Docs meeting: Will *ping* them, by 2026-11-01.',
    );
  });
});
