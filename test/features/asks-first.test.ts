// Every command of every feature that changes or cancels what is there asks first, or a reason stands here why it need not.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OfflineApp, openOffline } from '../../src/app.ts';
import { parseConfig, parseWhatIsRight } from '../../src/config.ts';
import { confirmAction } from '../../src/core/command/confirmation.ts';
import type { Invocation } from '../../src/core/command/invocation.ts';
import type { Action, Command, OptionValue } from '../../src/core/command.ts';
import { plain } from '../../src/core/document.ts';
import type { Reply } from '../../src/core/reply.ts';
import { createLog } from '../../src/log.ts';
import { can } from './remembered.ts';

/** Commands that write and ask nothing, by the reason. */
const asksNothing: Readonly<Record<string, readonly string[]>> = {
  'adds something that was not there': [
    'apply',
    'ama answer',
    'ama ask',
    'issues triage',
    'meeting action add',
    'meeting topic add',
    'partner add',
    'partner answer',
    'partner told',
    'project propose',
    'project update',
    'prs wrangler add',
    'vote second',
  ],
  'is the caller’s own, and said anew as easily': [
    'ama remind',
    'ama draft',
    'availability set',
    'issues done',
    'issues release',
    'issues take',
    'meeting remind-me',
    'meeting rsvp',
    'member renew',
    'member zone',
    'poll answer',
    'prs release',
    'prs review',
    'vote cast',
  ],
  'answers what was asked: a code, a preview, an offer': [
    'meeting plan',
    'member confirm',
    'member link',
    'member vote',
    'partner agree',
    'partner call',
  ],
  'a meeting that is on waits for it, and going on is all it does': ['meeting next-topic', 'meeting start'],
  'its form shows what is there, and a save on top of another loses neither': ['meeting minutes edit'],
  'people read it before it counts: a pull request to be merged': ['meeting minutes publish'],
  'one takes back the other, and the roll call is read before it is published': [
    'meeting present add',
    'meeting present remove',
  ],
  'only posts or repeats what the facts say, or what was asked for': [
    'ama take',
    'docent retry',
    'issues digest',
    'issues for-me',
    'poll remind',
    'prs digest',
    'prs for-me',
    'prs stale',
    'vote close',
    'vote remind',
  ],
};

/** What each thing has always, or which names the thing that is changed. */
const alwaysThere = new Set([
  ...[
    'name',
    'title',
    'question',
    'rule',
    'times',
    'zone',
    'starts',
    'duration',
    'opens',
    'closes',
    'collects',
    'language',
    'keeper',
  ],
  ...['since', 'tag', 'schedule', 'repository', 'summary', 'answer', 'text', 'options'],
]);

/**
 * Buttons that ask nothing, by the reason. A button asks when it ends or takes away for good, or begins what does; one that
 * opens a form has asked with it.
 */
const pressedAtOnce: Readonly<Record<string, readonly string[]>> = {
  'shows something': [
    'amas/card',
    'amas/queue',
    'digests/for-me',
    'digests/open',
    'digests/page',
    'polls/mine',
    'votes/show',
  ],
  'the same card, or the answer to it, takes it back': [
    'amas/flag',
    'amas/mute',
    'amas/part',
    'amas/question',
    'amas/release',
    'amas/remark',
    'amas/take',
    'amas/unmute',
    'amas/vote',
    'digests/claim',
    'digests/release',
    'digests/work',
    'meetings/remind',
    'meetings/rsvp',
    'meetings/silence',
    'outreach/agree',
    'outreach/refuse',
    'votes/cast',
  ],
  'is the presser’s own, and is done again as easily': [
    'amas/remind',
    'digests/done',
    'meetings/here',
    'members/github',
    'members/renew',
  ],
  'adds something that was not there': ['digests/triage', 'projects/lead', 'votes/second'],
  'the message in which it stands is the question: it shows to what it is done, and how': [
    'amas/approve',
    'amas/carry',
    'amas/draftAdd',
    'amas/draftMove',
    'amas/draftPublish',
    'amas/draftReplace',
    'amas/keep',
    'amas/mergeInto',
    'meetings/accept',
    'meetings/notes',
    'members/replace',
    'members/vote',
    'outreach/publish',
    'polls/schedule',
  ],
  'a meeting that is on waits for it, and going on is all it does': ['meetings/next-topic'],
  'people read it before it counts: a pull request to be merged': ['meetings/minutes-publish'],
};

describe('what a command or button asks', () => {
  const folder = mkdtempSync(join(tmpdir(), 'docent-asks-'));
  let commands: readonly Command[];
  let actions: readonly Action[];
  beforeAll(async () => {
    const { config } = parseWhatIsRight({});
    const log = createLog({ level: 'error', isTerminal: false, secrets: [], write: () => {} });
    const app = await openOffline({ config: { ...config, databaseUrl: join(folder, 'none.db') }, log });
    ({ commands, actions } = app.dispatcher);
    await app.close();
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('every command reads, asks first, or has a reason not to', () => {
    const excused = new Set(Object.values(asksNothing).flat());
    const rash = commands.filter(
      ({ name, isReadOnly, confirm }) => !isReadOnly && !confirm && !excused.has(name),
    );
    expect(
      rash.map(({ name }) => name),
      'Give it `confirm`, or name it in `asksNothing` with the reason; one that writes nothing is `isReadOnly`.',
    ).toEqual([]);
  });

  test('no reason is given for a command that asks, only reads, or is not there', () => {
    const writing = commands.filter(({ isReadOnly, confirm }) => !isReadOnly && !confirm);
    const names = new Set(writing.map(({ name }) => name));
    expect(
      Object.values(asksNothing)
        .flat()
        .filter((name) => !names.has(name)),
    ).toEqual([]);
  });

  test('whatever is optional can be taken away where it is changed: by none, by remove, or by a value that says so', () => {
    const changing = commands.filter(({ name }) =>
      /edit$|amend$|settings$|setup$|^member add$|set$/u.test(name),
    );
    expect(changing.length).toBeGreaterThan(10);
    const left = changing.flatMap(({ name, description, options }) =>
      Object.entries(options).flatMap(([option, { type, required, description: words, choices }]) => {
        if (
          required ||
          choices ||
          name.split(' ').includes(option) ||
          !['string', 'place', 'person', 'role'].includes(type)
        )
          return [];
        const isWithout = /\bnone\b/iu.test(type === 'string' ? `${words} ${description}` : '');
        const isRemoved = options.remove?.choices?.some(({ value }) => value === option);
        return isWithout || isRemoved || alwaysThere.has(option) ? [] : [`${name} ${option}`];
      }),
    );
    expect(left).toEqual([
      // A poll always has an end.
      'poll edit until',
      // A vote always stands somewhere; the usual channel is named as any other.
      'vote amend channel',
    ]);
  });

  test('what a thing is called is never "none"', () => {
    const called = commands.flatMap(({ name, options }) =>
      Object.entries(options)
        .filter(([option, { type }]) => ['name', 'title'].includes(option) && type === 'string')
        .flatMap(([option, { isNeeded }]) => (isNeeded ? [] : [`${name} ${option}`])),
    );
    expect(called).toEqual([
      // Somebody on GitHub may bear that name, and watches are called after what they watch.
      ...['member github name', 'prs watch add name', 'prs watch edit name'],
    ]);
  });

  test('a reason that is "none" is none', () => {
    const told = commands.flatMap(({ name, options }) =>
      Object.entries(options)
        .filter(([option, { mayBeNone }]) => option === 'reason' && !mayBeNone)
        .map(([option]) => `${name} ${option}`),
    );
    expect(told).toEqual([]);
  });

  test('every button opens a form, asks first, or has a reason not to', () => {
    const silent = actions.filter(({ opensForm, confirm }) => !opensForm && !confirm);
    const excused = Object.values(pressedAtOnce).flat();
    expect(silent.map(({ name }) => name).toSorted()).toEqual(excused.toSorted());
  });
});

const account = (name: string) => ({ platform: 'discord', id: `2${name}`, name });
const place = (name: string) => ({ platform: 'discord', id: `3${name}`, name });
const lagos = account('lagos');

/** In this order: what is chosen for the first time happens at once, and what would be replaced is asked about. */
const replacing: readonly (readonly [
  name: string,
  values: Readonly<Record<string, OptionValue>>,
  question: string | undefined,
])[] = [
  ['docent setup', { meetings: place('general'), zone: 'Europe/Prague' }, undefined],
  ['docent setup', { ama: place('ama'), repositories: 'docs/guide' }, undefined],
  ['docent setup', { meetings: place('general'), zone: 'Europe/Prague' }, undefined],
  ['docent setup', { meetings: place('talk') }, 'Meetings on Discord: number 3general → number 3talk'],
  ['docent setup', { zone: 'Asia/Tokyo' }, 'Time zone: Europe/Prague → Asia/Tokyo'],
  ['docent setup', { repositories: 'docs/other' }, 'Repositories: docs/guide → docs/other'],
  ['docent setup', { repositories: 'none' }, 'Repositories: docs/guide'],
  ['docent setup', { moderators: place('queue') }, undefined],
  ['docent setup', { remove: 'moderators' }, 'Moderators on Discord: number 3queue → none'],
  ['docent setup', { remove: 'organisers' }, undefined],
  ['docent setup', { remove: 'repositories' }, 'Repositories: docs/guide → none'],
  ['docent setup', { name: 'Docs' }, undefined],
  ['docent setup', { name: 'Others' }, 'Name: Docs → Others'],
  ['member settings', { seats: 5, applications: true }, undefined],
  ['member settings', { seats: 7 }, 'Seats: 5 → 7'],
  ['member settings', { channel: place('general') }, undefined],
  ['member settings', { channel: place('talk') }, 'another channel → #talk'],
  ['member settings', { remove: 'channel' }, 'another channel → where organisers are told'],
  ['vote settings', { quorum: 80 }, undefined],
  ['vote settings', { quorum: 50, days: 7 }, 'Quorum: 80 % → 50 %'],
  // What was set is taken back, and then nobody has chosen it.
  ['vote settings', { days: 7 }, undefined],
  ['vote settings', { days: 0 }, 'Open for: 7 days at least → 5 days'],
  ['vote settings', { days: 0, confirmed: true }, undefined],
  ['vote settings', { days: 3 }, undefined],
  ['member settings', { outside: 10, tag: 'Triager' }, undefined],
  ['member settings', { tag: 'none' }, 'the tag "triager" → at least 10 % without the tag "core team"'],
  ['member settings', { outside: 0, confirmed: true }, undefined],
  ['member role', { who: lagos, role: 'member' }, undefined],
  ['member role', { who: lagos, role: 'organiser' }, 'lagos is a member now, and becomes an organiser.'],
  ['member add', { who: lagos, tags: 'core team' }, undefined],
  ['member add', { who: lagos, tags: 'translator' }, 'Tags: core team → translator'],
  ['member add', { who: lagos, kind: 'observer' }, 'an observer, without a vote'],
  ['prs labels', { label: 'needs docs', means: 'author' }, undefined],
  ['prs labels', { label: 'needs docs', means: 'reviewer' }, 'needs docs:'],
  ['issues guide', { url: 'https://one.example' }, undefined],
  ['prs labels', { bots: 'robot' }, undefined],
  ['issues guide', { url: 'https://two.example' }, 'Guide: https://one.example → https://two.example'],
  ['project propose', { name: 'Videos', summary: 'Short ones' }, undefined],
  ['project edit', { project: 'Videos', why: 'People like them' }, undefined],
  ['project edit', { project: 'Videos', summary: 'Long ones' }, 'Summary: Short ones → Long ones'],
  ['project edit', { project: 'Videos', why: 'none' }, 'Why it matters: People like them → nothing'],
  ['project lead', { project: 'Videos' }, undefined],
  ['project lead', { project: 'Videos', who: lagos }, 'Shall lagos lead it instead?'],
  ['project status', { project: 'Videos', status: 'active' }, undefined],
  ['project status', { project: 'Videos', status: 'done' }, 'is Active and becomes Done'],
  ['celebrate', { monthly: true }, undefined],
  ['celebrate', { monthly: false }, 'Tell it in agendas only?'],
  ['decision record', { title: 'We use Markdown' }, undefined],
  ['decision record', { title: 'We use markdown' }, 'That is decision 1 already'],
  ['vote open', { question: 'Use Markdown?', rule: 'lazy' }, undefined],
  ['vote open', { question: 'use markdown?', rule: 'majority' }, 'Vote 1 asks that already'],
];

describe('what was chosen before', () => {
  const folder = mkdtempSync(join(tmpdir(), 'docent-replaces-'));
  let app: OfflineApp;
  beforeAll(async () => {
    app = await openOffline({
      config: parseConfig({
        DISCORD_TOKEN: 'abc',
        DATABASE_URL: join(folder, 'docent.db'),
        DISCORD_API_URL: 'http://127.0.0.1:1/api',
      }),
      log: createLog({ level: 'error', isTerminal: false, secrets: [], write: () => {} }),
    });
  });
  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('is asked about before it is replaced, and nothing else is', async () => {
    const invocation: Invocation = {
      id: 'x',
      platform: 'discord',
      space: '100',
      can: can('discord'),
      caller: account('prague'),
      roles: [],
      isManager: true,
    };
    const asked = (reply: Reply) =>
      reply.kind === 'said' &&
      (reply.buttons ?? []).some((button) => 'action' in button && button.action === confirmAction);
    for (const [name, values, question] of replacing) {
      const reply = await app.dispatcher.run(invocation, name, values);
      const words = reply.kind === 'said' ? plain(reply.document) : '';
      const said = `/${name} ${JSON.stringify(values)}: ${words}`;
      expect(reply.kind === 'said' && reply.isError, said).toBeFalsy();
      expect(asked(reply), said).toBe(question !== undefined);
      if (question !== undefined) expect(words).toContain(question);
    }
    const reply = await app.dispatcher.run(invocation, 'docent setup', { name: ' None ', confirmed: true });
    expect(reply).toMatchObject({ isError: true });
    expect(reply.kind === 'said' && plain(reply.document)).toContain('a name cannot be missing');
  });
});
