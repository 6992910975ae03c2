// The feature's commands and buttons stay inside what Discord allows.
import { describe, expect, it } from 'vitest';
import { customId } from '../../../src/core/command/custom-id.ts';
import { freshDatabases } from '../../storage/database.ts';
import { openWorld } from './world.ts';

const [kind] = freshDatabases();

describe('the feature’s commands', async () => {
  const fresh = await kind?.open();
  if (!fresh) throw new Error('There is no database to try with');
  const world = await openWorld(fresh, '2026-11-20T09:00:00Z');
  const { commands, actions, forms } = world.feature();
  await fresh.close();

  it.each(commands.map((one) => [one.name, one] as const))('/%s can be registered', (_, command) => {
    expect(command.description.length).toBeLessThanOrEqual(100);
    const options = Object.entries(command.options);
    expect(options.length).toBeLessThanOrEqual(25);
    for (const [name, option] of options) {
      expect(name).toMatch(/^[-_a-z0-9]{1,32}$/u);
      expect(option.description.length).toBeGreaterThan(0);
      expect(option.description.length).toBeLessThanOrEqual(100);
    }
    const required = options.map(([, option]) => option.required ?? false);
    expect(required).toEqual(required.toSorted((a, b) => Number(b) - Number(a)));
  });

  it('a group of commands has at most 25 in each level, and 8,000 characters in all', () => {
    const own = commands.filter(({ name }) => name.startsWith('meeting '));
    const first = new Set(own.map(({ name }) => name.split(' ')[1]));
    expect(first.size).toBeLessThanOrEqual(25);
    const characters = own
      .flatMap(({ name, description, options }) => [
        name,
        description,
        ...Object.entries(options).flatMap(([key, option]) => [
          key,
          option.description,
          ...(option.choices ?? []).flatMap((choice) => [choice.name, choice.value]),
        ]),
      ])
      .join('').length;
    expect(characters).toBeLessThanOrEqual(8000);
  });

  it('names are given once, and the longest id of a button fits', () => {
    for (const list of [commands, actions, forms]) {
      const names = list.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }
    const longest = customId('meetings/move', [
      '2147483647',
      '2026-12-01T20:00:00Z',
      'America/Argentina/ComodRivadavia',
    ]);
    expect(longest.length).toBeLessThanOrEqual(100);
  });
});
