// The record on the web, and a ballot behind a personal link: what each reader sees, and what is kept.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { plain } from '../../../src/core/document.ts';
import type { FeaturePages } from '../../../src/core/page.ts';
import { decisionsFile } from '../../../src/features/votes/index.ts';
import { decisionPages } from '../../../src/features/votes/pages.ts';
import { decisionFile, decisionList, decisionMarkdown } from '../../../src/features/votes/record.ts';
import { type VoteStore, voteStore } from '../../../src/features/votes/store.ts';
import { makeGroup } from '../../group.ts';
import { memberStore } from '../../roster.ts';
import { type Fresh, freshDatabases } from '../../storage/database.ts';

const now = new Date('2027-01-01T09:00:00Z');

describe.each(freshDatabases('SQLite'))('pages of votes on $name', ({ open }) => {
  let fresh: Fresh;
  let store: VoteStore;
  let groupId: number;
  let isForAll: boolean;
  let pages: FeaturePages;
  const group = async () => await memberStore(fresh.database, { isInvited: () => true }).find(groupId);
  const request = async (path: string, q?: string) => ({
    group: await group(),
    path,
    now,
    query: (name: string) => (name === 'q' ? q : undefined),
    href: (to: string) => `/${to}`,
  });
  const text = async (path: string, q?: string) => {
    const page = await pages.find?.(await request(path, q));
    return page && plain(await page.document());
  };

  beforeEach(async () => {
    fresh = await open();
    isForAll = true;
    store = voteStore(fresh.database);
    groupId = await makeGroup(fresh.database, { spaces: 'discord:1', meetings: 'discord:2' });
    const people = memberStore(fresh.database, { isInvited: () => true });
    pages = decisionPages({
      store,
      groups: people,
      people,
      electorate: async () => [],
      isForAll: async () => isForAll,
      readUntil: async () => undefined,
      personalLink: () => undefined,
      findWritable: undefined,
    });
    const decision = { groupId, source: 'the meeting', recordedBy: 'prague', decidedAt: now, chosen: [] };
    await store.record({ ...decision, title: 'British *English*', text: 'For all pages.' });
    await store.record({ ...decision, title: 'A sprint', text: '' });
  });
  afterEach(() => fresh.close());

  it('lists, finds and shows decisions; of a group that keeps them to itself nothing', async () => {
    expect(await text('')).toContain('2. A sprint');
    expect(await text('', 'english')).not.toContain('A sprint');
    expect(await text('1')).toContain('For all pages.');
    expect(await text('3')).toBeUndefined();
    expect(await pages.front?.(await request(''))).toMatchObject({ order: 'record' });
    expect(await pages.feed?.(await request(''))).toHaveLength(2);
    isForAll = false;
    expect(await text('1')).toBeUndefined();
    expect(await pages.front?.(await request(''))).toBeUndefined();
  });

  it('the record is whole after years: the first of a thousand is listed, found and in its file', async () => {
    await fresh.database.decision.createMany({
      data: Array.from({ length: 998 }, (_, i) => ({
        ...{ groupId, number: i + 3, title: `Decision of year ${i}`, text: '', decidedAt: now },
      })),
    });
    expect(await text('')).toContain('1. British');
    expect(await text('', 'english')).toContain('1. British');
    expect(await text('1')).toContain('For all pages.');
    expect(await text('01')).toBeUndefined();
    const groups = memberStore(fresh.database, { isInvited: () => true });
    expect(await decisionsFile({ store, groups })(groupId, 'json')).toContain('For all pages.');
  });

  it('a voter votes and changes it on a page of their own; nobody else has one', async () => {
    const [voter, stranger] = await Promise.all(
      ['voter', 'stranger'].map((name) =>
        fresh.database.person.create({ data: { groupId, name, role: 'member' } }),
      ),
    );
    const vote = await store.open({
      groupId,
      question: 'Which first?',
      details: '',
      rule: 'charter',
      options: [],
      quorumPercent: 0,
      isSecret: true,
      days: 5,
      voters: '',
      chosen: [],
      openedBy: { id: voter?.id ?? 0, name: 'voter' },
      isProposed: false,
      electors: [
        { id: voter?.id ?? 0, name: 'voter' },
        { id: 4711, name: 'another' },
      ],
      now,
    });
    const as = async (one: { id: number; name: string } | undefined) => ({
      ...(await request(`vote/${vote.id}`)),
      person: {
        id: one?.id ?? 0,
        name: one?.name ?? '',
        role: 'member' as const,
        accounts: [],
        never: [],
        prefers: [],
      },
    });
    expect(await pages.personal?.(await as(stranger))).toBeUndefined();
    const page = await pages.personal?.(await as(voter));
    expect(page?.form?.fields.map(({ name }) => name)).toEqual(['choice', 'reason']);
    const send = async (choice: string, reason = '') =>
      await pages.submit?.(
        await as(voter),
        new Map([
          ['choice', [choice]],
          ['reason', [reason]],
        ]),
      );
    await expect(send('-1')).rejects.toThrow('needs its reason');
    expect(await send('-1', 'It is early.')).toEqual({
      said: expect.stringMatching(/^Your vote is counted: -1 \(vote \d+: ".+"\)\.$/u),
    });
    expect(await send('+1')).toMatchObject({ said: expect.stringMatching(/^Your vote is now: \+1 \(/u) });
    await expect(pages.submit?.(await as(stranger), new Map([['choice', ['+1']]]))).rejects.toThrow(
      'You have no vote',
    );
    expect((await store.vote(groupId, vote.id))?.ballots).toMatchObject([{ choice: '+1' }]);
  });

  it('the record as files keeps what was typed from being formatting', async () => {
    const one = await store.decision(groupId, 1);
    expect(one && decisionFile(one)).toBe('0001-british-english.md');
    expect(one && decisionMarkdown(one, 'UTC')).toBe(
      '# Decision 1: British \\*English\\*\n\nDecided on 2027-01-01 by the meeting, recorded by prague.\n\nFor all pages.\n',
    );
    expect(one && decisionMarkdown(one, 'Pacific/Midway')).toContain('Decided on 2026-12-31 by');
    const many = Array.from({ length: 31 }, (_, i) => (one ? { ...one, number: 31 - i } : [])).flat();
    expect(plain(decisionList(many, 'UTC'))).toMatch(/\b2\..*And 1 earlier: \/decision list search/su);
    const groups = { find: group, recent: group, list: async () => [await group()] };
    const json = JSON.parse(await decisionsFile({ store, groups })(groupId, 'json'));
    expect(json).toMatchObject([
      { number: 1, source: 'the meeting' },
      { number: 2, title: 'A sprint' },
    ]);
    expect(await decisionsFile({ store, groups })(groupId, 'markdown')).toContain('## Decision 2: A sprint');
  });
});
