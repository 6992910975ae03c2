// Two people who save the same form in the same instant, each in a process of their own: neither loses what they wrote.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OfflineApp, openOffline } from '../../src/app.ts';
import { parseConfig } from '../../src/config.ts';
import { confirmAction } from '../../src/core/command/confirmation.ts';
import { customId } from '../../src/core/command/custom-id.ts';
import type { OptionValue } from '../../src/core/command.ts';
import { plain } from '../../src/core/document.ts';
import type { FormReply, Reply } from '../../src/core/reply.ts';
import { createLog } from '../../src/log.ts';
import { can } from './remembered.ts';

const folder = mkdtempSync(join(tmpdir(), 'docent-at-once-'));
let bots: readonly [OfflineApp, OfflineApp];
let count = 0;

beforeAll(async () => {
  const open = () =>
    openOffline({
      config: parseConfig({
        DISCORD_TOKEN: 'abc',
        DATABASE_URL: join(folder, 'docent.db'),
        DISCORD_API_URL: 'http://127.0.0.1:1/api',
        GITHUB_API_URL: 'http://127.0.0.1:1',
      }),
      log: createLog({ level: 'error', isTerminal: false, secrets: [], write: () => {} }),
    });
  bots = [await open(), await open()];
  await run('docent setup', { meetings: { platform: 'discord', id: '31', name: 'talk' } });
  await run('meeting series create', {
    name: 'Triage',
    rule: 'every tuesday',
    times: '18:00',
    zone: 'UTC',
    confirmed: true,
  });
  await run('project propose', { name: 'Videos', summary: 'Short ones', why: 'People like them' });
  await run('partner add', { name: 'PyLadies' });
  await run('partner call', { title: 'Help us', text: 'With the docs' });
  await run('member role', {
    who: { platform: 'discord', id: '2prague', name: 'prague' },
    role: 'organiser',
    confirmed: true,
  });
  await run('ama create', {
    title: 'AMA',
    hosts: 'prague',
    opens: 'tomorrow 18:00',
    closes: 'tomorrow 20:00',
    confirmed: true,
  });
  await run('ama ask', { question: 'Where do I start?' });
  await run('ama ask', { question: 'And then?' });
  await run('ama answer', { question: '2', text: 'So.' });
  await run('meeting schedule', { name: 'Sprint', when: 'tomorrow 18:00', confirmed: true });
  await run('decision record', { title: 'We use Markdown', text: 'As agreed.' });
  await run('docent setup', { zone: 'Europe/Prague' });
  await run('vote settings', { days: 6 });
  await run('poll settings', { openers: 'member' });
  await run('member settings', { seats: 5 });
  await run('member add', { who: { platform: 'discord', id: '2ann', name: 'ann' }, tags: 'core' });
  await run('prs labels', { label: 'stuck', means: 'author' });
  await run('issues guide', { url: 'https://example.org/guide' });
  await run('prs watch add', { repository: 'docs/docs', schedule: 'mondays 09:00', name: 'Docs' });
});
afterAll(async () => {
  for (const bot of bots) await bot.close();
  rmSync(folder, { recursive: true, force: true });
});

const invocation = (name: string) => ({
  id: `request-${count++}`,
  platform: 'discord',
  space: '100',
  can: can('discord'),
  caller: { platform: 'discord', id: `2${name}`, name },
  roles: [],
  isManager: true,
});
async function run(name: string, values: Readonly<Record<string, OptionValue>>): Promise<Reply> {
  const reply = await bots[0].dispatcher.run(invocation('prague'), name, values);
  if (reply.kind === 'said' && reply.isError) throw new Error(`/${name}: ${said(reply)}`);
  return reply;
}
const press =
  (name: string, ...args: readonly string[]) =>
  () =>
    bots[0].dispatcher.press(invocation('prague'), customId(name, args));
const said = (reply: Reply) => (reply.kind === 'said' ? plain(reply.document) : reply.title);
const asForm = (reply: Reply): FormReply => {
  if (reply.kind !== 'form') throw new Error(said(reply));
  return reply;
};

/** What a reply says, or what its form holds. */
const words = (reply: Reply) =>
  reply.kind === 'said' ? said(reply) : reply.fields.map(({ value }) => value).join('\n');

/** What two read who answer one form at once; a question that comes back is answered with its first button at once, too. */
async function both(
  form: FormReply,
  ...values: readonly Readonly<Record<string, string>>[]
): Promise<string[]> {
  const given = Object.fromEntries(form.fields.map(({ name, value = '' }) => [name, value]));
  return await Promise.all(
    values.map(async (own, i) => {
      const [bot, who] = [bots[i % 2 === 0 ? 0 : 1], invocation('prague')];
      const reply = await bot.dispatcher.submit(who, customId(form.form, form.args), { ...given, ...own });
      const done = await yes(reply, bot);
      return [reply, ...(done === reply ? [] : [done])].map(said).join('\n');
    }),
  );
}

/** Presses the yes of a question; any other reply stays as it is. */
async function yes(reply: Reply, bot = bots[0]): Promise<Reply> {
  const button = reply.kind === 'said' ? reply.buttons?.[0] : undefined;
  if (!button || !('action' in button) || button.action !== confirmAction) return reply;
  return await bot.dispatcher.press(invocation('prague'), customId(button.action, button.args));
}

/** Each form with two of its fields, and where one reads what is kept. */
const forms: readonly (readonly [
  what: string,
  open: () => Promise<Reply>,
  fields: readonly [string, string],
  shown: () => Promise<Reply>,
])[] = [
  ['a project', press('projects/edit', '1'), ['summary', 'why'], () => run('project show', { project: '1' })],
  ['a call', press('outreach/edit', '1'), ['text', 'title'], press('outreach/edit', '1')],
  [
    'a series',
    () => run('meeting series edit', { series: '1' }),
    ['description', 'name'],
    () => run('meeting series edit', { series: '1' }),
  ],
  ['a question', press('amas/edit', '1'), ['question', 'question'], press('amas/edit', '1')],
];

test.each(forms)(
  '%s: of the same words one is saved, and one author is shown both',
  async (_, open, [field], shown) => {
    const form = asForm(await open());
    const replies = await both(form, { [field]: 'First words' }, { [field]: 'Second words' });
    // The form, the question of who came later or what follows their yes: one of them shows both.
    const told = replies.filter((one) => one.includes('First words') && one.includes('Second words'));
    expect(told, replies.join('\n')).toHaveLength(1);
    const kept = words(await shown());
    expect([kept.includes('First words'), kept.includes('Second words')].toSorted()).toEqual([false, true]);
  },
);

test.each(forms.filter(([, , [one, other]]) => one !== other))(
  '%s: of different words both are saved',
  async (_, open, [one, other], shown) => {
    const form = asForm(await open());
    await both(form, { [one]: 'Left words' }, { [other]: 'Right words' });
    const kept = words(await shown());
    expect(kept).toContain('Left words');
    expect(kept).toContain('Right words');
  },
);

test('a yes to a series that somebody else changed meanwhile asks once more, with what it says now', async () => {
  const form = asForm(await run('meeting series edit', { series: '1' }));
  const given = Object.fromEntries(form.fields.map(({ name, value = '' }) => [name, value]));
  const asked = await bots[0].dispatcher.submit(invocation('prague'), customId(form.form, form.args), {
    ...given,
    description: 'Mine',
  });
  await run('meeting series edit', { series: '1', description: 'Theirs', confirmed: true });
  const again = await yes(asked);
  expect(said(again)).toMatch(/Somebody changed it since I asked.*Its description is now:\sTheirs/su);
  expect(words(await run('meeting series edit', { series: '1' }))).toContain('Theirs');
});

const ann = { platform: 'discord', id: '2ann', name: 'ann' };
type Given = Readonly<Record<string, OptionValue>>;
test.each<readonly [command: string, one: Given, other: Given]>([
  [
    'meeting move',
    { meeting: 'Sprint', when: 'tomorrow 19:30' },
    { meeting: 'Sprint', when: 'tomorrow 20:30' },
  ],
  ['meeting edit', { meeting: 'Sprint', duration: '2h' }, { meeting: 'Sprint', duration: '3h' }],
  ['meeting series edit', { series: '1', description: 'Left' }, { series: '1', description: 'Right' }],
  ['ama edit', { ama: '1', rules: 'Be kind' }, { ama: '1', rules: 'Be brief' }],
  [
    'project status',
    { project: '1', status: 'blocked', why: 'No time' },
    { project: '1', status: 'parked', why: 'Later' },
  ],
  ['decision amend', { decision: '1', text: 'Left' }, { decision: '1', text: 'Right' }],
  ['docent setup', { zone: 'Asia/Tokyo' }, { zone: 'Africa/Lagos' }],
  [
    'docent setup',
    { meetings: { platform: 'discord', id: '32', name: 'left' } },
    { meetings: { platform: 'discord', id: '33', name: 'right' } },
  ],
  ['vote settings', { days: 7 }, { days: 8 }],
  ['member settings', { seats: 6 }, { seats: 7 }],
  ['member add', { who: ann, tags: 'left' }, { who: ann, tags: 'right' }],
  ['project edit', { project: '1', summary: 'Left' }, { project: '1', summary: 'Right' }],
  ['prs labels', { label: 'stuck', means: 'reviewer' }, { label: 'stuck', means: 'nothing' }],
  ['issues guide', { url: 'https://example.org/left' }, { url: 'https://example.org/right' }],
  ['prs watch edit', { watch: 'Docs', topics: 'one' }, { watch: 'Docs', topics: 'none' }],
])(
  '/%s: of two yeses in the same instant one counts, and the other is asked once more',
  async (name, one, other) => {
    const asked = await Promise.all(
      [one, other].map((values) => bots[0].dispatcher.run(invocation('prague'), name, values)),
    );
    const replies = await Promise.all(asked.map((question, i) => yes(question, bots[i % 2 === 0 ? 0 : 1])));
    const again = replies.filter((reply) => /since I asked/u.test(said(reply)));
    expect(again, replies.map(said).join('\n')).toHaveLength(1);
    for (const question of again) {
      const done = await yes(question);
      expect([done.kind === 'said' && done.isError, said(done)]).toEqual([
        undefined,
        expect.not.stringContaining('since I asked'),
      ]);
    }
  },
);

test('of two yeses to another answer the later one is asked once more; in the same instant it is kept as a draft', async () => {
  const ask = (text: string) => run('ama edit-answer', { question: '2', text });
  const [one, other] = [await ask('First'), await ask('Second')];
  expect(said(other)).toMatch(/becomes, everywhere:\s+Second\s+It says now:\s+So\./u);
  expect(said(await yes(one))).toContain('The changed answer appears');
  expect(said(await yes(other))).toMatch(/Somebody changed it since I asked.*It says now:\s+First/su);
  const asked = [await ask('Left'), await ask('Right')];
  const replies = await Promise.all(asked.map((question, i) => yes(question, bots[i % 2 === 0 ? 0 : 1])));
  expect(replies.map(said).filter((text) => text.includes('The changed answer appears'))).toHaveLength(1);
  expect(replies.map(said).join()).toMatch(/since I asked|kept as a draft/u);
});

test('what somebody replaces without having been asked is shown to them', async () => {
  await run('ama edit-answer', { question: '2', text: 'As it was', confirmed: true });
  const reply = said(await run('ama edit-answer', { question: '2', text: 'As it is', confirmed: true }));
  expect(reply).toMatch(/The changed answer appears.*It said before:\s+As it was/su);
});

test('of two who are to take the notes in the same instant one does, and the other is told who; a later yes is asked once more', async () => {
  const bob = { platform: 'discord', id: '2bob', name: 'bob' };
  const cara = { platform: 'discord', id: '2cara', name: 'cara' };
  const name = 'meeting notes-taker';
  const replies = await Promise.all(
    [ann, bob].map(async (who, i) => {
      const bot = bots[i === 0 ? 0 : 1];
      return said(await bot.dispatcher.run(invocation('prague'), name, { meeting: 'Sprint', who }));
    }),
  );
  expect(
    replies.filter((one) => /takes the notes of Sprint, /u.test(one)),
    replies.join('\n'),
  ).toHaveLength(1);
  expect(replies.filter((one) => /takes the notes of Sprint already|Shall/u.test(one))).toHaveLength(1);
  const asked = await run(name, { meeting: 'Sprint', who: cara });
  expect(said(asked)).toMatch(/(?:ann|bob) takes notes of Sprint\. Shall cara do it\?/u);
  await run(name, {
    meeting: 'Sprint',
    who: { platform: 'discord', id: '2dan', name: 'dan' },
    confirmed: true,
  });
  const again = await yes(asked);
  expect(said(again)).toMatch(/since I asked.*dan takes notes/su);
  expect(said(await yes(again))).toContain('cara takes the notes');
});

test('of two who make the same in the same instant one does, and the other is told which', async () => {
  await run('project propose', { name: 'Recipes', summary: 'Short' });
  await run('project propose', { name: 'Guides', summary: 'Long' });
  for (const [name, values, made, told] of [
    [
      'vote open',
      { question: 'Meet twice a month?', rule: 'majority' },
      /is open:/u,
      /Vote \d+ asks that already/u,
    ],
    ['project priorities', { confirmed: true }, /is open:/u, /about that is still open/u],
    ['decision record', { title: 'We use tabs' }, /is recorded:/u, /That is decision \d+ already/u],
    [
      'project propose',
      { name: 'Index', summary: 'Words' },
      /is project \d+ now/u,
      /"Index" is there already/u,
    ],
    ['partner add', { name: 'Django Girls' }, /Django Girls/u, /is among the partners already/u],
  ] as const) {
    const make = async (bot: OfflineApp) =>
      said(await bot.dispatcher.run(invocation('prague'), name, values));
    const replies = await Promise.all(bots.map(make));
    expect(
      replies.filter((one) => told.test(one)),
      replies.join('\n'),
    ).toHaveLength(1);
    expect(replies.filter((one) => made.test(one) && !told.test(one))).toHaveLength(1);
  }
  // Who wants another all the same says so, and is asked once more where somebody else made one meanwhile.
  for (const [name, values] of [
    ['vote open', { question: 'meet twice a month?', rule: 'majority' }],
    ['decision record', { title: 'we use tabs' }],
  ] as const) {
    const asked = [await run(name, values), await run(name, values)];
    const replies = await Promise.all(asked.map((question, i) => yes(question, bots[i % 2 === 0 ? 0 : 1])));
    expect(replies.filter((reply) => /is (?:open|recorded):/u.test(said(reply)))).toHaveLength(1);
    expect(replies.filter((reply) => said(reply).includes('since I asked'))).toHaveLength(1);
  }
});

test('the same news of a project, sent twice at the same moment, are noted once', async () => {
  const replies = await Promise.all(
    bots.map((bot) =>
      bot.dispatcher.run(invocation('prague'), 'project update', { project: '1', text: 'The first is cut.' }),
    ),
  );
  expect(replies.map(said).toSorted()).toEqual([
    expect.stringContaining('Noted for'),
    expect.stringContaining('That is noted already'),
  ]);
});
