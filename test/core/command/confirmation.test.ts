// A command that changes something asks first, means what it meant when it asked, and runs once.
import { beforeEach, describe, expect, it } from 'vitest';
import { customId } from '../../../src/core/command/custom-id.ts';
import type { Draft, DraftOwner } from '../../../src/core/command/drafts.ts';
import { filled } from '../../../src/core/command/form.ts';
import type { Invocation } from '../../../src/core/command/invocation.ts';
import { command, type OptionValue } from '../../../src/core/command.ts';
import { createDispatcher } from '../../../src/core/dispatcher.ts';
import { doc, p, plain } from '../../../src/core/document.ts';
import { OutsideError, UserError } from '../../../src/core/errors.ts';
import { openForm, type Reply, type Said, say, whisper } from '../../../src/core/reply.ts';
import { can } from '../../features/remembered.ts';

const prague = { platform: 'discord', id: '1', name: 'prague' };
let ran: Readonly<Record<string, OptionValue | undefined>>[];
let next: string;
let fault: Error | undefined;
let isOrganiser: boolean;
const full = new Error('database or disk is full');
let groupId: number;
let strange: string | undefined;
let drafts: Map<string, { draft: Draft; by: string }>;

const cancel = command({
  name: 'meeting cancel',
  description: 'Cancels a meeting',
  access: 'organiser',
  options: {
    meeting: { type: 'string', description: 'Which' },
    reason: { type: 'string', description: 'Why' },
    repository: { type: 'string', description: 'Where', repositoriesIn: (typed) => [typed] },
  },
  async confirm(_, { meeting }) {
    if (meeting === 'nothing') throw new UserError('There is no meeting "nothing".');
    if (meeting === 'draft') return undefined;
    return { document: doc(p(`Cancel ${next}?`)), label: 'Cancel it', values: { meeting: next } };
  },
  async run(_, values) {
    if (fault) throw fault;
    ran.push(values);
    return whisper(doc(p('Cancelled.')));
  },
});

let looked: number;
let written: string;
/** What somebody writes while the question is being asked, which then says more exactly what it means. */
let writtenMeanwhile: string | undefined;
const pause = command({
  name: 'watch pause',
  description: 'Pauses',
  access: 'organiser',
  options: {},
  async confirm() {
    looked += 1;
    const question = { document: doc(p('Pause it?')), label: 'Pause it', overwrites: written };
    if (writtenMeanwhile === undefined) return question;
    written = writtenMeanwhile;
    return { ...question, values: {} };
  },
  run: async () => whisper(doc(p('Paused.'))),
});

const keyOf = ({ caller, groupId }: DraftOwner) => `${groupId} ${caller.id}`;

const dispatcher = createDispatcher({
  commands: [cancel, pause],
  actions: [true, false].map((isPublic) => ({
    name: isPublic ? 'issues/next' : 'votes/show',
    args: [],
    access: 'everyone',
    isPublic,
    run: async () => say(doc(p('The next one.'))),
  })),
  forms: [
    {
      name: 'meetings/cancel',
      args: [],
      access: 'everyone',
      open: async () => openForm('meetings/cancel', { title: 'Cancel', fields: [] }),
      run: async (_, _args, values) => filled('meeting cancel', values),
    },
  ],
  drafts: {
    async keep(owner, draft) {
      const id = `d${drafts.size + 1}`;
      drafts.set(id, { draft, by: keyOf(owner) });
      return id;
    },
    find: async (owner, id) => (drafts.get(id)?.by === keyOf(owner) ? drafts.get(id)?.draft : undefined),
    async take(owner, id) {
      const kept = drafts.get(id);
      if (kept?.by !== keyOf(owner)) return undefined;
      drafts.delete(id);
      return kept.draft;
    },
  },
  now: () => new Date(0),
  contextOf: async () => ({ groupId, isOrganiser, isMember: true, zone: 'UTC' }),
  about: async () => [],
  groupOf: async () => 1,
  async refuseStrange(_, chosen) {
    if (chosen === strange) throw new UserError(`${strange} is not granted.`);
  },
  ingest: async () => {},
  explained: (error) => (error === full ? new OutsideError('My disk is full.') : undefined),
  failed: () => {},
});

const invocation = (platform = 'discord', caller = prague): Invocation => ({
  id: 'x',
  platform,
  can: can(platform),
  caller,
  roles: [],
  isManager: false,
});

const said = (reply: Reply): Said => {
  if (reply.kind === 'said') return reply;
  throw new Error(`A form: ${reply.title}`);
};
const ask = async (values = {}, by = invocation()) =>
  said(await dispatcher.run(by, 'meeting cancel', values));
const press = async (reply: Said, label: string, by = invocation()) => {
  const button = reply.buttons?.find((one) => one.label === label);
  if (!button || !('action' in button)) throw new Error(`No button ${label}`);
  return said(await dispatcher.press(by, customId(button.action, button.args)));
};

beforeEach(() => {
  ran = [];
  looked = 0;
  written = 'mondays';
  writtenMeanwhile = undefined;
  next = 'Monthly meeting';
  fault = undefined;
  isOrganiser = true;
  groupId = 1;
  strange = undefined;
  drafts = new Map();
});

describe('a command that changes something', () => {
  it('asks first and does nothing until the answer is yes', async () => {
    const question = await ask({ reason: 'ill' });
    expect(plain(question.document)).toContain('Cancel Monthly meeting?');
    expect(question.isPrivate).toBe(true);
    expect(ran).toEqual([]);
    const done = await press(question, 'Cancel it');
    expect(ran).toEqual([{ reason: 'ill', meeting: 'Monthly meeting' }]);
    expect(done).toMatchObject({ replaces: true });
  });

  it('looks once for what it asks where the question said nothing more exactly', async () => {
    const question = said(await dispatcher.run(invocation(), 'watch pause', {}));
    expect(looked).toBe(1);
    expect(plain((await press(question, 'Pause it')).document)).toBe('Paused.');
  });

  it('asks once more when somebody changed meanwhile what a yes writes over', async () => {
    const question = said(await dispatcher.run(invocation(), 'watch pause', {}));
    written = 'fridays';
    const again = await press(question, 'Pause it');
    expect(plain(again.document)).toContain('Somebody changed it since I asked. As it is now');
    expect(plain((await press(again, 'Pause it')).document)).toBe('Paused.');
  });

  it('refuses what another version of it asked about, and this one does not take', async () => {
    const question = await ask();
    const args = ['{"meeting":"Monthly meeting","because":"ill"}'];
    for (const [id, { draft, by }] of drafts) drafts.set(id, { draft: { ...draft, args }, by });
    expect(plain((await press(question, 'Cancel it')).document)).toContain('because');
    expect(ran).toEqual([]);
  });

  it('takes what it says more exactly itself, however long that is', async () => {
    next = 'Monthly meeting '.repeat(80);
    await press(await ask(), 'Cancel it');
    expect(ran).toEqual([{ meeting: next }]);
  });

  it('asks once more, too, when that was changed between two looks at what it asks', async () => {
    writtenMeanwhile = 'fridays';
    const question = said(await dispatcher.run(invocation(), 'watch pause', {}));
    const again = await press(question, 'Pause it');
    expect(plain(again.document)).toContain('Somebody changed it since I asked. As it is now');
    expect(plain((await press(again, 'Pause it')).document)).toBe('Paused.');
  });

  it('means what it meant when it asked, though another one is next by now', async () => {
    const question = await ask();
    next = 'Localization';
    await press(question, 'Cancel it');
    expect(ran).toEqual([{ meeting: 'Monthly meeting' }]);
  });

  it('asks as well when a form filled it in, which is for those alone who may give the command', async () => {
    const send = async () =>
      said(
        await dispatcher.submit(invocation(), customId('meetings/cancel'), { reason: 'ill', meeting: ' ' }),
      );
    const question = await send();
    expect(ran).toEqual([]);
    await press(question, 'Cancel it');
    expect(ran).toEqual([{ reason: 'ill', meeting: 'Monthly meeting' }]);
    isOrganiser = false;
    expect(plain((await send()).document)).toContain('Only organisers');
    isOrganiser = true;
    strange = 'other/repository';
    const refused = await dispatcher.submit(invocation(), customId('meetings/cancel'), {
      repository: strange,
    });
    expect(plain(said(refused).document)).toContain('is not granted');
  });

  it('leaves everything as it is when the answer is no', async () => {
    const reply = await press(await ask(), 'Leave it');
    expect(plain(reply.document)).toContain('stays as it is');
    expect(ran).toEqual([]);
  });

  it('runs once, however often yes is pressed', async () => {
    const question = await ask();
    const [first, second] = await Promise.all([press(question, 'Cancel it'), press(question, 'Cancel it')]);
    expect(ran).toHaveLength(1);
    expect([first.isError, second.isError].filter(Boolean)).toHaveLength(1);
  });

  it('is confirmed by nobody else, and not by one who may no longer do it', async () => {
    const question = await ask();
    const tokyo = invocation('discord', { platform: 'discord', id: '2', name: 'tokyo' });
    expect((await press(question, 'Cancel it', tokyo)).isError).toBe(true);
    isOrganiser = false;
    expect(plain((await press(question, 'Cancel it')).document)).toContain('Only organisers');
    expect(ran).toEqual([]);
  });

  it('is answered in the group in which it was asked, in no other', async () => {
    const question = await ask();
    groupId = 2;
    expect((await press(question, 'Cancel it')).isError).toBe(true);
    expect(ran).toEqual([]);
    groupId = 1;
    await press(question, 'Cancel it');
    expect(ran).toHaveLength(1);
  });

  it('uses no repository that was taken from the group since it asked', async () => {
    const question = await ask({ repository: 'docs/guide' });
    strange = 'docs/guide';
    expect(plain((await press(question, 'Cancel it')).document)).toContain('not granted');
    expect(ran).toEqual([]);
  });

  it('does not ask when the answer was given in advance, or when there is nothing to ask', async () => {
    await ask({ meeting: '7', confirmed: true });
    await ask({ meeting: 'draft' });
    expect(ran).toEqual([{ meeting: '7' }, { meeting: 'draft' }]);
  });

  it('asks all the same when confirmed:false is said', async () => {
    await ask({ confirmed: false });
    expect(ran).toEqual([]);
  });

  it('refuses what it does not understand before it asks', async () => {
    const reply = await ask({ meeting: 'nothing' });
    expect(reply.isError).toBe(true);
    expect(reply.buttons).toBeUndefined();
  });

  it('can be confirmed once more after a fault that is not the asker’s', async () => {
    const question = await ask();
    fault = new OutsideError('The database is busy.');
    const again = await press(question, 'Cancel it');
    expect(again.isError).toBe(true);
    fault = undefined;
    await press(again, 'Try again');
    expect(ran).toEqual([{ meeting: 'Monthly meeting' }]);
  });

  it('says what is the matter when the ground under it gives way, and can be confirmed once it is mended', async () => {
    const question = await ask();
    fault = full;
    const again = await press(question, 'Cancel it');
    expect(plain(again.document)).toContain('My disk is full');
    fault = undefined;
    await press(again, 'Try again');
    expect(ran).toHaveLength(1);
  });

  it('where there are no buttons, says what to type, with what was meant', async () => {
    const question = await ask({ reason: 'He said "no"' }, invocation('discourse'));
    expect(plain(question.document)).toContain(
      `/meeting cancel reason:"He said \\"no\\"" meeting:"Monthly meeting" confirmed:true`,
    );
  });
});

it('what everybody is answered after a press says when it was so, as what a command answers does', async () => {
  const pressed = async (name: string) =>
    plain(said(await dispatcher.press(invocation(), customId(name, []))).document);
  expect(await pressed('issues/next')).toMatch(/The next one\.\s+As of 1970-01-01T00:00/u);
  expect(await pressed('votes/show')).not.toContain('As of');
});

it('what no database takes is left out of what is typed, in commands and forms', async () => {
  await dispatcher.run(invocation(), 'meeting cancel', { meeting: 'draft', reason: 'to\0day \ud800' });
  await dispatcher.submit(invocation(), customId('meetings/cancel'), { meeting: 'draft', reason: '\0late' });
  expect(ran.map(({ reason }) => reason)).toEqual(['today \ufffd', 'late']);
});
