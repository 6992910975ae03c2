// What may become of projects, when leads are asked, and what is stale: tables.
import { describe, expect, it, test } from 'vitest';
import { doc, plain } from '../../../src/core/document.ts';
import { githubSite } from '../../../src/core/github/site.ts';
import { agendaBlocks } from '../../../src/features/projects/agenda-views.ts';
import { projectsJson, projectsMarkdown } from '../../../src/features/projects/export.ts';
import type { ComingMeeting, Project } from '../../../src/features/projects/facts.ts';
import { asReadBy, publicLinks } from '../../../src/features/projects/public-links.ts';
import {
  askedAt,
  askedOf,
  inOrder,
  isStale,
  mayChange,
  nobodyLeads,
  ranksOf,
  readLinks,
  refusedStatus,
  statusWithLead,
  statusWithoutLead,
} from '../../../src/features/projects/rules.ts';
import { projectDocument, projectList } from '../../../src/features/projects/views.ts';

const at = new Date('2026-11-20T09:00:00Z');
const daysAgo = (days: number) => new Date(at.getTime() - days * 86_400_000);

/** A project in progress. */
const project = (change: Partial<Project> = {}): Project => ({
  id: 1,
  uid: 'u1',
  groupId: 1,
  number: 1,
  name: 'Tutorial',
  status: 'active',
  leadId: 7,
  isLeadMember: true,
  summary: 'A first pull request.',
  why: '',
  challenges: '',
  help: '',
  links: [],
  progress: [],
  isVouched: true,
  createdAt: daysAgo(100),
  changedAt: daysAgo(10),
  updates: [],
  ...change,
});
const { leadId: _, ...free } = project();

test.each([
  [
    'active without a lead',
    { ...free, status: 'proposed' },
    'active',
    undefined,
    'without one it is not active',
  ],
  ['active with one', project({ status: 'proposed' }), 'active', undefined, undefined],
  ['active once more', project(), 'active', undefined, 'is active already'],
  ['blocked for no reason', project(), 'blocked', ' ', 'What is in the way'],
  ['blocked with one', project(), 'blocked', 'The theme', undefined],
  ['done without a lead', free, 'done', undefined, undefined],
  ['parked', project(), 'parked', undefined, undefined],
] as const)('a project becomes %s', (_name, before, to, why, refusal) => {
  const said = refusedStatus(before, to, why);
  if (refusal === undefined) expect(said).toBeUndefined();
  else expect(said).toContain(refusal);
});

test('without a lead what was active is blocked, and goes on when somebody takes it', () => {
  expect(statusWithoutLead('active')).toBe('blocked');
  expect(statusWithoutLead('proposed')).toBe('proposed');
  expect(statusWithLead(project({ status: 'blocked', blockedWhy: nobodyLeads }))).toBe('active');
  expect(statusWithLead(project({ status: 'blocked', blockedWhy: 'The theme' }))).toBe('blocked');
});

test('the lead and organisers change a project; who proposed it as long as nobody leads it', () => {
  const led = project({ proposedById: 3 });
  expect(mayChange(led, { id: 7, isOrganiser: false })).toBe(true);
  expect(mayChange(led, { id: 3, isOrganiser: false })).toBe(false);
  expect(mayChange(led, { id: 9, isOrganiser: true })).toBe(true);
  expect(mayChange({ ...free, proposedById: 3 }, { id: 3, isOrganiser: false })).toBe(true);
  expect(mayChange(free, { id: 9, isOrganiser: false })).toBe(false);
});

test('an active project is stale when nothing was heard of it for 45 days', () => {
  const heard = (days: number) => [{ kind: 'update', text: 'x', at: daysAgo(days) }] as const;
  expect(isStale(project(), at)).toBe(true);
  expect(isStale(project({ updates: heard(44) }), at)).toBe(false);
  expect(isStale(project({ updates: heard(46) }), at)).toBe(true);
  expect(isStale(project({ status: 'proposed' }), at)).toBe(false);
});

describe('leads are asked', () => {
  const meeting: ComingMeeting = {
    id: 1,
    uid: 'm',
    name: 'Monthly meeting',
    startsAt: new Date('2026-12-01T17:00:00Z'),
    zone: 'UTC',
  };

  it('five days before', () => {
    expect(askedAt(meeting).toISOString()).toBe('2026-11-26T17:00:00.000Z');
  });

  it.each([
    ['what goes on', project(), true],
    ['what is blocked', project({ status: 'blocked' }), true],
    ['what was told of lately', project({ updates: [{ kind: 'update', text: 'x', at }] }), false],
    ['what changed its status lately', project({ updates: [{ kind: 'status', text: '', at }] }), true],
    ['what is only proposed', project({ status: 'proposed' }), false],
    ['what is done', project({ status: 'done' }), false],
    ['what nobody leads', free, false],
  ] as const)('of %s', (_name, one, isAsked) => {
    expect(askedOf([one], meeting)).toHaveLength(isAsked ? 1 : 0);
  });
});

test('priorities come first, then numbers', () => {
  const numbers = [
    project({ number: 3 }),
    project({ number: 2, rank: 2 }),
    project({ number: 1 }),
    project({ number: 4, rank: 1 }),
  ];
  expect(inOrder(numbers).map(({ number }) => number)).toEqual([4, 2, 1, 3]);
});

test('the result of a vote orders what still goes on, and what is tied shares a place; what was done or is gone meanwhile is left out', () => {
  const all = [
    project({ id: 11, number: 1 }),
    project({ id: 12, number: 2, status: 'done' }),
    project({ id: 13, number: 3 }),
    project({ id: 14, number: 4 }),
  ];
  const tiers = [
    ['Done (project 2)'],
    ['First (project 3)', 'Gone (project 9)', 'First too (project 4)'],
    ['Third (project 1)', 'No number'],
  ];
  expect(ranksOf(all, tiers)).toEqual([
    { id: 13, rank: 1 },
    { id: 14, rank: 1 },
    { id: 11, rank: 3 },
  ]);
});

test('of what is done the newest are listed, and the others named by a command', () => {
  const done = Array.from({ length: 7 }, (_, i) =>
    project({
      id: i + 1,
      number: i + 1,
      name: `P${i + 1}`,
      status: 'done',
      doneAt: daysAgo(i),
      ...(i === 6 && { rank: 1 }),
    }),
  );
  const words = plain(projectList(done.map((one) => ({ ...one, people: [] }))));
  expect(words).toMatch(/P1.*P2.*P3.*P4.*P5.*And 2 more: \/project list status:Done/su);
  expect(words).not.toMatch(/P6|P7/u);
});

test('links are whole addresses', () => {
  expect(readLinks('https://e.org/a, http://e.org/b\nhttps://e.org/a')).toEqual({
    links: ['https://e.org/a', 'http://e.org/b'],
    wrong: [],
  });
  for (const wrong of ['javascript:alert(1)', 'e.org', 'https://', 'https://a"b.org/x'])
    expect([wrong, readLinks(wrong).links]).toEqual([wrong, []]);
});

test('work that is not known to be public is not for the web', () => {
  const site = githubSite('https://api.github.com');
  const open = 'https://github.com/python/cpython/issues/1';
  const secret = 'https://github.com/python/secret/issues/1';
  const links = [open, secret, 'https://e.org/'];
  const progress = [{ url: open, title: 'Open', state: 'open' }] as const;
  expect(publicLinks({ links, progress }, site)).toEqual([open, 'https://e.org/']);
  const known = [...progress, { url: secret, title: 'Hidden', state: 'open', isPrivate: true }] as const;
  expect(publicLinks({ links, progress: known }, site)).toEqual([open, 'https://e.org/']);
});

describe('how far private work is', () => {
  const url = 'https://github.com/Python/secret/milestone/1';
  const hidden = { url, title: 'Hidden', state: 'open', closed: 1, total: 4, isPrivate: true } as const;
  const one = project({ links: [url], progress: [hidden] });
  const granted = { grants: { places: [], repositories: ['python/secret'] } };
  it.each([
    ['the group while it is granted', granted, true, true],
    ['the group that has the bot to itself', { grants: 'everything' as const }, true, true],
    ['the group when the grant was taken back', { grants: { places: [], repositories: [] } }, true, false],
    ['everybody else', granted, false, false],
  ])('is read by %s', (_name, group, isGroup, isRead) => {
    const seen = asReadBy(one, { group, isGroup });
    const words = plain(projectDocument({ ...seen, people: [] }, { zone: 'UTC' }));
    expect(words.includes('Hidden')).toBe(isRead);
    expect(words.includes('1 of 4')).toBe(isRead);
    expect(plain(doc(...agendaBlocks([{ ...seen, people: [] }], at, 'UTC'))).includes('1 of 4')).toBe(isRead);
    expect(projectsJson('Docs', [{ ...seen, people: [] }]).includes('Hidden')).toBe(isRead);
  });
});

describe('the file', () => {
  const people = [{ id: 7, name: 'Ann', role: 'member', accounts: [], never: [], prefers: [] }] as const;
  const all = [
    project({ why: 'It matters.', help: 'Test it.', challenges: '# not a heading', rank: 1 }),
    project({ id: 2, number: 2, name: 'Videos', status: 'parked' }),
  ].map((one) => ({ ...one, people }));

  it('has the form of the board', () => {
    const text = projectsMarkdown('Docs', all);
    expect(text).toContain('# Projects of Docs\n\n## Active\n\n### Tutorial');
    expect(text).toContain('**Lead:** Ann');
    expect(text).toContain('**Challenges and risks**\n\n\\# not a heading');
    expect(text).toMatch(/## Parking lot\n\n[*-] Videos: A first pull request\./u);
  });

  it('is JSON that says the same', () => {
    const read = JSON.parse(projectsJson('Docs', all));
    expect(
      read.projects.map(({ name, lead, status }: Record<string, unknown>) => [name, lead, status]),
    ).toEqual([
      ['Tutorial', 'Ann', 'active'],
      ['Videos', 'Ann', 'parked'],
    ]);
  });
});
