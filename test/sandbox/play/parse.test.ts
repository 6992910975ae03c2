// The lines of stories: each form, and what is said of a line that is none.
import { expect, test } from 'vitest';
import { parseStory } from '../../../sandbox/play/parse.ts';

const stepOf = (line: string) => parseStory(line)[0]?.step;

test.each([
  ['at 2026-11-20T09:00Z', { kind: 'at', at: new Date('2026-11-20T09:00:00Z') }],
  ['at 2026-11-20T09:00:30+01:00', { kind: 'at', at: new Date('2026-11-20T08:00:30Z') }],
  ['advance 7d', { kind: 'advance', minutes: 10_080 }],
  ['advance 800d', { kind: 'advance', minutes: 1_152_000 }],
  ['advance 90m', { kind: 'advance', minutes: 90 }],
  ['restart', { kind: 'restart' }],
  ['restart after 8d', { kind: 'restart', minutes: 11_520 }],
  ['leap 8d', { kind: 'leap', minutes: 11_520 }],
])('%s', (line, step) => {
  expect(stepOf(line)).toEqual(step);
});

test.each([
  ['discord down', { kind: 'down', outside: 'discord' }],
  ['discourse up', { kind: 'up', outside: 'discourse' }],
  ['github down', { kind: 'down', outside: 'github' }],
  ['discord delete #ama', { kind: 'delete-channel', channel: '#ama' }],
  ['discord gateway refuse', { kind: 'gateway-refuse' }],
  ['discord gateway vanish for 10m', { kind: 'gateway-vanish', minutes: 10 }],
  ['discord gateway close 4009', { kind: 'gateway-close', code: 4009 }],
  ['discord gateway close 4014 for 1h 30m', { kind: 'gateway-close', code: 4014, minutes: 90 }],
  ['discord gateway reconnect', { kind: 'gateway-reconnect' }],
  ['discord gateway invalidate', { kind: 'gateway-invalidate', canResume: false }],
  ['discord gateway invalidate resumable', { kind: 'gateway-invalidate', canResume: true }],
  ['discord gateway up', { kind: 'up', outside: 'gateway' }],
  ['discord rest html 403', { kind: 'rest-html', status: 403 }],
  ['discord rest token refused for 8m', { kind: 'rest-token', minutes: 8 }],
  ['discord rest up', { kind: 'up', outside: 'rest' }],
  ['discourse html 404 for 2h', { kind: 'discourse-html', status: 404, minutes: 120 }],
  ['discourse wait 36000', { kind: 'discourse-wait', seconds: 36_000 }],
  ['discourse slow 3', { kind: 'discourse-slow', seconds: 3 }],
  ['discourse read-only', { kind: 'discourse-read-only' }],
  ['github hang', { kind: 'github-hang' }],
])('faults %s', (line, fault) => {
  expect(stepOf(`faults ${line}`)).toEqual({ kind: 'faults', fault });
});

const act = (platform: 'discord' | 'discourse', who: string, done: object) => ({
  kind: 'act',
  who,
  platform,
  act: done,
});

test.each([
  [
    'prague@discord #meetings: /meeting series create name:"A \\"b\\": c" times:"18:00, 21:00"',
    act('discord', 'prague', {
      kind: 'says',
      place: '#meetings',
      text: '/meeting series create name:"A \\"b\\": c" times:"18:00, 21:00"',
    }),
  ],
  ['tokyo@discord dm: hello', act('discord', 'tokyo', { kind: 'says', place: 'dm', text: 'hello' })],
  [
    'tokyo@discord thread "AMA: docs": hello',
    act('discord', 'tokyo', { kind: 'says', place: 'thread AMA: docs', text: 'hello' }),
  ],
  [
    'tokyo@discord begins thread "Rooms" on "AMA"',
    act('discord', 'tokyo', { kind: 'begins', thread: 'Rooms', on: 'AMA' }),
  ],
  [
    'new-york@discord presses "Ask a question" on "AMA"',
    act('discord', 'new-york', { kind: 'presses', label: 'Ask a question', on: 'AMA' }),
  ],
  [
    'guest-1@discord fills question:"How, \\"exactly\\"?" anonymous:yes "Your name":"A B"',
    act('discord', 'guest-1', {
      kind: 'fills',
      values: { question: 'How, "exactly"?', anonymous: 'yes', 'Your name': 'A B' },
    }),
  ],
  [
    'newcomer@discourse replies to "AMA": Which page: the first?',
    act('discourse', 'newcomer', { kind: 'replies', to: 'AMA', text: 'Which page: the first?' }),
  ],
  ['lagos@discourse likes "Which page"', act('discourse', 'lagos', { kind: 'likes', post: 'Which page' })],
  [
    'lagos@discourse posts "A new topic" in Documentation: Words.',
    act('discourse', 'lagos', {
      kind: 'posts',
      title: 'A new topic',
      category: 'Documentation',
      text: 'Words.',
    }),
  ],
  [
    'lagos@discourse edits "Old": New',
    act('discourse', 'lagos', { kind: 'edits', post: 'Old', text: 'New' }),
  ],
  ['lagos@discourse deletes "Old"', act('discourse', 'lagos', { kind: 'deletes', post: 'Old' })],
  ['tokyo@discord joins "Meeting room"', act('discord', 'tokyo', { kind: 'joins', channel: 'Meeting room' })],
])('%s', (line, step) => {
  expect(stepOf(line)).toEqual(step);
});

const expectation = (target: object, wish: object, isNot = false) => ({
  kind: 'expect',
  isNot,
  target,
  wish,
});

test.each([
  [
    'expect #meetings contains "Monthly \\"meeting\\""',
    expectation({ kind: 'channel', name: '#meetings' }, { kind: 'contains', text: 'Monthly "meeting"' }),
  ],
  [
    'expect  not  #meetings contains "@everyone"',
    expectation({ kind: 'channel', name: '#meetings' }, { kind: 'contains', text: '@everyone' }, true),
  ],
  [
    'expect #meetings count "in 1 hour" = 1',
    expectation({ kind: 'channel', name: '#meetings' }, { kind: 'count', text: 'in 1 hour', number: 1 }),
  ],
  [
    'expect thread "AMA" contains "How"',
    expectation({ kind: 'thread', name: 'AMA' }, { kind: 'contains', text: 'How' }),
  ],
  [
    'expect discourse "Monthly" count "2026-12-01" = 2',
    expectation({ kind: 'discourse', title: 'Monthly' }, { kind: 'count', text: '2026-12-01', number: 2 }),
  ],
  [
    'expect dm new-york count "Monthly meeting" = 1',
    expectation({ kind: 'dm', person: 'new-york' }, { kind: 'count', text: 'Monthly meeting', number: 1 }),
  ],
  ['expect reply contains "…"', expectation({ kind: 'reply' }, { kind: 'contains', text: '…' })],
  [
    'expect event "Monthly meeting" at 2026-12-01T20:00Z',
    expectation(
      { kind: 'event', name: 'Monthly meeting' },
      { kind: 'at', at: new Date('2026-12-01T20:00Z') },
    ),
  ],
])('%s', (line, step) => {
  expect(stepOf(line)).toEqual(step);
});

test('blank lines and those that begin with # are passed over, and lines keep their numbers', () => {
  const lines = parseStory('# a story\n\n  restart\r\n#restart\nadvance 1h\n');
  expect(lines.map(({ number, text }) => [number, text])).toEqual([
    [3, 'restart'],
    [5, 'advance 1h'],
  ]);
});

test.each([
  ['nonsense', 'That is no step'],
  ['at tomorrow', '2026-12-01T20:00Z'],
  ['advance soon', '90m'],
  ['restart 8d', 'restart after 8d'],
  ['tokyo@discord dances', 'presses "Button"'],
  ['tokyo@discourse dances', 'replies to'],
  ['tokyo@discord fills question', 'name:"value"'],
  ['expect #meetings has "x"', 'contains "…"'],
  ['expect #meetings contains x', 'in quotes'],
  ['expect #meetings count "x"', 'count "text" = 2'],
  ['expect event "x" contains "y"', 'INSTANT'],
  ['expect #meetings at 2026-12-01T20:00Z', 'INSTANT'],
  ['faults lightning', 'discourse|github down|up'],
  ['faults discord gateway close 1000', 'close CODE'],
  ['faults discord delete #ama for 10m', 'for 10m'],
  ['faults discourse wait', 'wait SECONDS'],
  ['faults github hang for ever', '90m'],
])('%s is refused with its line and what would be right', (line, words) => {
  expect(() => parseStory(`restart\n${line}`)).toThrow(`Line 2: ${line}`);
  expect(() => parseStory(`restart\n${line}`)).toThrow(words);
});
