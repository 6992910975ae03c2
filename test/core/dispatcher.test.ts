// The guards of the one way in, each by itself: whoever is turned away, and what is left out before anything sees it.
import { beforeEach, describe, expect, it } from 'vitest';
import { customId } from '../../src/core/command/custom-id.ts';
import type { Draft, DraftOwner } from '../../src/core/command/drafts.ts';
import { filled } from '../../src/core/command/form.ts';
import type { Invocation } from '../../src/core/command/invocation.ts';
import { type Access, command, type OptionValue } from '../../src/core/command.ts';
import { createDispatcher, type DispatcherParts } from '../../src/core/dispatcher.ts';
import { doc, p, person, plain } from '../../src/core/document.ts';
import { DoneElsewhereError, OutsideError, UserError } from '../../src/core/errors.ts';
import { openForm, type Reply, say, whisper } from '../../src/core/reply.ts';
import { can } from '../features/remembered.ts';

const lagos = { platform: 'discord', id: '7', name: 'lagos' };
let isOrganiser: boolean;
let fault: boolean;
let kept: Draft | undefined;
let isKnown: boolean;
let ran: (readonly string[] | Readonly<Record<string, OptionValue | undefined>>)[];
let suggested: unknown[];
let chosen: unknown[];
let absent: boolean;

const refused = (message: string) => {
  throw new UserError(message);
};

const isLagos = ({ caller, groupId }: DraftOwner) => caller.id === lagos.id && groupId === 1;

const parts: DispatcherParts = {
  commands: [
    command({
      name: 'watch add',
      description: 'Watches',
      access: 'everyone',
      isPublic: true,
      options: {
        repository: {
          type: 'string',
          description: 'Which',
          max: 40,
          repositoriesIn: (typed) => typed.split(' '),
          async suggest(typed, _, others) {
            suggested.push([typed, others]);
            return [{ name: 'x', value: 'x' }];
          },
        },
        note: { type: 'string', description: 'What', max: 30 },
        channel: { type: 'place', description: 'Where' },
      },
      async run(_, values) {
        if (fault) return say(doc(p('Not today.')), { isError: true });
        ran.push(values);
        return say(doc(p('By ', person('Lagos', [lagos]))));
      },
    }),
  ],
  actions: [
    {
      name: 'watch/drop',
      args: ['text', ['all', 'one']],
      access: 'everyone',
      confirm: async () => ({ document: doc(p('Drop it?')), label: 'Drop it' }),
      async run(_, args) {
        ran.push(args);
        return say(doc(p('Dropped.')));
      },
    },
  ],
  forms: [
    {
      name: 'watch/notes',
      args: [],
      access: 'organiser',
      open: async (_request, _args, typed) =>
        openForm('watch/notes', { title: `Notes: ${typed.text}`, fields: [] }),
      run: async () => refused('Try again.'),
    },
    {
      name: 'watch/add',
      args: [],
      access: 'everyone',
      open: async () => openForm('watch/add', { title: 'Watch', fields: [] }),
      async run(_request, _args, values) {
        if (fault) throw new Error('Broken');
        return { kind: 'filled', command: 'watch add', values };
      },
    },
  ],
  drafts: {
    async keep(_, draft) {
      kept = draft;
      return 'd1';
    },
    find: async (owner) => (isLagos(owner) ? kept : undefined),
    take: async (owner) => (isLagos(owner) ? kept : undefined),
  },
  now: () => new Date(0),
  contextOf: async () => ({ groupId: 1, isOrganiser, isMember: true, zone: 'UTC' }),
  about: async () => [],
  isKnown: async () => isKnown,
  isAbsent: () => absent,
  groupOf: async () => 1,
  async refuseStrange(_, one) {
    chosen.push(one);
  },
  ingest: async () => {},
  failed(error) {
    throw error;
  },
};
const dispatcher = createDispatcher(parts);

let serial = 0;
const by = (more: Partial<Invocation> = {}): Invocation => {
  serial += 1;
  return {
    id: `x${serial}`,
    platform: 'discord',
    can: can('discord'),
    caller: lagos,
    roles: [],
    isManager: false,
    ...more,
  };
};
const words = (reply: Reply) => (reply.kind === 'said' ? plain(reply.document) : `form ${reply.title}`);
const run = (values: Readonly<Record<string, OptionValue>>, more: Partial<Invocation> = {}) =>
  dispatcher.run(by(more), 'watch add', values);
const suggest = (typed: string, others: Readonly<Record<string, unknown>> = {}) =>
  dispatcher.suggest(by(), 'watch add', { name: 'repository', typed, others });

beforeEach(() => {
  isOrganiser = true;
  isKnown = false;
  fault = false;
  absent = false;
  kept = undefined;
  ran = [];
  suggested = [];
  chosen = [];
});

it('a form that was refused is opened again for those alone who may still send it; others get back what they wrote', async () => {
  const reply = await dispatcher.submit(by(), customId('watch/notes'), { text: 'mine' });
  expect(words(reply)).toBe('Try again.');
  const again = () => dispatcher.press(by(), customId('dispatcher/reopen', ['d1']));
  expect(words(await again())).toBe('form Notes: mine');
  isOrganiser = false;
  expect(words(await again())).toMatch(/Only organisers.*Here is what you wrote.*mine/su);
});

it('what was typed is opened again for nobody but its author', async () => {
  await dispatcher.submit(by(), customId('watch/notes'), { text: 'mine' });
  const other = by({ caller: { ...lagos, id: '8' } });
  const again = words(await dispatcher.press(other, customId('dispatcher/reopen', ['d1'])));
  expect(again).toContain('no longer kept');
  expect(again).not.toContain('mine');
});

it('a field of a form holds no more than any platform sends', async () => {
  const send = async (length: number) =>
    words(await dispatcher.submit(by(), customId('watch/notes'), { text: 'x'.repeat(length) }));
  expect(await send(6000)).toBe('Try again.');
  expect(await send(6001)).toContain('text is too long: 6001 characters');
});

describe('what is for some', () => {
  const kinds = ['everyone', 'member', 'organiser'] as const;
  const who = {
    nobody: { isMember: false, isOrganiser: false },
    'a member': { isMember: true, isOrganiser: false },
    'an organiser': { isMember: false, isOrganiser: true },
  };
  let asker: (typeof who)['nobody'];
  const done = async () => whisper(p('Done.'));
  const open = async () => openForm('form/everyone', { title: 'Form', fields: [] });
  const guarded = createDispatcher({
    ...parts,
    commands: kinds.map((access) =>
      command({
        name: `do ${access}`,
        description: 'x',
        access,
        options: {
          what: { type: 'string', description: 'What', suggest: async () => [{ name: 'x', value: 'x' }] },
        },
        run: done,
      }),
    ),
    actions: kinds.flatMap((access) => [
      { name: `do/${access}`, args: [], access, run: done },
      {
        name: `ask/${access}`,
        args: [],
        access,
        confirm: async () => ({ document: doc(p('Sure?')), label: 'Yes' }),
        run: done,
      },
    ]),
    forms: kinds.flatMap((access) => [
      { name: `form/${access}`, args: [], access, open, run: done },
      {
        name: `fill/${access}`,
        args: [],
        access: 'everyone' as const,
        open,
        run: async () => filled(`do ${access}`, {}),
      },
    ]),
    contextOf: async () => ({ groupId: 1, zone: 'UTC', ...asker }),
  });
  const ways: Record<string, (access: Access) => Promise<Reply>> = {
    'a command': (access) => guarded.run(by(), `do ${access}`, {}),
    'a button': (access) => guarded.press(by(), customId(`do/${access}`)),
    'a form': (access) => guarded.submit(by(), customId(`form/${access}`), {}),
    'a form that fills in a command': (access) => guarded.submit(by(), customId(`fill/${access}`), {}),
    'a yes to what was asked when one still might': async (access) => {
      const now = asker;
      asker = who['an organiser'];
      const asked = await guarded.press(by(), customId(`ask/${access}`));
      asker = now;
      const yes = asked.kind === 'said' ? asked.buttons?.[0] : undefined;
      if (!yes || !('action' in yes)) throw new Error(words(asked));
      return await guarded.press(by(), customId(yes.action, yes.args));
    },
  };
  it.each(Object.entries(ways))('is for no others: %s', async (_, ask) => {
    const answers = async (one: (typeof who)['nobody']) => {
      asker = one;
      const said: string[] = [];
      for (const access of kinds) said.push(words(await ask(access)).split('.')[0] ?? '');
      return said;
    };
    const [members, organisers] = ['Only members of the group can do that', 'Only organisers can do that'];
    expect(await answers(who.nobody)).toEqual(['Done', members, organisers]);
    expect(await answers(who['a member'])).toEqual(['Done', 'Done', organisers]);
    expect(await answers(who['an organiser'])).toEqual(['Done', 'Done', 'Done']);
  });
  it('is completed for no others', async () => {
    const offered = async (one: (typeof who)['nobody']) => {
      asker = one;
      const choices: number[] = [];
      for (const access of kinds)
        choices.push(
          (await guarded.suggest(by(), `do ${access}`, { name: 'what', typed: '', others: {} })).length,
        );
      return choices;
    };
    expect(await offered(who.nobody)).toEqual([1, 0, 0]);
    expect(await offered(who['a member'])).toEqual([1, 1, 0]);
    expect(await offered(who['an organiser'])).toEqual([1, 1, 1]);
  });
});

it('what goes wrong with a form is told of, and what was typed is kept', async () => {
  fault = true;
  const sent = dispatcher.submit(by(), customId('watch/add'), { note: 'mine' });
  await expect(sent).rejects.toThrow('Broken');
  expect(kept).toMatchObject({ form: 'watch/add', values: { note: 'mine' } });
});

it('what opens a form is known before it is run, and so is what opens one again', () => {
  expect(dispatcher.opensForm(customId('dispatcher/reopen', ['d1']))).toBe(true);
  expect(dispatcher.opensForm(customId('watch/drop', ['x', 'all']))).toBe(false);
});

describe('a completion', () => {
  it.each([
    [200, 1],
    [201, 0],
  ])('for %i typed characters is asked of a feature %i times', async (length, times) => {
    expect(await suggest('x'.repeat(length))).toHaveLength(times);
    expect(suggested).toHaveLength(times);
  });

  it('is told of other options as long as they may be, and of nothing that no database takes', async () => {
    await suggest('do\0cs \ud800', {
      note: 'n'.repeat(31),
      repository: 'r'.repeat(40),
      other: 'a\0',
      number: 3,
    });
    expect(suggested).toEqual([['docs \ufffd', { repository: 'r'.repeat(40), other: 'a', number: 3 }]]);
  });
});

it.each([
  ['a command', (note: string) => run({ note })],
  ['a form that fills one in', (note: string) => dispatcher.submit(by(), customId('watch/add'), { note })],
])('%s takes texts as long as its options', async (_, send) => {
  await send('n'.repeat(30));
  expect(ran).toEqual([{ note: 'n'.repeat(30) }]);
  expect(words(await send('n'.repeat(31)))).toBe('note is too long: 31 characters, at most 30.');
  expect(ran).toHaveLength(1);
});

it('a repository is looked up among those granted by its whole name; a name alone means one that is there', async () => {
  await run({ repository: 'guide docs/guide' });
  expect(chosen).toEqual(['docs/guide']);
});

it('a place is one of those that the group may use', async () => {
  const channel = { platform: 'discord', id: '9', name: 'general' };
  await run({ channel, note: 'a/b' });
  expect(chosen).toEqual([channel]);
});

it('what is asked for and is not there is said with what to do', async () => {
  expect(words(await dispatcher.run(by(), 'watch none', {}))).toContain('There is no command');
  expect(words(await dispatcher.submit(by(), customId('watch/none'), {}))).toContain('open it again');
  expect(words(await dispatcher.press(by(), customId('dispatcher/reopen', ['d1'])))).toContain(
    'no longer kept',
  );
  expect(await dispatcher.suggest(by(), 'watch none', { name: 'note', typed: '', others: {} })).toEqual([]);
  expect(await dispatcher.suggest(by(), 'watch add', { name: 'note', typed: '', others: {} })).toEqual([]);
});

describe('of several bots, or where something outside fails,', () => {
  const failures: unknown[] = [];
  let asked: string[] = [];
  let isDone = false;
  const outside = new OutsideError('The folder is full.', { toOthers: 'Ask an organiser.' });
  const failing = async (): Promise<never> => {
    throw outside;
  };
  const other = createDispatcher({
    ...parts,
    commands: [
      command({ name: 'a read', description: 'x', access: 'everyone', isReadOnly: true, run: failing }),
      command({
        name: 'a write',
        description: 'x',
        access: 'everyone',
        isPublic: true,
        run: async () => whisper(doc(p('Done.'))),
      }),
      command({
        name: 'a wish',
        description: 'x',
        access: 'everyone',
        isPublic: true,
        opensForm: { unless: ['note'] },
        options: {
          note: {
            type: 'string',
            description: 'What',
            suggest: failing,
          },
        },
        run: async () => say(doc(p('Wished.'))),
      }),
    ],
    forms: [
      {
        name: 'a/wish',
        args: [],
        access: 'everyone',
        open: async () => openForm('a/wish', { title: 'Wish', fields: [] }),
        run: async (_request, _args, values) => ({ kind: 'filled', command: 'a wish', values }),
      },
    ],
    async once(id, work) {
      asked.push(id);
      if (isDone) throw new DoneElsewhereError();
      return await work();
    },
    failed: (error) => void failures.push(error),
  });
  beforeEach(() => {
    failures.length = 0;
    asked = [];
    isDone = false;
  });

  it('whoever may mend it reads why, others whom to ask, and the log hears of it', async () => {
    expect(words(await other.run(by(), 'a read', {}))).toContain('The folder is full.');
    isOrganiser = false;
    expect(words(await other.run(by(), 'a read', {}))).toContain('Ask an organiser.');
    expect(await other.suggest(by(), 'a wish', { name: 'note', typed: '', others: {} })).toEqual([]);
    expect(failures).toEqual([outside, outside, outside]);
    await other.run(by(), 'a none', {});
    expect(failures).toHaveLength(3);
  });

  it('one does the work, and what only reads both do', async () => {
    await other.run(by({ id: 'read' }), 'a read', {});
    expect(words(await other.run(by({ id: 'write' }), 'a write', {}))).toBe('Done.');
    expect(asked).toEqual(['write']);
    isDone = true;
    await expect(other.run(by(), 'a write', {})).rejects.toThrow(DoneElsewhereError);
    await expect(other.submit(by(), customId('a/wish'), { note: 'x' })).rejects.toThrow(DoneElsewhereError);
    expect(failures).toEqual([outside]);
  });

  it('a form with nothing in it asks for what is needed, and opens no other', async () => {
    expect(words(await other.submit(by(), customId('a/wish'), { note: 'x' }))).toContain('Wished.');
    expect(words(await other.submit(by(), customId('a/wish'), {}))).toContain('Please fill it in');
  });
});

it('two things of one name are refused at the start', () => {
  expect(() => createDispatcher({ ...parts, actions: [...parts.actions, ...parts.actions] })).toThrow(
    'Two features both define watch/drop',
  );
});

it('a public answer says when it was so, and a refusal does not', async () => {
  expect(words(await run({}))).toContain('As of 1970-01-01');
  fault = true;
  expect(words(await run({}))).toBe('Not today.');
});

it('people who are gone are named without their account, which would read as a number', async () => {
  const shown = async () => JSON.stringify(await run({}));
  expect(await shown()).toContain('"id":"7"');
  absent = true;
  expect(await shown()).not.toContain('"id":"7"');
});

describe('a command below something that is not known', () => {
  const below = (isPublished: boolean) => run({}, { replyTo: '55', isPublished: async () => isPublished });

  it('does nothing where the bot published that from another database', async () => {
    expect(words(await below(true))).toContain('an earlier database of mine');
    expect(ran).toEqual([]);
  });

  it('nor does a button on it', async () => {
    const on = by({ messageId: '55', isPublished: async () => true });
    expect(words(await dispatcher.press(on, customId('watch/drop', ['x', 'all'])))).toContain(
      'an earlier database',
    );
  });

  it('is run where somebody else wrote it, or where it is known', async () => {
    await below(false);
    isKnown = true;
    await below(true);
    expect(ran).toHaveLength(2);
  });
});

it.each([
  ['what no button ever carried', ['docs', 'none']],
  ['what no database takes', ['do\0cs', 'all']],
])('a button with %s, pressed or kept until it was confirmed, is not run', async (_, args) => {
  expect(words(await dispatcher.press(by(), customId('watch/drop', args)))).toContain(
    'an older version of me',
  );
  kept = { form: 'press watch/drop', args, values: {} };
  const confirm = () => dispatcher.press(by(), customId('dispatcher/confirm', ['d1']));
  expect(words(await confirm())).toContain('answered already');
  expect(ran).toEqual([]);
  kept = { form: 'press watch/drop', args: ['docs', 'all'], values: {} };
  await confirm();
  expect(ran).toEqual([['docs', 'all']]);
});
