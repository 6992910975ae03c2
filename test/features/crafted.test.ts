// Buttons and forms with made-up ids, sent from another group: nothing of the first is changed, and nothing of it is told.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type OfflineApp, openOffline } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import { customId } from '../../src/core/command/custom-id.ts';
import type { Invocation } from '../../src/core/command/invocation.ts';
import type { Option, OptionValue } from '../../src/core/command.ts';
import { plain } from '../../src/core/document.ts';
import type { Reply } from '../../src/core/reply.ts';
import { createLog } from '../../src/log.ts';
import { connect, type Database } from '../../src/storage/client.ts';
import { formDrafts } from '../../src/storage/drafts.ts';
import { shareOf } from '../in-full.ts';
import { can } from './remembered.ts';

const secret = 'Zanzibar';
const account = (name: string) => ({ platform: 'discord', id: `2${name}`, name });
const place = (name: string) => ({ platform: 'discord', id: `3${name}`, name });
const from = (space: string, who: string, isManager: boolean): Invocation => ({
  id: `x-${space}-${who}`,
  platform: 'discord',
  space,
  can: can('discord'),
  caller: account(who),
  roles: [],
  isManager,
});
/** The first group; its own guest; and the manager of another server that is served too. */
const ours = from('100000000000000001', 'prague', true);
const mallory = from('200000000000000002', 'mallory', true);

/** Stands in what the first group keeps from its own guests: private series, drafts, what waits, applications, contacts. */
const hidden = 'Hush';
/** A guest of the first group, and one who applied. */
const visitor = from('100000000000000001', 'visitor', false);
const kyiv = from('100000000000000001', 'kyiv', false);

const steps: readonly (readonly [name: string, values: Readonly<Record<string, OptionValue>>])[] = [
  ['member role', { who: account('prague'), role: 'organiser' }],
  ['docent setup', { meetings: place('general'), ama: place('ama'), moderators: place('mods'), zone: 'UTC' }],
  ['meeting series create', { name: `${secret} call`, rule: 'first tuesday', times: '18:00', zone: 'UTC' }],
  ['meeting schedule', { name: `${secret} sprint`, when: '2031-12-01 20:00' }],
  [
    'ama create',
    { title: `${secret} AMA`, hosts: 'prague', opens: '2031-12-01 18:00', closes: '2031-12-01 20:00' },
  ],
  ['ama open', { ama: `${secret} AMA` }],
  ['ama ask', { ama: `${secret} AMA`, question: `Is ${secret} ready?` }],
  ['vote open', { question: `${secret}?`, rule: 'majority', days: 5 }],
  ['project propose', { name: `${secret} guide`, summary: `About ${secret}` }],
  ['decision record', { title: `${secret} it is` }],
  [
    'meeting series create',
    {
      ...{ name: `${hidden} ${secret} circle`, rule: 'second friday', times: '18:00', zone: 'UTC' },
      ...{ role: '777', channel: place('circle'), description: `About ${hidden} ${secret}` },
    },
  ],
  ['meeting topic add', { title: `${hidden} ${secret} topic`, meeting: `${hidden} ${secret} circle` }],
  [
    'ama create',
    {
      ...{ title: `${hidden} ${secret} draft`, hosts: 'prague', draft: true, rules: `${hidden} rules` },
      ...{ opens: '2031-12-02 18:00', closes: '2031-12-02 20:00' },
    },
  ],
  [
    'ama create',
    {
      ...{ title: `${secret} questions`, hosts: 'prague', moderated: true },
      ...{ opens: '2031-12-03 18:00', closes: '2031-12-03 20:00' },
    },
  ],
  ['ama open', { ama: `${secret} questions` }],
  ['ama ask', { ama: `${secret} questions`, question: `${hidden}: why ${secret}?`, anonymous: true }],
  [
    'meeting poll',
    { name: `${secret} poll`, times: '2031-12-15 18:00; 2031-12-16 18:00', until: '2031-12-10 18:00' },
  ],
  ['partner add', { name: `${hidden} ${secret} friends`, contact: `${hidden}@${secret}.example` }],
  [
    'partner call',
    {
      title: `${hidden} ${secret} call`,
      text: `${hidden} ${secret}`,
      partners: `${hidden} ${secret} friends`,
    },
  ],
  ['member add', { who: account('lagos'), tags: `${secret}` }],
  // Of what is asked for without a name there are two, so that a question which would name both.
  ['vote open', { question: `And ${secret}?`, rule: 'majority', days: 5 }],
  [
    'meeting poll',
    { name: `Other ${secret} poll`, times: '2031-12-15 18:00; 2031-12-16 18:00', until: '2031-12-10 18:00' },
  ],
  ['celebrate', { what: `${secret} is done` }],
];

describe('ids that were made up', () => {
  const folder = mkdtempSync(join(tmpdir(), 'docent-crafted-'));
  let app: OfflineApp;
  let database: Database;
  let tables: string[];
  const logged: string[] = [];
  beforeAll(async () => {
    const url = join(folder, 'docent.db');
    app = await openOffline({
      now: () => new Date('2031-11-20T09:00:00Z'),
      config: parseConfig({
        DISCORD_TOKEN: 'abc',
        DISCORD_GUILDS: '100000000000000001,200000000000000002',
        DATABASE_URL: url,
        DISCORD_API_URL: 'http://127.0.0.1:1/api',
        GITHUB_API_URL: 'http://127.0.0.1:1',
      }),
      log: createLog({ level: 'error', isTerminal: false, secrets: [], write: (line) => logged.push(line) }),
    });
    database = await connect(url);
    const first = await app.roster.serve({ platform: 'discord', id: '100000000000000001' }, {});
    await app.roster.grant(first, 'docs/docs');
    await app.roster.serve({ platform: 'discord', id: '200000000000000002' }, {});
    for (const [name, values] of steps) {
      const { options, confirm } = app.dispatcher.commands.find((one) => one.name === name) ?? {
        options: {},
      };
      const given = Object.entries(values);
      const asked = given.filter(([option]) => option in options);
      const opened = await app.dispatcher.run(ours, name, {
        ...Object.fromEntries(asked),
        ...(confirm && { confirmed: true }),
      });
      const typed = Object.fromEntries(given.map(([field, value]) => [field, String(value)]));
      const reply =
        opened.kind === 'form'
          ? await app.dispatcher.submit(ours, customId(opened.form, opened.args), typed)
          : opened;
      if (reply.kind === 'said' && reply.isError) throw new Error(`/${name}: ${plain(reply.document)}`);
    }
    const form = await app.dispatcher.run(kyiv, 'apply', {});
    if (form.kind !== 'form') throw new Error(told(form));
    const about = `${hidden} ${secret}`;
    const filled = { introduction: about, why: about, brings: about };
    const applied = await app.dispatcher.submit(kyiv, customId(form.form, form.args), filled);
    if (applied.kind === 'said' && applied.isError) throw new Error(told(applied));
    await app.dispatcher.run(mallory, 'member zone', { zone: 'UTC' });
    const found: { name: string }[] = await database.$queryRawUnsafe(
      `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND name NOT GLOB '_*'`,
    );
    tables = found.map(({ name }) => name).filter((name) => !['FormDraft', 'Lease', 'Cursor'].includes(name));
  });
  afterAll(async () => {
    await database.$disconnect();
    await app.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Every button and form there is. */
  const names = () =>
    [...new Set([...app.dispatcher.actions, ...app.dispatcher.forms].map(({ name }) => name))].toSorted();

  let known: { readonly key: string; readonly rows: string } | undefined;
  /** All rows but those of the other group: as they were while nobody else has written. */
  async function rows(otherId: number): Promise<string> {
    const [of] = await database.$queryRawUnsafe<{ data_version: bigint }[]>('PRAGMA data_version');
    const key = `${of?.data_version} ${otherId}`;
    if (known?.key !== key) known = { key, rows: await readRows(otherId) };
    return known.rows;
  }
  async function readRows(otherId: number): Promise<string> {
    const all: unknown[] = [];
    for (const name of tables) {
      const found: Record<string, unknown>[] = await database.$queryRawUnsafe(
        `SELECT * FROM "${name}" ORDER BY rowid`,
      );
      all.push([name, found.filter(({ groupId }) => groupId === undefined || Number(groupId) !== otherId)]);
    }
    return JSON.stringify(all, (_, value) => (typeof value === 'bigint' ? Number(value) : value));
  }
  const told = (reply: Reply) =>
    reply.kind === 'said'
      ? `${plain(reply.document)} ${JSON.stringify(reply.buttons ?? [])}`
      : JSON.stringify([reply.title, reply.fields]);
  const seconds = ['', 'yes', '1', 'going'];

  test('every button and form, from another server: nothing is changed, told or asked', async () => {
    const otherId = (await app.dispatcher.groupOf('discord', '200000000000000002')) ?? 0;
    const ownId = (await app.dispatcher.groupOf('discord', '100000000000000001')) ?? 0;
    expect(new Set([otherId, ownId, 0]).size).toBe(3);
    const before = await rows(otherId);
    expect(names().length).toBeGreaterThan(70);
    for (const name of names()) {
      // Of every kind the first is theirs.
      for (const id of ['1']) {
        for (const second of seconds) {
          const button = customId(name, [id, second]);
          const filled = {
            reason: 'x',
            answer: 'x',
            text: 'x',
            name: 'x',
            summary: 'x',
            topic: 'x',
            question: 'x',
          };
          expect(told(await app.dispatcher.press(mallory, button)), button).not.toContain(secret);
          expect(told(await app.dispatcher.submit(mallory, button, filled)), button).not.toContain(secret);
        }
      }
      expect((await rows(otherId)) === before, name).toBe(true);
    }
  });

  test('every button and form of a thing that is not there any more: a kind word, and nothing is changed', async () => {
    // Of nothing but whoever presses them.
    const own = new Set(['members/github', 'members/leave', 'members/renew', 'digests/for-me']);
    const before = await rows(0);
    for (const name of names().filter((one) => !own.has(one))) {
      const button = customId(name, ['999999', '999999']);
      const filled = { reason: 'x', answer: 'x', text: 'x', question: 'x' };
      expect(told(await app.dispatcher.press(ours, button)), button).not.toContain('Something went wrong');
      expect(told(await app.dispatcher.submit(ours, button, filled)), button).not.toContain(
        'Something went wrong',
      );
    }
    expect((await rows(0)) === before).toBe(true);
  });

  /** What no argument of ours ever is; the last stand for what is there. */
  const odd = [
    ...['abc', '', '-1', '0', '1.5', '1e3', '0x1', ' 1', '１', '١', 'NaN', 'Infinity', '__proto__', '\0'],
    ...['2147483648', '9007199254740993', '9223372036854775808', '9'.repeat(60), 'x'.repeat(60)],
  ];
  const fields = [
    ...[
      'text',
      'reason',
      'answer',
      'next',
      'host',
      'into',
      'question',
      'questions',
      'anonymous',
      'name',
      'summary',
      'choice',
    ],
    ...[
      'pull',
      'title',
      'details',
      'time-1',
      'rule',
      'times',
      'zone',
      'when',
      'duration',
      'introduction',
      'why',
      'brings',
    ],
  ];
  const typed = { text: 'x', reason: 'x', answer: 'abc', question: 'x', name: 'x', choice: 'x', pull: 'x#9' };

  test('every button and form with parts that are missing or not numbers: a kind word, and nothing in the log', async () => {
    logged.length = 0;
    const before = await rows(0);
    let count = 0;
    for (const known of [...app.dispatcher.actions, ...app.dispatcher.forms]) {
      const fitting = known.args.map((kind) => (typeof kind === 'string' ? '1' : (kind[0] ?? '')));
      const at = fitting.flatMap((_, i) => odd.map((one) => fitting.with(i, one)));
      const missing = fitting.map((_, i) => fitting.slice(0, i));
      for (const args of [...at, ...missing]) {
        const isKept = args.every((arg, i) => {
          const kind = known.args[i];
          if (typeof kind !== 'string') return arg === kind?.[0];
          return kind.startsWith('text') || arg === '1' || (kind.startsWith('count') && arg === '0');
        });
        // What fits is another test's.
        const needed = known.args.filter((kind) => typeof kind !== 'string' || !kind.endsWith('?')).length;
        if (isKept && args.length >= needed) continue;
        const id = customId(known.name, args);
        count += 1;
        const from = { ...ours, id: `odd-${count}` };
        const reply =
          'open' in known
            ? await app.dispatcher.submit(from, id, typed)
            : await app.dispatcher.press(from, id);
        expect(told(reply), id).toMatch(/^That (button|form) is from an older version of me/u);
      }
    }
    expect(count).toBeGreaterThan(1000);
    expect(logged).toEqual([]);
    expect((await rows(0)) === before).toBe(true);
  });

  test.each([
    '',
    'v1',
    'v1:',
    'v1::',
    'v1:amas',
    'v2:amas/vote:1',
    'v1:amas/vote:%',
    'x'.repeat(100),
    '\0',
    'v1:__proto__:1',
  ])('an id that is none of ours, %j: a kind word', async (id) => {
    expect(told(await app.dispatcher.press(ours, id))).toContain('That button is from an older version');
    expect(told(await app.dispatcher.submit(ours, id, typed))).toContain(
      'That form is from an older version',
    );
    expect(app.dispatcher.opensForm(id)).toBe(false);
  });

  test('every button and form that takes a text, and every field, with odd words: nothing in the log', async () => {
    logged.length = 0;
    for (const known of [...app.dispatcher.actions, ...app.dispatcher.forms]) {
      // GitHub is asked for a name.
      if (known.name === 'members/github') continue;
      const kinds = known.args.map((kind) => (typeof kind === 'string' ? kind : 'word'));
      for (const word of shareOf(['-1', 'abc', '\\0', '１', '9223372036854775808'], 5, 2)) {
        const args = kinds.map((kind, i) =>
          kind.startsWith('text') ? word : kind === 'word' ? String(known.args[i]?.[0]) : '1',
        );
        if (!('open' in known) && args.every((arg) => arg !== word)) continue;
        const id = customId(known.name, args);
        const reply =
          'open' in known
            ? await app.dispatcher.submit(ours, id, Object.fromEntries(fields.map((field) => [field, word])))
            : await app.dispatcher.press(ours, id);
        expect(told(reply), `${id} ${word}`).not.toContain('Something went wrong');
      }
    }
    expect(logged).toEqual([]);
  });

  test('every form that is opened again by whoever may no longer send it, or of what is gone: what was typed is given back', async () => {
    const groupId = (await app.dispatcher.groupOf('discord', '100000000000000001')) ?? 0;
    const drafts = formDrafts(database, () => new Date('2031-11-20T09:00:00Z'));
    const wrote = 'what took an hour';
    const values = Object.fromEntries(fields.map((field) => [field, wrote]));
    for (const { name: form, args: kinds } of app.dispatcher.forms) {
      for (const [who, id] of [
        [ours, '999999'],
        [visitor, '1'],
      ] as const) {
        const args = kinds.map((kind) => (typeof kind === 'string' ? id : (kind[0] ?? '')));
        const draft = await drafts.keep({ caller: who.caller, groupId }, { form, args, values });
        const reply = await app.dispatcher.press(who, customId('dispatcher/reopen', [draft]));
        expect(told(reply), `${form} ${who.id}`).toContain(wrote);
      }
    }
  });

  test("every form that was left empty, or is another version's: words, no second form, and nothing in the log", async () => {
    logged.length = 0;
    for (const { name, args } of app.dispatcher.forms) {
      const id = customId(
        name,
        args.map((kind) => (typeof kind === 'string' ? '1' : (kind[0] ?? ''))),
      );
      const blank = Object.fromEntries(fields.map((field) => [field, ' ']));
      for (const values of [{}, blank, { 'of-another-version': 'x' }]) {
        const reply = await app.dispatcher.submit(ours, id, values);
        expect(reply.kind, id).toBe('said');
        expect(told(reply), id).not.toContain('Something went wrong');
      }
    }
    expect(logged).toEqual([]);
  });

  test('every command as another version had it: refused by what is wrong with it, and nothing is changed', async () => {
    logged.length = 0;
    const before = await rows(0);
    const otherwise = { string: 7, role: 7, integer: 'x', boolean: 'x', person: 'x', place: 'x', file: 'x' };
    for (const { name, options } of app.dispatcher.commands) {
      const all = Object.entries(options);
      const needed = all.filter(([, { required }]) => required);
      const fitting = Object.fromEntries(needed.map(([key, one]) => [key, fittingOf(one)]));
      const refused = async (values: Readonly<Record<string, OptionValue | undefined>>, words: string) => {
        const reply = told(await app.dispatcher.run(ours, name, values));
        expect(reply, `/${name} ${JSON.stringify(values)}`).toContain(words);
      };
      await refused({ ...fitting, 'of-another-version': 'x' }, 'There is no option');
      await refused({ ...fitting, constructor: 'x' }, 'in this version');
      for (const [key] of needed) await refused({ ...fitting, [key]: undefined }, `also needs ${key}`);
      for (const [key, { type }] of all)
        await refused({ ...fitting, [key]: otherwise[type] }, 'in this version');
    }
    expect(logged).toEqual([]);
    expect((await rows(0)) === before).toBe(true);
  });

  test('every option with an odd number or an odd word: nothing in the log', async () => {
    logged.length = 0;
    const numbers = [-1, 1.5, Number.NaN, 2 ** 31, 2 ** 53 + 2, Number.POSITIVE_INFINITY];
    for (const { name, options, confirm } of app.dispatcher.commands) {
      // GitHub is asked for a name.
      if (name === 'member github') continue;
      const needed = Object.entries(options).filter(([, { required }]) => required);
      for (const [option, { type, suggest }] of Object.entries(options)) {
        if (type !== 'string' && type !== 'integer') continue;
        for (const value of type === 'integer'
          ? shareOf(numbers, 4, 2)
          : shareOf(['9223372036854775808', '\0'], 2)) {
          const values = Object.fromEntries([
            ...needed.map(([key, one]) => [key, fittingOf(one)]),
            ...(confirm ? [['confirmed', true]] : []),
            [option, value],
          ]);
          const said = `/${name} ${option}:${value}`;
          expect(told(await app.dispatcher.run(ours, name, values)), said).not.toContain(
            'Something went wrong',
          );
          if (suggest)
            await app.dispatcher.suggest(ours, name, { name: option, typed: String(value), others: values });
        }
      }
    }
    expect(logged).toEqual([]);
  });
  const fittingOf = ({ type, choices }: Option): OptionValue => {
    if (choices?.[0]) return choices[0].value;
    if (type === 'integer') return 1;
    if (type === 'person') return account('lagos');
    return type === 'place' ? place('general') : type === 'boolean' ? true : 'x';
  };

  /** Every command with a thing named that is not theirs, each of its completions, and each button and form. */
  async function tryAll(
    invocation: Invocation,
    { typed, ids }: { typed: readonly string[]; ids: readonly string[] },
    check: (words: string, what: string, isDone: boolean) => unknown,
  ): Promise<void> {
    let count = 0;
    const once = () => ({ ...invocation, id: `${invocation.id}-${++count}` });
    /** Whether something was done, which a look, a question and a refusal are not. */
    const answered = async (reply: Reply, what: string, isReadOnly = false) => {
      const isAsked = reply.kind === 'form' || reply.isError || reply.buttons?.some(isQuestion);
      await check(told(reply), what, !(isReadOnly || isAsked));
    };
    for (const { name, options, confirm, isReadOnly } of app.dispatcher.commands) {
      // GitHub is asked for a name; what somebody has forgotten is gone.
      if (name === 'member github' || name === 'member forget') continue;
      const needed = Object.entries(options).filter(([, { required }]) => required);
      const naming = Object.entries(options).filter(([, { suggest }]) => suggest);
      const rest = Object.fromEntries(needed.map(([key, one]) => [key, fittingOf(one)]));
      const sure = confirm && { confirmed: true };
      await answered(await app.dispatcher.run(once(), name, { ...rest, ...sure }), `/${name}`, isReadOnly);
      for (const [option] of naming) {
        for (const word of typed) {
          const what = `/${name} ${option}:${word}`;
          for (const values of [
            { ...rest, [option]: word, ...sure },
            { ...rest, [option]: word },
          ])
            await answered(await app.dispatcher.run(once(), name, values), what, isReadOnly);
        }
        for (const begun of ['', typed.at(-1) ?? '']) {
          const choices = await app.dispatcher.suggest(once(), name, {
            name: option,
            typed: begun,
            others: rest,
          });
          await check(JSON.stringify(choices), `the completion of /${name} ${option}:${begun}`, false);
        }
      }
    }
    const filled = Object.fromEntries(fields.map((field) => [field, 'x']));
    for (const known of [...app.dispatcher.actions, ...app.dispatcher.forms]) {
      if (known.name === 'members/github') continue;
      for (const id of ids) {
        const args = known.args.map((kind) => (typeof kind !== 'string' ? (kind.at(-1) ?? '') : id));
        const button = customId(known.name, args);
        const reply =
          'open' in known
            ? await app.dispatcher.submit(once(), button, filled)
            : await app.dispatcher.press(once(), button);
        await answered(reply, button);
      }
    }
  }
  const isQuestion = (button: object) =>
    'action' in button && String(button.action).startsWith('dispatcher/');

  test('whatever another server asks for by name or number: nothing of the first group is told or changed', async () => {
    const otherId = (await app.dispatcher.groupOf('discord', '200000000000000002')) ?? 0;
    const before = await rows(otherId);
    await tryAll(mallory, { typed: ['1', secret.toLowerCase()], ids: ['1', '2'] }, (words, what) => {
      expect(words, what).not.toContain(secret);
      expect(words, what).not.toContain('Something went wrong');
    });
    expect((await rows(otherId)) === before).toBe(true);
  });

  test.each([
    ['by a command', {}, ['1', '2', '3']],
    ['in a post that everybody reads', { can: can('discourse'), isPublicPlace: true }, ['2']],
  ])(
    'whatever a guest of the group asks for %s: nothing is told that is not for them',
    async (_, how, ids) => {
      const typed = [...ids, secret.toLowerCase()];
      const watch = { repository: 'docs/docs', schedule: 'mondays 09:00', name: `${secret} watch` };
      const added = await app.dispatcher.run(ours, 'prs watch add', { ...watch, channel: place('work') });
      expect(told(added)).toContain(secret);
      // Nobody knows who reads the group's places, so all that stands there is for its own people.
      await tryAll({ ...visitor, ...how }, { typed, ids }, (words, what) =>
        expect(words, what).not.toMatch(new RegExp(`${hidden}|${secret}`, 'u')),
      );
    },
  );

  test('who only looks, is asked or is refused is not written down', async () => {
    const groupId = (await app.dispatcher.groupOf('discord', '100000000000000001')) ?? 0;
    const passer = from('100000000000000001', 'passer', false);
    const people = await database.person.count();
    const kept = { form: 'projects/propose', args: ['parked'], values: { name: 'half typed' } };
    await formDrafts(database, () => new Date('2031-11-20T09:00:00Z')).keep(
      { caller: passer.caller, groupId },
      kept,
    );
    await app.dispatcher.run(passer, 'member forget', {});
    const handed = await app.dispatcher.run(passer, 'member export', {});
    const [file] = handed.kind === 'said' ? (handed.files ?? []) : [];
    expect(Object.keys(JSON.parse(String(file?.content)))).toEqual(['FormDraft']);
    await app.dispatcher.run(ours, 'member replace', { who: account('nobody') });
    await app.dispatcher.run({ ...ours, id: 'rota' }, 'prs wrangler remove', { person: account('nobody') });
    expect(await database.person.count()).toBe(people);
    const seen: string[] = [];
    await tryAll(passer, { typed: ['1', secret.toLowerCase()], ids: ['1', '2'] }, async (_, what, isDone) => {
      const written = await app.roster.known(groupId, passer.caller);
      if (!written) return;
      // That a name is taken is seen only once it is written.
      if (!isDone && !what.startsWith('v1:projects/propose:')) seen.push(what);
      await database.account.deleteMany({ where: { personId: written.id } });
      await database.person.delete({ where: { id: written.id } });
    });
    expect(seen).toEqual([]);
  });

  test('a place that many groups could choose is used by those alone to whom it was granted', async () => {
    const staff = { platform: 'discourse', id: '9', name: 'Staff' };
    const create = async () =>
      told(
        await app.dispatcher.run({ ...mallory, id: `place-${serial++}` }, 'meeting series create', {
          ...{ name: 'Theirs', rule: 'first tuesday', times: '18:00', zone: 'UTC', channel: staff },
        }),
      );
    let serial = 0;
    expect(await create()).toContain('"Staff" is not granted to this group');
    const otherId = (await app.dispatcher.groupOf('discord', '200000000000000002')) ?? 0;
    await app.roster.grant(otherId, { platform: 'discourse', id: '9' });
    expect(await create()).not.toContain('not granted');
  });

  test('a ballot of a secret vote that everybody reads does not count', async () => {
    await app.dispatcher.run(ours, 'vote open', {
      ...{ question: 'In secret?', rule: 'majority', days: 5, secret: true },
    });
    const vote = await database.groupVote.findFirstOrThrow({ where: { isSecret: true } });
    const lagos = from('100000000000000001', 'lagos', false);
    const cast = (isPublicPlace: boolean) =>
      app.dispatcher.run({ ...lagos, id: `secret-${isPublicPlace}`, isPublicPlace }, 'vote cast', {
        ...{ vote: String(vote.number), choice: 'yes' },
      });
    const hasVoted = () => database.elector.count({ where: { voteId: vote.id, hasVoted: true } });
    expect(told(await cast(true))).toContain('is secret, and what you wrote here is public');
    expect(await hasVoted()).toBe(0);
    await cast(false);
    expect(await hasVoted()).toBe(1);
  });
});
