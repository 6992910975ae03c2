// What is proposed while a command is typed, and when it can be sent.
import { describe, expect, it } from 'vitest';
import { type Typable, typing, valueProposals } from '../../../sandbox/page/completion.ts';

const commands: readonly Typable[] = [
  { path: ['meeting', 'next'], description: 'Shows what comes', definitions: [] },
  {
    path: ['meeting', 'move'],
    description: 'Moves one',
    definitions: [
      { type: 3, name: 'when', description: 'The new time', required: true },
      { type: 3, name: 'meeting', description: 'Which one', autocomplete: true },
    ],
  },
  { path: ['prs', 'digest'], description: 'Shows pull requests', definitions: [] },
];

const labels = (text: string) => {
  const { stage } = typing(commands, text);
  return stage.kind === 'proposals'
    ? stage.proposals.map(({ label }) => label)
    : [stage.option.name, stage.typed];
};

describe('typing', () => {
  it.each([
    ['/', ['/meeting next', '/meeting move', '/prs digest'], false],
    ['/meet', ['/meeting next', '/meeting move'], false],
    ['/dig', ['/prs digest'], false],
    ['/meeting next', ['/meeting next'], true],
    ['/meeting next ', [], true],
    ['/meeting move', ['/meeting move'], false],
    ['/meeting move ', ['when:', 'meeting:'], false],
    ['/meeting move m', ['meeting:'], false],
    ['/meeting move when:', ['when', ''], false],
    ['/meeting move when:"2026-12-02 20', ['when', '2026-12-02 20'], false],
    ['/meeting move when:"2026-12-02 20:00"', [], true],
    ['/meeting move when:"2026-12-02 20:00" ', ['meeting:'], true],
    ['/meeting move when:tomorrow', ['when', 'tomorrow'], true],
    ['/meeting move meeting:12 ', ['when:'], false],
    ['/nothing', [], false],
  ])('%j', (text, expected, isComplete) => {
    expect(labels(text)).toEqual(expected);
    expect(typing(commands, text).isComplete).toBe(isComplete);
  });

  it('a value with spaces is taken in quotes', () => {
    const { stage } = typing(commands, '/meeting move meeting:docs');
    if (stage.kind !== 'value') throw new Error('No value is being typed');
    expect(valueProposals(stage, [{ name: 'Docs "call"', value: 'Docs "call"' }])).toEqual([
      { label: 'Docs "call"', detail: '', text: '/meeting move meeting:"Docs \\"call\\"" ' },
    ]);
  });
});
