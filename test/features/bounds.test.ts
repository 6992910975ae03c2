// Bounds: one person, member or not, cannot fill a group's agendas, AMAs, votes and places, nor do what is others' to do.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OfflineApp, openOffline } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import { customId } from '../../src/core/command/custom-id.ts';
import type { Invocation } from '../../src/core/command/invocation.ts';
import type { OptionValue } from '../../src/core/command.ts';
import { plain } from '../../src/core/document.ts';
import type { Reply } from '../../src/core/reply.ts';
import { createLog } from '../../src/log.ts';
import { type Fresh, freshDatabases } from '../storage/database.ts';
import { can } from './remembered.ts';

const account = (name: string) => ({ platform: 'discord', id: `2${name}`, name });
const place = (name: string) => ({ platform: 'discord', id: `3${name}`, name });
const from = (who: string, isManager = false): Invocation => ({
  id: 'x',
  platform: 'discord',
  space: '100000000000000001',
  can: can('discord'),
  caller: account(who),
  roles: [],
  isManager,
});

describe.each(freshDatabases('SQLite'))('what one person may fill on $name', ({ open }) => {
  let fresh: Fresh;
  let app: OfflineApp;
  let count = 0;
  beforeAll(async () => {
    fresh = await open();
    app = await openOffline({
      now: () => new Date('2031-11-20T09:00:00Z'),
      config: parseConfig({
        DISCORD_TOKEN: 'abc',
        DISCORD_GUILDS: '100000000000000001',
        DATABASE_URL: fresh.url,
        DISCORD_API_URL: 'http://127.0.0.1:1/api',
      }),
      log: createLog({ level: 'error', isTerminal: false, secrets: [], write: () => {} }),
    });
    await app.roster.serve({ platform: 'discord', id: '100000000000000001' }, {});
    for (const [name, values] of [
      ['member role', { who: account('prague'), role: 'organiser' }],
      ['docent setup', { meetings: place('general'), ama: place('ama'), zone: 'UTC' }],
      ['member add', { who: account('lagos') }],
      ['meeting schedule', { name: 'Sprint', when: '2031-12-01 20:00' }],
      [
        'ama create',
        { title: 'AMA with us', hosts: 'prague', opens: '2031-12-01 18:00', closes: '2031-12-01 20:00' },
      ],
      ['ama open', { ama: 'AMA with us' }],
      ['member role', { who: account('lagos'), role: 'member' }],
    ] as const) {
      await act(from('prague', true), name, values);
    }
  });
  afterAll(async () => {
    await app.close();
    await fresh.close();
  });

  /** A command, and yes to what it asks. */
  async function act(who: Invocation, name: string, values: Readonly<Record<string, OptionValue>>) {
    const confirmed = app.dispatcher.commands.find((one) => one.name === name)?.confirm && {
      confirmed: true,
    };
    return await run(who, name, { ...values, ...confirmed });
  }

  async function run(who: Invocation, name: string, values: Readonly<Record<string, OptionValue>>) {
    const asked = { ...who, id: `x-${++count}` };
    const isFilledIn = name === 'meeting topic add';
    const opened: Reply = await app.dispatcher.run(asked, name, isFilledIn ? {} : values);
    const reply =
      opened.kind === 'form'
        ? await app.dispatcher.submit(asked, customId(opened.form, opened.args), {
            title: String(values.title),
          })
        : opened;
    return 'document' in reply ? plain(reply.document) : '';
  }

  test.each([
    [
      'member',
      'lagos',
      'ama ask',
      'question',
      50,
      /50 of your questions in "AMA with us" wait for an answer/u,
    ],
    ['member', 'lagos', 'meeting topic add', 'title', 20, /20 topics on this agenda/u],
    ['member', 'lagos', 'vote open', 'question', 10, /10 votes of yours are going on/u],
    ['member', 'lagos', 'celebrate', 'what', 20, /You have noted 20/u],
    ['member', 'lagos', 'meeting action add', 'text', 50, /50 promises of one person/u],
    ['guest', 'kyiv', 'project propose', 'name', 3, /proposed 3 projects that nobody/u],
  ] as const)('a %s (%s) with /%s: %s, %i at most', async (_, who, name, option, most, words) => {
    const more = new Map<string, object>([
      ['vote open', { rule: 'majority', days: 5 }],
      ['project propose', { summary: 'How to begin' }],
    ]);
    const rest = more.get(name);
    const act = (text: string) => run(from(who), name, { [option]: text, ...rest });
    for (let i = 1; i <= most; i += 1) expect(await act(`Something new, number ${i}`)).not.toMatch(words);
    expect(await act('One more')).toMatch(words);
    // Others are not kept from it.
    expect(await run(from('prague', true), name, { [option]: 'Mine', ...rest })).not.toMatch(words);
  });

  describe('what is not theirs', () => {
    beforeAll(async () => {
      const times = { opens: '2031-12-02 18:00', closes: '2031-12-02 20:00' };
      for (const [name, values] of [
        ['member add', { who: account('lagos'), tags: 'editor' }],
        ['member add', { who: account('tokyo') }],
        ['project propose', { name: 'Tutorial', summary: 'How to begin' }],
        ['vote open', { question: 'The old way?', rule: 'majority' }],
        ['vote settings', { proposers: 'organiser', days: 3 }],
        ['poll settings', { openers: 'organiser' }],
        ['meeting poll', { name: 'Party', times: '2031-12-05 18:00; 2031-12-06 18:00', tag: 'editor' }],
        ['meeting series create', { name: 'Monthly', rule: 'first tuesday', times: '18:00' }],
        ['ama create', { title: 'By name', hosts: 'prague', ...times, anonymous: false }],
        ['ama open', { ama: 'By name' }],
      ] as const)
        await act(from('prague', true), name, values);
      await app.dispatcher.press({ ...from('prague', true), id: 'y' }, customId('amas/mute', ['1']));
      for (const who of ['lagos', 'tokyo', 'prague'])
        await act(from(who), 'vote cast', { vote: '12', choice: 'yes' });
      await act(from('prague', true), 'decision record', { title: 'The new way', text: 'We agreed.' });
    });

    test.each([
      ['lagos', 'member leave', { who: account('tokyo') }, /Only organisers can say that of somebody else/u],
      ['lagos', 'project lead', { project: '1', who: account('tokyo') }, /says so themselves/u],
      ['lagos', 'issues guide', { url: 'https://docs.example' }, /Only organisers set the guide/u],
      ['lagos', 'vote open', { question: 'Why?', rule: 'majority' }, /organisers open votes/u],
      [
        'lagos',
        'meeting poll',
        { name: 'Trip', times: '2031-12-07 18:00; 2031-12-08 18:00' },
        /organisers open polls/u,
      ],
      ['tokyo', 'poll answer', { poll: '1', answers: 'all yes' }, /asks those with the tag/u],
      [
        'tokyo',
        'ama ask',
        { ama: 'By name', question: 'Why?', anonymous: true },
        /takes no anonymous questions/u,
      ],
      [
        'tokyo',
        'ama ask',
        { ama: 'By name', question: 'Why? No name please.' },
        /`?anonymous:false`? behind/u,
      ],
      ['lagos', 'ama ask', { ama: 'AMA with us', question: 'May I?' }, /You cannot ask questions in/u],
      ['lagos', 'vote amend', { vote: '1', question: 'Sooner?', days: 1 }, /open for \d+ days at least/u],
      ['lagos', 'decision supersede', { decision: '1', by: '2' }, /came of vote 12/u],
      ['kyiv', 'meeting calendar', { series: 'Monthly' }, /not for everybody/u],
    ] as const)('%s is refused /%s %j', async (who, name, values, words) => {
      expect(await act(from(who), name, values)).toMatch(words);
    });
  });
});
