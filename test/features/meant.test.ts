// Which thing is meant when nobody names it: that of the place, else the only one there is, else the bot asks which.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OfflineApp, openOffline } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import { customId } from '../../src/core/command/custom-id.ts';
import type { Invocation } from '../../src/core/command/invocation.ts';
import type { Command, OptionValue } from '../../src/core/command.ts';
import { plain } from '../../src/core/document.ts';
import type { Reply } from '../../src/core/reply.ts';
import { createLog } from '../../src/log.ts';
import { connect, type Database } from '../../src/storage/client.ts';
import { can } from './remembered.ts';

const guild = '100000000000000001';
const account = (name: string) => ({ platform: 'discord', id: `2${name}`, name });
const place = (name: string) => ({ platform: 'discord', id: `3${name}`, name });
type Values = Readonly<Record<string, OptionValue>>;

/** Two of each kind: "Near" is always the one that comes, or was made, first; "Far" the other. */
const steps: readonly (readonly [
  who: string,
  name: string,
  values: Values,
  fields?: Record<string, string>,
])[] = [
  ['prague', 'member role', { who: account('prague'), role: 'organiser' }],
  ['prague', 'member role', { who: account('lagos'), role: 'member' }],
  ['lagos', 'member zone', { zone: 'Africa/Lagos' }],
  [
    'prague',
    'docent setup',
    {
      meetings: place('meetings'),
      ama: place('ama'),
      moderators: place('mods'),
      decisions: place('decisions'),
      zone: 'UTC',
    },
  ],
  ...['Near', 'Far'].flatMap((one, i): (readonly [string, string, Values, Record<string, string>?])[] => [
    [
      'prague',
      'meeting series create',
      {
        name: `${one} series`,
        rule: i === 0 ? 'first tuesday' : 'fourth friday',
        times: '18:00',
        zone: 'UTC',
      },
    ],
    [
      'prague',
      'ama create',
      { title: `${one} AMA`, hosts: 'prague', opens: '2031-12-01 18:00', closes: '2031-12-01 20:00' },
    ],
    ['prague', 'ama open', { ama: `${one} AMA` }],
    ['lagos', 'ama ask', { ama: `${one} AMA`, question: `Is the ${one} theme ready?` }],
    ['prague', 'vote open', { question: `${one} vote?`, rule: 'majority', days: 20 }],
    ['prague', 'project propose', { name: `${one} project`, summary: 'About it' }],
    ['prague', 'decision record', { title: `${one} decision` }],
    [
      'prague',
      'meeting poll',
      { name: `${one} poll`, times: '2031-12-15 18:00; 2031-12-16 18:00', until: '2031-12-10 18:00' },
    ],
    ['prague', 'partner add', { name: `${one} partner` }],
    ['prague', 'partner call', { title: `${one} call`, text: 'Please tell', partners: `${one} partner` }],
    ['prague', 'partner call', { publish: i + 1 }],
    [
      one === 'Near' ? 'kyiv' : 'quito',
      'apply',
      {},
      { introduction: `I am ${one}`, why: 'To help', brings: 'Time' },
    ],
  ]),
];

/** Commands that the things of this small world are not ready for; the refusal says of which. */
const refusedHere = new Set(['vote export', 'vote close', 'vote amend']);

/** The commands that take a thing which they need not be told, by kind; with what else they need. */
const tables: Readonly<Record<string, readonly (readonly [name: string, values?: Values])[]>> = {
  meeting: [
    ['meeting show'],
    ['meeting move', { when: '2031-12-20 20:00' }],
    ['meeting edit', { duration: '2h' }],
    ['meeting rsvp', { answer: 'going' }],
    ['meeting remind-me', { before: '2h' }],
    ['meeting topic list'],
    ['meeting notes-taker', { who: account('lagos') }],
    ['meeting cancel', { reason: 'ill' }],
  ],
  series: [['meeting plan']],
  ama: [
    ['ama status'],
    ['ama queue'],
    ['ama edit', { limit: 3 }],
    ['ama mine'],
    ['ama take', { question: '1' }],
    ['ama answer', { question: '1', text: 'Yes.' }],
    ['ama moderate', { question: '1' }],
    ['ama unmute', { question: '1' }],
    ['ama host add', { hosts: 'lagos' }],
    ['ama edit-answer', { question: '1', text: 'Yes, it is.' }],
    ['ama remind'],
    ['ama close'],
    ['ama export'],
  ],
  vote: [
    ['vote show'],
    ['vote cast', { choice: 'yes' }],
    ['vote remind'],
    ['vote export'],
    ['vote close'],
    ['vote withdraw', { reason: 'It is too early' }],
    ['vote amend', { question: 'Another vote?' }],
  ],
  decision: [['decision show'], ['decision amend', { text: 'More' }]],
  project: [
    ['project show'],
    ['project lead'],
    ['project status', { status: 'active' }],
    ['project update', { text: 'Went on' }],
    ['project edit', { summary: 'New' }],
  ],
  poll: [
    ['poll show'],
    ['poll link'],
    ['poll answer', { answers: 'all yes' }],
    ['poll remind'],
    ['poll close'],
  ],
  application: [['member application'], ['member vote']],
  call: [
    ['partner told', { partner: 'Far partner' }],
    ['partner answer', { partner: 'Far partner', text: 'Two people' }],
  ],
};

/** Rows that come and go by themselves. */
const leftAlone = new Set(['FormDraft', 'Lease', 'Cursor']);

/** The clock of the bot. */
let now = new Date('2031-11-20T09:00:00Z');

describe('what is meant without being named', () => {
  const folder = mkdtempSync(join(tmpdir(), 'docent-meant-'));
  let app: OfflineApp;
  let database: Database;
  let groupId = 0;
  /** What belonged to the nearer things before any command was given. */
  let before: string | undefined;

  beforeAll(async () => {
    const url = join(folder, 'docent.db');
    app = await openOffline({
      now: () => now,
      config: parseConfig({
        DISCORD_TOKEN: 'abc',
        DATABASE_URL: url,
        DISCORD_API_URL: 'http://127.0.0.1:1/api',
      }),
      log: createLog({ level: 'error', isTerminal: false, secrets: [], write: () => {} }),
    });
    database = await connect(url);
    for (const [who, name, values, fields] of steps) {
      const reply = await run({ who, name, values, isConfirmed: true }, fields);
      if (reply.isError) throw new Error(`/${name}: ${plain(reply.document)}`);
    }
    groupId = (await app.dispatcher.groupOf('discord', guild)) ?? 0;
  });
  afterAll(async () => {
    await database.$disconnect();
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });

  function from({
    who,
    at,
    id = 'button',
  }: {
    who: string;
    at?: string | undefined;
    id?: string;
  }): Invocation {
    return {
      id: `x-${id}`,
      platform: 'discord',
      space: guild,
      can: can('discord'),
      caller: account(who),
      roles: [],
      isManager: who === 'prague',
      ...(at && { place: place(at) }),
    };
  }

  async function run(
    what: { who?: string; name: string; values?: Values; at?: string; isConfirmed?: boolean },
    fields?: Record<string, string>,
  ) {
    const { who = 'prague', name, values = {}, at, isConfirmed = false } = what;
    const invocation = from({ who, at, id: name });
    const known = app.dispatcher.commands.find((one) => one.name === name);
    const asks = known?.confirm && isConfirmed ? { confirmed: true } : {};
    const reply = await app.dispatcher.run(invocation, name, { ...values, ...asks });
    if (reply.kind === 'form' && fields)
      return said(await app.dispatcher.submit(invocation, customId(reply.form, reply.args), fields));
    return said(reply);
  }
  function said(reply: Reply) {
    if (reply.kind === 'said') return reply;
    throw new Error(`It answered with ${JSON.stringify(reply)}`);
  }
  const told = (reply: Extract<Reply, { kind: 'said' }>) =>
    `${plain(reply.document)} ${(reply.files ?? []).map((file) => JSON.stringify(file)).join(' ')}`;

  /** Makes a place in which one thing is shown, as publishing does. */
  async function shown(about: string): Promise<string> {
    const at = about.replace('/', '-');
    if ((await database.made.count({ where: { remoteId: place(at).id } })) > 0) return at;
    const publication = await database.publication.create({
      data: {
        ...{ groupId, key: `test/${about}`, slot: 'discord', about, destination: '{}', platform: 'discord' },
        ...{ place: '{}', view: 'test/none', subject: '1', state: 'archived', kind: 'thread' },
      },
    });
    await database.made.create({
      data: { publicationId: publication.id, platform: 'discord', remoteId: place(at).id },
    });
    return at;
  }
  async function far(kind: string): Promise<string> {
    if (kind !== 'meeting' && kind !== 'series') return `${kind}/2`;
    const where = { name: 'Far series' };
    const { id } = await database.meeting.findFirstOrThrow({ where, orderBy: { startsAt: 'asc' } });
    return `meeting/${id}`;
  }
  const all = Object.entries(tables).flatMap(([kind, commands]) =>
    commands.map(([name, values = {}]) => ({ kind, name, values })),
  );

  test.each(all)(
    '/$name asks which $kind, where it is about none or about another kind',
    async ({ kind, name, values }) => {
      const elsewhere = await shown(kind === 'vote' ? 'ama/1' : 'vote/1');
      for (const at of [undefined, elsewhere]) {
        const reply = await run({ name, values, ...(at && { at }), isConfirmed: true });
        expect(reply.isError, told(reply)).toBe(true);
        expect(told(reply)).toMatch(name === 'vote export' ? /There is no such vote now/u : /^\W*Which /u);
      }
    },
  );

  test.each([
    ['ama moderate', { ama: 'AMA', question: '1' }],
    ['vote show', { vote: 'vote' }],
    ['poll show', { poll: 'poll' }],
    ['decision show', { decision: 'decision' }],
    ['project show', { project: 'project' }],
    ['meeting show', { meeting: '2031' }],
  ] as const)('/%s asks which of two is called so', async (name, values) => {
    const reply = await run({ name, values });
    expect(reply.isError, told(reply)).toBe(true);
  });

  /** Words that fit both things of a kind, by the options that take such words. */
  const ofBoth: Readonly<Record<string, string>> = {
    series: 'series',
    meeting: 'series',
    poll: 'poll',
    ama: 'AMA',
    carry: 'AMA',
    vote: 'vote',
    project: 'project',
    decision: 'decision',
    supersedes: 'decision',
    by: 'decision',
    partner: 'partner',
    partners: 'partner',
  };
  /** What commands need beside them. */
  const needed: Values = {
    when: '2031-12-20 20:00',
    answer: 'going',
    before: '2h',
    from: '2032-01-06',
    text: 'Some words',
    who: account('lagos'),
    hosts: 'lagos',
    question: '1',
    choice: 'yes',
    answers: 'all yes',
    status: 'active',
    title: 'Something',
    opens: '2031-12-03 18:00',
    closes: '2031-12-03 20:00',
    decision: '1',
    topic: '1',
    action: '1',
    by: '2',
  };
  const neededBy = (options: Command['options']): Values =>
    Object.fromEntries(
      Object.entries(options).flatMap(([one, { required }]) =>
        required && needed[one] !== undefined ? [[one, needed[one]]] : [],
      ),
    );

  test('words that fit two things of any kind are asked about, by every command that takes them', async () => {
    const wrong: string[] = [];
    let count = 0;
    for (const { name, options } of app.dispatcher.commands) {
      for (const [option, words] of Object.entries(ofBoth)) {
        if (options[option]?.type !== 'string') continue;
        const reply = await run({ name, values: { ...neededBy(options), [option]: words } });
        count += 1;
        // None of either has been held.
        if (option === 'meeting' && told(reply).includes('No meeting has taken place yet')) continue;
        if (!reply.isError || !/Near[\s\S]*Far|Far[\s\S]*Near/u.test(told(reply)))
          wrong.push(`/${name} ${option}: ${told(reply).slice(0, 160)}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(count).toBeGreaterThan(60);
  });

  /** Options that mean a thing without naming it by words: by a number, an instant, an exact name, or one of a fixed list. */
  const exact = new Set(
    'zone about when times rule repository label category opens closes collects limit into accept'.split(' '),
  );

  /** The same for things that stand in a list of their own, and for people who are called alike; `words` fit both, `whole` one. */
  const alike: Readonly<Record<string, { name: string; values?: Values; words: string; whole: string }[]>> = {
    topic: [
      {
        ...{ name: 'meeting topic remove', values: { meeting: 'Near series' } },
        ...{ words: 'glossary', whole: 'The glossary' },
      },
    ],
    action: [{ name: 'meeting action done', words: 'tutorial', whole: 'Write the tutorial' }],
    watch: [{ name: 'prs watch pause', words: 'python/cpython', whole: 'Docs' }],
    remove: [{ name: 'celebrate', words: 'index', whole: 'The index' }],
    question: [
      { name: 'ama take', values: { ama: 'Near AMA' }, words: 'theme', whole: 'Is the Near theme ready?' },
    ],
    hosts: [{ name: 'ama host add', values: { ama: 'Near AMA' }, words: 'Sam', whole: '2sam1' }],
  };

  test('of two things of a list, or two people, that are called alike nothing is changed: it is asked which', async () => {
    const ask = async (name: string, values: Values, who = 'prague', fields?: Record<string, string>) => {
      const reply = await run({ who, name, values, isConfirmed: true }, fields);
      expect(reply.isError, told(reply)).toBeFalsy();
    };
    for (const title of ['The glossary', 'The glossary of the guide'])
      await ask('meeting topic add', { meeting: 'Near series' }, 'prague', { title });
    for (const what of ['The index', 'The index of terms']) await ask('celebrate', { what });
    const { id: _, uid: __, ...first } = await database.question.findFirstOrThrow({ where: { amaId: 1 } });
    await database.question.create({
      data: { ...first, sourceId: 'second', number: 2, text: 'Which theme comes next?' },
    });
    const createdAt = now;
    for (const text of ['Write the tutorial', 'Write the tutorial of the API'])
      await database.actionItem.create({ data: { groupId, text, createdAt } });
    const scope = JSON.stringify({ repositories: ['python/cpython'] });
    for (const name of ['Docs', 'Tests'])
      await database.watch.create({
        data: { groupId, name, scope, schedule: 'mondays 09:00', nextRunAt: new Date('2032-01-05') },
      });
    for (const id of ['2sam1', '2sam2']) {
      const who = { platform: 'discord', id, name: 'Sam' };
      await ask('member role', { who, role: 'member' });
    }
    for (const [option, tries] of Object.entries(alike)) {
      for (const { name, values, words, whole } of tries) {
        const state = await everything();
        const which = await run({ name, values: { ...values, [option]: words } });
        expect(which.isError, told(which)).toBe(true);
        expect(told(which), name).toMatch(/may be one of several/u);
        expect(await everything()).toBe(state);
        const one = await run({ name, values: { ...values, [option]: whole } });
        expect(told(one)).not.toMatch(/may be one of several|[Ww]hich /u);
        expect(one.isError, told(one)).toBeFalsy();
      }
    }
    // Both of those who are called alike can be hosts.
    await ask('ama host add', { ama: 'Far AMA', hosts: '2sam1' });
    await ask('ama host add', { ama: 'Far AMA', hosts: '2sam2' });
    const hosts = await database.amaHost.findMany({ where: { amaId: 2, leftAt: null } });
    expect(hosts.map(({ name }) => name)).toEqual(['Sam', 'Sam (2)', 'prague']);
    await database.actionItem.deleteMany();
  });

  test('every option that names a thing is tried with words that fit two', () => {
    const untried = app.dispatcher.commands.flatMap(({ name, options }) =>
      Object.entries(options).flatMap(([option, known]) =>
        known.type === 'string' &&
        known.suggest &&
        ![...Object.keys(ofBoth), ...Object.keys(alike), ...exact, 'to'].includes(option)
          ? [`/${name} ${option}`]
          : [],
      ),
    );
    expect(untried).toEqual([]);
  });

  /** What else the commands need that change things; which one they mean is said. */
  const edits: Readonly<Record<string, Values>> = {
    'docent setup': {},
    'member zone': {},
    'member settings': {},
    'meeting move': { meeting: 'Near series', when: '2031-12-03 18:00' },
    'meeting edit': { meeting: 'Near series' },
    'meeting series edit': { series: 'Near series' },
    'meeting series skip': { series: 'Near series', from: '2032-01-06' },
    'meeting plan': { series: 'Near series' },
    'meeting remind-me': { meeting: 'Near series' },
    'availability set': { zone: 'UTC' },
    'poll edit': { poll: '1' },
    'poll settings': {},
    'project edit': { project: '1' },
    'project status': { project: '1', status: 'parked' },
    'partner edit': { partner: 'Near partner' },
    'partner answer': { partner: 'Near partner', call: 1 },
    'ama edit': { ama: '1' },
    'vote amend': { vote: '1' },
    'vote settings': {},
    'decision amend': { decision: '1' },
  };
  const given = Object.entries(edits).flatMap(([name, values]) => [{ name, values }]);

  test.each(given)(
    '/$name takes each thing away by none, or says that it cannot be missing',
    async ({ name, values }) => {
      const found = app.dispatcher.commands.find((one) => one.name === name);
      for (const [option, { type, choices, isNeeded }] of Object.entries(found?.options ?? {})) {
        if (type !== 'string' || choices || option in values) continue;
        const others = { ...neededBy(found?.options ?? {}), ...values };
        const typed = (word: string) => run({ name, values: { ...others, [option]: word } });
        const reply = await typed('none');
        expect(reply.isError ?? false, `${option}: ${told(reply)}`).toBe(isNeeded ?? false);
        if (isNeeded) expect(told(reply)).toContain('cannot be missing');
        else {
          // What is gone already is told the same in another word: it is not taken for a text.
          const again = told(await typed('none'));
          expect(told(await typed('NOTHING')).replaceAll('NOTHING', 'none'), option).toBe(again);
        }
      }
    },
  );

  test('what everybody is shown says when it was so, and leaves no buttons that outlive a meeting', async () => {
    const show = (at?: string) =>
      run({ name: 'meeting show', values: { meeting: 'Near series' }, ...(at && { at }) });
    // Nobody knows here whether all read the channel of the meetings: elsewhere, it is for the asker alone.
    expect((await show()).isPrivate).toBe(true);
    const reply = await show('meetings');
    expect(reply.isPrivate).toBe(false);
    expect(told(reply)).toContain('As of 2031-11-20T09:00');
    expect(reply.buttons ?? []).toEqual([]);
    const staying = app.dispatcher.commands.filter(({ staysTrue }) => staysTrue);
    expect(staying.map(({ name }) => name)).toEqual(['celebrate']);
    const pressed = app.dispatcher.actions.filter(({ isPublic }) => isPublic);
    expect(pressed.map(({ name }) => name)).toEqual(['digests/triage']);
    expect(told(await run({ name: 'celebrate', values: { what: 'The glossary is done' } }))).not.toContain(
      'As of',
    );
  });

  test('what was published from another database does nothing: its numbers are others now', async () => {
    const yes = customId('votes/cast', ['1', 'yes']);
    const unknown = { ...from({ who: 'prague' }), isPublished: async () => true };
    const before = await everything();
    const pressed = said(await app.dispatcher.press({ ...unknown, messageId: '999' }, yes));
    const typed = said(
      await app.dispatcher.run({ ...unknown, place: place('old-topic') }, 'vote cast', {
        choice: 'yes',
        vote: '1',
      }),
    );
    for (const reply of [pressed, typed]) expect(told(reply)).toContain('an earlier database of mine');
    expect(await everything()).toBe(before);
    // So does what is typed below an old message in somebody's own topic; below one that is known it is done.
    const below = { ...unknown, place: place('their-topic') };
    const cast = (replyTo: string) =>
      app.dispatcher.run({ ...below, replyTo }, 'vote cast', { choice: 'yes', vote: '1' });
    expect(told(said(await cast('998')))).toContain('an earlier database of mine');
    expect(await everything()).toBe(before);
    const standing = place(await shown('vote/1')).id;
    expect(said(await cast(standing)).isError).toBeFalsy();
    // What only reads may be asked anywhere, and what is known is known.
    const read = { ...unknown, place: place('old-topic') };
    expect(said(await app.dispatcher.run(read, 'vote list', {})).isError).toBeFalsy();
    const at = await shown('vote/1');
    const known = { ...from({ who: 'prague', at }), isPublished: async () => true };
    expect(said(await app.dispatcher.press({ ...known, messageId: place(at).id }, yes)).isError).toBeFalsy();
    expect(
      said(await app.dispatcher.run(known, 'vote cast', { choice: 'no', vote: '1' })).isError,
    ).toBeFalsy();
  });

  /** What belongs to the nearer thing of every kind: the rows that name it or stand below it. */
  async function everything(): Promise<string> {
    return await near(() => true);
  }
  async function near(isAlways: () => boolean = () => false): Promise<string> {
    const tables: { name: string }[] = await database.$queryRawUnsafe(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT GLOB '_*'`,
    );
    const meetings = await database.meeting.findMany({ where: { name: 'Near series' } });
    const ids = new Set(meetings.map(({ id }) => id));
    const below = ['seriesId', 'amaId', 'voteId', 'projectId', 'pollId', 'callId', 'applicationId'];
    const found: unknown[] = [];
    for (const { name } of tables.filter((one) => !leftAlone.has(one.name))) {
      const rows: Record<string, unknown>[] = await database.$queryRawUnsafe(`SELECT * FROM "${name}"`);
      found.push(
        rows.filter(
          (row) =>
            isAlways() ||
            ids.has(Number(row.meetingId)) ||
            below.some((column) => Number(row[column]) === 1) ||
            Object.values(row).some((value) => typeof value === 'string' && value.startsWith('Near ')),
        ),
      );
    }
    return JSON.stringify(found, (_, value) => (typeof value === 'bigint' ? Number(value) : value));
  }

  test.each(all)(
    '/$name means the $kind of the place, though another is nearer',
    async ({ kind, name, values }) => {
      before ??= await near();
      const at = await shown(await far(kind));
      const asked = await run({ name, values, at });
      const done = await run({ name, values, at, isConfirmed: true });
      for (const reply of [asked, done]) {
        expect(told(reply)).not.toMatch(/Which |Near/u);
        // What cannot be done says of which it cannot.
        if (reply.isError) expect(told(reply)).toMatch(/Far|\b2\b|[Qq]uestion 1/u);
      }
      expect(asked.isError ?? false, told(asked)).toBe(refusedHere.has(name));
      expect(await near()).toBe(before);
    },
  );

  test('a yes to what was moved since it was asked does nothing, and asks anew with the new time', async () => {
    await run({
      name: 'meeting schedule',
      values: { name: 'Far sprint', when: '2031-12-22 18:00' },
      isConfirmed: true,
    });
    const confirm = async (reply: Reply) => {
      const [yes] = said(reply).buttons ?? [];
      if (!yes || !('action' in yes)) throw new Error(told(said(reply)));
      return said(await app.dispatcher.press(from({ who: 'prague' }), customId(yes.action, yes.args)));
    };
    const asked = await run({ name: 'meeting cancel', values: { meeting: 'Far sprint' } });
    expect(told(asked)).toContain('2031-12-22T18:00');
    const when = '2031-12-23 19:00';
    await run({ name: 'meeting move', values: { meeting: 'Far sprint', when }, isConfirmed: true });
    const anew = await confirm(asked);
    expect(told(anew)).toContain('It was moved since I asked.');
    expect(told(anew)).toContain('2031-12-23T19:00');
    const where = { name: 'Far sprint' };
    expect((await database.meeting.findFirstOrThrow({ where })).status).toBe('scheduled');
    await confirm(anew);
    expect((await database.meeting.findFirstOrThrow({ where })).status).toBe('cancelled');
  });

  test('what was promised in a place whose meeting has not begun is not written into another meeting', async () => {
    now = new Date('2031-12-03T09:00:00Z');
    const at = await shown(await far('meeting'));
    const refused = await run({ name: 'meeting action add', values: { text: 'Write it down' }, at });
    expect(told(refused)).toMatch(/"Far series" on .* (has not begun yet|did not take place)/u);
    expect(await database.actionItem.count()).toBe(0);
    const { id } = await database.meeting.findFirstOrThrow({
      where: { name: 'Near series' },
      orderBy: { startsAt: 'asc' },
    });
    await run({
      name: 'meeting action add',
      values: { text: 'Write it down' },
      at: await shown(`meeting/${id}`),
    });
    expect(await database.actionItem.findMany({ select: { meetingId: true } })).toEqual([{ meetingId: id }]);
  });

  test.each([
    ['votes/cast', '2', 'yes'],
    ['votes/choose', '2', 'yes'],
    ['votes/second', '2'],
    ['polls/all', '2', 'yes'],
    ['polls/answer', '2'],
    ['polls/mine', '2'],
    ['amas/ask', '2'],
    ['amas/take', '2'],
    ['amas/answer', '2'],
    ['amas/vote', '2'],
    ['amas/approve', '2'],
    ['meetings/rsvp', 'far', 'going'],
    ['meetings/remind', 'far'],
    ['outreach/publish', '2'],
    ['outreach/discard', '2'],
    ['members/vote', '2'],
  ])('the button %s on what is over changes nothing, and says so', async (name, id, ...rest) => {
    const args = [id === 'far' ? (await far('meeting')).replace('meeting/', '') : id, ...rest];
    const before = await everything();
    const reply = await app.dispatcher.press(from({ who: 'lagos' }), customId(name, args));
    const asOrganiser = await app.dispatcher.press(from({ who: 'prague' }), customId(name, args));
    for (const one of [reply, asOrganiser]) expect(one).toMatchObject({ kind: 'said', isError: true });
    expect(told(said(asOrganiser))).toMatch(
      /is called off|is closed|is withdrawn|no longer open|is cancelled|was published|is published|voted on already/u,
    );
    expect((await everything()) === before).toBe(true);
  });

  /** Forms that change nothing which another may have changed meanwhile, by the reason. */
  const harmless: Readonly<Record<string, readonly string[]>> = {
    'adds something': [
      ...['amas/follow', 'amas/merge', 'amas/decline', 'amas/draftHand', 'digests/pick', 'meetings/schedule'],
      ...['meetings/topic', 'members/apply', 'projects/propose', 'projects/update'],
    ],
    'is the caller’s own answer': ['polls/answer', 'votes/choose', 'votes/reason'],
    'is refused when what it is made of changed': ['amas/split'],
    'shows what it would open, and asks': ['amas/issues'],
  };

  /** Forms that change what is there: how one comes to be open, and a field of it that two fill in. */
  const changing: Readonly<
    Record<string, { who?: string; field: string; other?: string; open(): Promise<Reply> }>
  > = {
    'projects/edit': { field: 'summary', other: 'why', open: () => press('projects/edit', '1') },
    'meetings/series': {
      field: 'description',
      other: 'name',
      open: () => runRaw('meeting series edit', { series: '1' }),
    },
    'outreach/call': { field: 'text', other: 'title', open: () => press('outreach/edit', '3') },
    'amas/question': { who: 'lagos', field: 'question', open: () => press('amas/edit', '1') },
    'amas/shorten': { field: 'text', open: () => press('amas/shorten', '1') },
    'meetings/minutes': {
      field: 'reports',
      other: 'discussion',
      open: async () => {
        const where = { seriesId: 1 };
        const { id } = await database.meeting.findFirstOrThrow({ where, orderBy: { startsAt: 'asc' } });
        return await press('meetings/minutes-edit', String(id));
      },
    },
    'amas/draft': { field: 'answer', open: () => press('amas/draftEdit', '2', '1') },
    'amas/answer': { field: 'answer', open: () => press('amas/draftNew', '1') },
  };
  let asker = 'prague';
  let saves = 0;
  const press = (name: string, ...args: string[]) =>
    app.dispatcher.press(from({ who: asker }), customId(name, args));
  const runRaw = (name: string, values: Values) => app.dispatcher.run(from({ who: asker }), name, values);

  test('every form that changes what is there is tried below, and no other', () => {
    const all = [...Object.keys(changing), ...Object.values(harmless).flat()];
    expect(app.dispatcher.forms.map(({ name }) => name).toSorted()).toEqual(all.toSorted());
  });

  test.each(Object.keys(changing))(
    '%s: a save on top of a change that its author did not see shows both and loses neither',
    async (name) => {
      now = new Date('2031-12-03T09:00:00Z');
      const { who = 'prague', field, other, open } = changing[name] ?? expect.unreachable();
      const [theirs, ours] = [`The first wrote this in ${name}`, `The second wrote that in ${name}`];
      asker = 'prague';
      if (name === 'outreach/call')
        await run({
          name: 'partner call',
          values: { title: 'A call', text: 'Come', partners: 'Near partner' },
        });
      if (name === 'amas/draft')
        await runRaw('ama draft', { question: '1', text: 'Perhaps.', ama: 'Near AMA' });
      if (name === 'amas/answer')
        await runRaw('ama answer', { question: '1', text: 'Yes.', ama: 'Near AMA' });
      asker = who;
      const form = async () => {
        const reply = await open();
        if (reply.kind !== 'form') throw new Error(`${name}: ${told(said(reply))}`);
        const shown = Object.fromEntries(reply.fields.map((one) => [one.name, one.value ?? '']));
        return { id: customId(reply.form, reply.args), shown };
      };
      const send = async (id: string, values: Record<string, string>) => {
        const reply = said(await app.dispatcher.submit(from({ who, id: `save-${++saves}` }), id, values));
        const yes = (reply.buttons ?? []).find(
          (one) => 'action' in one && one.action === 'dispatcher/confirm',
        );
        if (!yes || !('action' in yes)) return reply;
        return said(await app.dispatcher.press(from({ who }), customId(yes.action, yes.args)));
      };
      const [first, second] = [await form(), await form()];
      await send(first.id, { ...first.shown, [field]: theirs, next: 'publish' });
      const late = await send(second.id, {
        ...second.shown,
        [field]: ours,
        next: 'publish',
        ...(other !== undefined && { [other]: 'Another' }),
      });
      // Both are shown, whether both are kept already or the second is asked to bring them together.
      expect(told(late)).toContain(theirs);
      expect(told(late)).toContain(ours);
      const kept = await everything();
      expect(kept.includes(theirs)).toBe(true);
      expect(kept.includes(ours)).toBe(!late.isError);
      if (!late.isError) return;
      const again = (late.buttons ?? []).find((one) => 'action' in one);
      if (!again || !('action' in again)) throw new Error('There is no way back to the form');
      const reply = await app.dispatcher.press(from({ who }), customId(again.action, again.args));
      if (reply.kind !== 'form') throw new Error(told(said(reply)));
      const typed = Object.fromEntries(reply.fields.map((one) => [one.name, one.value ?? '']));
      expect(typed[field]).toBe(ours);
      const done = await send(customId(reply.form, reply.args), typed);
      expect(done.isError, told(done)).toBeFalsy();
      expect((await everything()).includes(ours)).toBe(true);
    },
  );

  test.each(Object.entries(changing).flatMap(([name, { other }]) => (other === undefined ? [] : [[name]])))(
    '%s: what two change in different fields is kept of both, without a word',
    async (name) => {
      const { field, other = '', open } = changing[name] ?? expect.unreachable();
      asker = 'prague';
      const [first, second] = [await open(), await open()];
      if (first.kind !== 'form' || second.kind !== 'form') throw new Error('It opened no form');
      const send = async (form: typeof first, key: string, value: string) => {
        const values = Object.fromEntries(form.fields.map((one) => [one.name, one.value ?? '']));
        const id = customId(form.form, form.args);
        const invocation = from({ who: asker });
        const reply = said(await app.dispatcher.submit(invocation, id, { ...values, [key]: value }));
        const yes = (reply.buttons ?? []).find(
          (one) => 'action' in one && one.action === 'dispatcher/confirm',
        );
        if (yes && 'action' in yes) await app.dispatcher.press(invocation, customId(yes.action, yes.args));
        expect(reply.isError, told(reply)).toBeFalsy();
      };
      await send(first, other, `One of them in ${name}`);
      await send(second, field, `The other of them in ${name}`);
      const kept = await everything();
      for (const one of [`One of them in ${name}`, `The other of them in ${name}`])
        expect(kept.includes(one), one).toBe(true);
    },
  );

  test('a list says by the clock what is over, and a stranger is told who may read it', async () => {
    now = new Date('2031-12-11T09:00:00Z');
    const votes = told(await run({ name: 'vote list' }));
    expect(votes).toMatch(/vote\? · closed 2031-12-10T\S+ and being counted/u);
    expect(votes).not.toContain('open until');
    const polls = told(await run({ name: 'poll list' }));
    expect(polls).toMatch(/poll · closed 2031-12-10T/u);
    expect(polls).not.toMatch(/ until 2031-12-10/u);
    for (const [name, what] of [
      ['vote list', 'votes'],
      ['vote show', 'votes'],
      ['decision list', 'decisions'],
      ['project list', 'projects'],
    ] as const) {
      const refused = await run({ who: 'stranger', name });
      expect(told(refused)).toContain(`The ${what} of this group are kept among its members.`);
      expect(refused.isError).toBe(true);
    }
  });
});
