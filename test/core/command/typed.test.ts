// Commands that were typed as text: values by type, mistakes answered with what would be right.

import { describe, expect, it } from 'vitest';
import {
  commandText,
  fieldsWanted,
  isLikeCommand,
  readCommand,
  readFields,
} from '../../../src/core/command/typed.ts';
import { nearest } from '../../../src/core/command/values.ts';
import { command } from '../../../src/core/command.ts';
import { doc } from '../../../src/core/document.ts';
import { UserError } from '../../../src/core/errors.ts';
import { repositoriesTyped } from '../../../src/core/github/repository-typed.ts';
import { openForm, say } from '../../../src/core/reply.ts';
import { spokenAnswer } from '../../../src/features/meetings/spoken-answer.ts';
import fc from '../../property.ts';
import { beginWork, workSince } from '../../work-time.ts';

const run = async () => say(doc());
const commands = [
  command({
    name: 'meeting series create',
    description: 'Makes a series',
    access: 'organiser',
    options: {
      name: { type: 'string', description: 'What it is called', required: true, max: 20 },
      rule: { type: 'string', description: 'When', required: true },
      duration: { type: 'integer', description: 'Minutes', min: 15, max: 240 },
      host: { type: 'person', description: 'Who hosts' },
      where: { type: 'place', description: 'Where' },
      private: { type: 'boolean', description: 'Private' },
      kind: {
        type: 'string',
        description: 'Kind',
        choices: [
          { name: 'Work group', value: 'wg' },
          { name: 'Board', value: 'board' },
        ],
      },
    },
    run,
  }),
  command({
    name: 'meeting show',
    description: 'Shows one',
    access: 'everyone',
    options: { meeting: { type: 'string', description: 'Which', suggest: async () => [] } },
    run,
  }),
  command({
    name: 'meeting edit',
    description: 'Changes one',
    access: 'everyone',
    options: {
      host: { type: 'person', description: 'Who leads' },
      voice: { type: 'place', description: 'Where' },
      remove: {
        type: 'string',
        description: 'What it shall have no longer',
        choices: ['host', 'voice'].map((value) => ({ name: value, value })),
      },
    },
    run,
  }),
  command({ name: 'meeting next', description: 'Shows the next', access: 'everyone', run }),
  command({
    name: 'prs show',
    description: 'Shows a pull request',
    access: 'everyone',
    options: {
      number: { type: 'integer', description: 'Its number', required: true },
      repository: { type: 'string', description: 'Where', repositoriesIn: repositoriesTyped },
    },
    run,
  }),
  command({
    name: 'prs stale',
    description: 'Shows what rests',
    access: 'everyone',
    bare: 'days',
    options: {
      repository: { type: 'string', description: 'Where', repositoriesIn: repositoriesTyped },
      days: { type: 'integer', description: 'How long' },
    },
    run,
  }),
  command({
    name: 'meeting topic add',
    description: 'Adds one',
    access: 'everyone',
    opensForm: true,
    bare: 'title',
    options: { meeting: { type: 'string', description: 'Which' } },
    run,
  }),
  command({
    name: 'project status',
    description: 'Says where one stands',
    access: 'everyone',
    options: {
      project: { type: 'string', description: 'Which', suggest: async () => [] },
      status: {
        type: 'string',
        description: 'Where it stands',
        required: true,
        choices: [
          { name: 'Active', value: 'active' },
          { name: 'Parking lot', value: 'parked' },
        ],
      },
      why: { type: 'string', description: 'Why' },
    },
    run,
  }),
  command({
    name: 'vote cast',
    description: 'Votes',
    access: 'everyone',
    options: {
      choice: { type: 'string', description: 'What', required: true },
      vote: { type: 'string', description: 'Which', suggest: async () => [] },
      reason: { type: 'string', description: 'Why' },
    },
    run,
  }),
  command({
    name: 'member role',
    description: 'Makes somebody something',
    access: 'organiser',
    options: {
      who: { type: 'person', description: 'Who', required: true },
      role: {
        type: 'string',
        description: 'What',
        required: true,
        choices: ['member', 'organiser'].map((value) => ({ name: value, value })),
      },
    },
    run,
  }),
  command({
    name: 'meeting rsvp',
    description: 'Says whether you come',
    access: 'everyone',
    options: {
      answer: {
        type: 'string',
        description: 'Whether you come',
        required: true,
        choices: ['going', 'cant'].map((value) => ({ name: value, value })),
        meant: spokenAnswer,
      },
      meeting: { type: 'string', description: 'Which', suggest: async () => [] },
    },
    run,
  }),
  command({ name: 'docent help', description: 'Helps', access: 'everyone', run }),
  command({ name: 'ama ask', description: 'Asks', access: 'everyone', opensForm: true, run }),
];

const resolvers = {
  person: async (name: string) =>
    name === 'tokyo' ? ({ platform: 'discourse', id: 'tokyo', name: 'Tokyo' } as const) : undefined,
  place: async (name: string) =>
    name === 'docs' ? ({ platform: 'discourse', id: '5', name: 'Docs' } as const) : undefined,
  suggest: async () => [{ name: 'Docs call · 1 December', value: '12' }],
};
const read = async (input: string | readonly string[]) => {
  const { command: found, values, fields } = await readCommand(input, commands, resolvers);
  return { name: found.name, values, fields };
};
const create = 'meeting series create name:x rule:y';

it.each(['docent meeting next', '/docent meeting next', 'docent help', 'Docent Meeting Next'])(
  '%s names its command',
  async (typed) => {
    expect((await read(typed)).name).toBe(typed.endsWith('help') ? 'docent help' : 'meeting next');
  },
);

it('what is no command stays none behind the name of the bot', async () => {
  await expect(read('docent sing')).rejects.toThrow('There is no command `docent sing`.');
  await expect(read('docent docent docent')).rejects.toThrow(UserError);
});

it('what a command says of itself that it does leads to it', async () => {
  await expect(read('meeting makes 3')).rejects.toThrow('Did you mean `meeting series create`?');
  await expect(read('vote makes 3')).rejects.toThrow('There is no command `vote makes 3`. `/docent help`');
});

describe('quotation marks inside of a value', () => {
  it.each([
    [String.raw`"Sprint, \"Docs\" 2"`, 'Sprint, "Docs" 2'],
    ['"Sprint, "Docs" 2"', 'Sprint, "Docs" 2'],
    ['“Sprint, "Docs" 2”', 'Sprint, "Docs" 2'],
    ['"Docs "Brasil""', 'Docs "Brasil"'],
    ['""Yes" or "No", really?"', '"Yes" or "No", really?'],
    ['"The 3" disk"', 'The 3" disk'],
    ['"I am ill".', 'I am ill.'],
    ['"Docs"\nShe said "hi" and "', 'Docs'],
    [String.raw`"C:\docs and \d"`, String.raw`C:\docs and \d`],
    [String.raw`"ends in \\"`, 'ends in \\'],
  ])('%s', async (typed, reason) => {
    expect((await read(`vote cast choice:1 reason:${typed}`)).values).toEqual({ choice: '1', reason });
  });

  it('end with their own option', async () => {
    const { values } = await read('vote cast reason:"The "big" one" choice:"An "odd" one"');
    expect(values).toEqual({ reason: 'The "big" one', choice: 'An "odd" one' });
  });

  it('come back as they were from what the bot says to type', () =>
    fc.assert(
      fc.asyncProperty(fc.stringMatching(/^[a-z"“”«»„\\:= ]{1,20}$/u), async (text) => {
        const reason = text.trim().replace(/\s+/gu, ' ');
        fc.pre(reason !== '');
        const vote = commands.find(({ name }) => name === 'vote cast');
        if (!vote) throw new Error('There is no such command');
        const typed = commandText(vote, { choice: '1', reason });
        expect((await read(typed.slice(1))).values).toEqual({ choice: '1', reason });
      }),
    ));

  it('are read in time in proportion to the text', async () => {
    const began = beginWork();
    for (const marks of ['"', '\\', ' "', '\\"', ' a'])
      await read(`vote cast choice:1 reason:"${marks.repeat(15_000)} "`).catch(() => undefined);
    expect(workSince(began)).toBeLessThan(1_000);
  });
});

describe('words without the name of an option', () => {
  it.each([
    ['project status Glossary active', { project: 'Glossary', status: 'active' }],
    ['project status active Big words', { project: 'Big words', status: 'active' }],
    [
      'project status Glossary parking lot why:"No time"',
      { project: 'Glossary', status: 'parked', why: 'No time' },
    ],
    ['meeting rsvp answer:no', { answer: 'cant' }],
    ['meeting rsvp answer：no', { answer: 'cant' }],
    ['meeting rsvp —answer=no —meeting：“Docs call”', { answer: 'cant', meeting: 'Docs call' }],
    ['meeting\u00a0rsvp\u202fanswer:no', { answer: 'cant' }],
    ['meeting rsvp Can’t', { answer: 'cant' }],
    ['meeting rsvp not coming', { answer: 'cant' }],
    ['meeting rsvp not going Docs call', { answer: 'cant', meeting: 'Docs call' }],
    ['meeting rsvp Docs call nope', { answer: 'cant', meeting: 'Docs call' }],
    ['meeting rsvp answer:"I am not able to join" meeting:7', { answer: 'cant', meeting: '7' }],
    ['project status project:Glossary active', { project: 'Glossary', status: 'active' }],
    [
      'project status project:Glossary why:"Begun" active',
      { project: 'Glossary', status: 'active', why: 'Begun' },
    ],
    ['project status active', { status: 'active' }],
    ['vote cast vote:1 +1', { vote: '1', choice: '+1' }],
    ['vote cast vote:"1" -1 it breaks our links', { vote: '1', choice: '-1 it breaks our links' }],
    ['vote cast 3 > 1 vote:2', { vote: '2', choice: '3 > 1' }],
  ])('go where they can belong: %s', async (text, values) => {
    const own = { ...resolvers, suggest: async () => [] };
    expect((await readCommand(text, commands, own)).values).toEqual(values);
    // As a shell hands them over.
    const words = text.match(/(?:[^\s"]|"[^"]*")+/gu)?.map((word) => word.replaceAll('"', '')) ?? [];
    if (
      !text.includes('it breaks') &&
      !text.includes('3 > 1') &&
      !text.includes('ig words') &&
      !text.includes('lot') &&
      !text.includes('ocs call')
    )
      expect((await readCommand(words, commands, own)).values).toEqual(values);
  });

  it('name who asks by me, but not where it is a user name', async () => {
    const caller = { platform: 'discourse', id: 'ana', name: 'Ana' } as const;
    const read = (text: string) => readCommand(text, commands, { ...resolvers, caller });
    expect((await read('member role me organiser')).values).toMatchObject({ who: caller });
    await expect(read('member role @me organiser')).rejects.toThrow('nobody is called "@me"');
  });

  it('name who and what', async () => {
    expect((await read('member role tokyo organiser')).values).toEqual({
      who: { platform: 'discourse', id: 'tokyo', name: 'Tokyo' },
      role: 'organiser',
    });
  });

  it.each([
    ['project status Glossary', '`status` is one of'],
    ['vote cast vote:1', 'also needs `choice`'],
    ['vote cast vote:theirs +1', 'also needs `choice`'],
    ['vote cast reason:1 +1', 'also needs `choice`'],
  ])('that cannot be told apart are refused: %s', async (text, words) => {
    await expect(read(text)).rejects.toThrow(words);
  });
});

describe('a command', () => {
  it.each([
    ['meeting next', 'meeting next', {}],
    ['/Meeting NEXT', 'meeting next', {}],
    ['help', 'docent help', {}],
    ['meeting next\n\nThank you!', 'meeting next', {}],
    ['meeting series create name:"Docs call" rule:first', 'meeting series create', { name: 'Docs call', rule: 'first' }],
    ['meeting series create name:“Docs call” rule:«a b»', 'meeting series create', { name: 'Docs call', rule: 'a b' }],
    ['meeting series create rule:first tuesday name:x', 'meeting series create', { rule: 'first tuesday', name: 'x' }],
    ['meeting series create --name=x --rule="a\nb"', 'meeting series create', { name: 'x', rule: 'a\nb' }],
    ['meeting series create name:https://e.org/a:b rule:18:00, 21:00', 'meeting series create', { name: 'https://e.org/a:b', rule: '18:00, 21:00' }],
    ['meeting series create Name:x RULE:"say \'hi\'"', 'meeting series create', { name: 'x', rule: "say 'hi'" }],
    ['meeting show meeting:"docs call · 1 december"', 'meeting show', { meeting: '12' }],
    ['meeting show meeting:other', 'meeting show', { meeting: 'other' }],
    ['meeting show docs call · 1 december', 'meeting show', { meeting: '12' }],
    ['prs show 8977', 'prs show', { number: 8977 }],
    ['prs show 8977 repository:a/b', 'prs show', { number: 8977, repository: 'a/b' }],
  ])('%j', async (text, name, values) => {
    expect(await read(text)).toEqual({ name, values, fields: {} });
  }); // biome-ignore format: a table

  it('takes a person or a place away with none, one at a time', async () => {
    const read = (text: string) => readCommand(text, commands, resolvers);
    expect((await read('meeting edit host:none')).values).toEqual({ remove: 'host' });
    expect((await read('meeting edit voice:None')).values).toEqual({ remove: 'voice' });
    await expect(read('meeting edit voice:none host:none')).rejects.toThrow(
      'One thing is taken away at a time',
    );
    await expect(read('meeting edit host:none remove:voice')).rejects.toThrow('One thing is taken away');
    // Anybody else is chosen, and a text may be that word.
    expect((await read('meeting edit host:@tokyo')).values).toEqual({
      host: { platform: 'discourse', id: 'tokyo', name: 'Tokyo' },
    });
    expect((await read('meeting series create name:none rule:none')).values).toEqual({
      name: 'none',
      rule: 'none',
    });
  });

  it('in words that a shell has separated keeps them as they are', async () => {
    expect(
      await read(['meeting', 'series', 'create', 'name:Docs "call"', 'rule:first tuesday']),
    ).toMatchObject({
      values: { name: 'Docs "call"', rule: 'first tuesday' },
    });
  });

  it('that opens a form takes its fields', async () => {
    expect(await read('ama ask question:"How do I start?"')).toEqual({
      name: 'ama ask',
      values: {},
      fields: { question: 'How do I start?' },
    });
  });
});

it.each([
  ['meeting topic add some words', {}, { title: 'some words' }],
  ['meeting topic add meeting:12 title:"some words"', { meeting: '12' }, { title: 'some words' }],
  ['meeting topic add "some words" meeting:12', { meeting: '12' }, { title: 'some words' }],
])('words without a name go where the command says: %j', async (text, values, fields) => {
  expect(await read(text)).toEqual({ name: 'meeting topic add', values, fields });
});

it.each([
  ['prs show https://github.com/o/n/pull/12', { number: 12, repository: 'https://github.com/o/n' }],
  [
    'prs show <https://github.com/o/n/issues/12#issuecomment-3>',
    { number: 12, repository: 'https://github.com/o/n' },
  ],
  [
    'prs show number:https://github.com/o/n/pull/12/files',
    { number: 12, repository: 'https://github.com/o/n' },
  ],
  ['prs show owner/name#41', { number: 41, repository: 'owner/name' }],
  ['prs show owner/name 41', { number: 41, repository: 'owner/name' }],
  ['prs show 41', { number: 41 }],
  ['prs stale 90', { days: 90 }],
  ['prs stale owner/name', { repository: 'owner/name' }],
])('a number may be typed with its repository: %s', async (text, values) => {
  expect((await read(text)).values).toEqual(values);
});

it.each([
  ['prs show owner/name', 'also needs `number`'],
  ['prs show repository:o/n number:o/n#12', '`number` cannot be "o/n#12"'],
  ['prs show twelve', '`number` cannot be "twelve"'],
])('a number is asked for where none was typed: %s', async (text, said) => {
  await expect(read(text)).rejects.toThrow(said);
});

describe('values', () => {
  it.each([
    ['duration:60', { duration: 60 }],
    ['private:yes', { private: true }],
    ['private:Off', { private: false }],
    ['kind:board', { kind: 'board' }],
    ['kind:"work group"', { kind: 'wg' }],
    ['host:@tokyo', { host: { platform: 'discourse', id: 'tokyo', name: 'Tokyo' } }],
    ['where:#docs', { where: { platform: 'discourse', id: '5', name: 'Docs' } }],
  ])('%s', async (option, values) => {
    expect((await read(`${create} ${option}`)).values).toEqual({ name: 'x', rule: 'y', ...values });
  });
});

describe('a mistake is answered with what would be right:', () => {
  it.each([
    ['meetng next', ['no command `meetng next`', 'Did you mean `meeting next`']],
    ['meeting', ['one more word', '`meeting show`', '`meeting next`']],
    ['', ['no command']],
    ['`meeting next`', ["no command `'meeting next'`", 'Did you mean `meeting next`']],
    ['sing', ['`/docent help`']],
    ['meeting series create name:x', ['needs `rule`', 'When']],
    [`${create} hots:@tokyo`, ['no option `hots`', 'Did you mean `host`']],
    [`${create} name:z`, ['given twice']],
    [`${create} duration:5`, ['at least 15', 'at most 240', '"5"']],
    [`${create} duration:1.5`, ['whole number']],
    [`${create} duration:1e3`, ['whole number']],
    [`${create} private:maybe`, ['yes or no', '"maybe"']],
    [`${create} kind:club`, ['`Work group`, `Board`', '"club"']],
    [`${create} host:@nobody`, ['nobody is called "@nobody"']],
    [`${create} where:#nowhere`, ['no place "#nowhere"']],
    ['meeting series create name:123456789012345678901 rule:y', ['too long', '21', '20']],
    ['meeting next now', ['"now"', 'takes no options']],
    ['ama ask why so slow', ['"why"', 'Send `/ama ask` alone: the answer says what to write']],
    ['meeting series create now', ['"now"', '`name`, `rule`']],
    ['meeting series create name:"x rule:y', ['not closed']],
    [`meeting series create name:"x" y rule:z`, ['"y"']],
  ])('%s', async (text, parts) => {
    const error = await read(text).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(UserError);
    for (const part of parts) expect(String(error)).toContain(part);
  });
});

it('any words are read as a command or refused in words, never otherwise', async () => {
  const part = fc.oneof(
    fc.constantFrom('meeting', 'next', 'series', 'create', 'name:', 'rule:x', '"', ':', '--', '\n', ' '),
    fc.string(),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(part).map((parts) => parts.join(' ')),
      async (text) => {
        const error = await read(text).catch((thrown: unknown) => thrown);
        expect(error instanceof Error ? error : undefined).toSatisfy(
          (thrown: unknown) => thrown === undefined || thrown instanceof UserError,
        );
      },
    ),
  );
});

it.each([
  ['meeting next', true],
  ['Meeting whatever', true],
  ['meetin next', true],
  ['help', true],
  ['thanks for the meeting', false],
  ['hello', false],
  ['', false],
])('whether %j is like a command: %s', (text, expected) => {
  expect(isLikeCommand(text, commands)).toBe(expected);
});

it.each([
  ['serie', ['series', 'name'], 'series'],
  ['sreies', ['series', 'name'], 'series'],
  ['zone', ['series', 'name'], undefined],
  ['x', [], undefined],
])('nearest to %s in %j is %s', (typed, names, expected) => {
  expect(nearest(typed, names)).toBe(expected);
});

describe('fields of a form', () => {
  const form = openForm('ama/ask', {
    title: 'Ask',
    fields: [
      { kind: 'paragraph', name: 'question', label: 'Your question', required: true, maxLength: 1000 },
      {
        kind: 'select',
        name: 'anonymous',
        label: 'Anonymous?',
        required: false,
        value: 'no',
        choices: [
          { name: 'Yes', value: 'yes' },
          { name: 'No', value: 'no' },
        ],
      },
    ],
  });

  it('are read, with what the form holds already', () => {
    expect(readFields(form, { question: 'Why?' })).toEqual({ question: 'Why?', anonymous: 'no' });
    expect(readFields(form, { question: 'Why?', anonymous: 'YES' })).toEqual({
      question: 'Why?',
      anonymous: 'yes',
    });
  });

  it('hold no more than they have room for', () => {
    const line = { kind: 'line', name: 'title', label: 'Title', required: true, maxLength: 5 } as const;
    const short = { ...form, fields: [line] };
    expect(readFields(short, { title: 'x'.repeat(5) })).toEqual({ title: 'xxxxx' });
    expect(() => readFields(short, { title: 'x'.repeat(6) })).toThrow('is too long: 6 characters, at most 5');
  });

  it('that are missing, unknown or wrong are said by name', () => {
    expect(() => readFields(form, {})).toThrow(fieldsWanted(form));
    expect(fieldsWanted(form)).toBe(
      '“Ask” is a form. Write its fields after the command: `question:"…"` (Your question), `anonymous:"…"` (Anonymous?: Yes, No; may be left out).',
    );
    expect(fieldsWanted({ ...form, fields: [], intro: 'Be kind.' })).toMatch(/: \. Be kind\.$/u);
    const [question, select] = form.fields;
    if (question?.kind !== 'paragraph' || select?.kind !== 'select') throw new Error('The form has others');
    const free = {
      ...form,
      fields: [
        { ...question, required: false },
        { ...select, value: '' },
      ],
    };
    expect(readFields(free, { question: '' })).toEqual({ question: '', anonymous: '' });
    // Where nothing is typed, nothing can be meant.
    expect(() => readFields(free, {})).toThrow(fieldsWanted(free));
    expect(() => readFields(form, { question: 'x', anonymus: 'yes' })).toThrow('Did you mean `anonymous`?');
    expect(() => readFields(form, { question: 'x', anonymous: 'perhaps' })).toThrow('`Yes`, `No`');
  });
});
