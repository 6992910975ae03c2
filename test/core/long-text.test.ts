// What people type is bounded before anything costly sees it, and what is too long is refused in plain words.
import { describe, expect, it } from 'vitest';
import type { Invocation } from '../../src/core/command/invocation.ts';
import { isLikeCommand, readCommand } from '../../src/core/command/typed.ts';
import { type Command, command } from '../../src/core/command.ts';
import { createDispatcher } from '../../src/core/dispatcher.ts';
import { doc, p, plain } from '../../src/core/document.ts';
import { UserError } from '../../src/core/errors.ts';
import { parseRecurrence } from '../../src/core/recurrence.ts';
import { type Reply, whisper } from '../../src/core/reply.ts';
import { parseSchedule } from '../../src/core/schedule.ts';
import { parseLocalDate, parseLocalTime, parseZone, suggestZones } from '../../src/core/time.ts';
import { suggestWhens } from '../../src/core/when/suggest.ts';
import { readWhen } from '../../src/core/when.ts';
import { readGlobs } from '../../src/features/digests/scope.ts';
import { can } from '../features/remembered.ts';
import { beginWork, workSince } from '../work-time.ts';

const now = new Date('2026-11-20T09:00:00Z');
const context = { zone: 'UTC', now };
const whoever = { platform: 'discord', id: '1', name: 'lagos' } as const;
const invocation: Invocation = {
  id: 'x',
  platform: 'discord',
  caller: whoever,
  roles: [],
  isManager: false,
  can: can('discord'),
};
const quick = 100;

const commands: Command[] = [
  command({
    name: 'member zone',
    description: 'x',
    access: 'everyone',
    options: {
      zone: {
        type: 'string',
        description: 'x',
        suggest: async (typed) => suggestZones(typed).map((name) => ({ name, value: name })),
      },
      title: { type: 'string', description: 'x', max: 4_000 },
      who: { type: 'person', description: 'x' },
    },
    run: async (_, { zone = '', title = '' }) => whisper(doc(p(`${zone.length} ${title.length}`))),
  }),
];

const dispatcher = createDispatcher({
  commands,
  actions: [],
  forms: [
    {
      name: 'x/form',
      args: [],
      access: 'everyone',
      open: async () => ({ kind: 'form', form: 'x/form', args: [], title: 'x', fields: [] }),
      run: async (_request, _args, { text = '' }) => whisper(doc(p(String(text.length)))),
    },
  ],
  drafts: { keep: async () => 'draft', find: async () => undefined, take: async () => undefined },
  now: () => now,
  contextOf: async () => ({ groupId: 1, isOrganiser: false, isMember: false, zone: 'UTC' }),
  about: async () => [],
  groupOf: async () => 1,
  refuseStrange: async () => {},
  ingest: async () => {},
  failed(error) {
    throw error;
  },
});

const wordsOf = (reply: Reply): string => (reply.kind === 'said' ? plain(reply.document) : reply.form);

describe('6,000 characters', () => {
  const texts: readonly (readonly [string, string])[] = [
    ['letters', 'x'.repeat(6_000)],
    ['a path', 'a/b-'.repeat(1_500)],
    ['spaces', `a${' '.repeat(5_998)}b`],
    ['days', 'tue 20:00 '.repeat(600)],
    ['numbers', '1,2-3 '.repeat(1_000)],
    ['a glob', `${'*a'.repeat(2_990)}/**/{a,b}`],
  ];
  const readers: readonly (readonly [string, (text: string) => unknown])[] = [
    ['a zone', parseZone],
    ['a zone in a schedule', (text) => parseSchedule(`mondays 09:00 ${text}`)],
    ['a schedule', (text) => parseSchedule(`${text} UTC`)],
    ['a cron line', (text) => parseSchedule(`${text.replaceAll(' ', '')} 9 * * 1 UTC`)],
    ['a date', (text) => readWhen(text, context)],
    ['a date with a zone', (text) => readWhen(`${text} UTC`, context)],
    ['a day', parseLocalDate],
    ['a time', parseLocalTime],
    ['a rule', parseRecurrence],
    ['suggestions for a zone', suggestZones],
    ['suggestions for a date', (text) => suggestWhens(text, context)],
    ['paths', readGlobs],
    ['a first word', (text) => isLikeCommand(text, commands)],
  ];
  const cases = readers.flatMap(([what, read]) => texts.map(([of, text]) => [of, what, read, text] as const));

  it.each(cases)('of %s, read as %s, take no time', async (_of, _what, read, text) => {
    expect(await quickest(() => read(text))).toBeLessThan(quick);
  });

  it.each(texts)('of %s as a command in words take no time', async (_, text) => {
    const resolvers = { person: async () => undefined, place: async () => undefined };
    for (const typed of [
      text,
      `member zone ${text}`,
      `member zone zone:"${text}"`,
      `member zone who:@${text}`,
    ])
      expect(await quickest(() => readCommand(typed, commands, resolvers))).toBeLessThan(quick);
  });
});

/** Milliseconds of work of the best of three tries: the process does other things as well. */
async function quickest(work: () => unknown): Promise<number> {
  const took: number[] = [];
  for (let i = 0; i < 3; i += 1) {
    const began = beginWork();
    try {
      await work();
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
    }
    took.push(workSince(began));
  }
  return Math.min(...took);
}

describe('the dispatcher', () => {
  it.each([
    [{ zone: 'x'.repeat(1_000) }, '1000 0'],
    [{ zone: 'x'.repeat(1_001) }, 'zone is too long: 1001 characters, at most 1000.'],
    [{ title: 'x'.repeat(4_000) }, '0 4000'],
    [{ title: 'x'.repeat(4_001) }, 'title is too long: 4001 characters, at most 4000.'],
  ])('lets through what an option may hold, and refuses what is longer (%#)', async (values, words) => {
    expect(wordsOf(await dispatcher.run(invocation, 'member zone', values))).toBe(words);
  });

  it('refuses a field of a form beyond 6,000 characters', async () => {
    const submitted = async (length: number) =>
      wordsOf(await dispatcher.submit(invocation, 'v1:x/form', { text: 'x'.repeat(length) }));
    expect(await submitted(6_000)).toBe('6000');
    expect(await submitted(6_001)).toContain('text is too long: 6001 characters, at most 6000.');
  });

  it('offers nothing for what is longer than any choice', async () => {
    const offered = async (typed: string) =>
      await dispatcher.suggest(invocation, 'member zone', { name: 'zone', typed, others: {} });
    expect(await offered('Prag')).toEqual([{ name: 'Europe/Prague', value: 'Europe/Prague' }]);
    expect(await offered('x'.repeat(6_000))).toEqual([]);
  });
});

it('a glob with many wildcards is refused, since comparing a path with it could take for ever', () => {
  for (const glob of ['*a*a*a*a*b', '**/**/**/**/x', '{a,b}{a,b}{a,b}', '{1..100000}', '+(a|aa)b'])
    expect(() => readGlobs(glob)).toThrow(/too many wildcards/u);
  expect(readGlobs('Doc/**, **/*.{rst,md}, locale/*/LC_MESSAGES/*.po')).toHaveLength(3);
});
