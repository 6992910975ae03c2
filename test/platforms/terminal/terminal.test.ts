// The terminal runs commands, says their answers as plain text, fills forms, and ends with a status.

import { describe, expect, it } from 'vitest';
import { customId } from '../../../src/core/command/custom-id.ts';
import { type Command, command } from '../../../src/core/command.ts';
import { createDispatcher, type Dispatcher } from '../../../src/core/dispatcher.ts';
import {
  code,
  codeBlock,
  doc,
  heading,
  link,
  list,
  numbered,
  p,
  person,
  quoteOf,
  strong,
  tasks,
  time,
  typed,
} from '../../../src/core/document.ts';
import { UserError } from '../../../src/core/errors.ts';
import { openForm, type Reply, say, whisper } from '../../../src/core/reply.ts';
import { runInTerminal, type TerminalOptions } from '../../../src/platforms/terminal/index.ts';
import { render } from '../../../src/platforms/terminal/render.ts';
import fc from '../../property.ts';

const at = new Date('2026-12-01T17:00:00Z');
const reader = { zone: 'America/New_York', columns: 60 };
const form = openForm('ama/ask', {
  title: 'Ask a question',
  fields: [
    { kind: 'paragraph', name: 'question', label: 'Your question', required: true, maxLength: 1000 },
    { kind: 'line', name: 'name', label: 'Your name', required: false, maxLength: 100 },
  ],
});
const commands: Command[] = [
  command({
    name: 'meeting next',
    description: 'Shows the next meeting',
    access: 'everyone',
    options: { series: { type: 'string', description: 'Which series' } },
    run: async (request, { series }) => {
      await request.progress(doc(p('Looking…')));
      return say(doc(p(`${request.caller.name} asked for ${series}: `, time(at, 'Europe/Prague'))));
    },
  }),
  command({
    name: 'meeting move',
    description: 'Moves it',
    access: 'organiser',
    options: { to: { type: 'string', description: 'When', required: true } },
    run: async () => {
      throw new UserError('That is in the past. Try `tue 20:00`.');
    },
  }),
  command({ name: 'ama ask', description: 'Asks', access: 'everyone', opensForm: true, run: async () => form }),
  command({
    name: 'meeting plan',
    description: 'Plans',
    access: 'everyone',
    run: async (): Promise<Reply> =>
      whisper(doc(p('A plan.')), {
        buttons: [
          { label: 'Over', action: 'meetings/accept', args: ['6'], disabled: true },
          { label: 'Accept', action: 'meetings/accept', args: ['7'] },
          { label: 'Web', url: 'https://e.org' },
        ],
        files: [{ name: 'plan.png', content: Buffer.from('x') }],
      }),
  }),
]; // biome-ignore format: one command after the other

function smallDispatcher(): Dispatcher {
  return createDispatcher({
    commands,
    actions: [
      {
        name: 'meetings/accept',
        args: ['id'],
        access: 'everyone',
        run: async (_, args) => say(doc(p(`Accepted ${args.join()}.`))),
      },
    ],
    forms: [
      {
        name: 'ama/ask',
        args: [],
        access: 'everyone',
        open: async () => form,
        run: async (_, _args, values) => say(doc(p(`Asked: ${values.question} by ${values.name}`))),
      },
    ],
    drafts: { keep: async () => '1', find: async () => undefined, take: async () => undefined },
    now: () => at,
    contextOf: async () => ({ groupId: 1, isOrganiser: true, isMember: true, zone: 'UTC' }),
    about: async () => [],
    groupOf: async () => 1,
    refuseStrange: async () => {},
    ingest: async () => {},
    failed: () => {},
  });
}

async function run(argv: readonly string[], extra: Partial<TerminalOptions> = {}) {
  let text = '';
  const status = await runInTerminal(smallDispatcher(), argv, {
    ...reader,
    user: { platform: 'terminal', id: 'me', name: 'Me' },
    requestId: '1',
    write: (more) => {
      text += more;
    },
    ...extra,
  });
  return { status, text };
}

describe('a command', () => {
  it('is run and answered, with times in the zone of the reader', async () => {
    expect(await run(['meeting', 'next', 'series:Docs call'])).toEqual({
      status: 0,
      text: 'Looking…\nMe asked for Docs call: Tuesday 1 December 2026, 12:00\nAmerica/New York\n',
    });
  });

  it.each([
    [['meeting', 'move', 'to:yesterday'], 'That is in the past. Try `tue 20:00`.'],
    [['meeting', 'move'], '`meeting move` also needs `to`'],
    [['meetin', 'next'], 'Did you mean `meeting next`?'],
    [['ama', 'ask'], 'question:"…"'],
  ])('%j that cannot be done ends with status 1', async (argv, words) => {
    const { status, text } = await run(argv);
    expect(status).toBe(1);
    expect(text.replaceAll('\n', ' ')).toContain(words);
  });

  it.each([[[]], [['--help']], [['meeting', '--help']], [['meeting', 'move', '-h']]])(
    '%j is helped',
    async (argv) => {
      const { status, text } = await run(argv);
      expect(status).toBe(0);
      expect(text).toContain('docent meeting move');
      expect(text.includes('ama ask')).toBe(!argv.includes('meeting'));
      expect(text).toContain('to (needed): When');
    },
  );

  it('that opens a form takes its fields as options', async () => {
    expect(await run(['ama', 'ask', 'question:Why?'])).toEqual({ status: 0, text: 'Asked: Why? by\n' });
  });

  it('that opens a form asks for the fields where somebody is there to answer', async () => {
    const answers = ['', 'Why?', 'Me'];
    const asked: string[] = [];
    const { status, text } = await run(['ama', 'ask'], {
      ask: async (question) => {
        asked.push(question);
        return answers.shift() ?? '';
      },
    });
    expect({ status, text }).toEqual({ status: 0, text: 'Ask a question\nAsked: Why? by Me\n' });
    expect(asked).toEqual(['Your question: ', 'Your question: ', 'Your name: ']);
  });

  it('has its buttons pressed and its files kept', async () => {
    const answers = ['1'];
    const asked: string[] = [];
    const saved: string[] = [];
    const options = {
      ask: async (question: string) => {
        asked.push(question);
        return answers.shift() ?? '';
      },
      save: async ({ name }: { name: string }) => {
        saved.push(name);
        return `./${name}`;
      },
    };
    expect(await run(['meeting', 'plan'], options)).toEqual({
      status: 0,
      text: 'A plan.\nSaved: ./plan.png\nWeb: https://e.org\nAccepted 7.\n',
    });
    expect(saved).toEqual(['plan.png']);
    // What cannot be pressed any more is not among them.
    expect(asked).toEqual(['Press one of: 1 Accept (Enter for none) ']);
    expect((await run(['meeting', 'plan'])).text).toContain('There is a file: plan.png');
  });

  it('that fails inside says so without a stack', async () => {
    const broken = {
      ...smallDispatcher(),
      run: async () => whisper(doc(p('Something went wrong on my side.')), { isError: true }),
    };
    let text = '';
    const status = await runInTerminal(broken, ['meeting', 'next'], {
      ...reader,
      user: { platform: 'terminal', id: 'me', name: 'Me' },
      requestId: customId('x'),
      write: (more) => {
        text += more;
      },
    });
    expect({ status, text }).toEqual({ status: 1, text: 'Something went wrong on my side.\n' });
  });
});

describe('documents', () => {
  it('are plain text', () => {
    const document = doc(
      heading(1, 'Meeting'),
      p(
        'On ',
        strong(time(at, 'Europe/Prague', 'date')),
        ' with ',
        person('Ann'),
        ', see ',
        link('https://e.org', 'here'),
        '.',
      ),
      quoteOf({ name: 'Ann' }, ...typed('One\ntwo')),
      numbered([p('a '.repeat(40)), list(['b', code('x')])]),
      tasks({ done: true, line: ['done'] }, { done: false, line: ['open'] }),
      codeBlock('a\n  b'),
    );
    expect(render(document, reader)).toBe(`Meeting
=======

On Tuesday 1 December 2026 with Ann, see here
(https://e.org).

| Ann
|
| One
| two

1. a a a a a a a a a a a a a a a a a a a a a a a a a a a a a
   a a a a a a a a a a a
   - b\`x\`

- [x] done
- [ ] open

    a
      b
`);
  });

  it('never move the cursor, colour the screen or reverse the direction', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            fc.string({ unit: 'binary' }),
            fc.constantFrom('\u001b[31m', '\u009b2J', '\u202e', '\r', '\b'),
          ),
        ),
        (parts) => {
          const words = parts.join('');
          const document = doc(
            heading(2, words),
            p(words, code(words), person(words), link(words, words)),
            codeBlock(words),
            list([words]),
          );
          expect(render(document, reader)).not.toMatch(
            /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u,
          );
        },
      ),
    );
  });
});
