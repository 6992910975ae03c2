// The feature's commands and buttons stay inside what Discord allows.
import { describe, expect, it } from 'vitest';
import { customId } from '../../../src/core/command/custom-id.ts';
import { freshDatabases } from '../../storage/database.ts';
import { openWorld } from './world.ts';

const [kind] = freshDatabases();

describe('the feature’s commands', async () => {
  if (!kind) throw new Error('There is no database to try with');
  const world = await openWorld(await kind.open(), '2026-11-20T09:00:00Z');
  const { commands, actions, forms, views } = world.feature();
  await world.close();

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

  it('a name is a command or a group of commands, never both', () => {
    const names = commands.map(({ name }) => name);
    for (const name of names) expect(names.filter((other) => other.startsWith(`${name} `))).toEqual([]);
    const characters = commands
      .filter(({ name }) => name.startsWith('prs '))
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

  it('names are given once, and the longest ids of buttons fit', () => {
    for (const list of [commands, actions, forms]) {
      const names = list.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }
    expect(Object.keys(views).toSorted()).toEqual(['asked', 'claim', 'digest', 'late', 'post', 'series']);
    customId('digests/page', ['2147483647', '8', '9999']);
    customId('digests/claim', ['an-organisation-of-39-letters-is-longest/a-rather-long-name', '2000000000']);
  });
});
