// Which meetings are offered where one is chosen, and which are meant by a name.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Fresh, freshDatabases } from '../../storage/database.ts';
import { wordsOf } from './platforms.ts';
import { openWorld } from './world.ts';

const prague = { name: 'prague', isOrganiser: true, zone: 'Europe/Prague' };

describe.each(freshDatabases())('on $name', ({ open }) => {
  let fresh: Fresh;
  let world: Awaited<ReturnType<typeof openWorld>>;

  beforeEach(async () => {
    fresh = await open();
    world = await openWorld(fresh, '2026-11-20T09:00:00Z');
    await world.command(prague, 'meeting series create', {
      name: 'Monthly meeting',
      rule: 'first tuesday',
      times: '18:00',
      zone: 'Europe/Prague',
      minutes: 'python/docs-community/docs/monthly-meeting',
    });
  });
  afterEach(async () => {
    expect(world.failures).toEqual([]);
    await fresh.close();
  });

  const offered = async (command: string, typed = '') => {
    const option = world.feature().commands.find(({ name }) => name === command)?.options.meeting;
    const choices = await option?.suggest?.(typed, world.requestOf(prague), {});
    return choices?.map(({ name }) => name);
  };

  it('what can be restored is what is cancelled', async () => {
    expect(await offered('meeting restore')).toEqual([]);
    await world.command(prague, 'meeting cancel', { meeting: '2027-02' });
    expect(await offered('meeting restore')).toEqual([
      'Monthly meeting · Tuesday 2 February 2027, 18:00 Europe/Prague (cancelled)',
    ]);
  });

  it('minutes are those of meetings that took place, also of one before the last', async () => {
    expect(await offered('meeting minutes publish')).toEqual([]);
    await world.advanceTo('2027-01-06T00:00:00Z');
    expect(await offered('meeting minutes publish')).toEqual([
      'Monthly meeting · Tuesday 5 January 2027, 18:00 Europe/Prague',
      'Monthly meeting · Tuesday 1 December 2026, 18:00 Europe/Prague',
    ]);
    expect(await offered('meeting minutes edit', 'dec')).toHaveLength(1);
    await world.command(prague, 'meeting minutes publish', { meeting: 'Monthly meeting 2026-12' });
    const paths = () => world.of('file').map(({ content }) => content.kind === 'file' && content.path);
    expect(paths()).toEqual(['docs/monthly-meeting/2026-12.md']);
    await world.command(prague, 'meeting minutes publish', { meeting: 'monthly meeting' });
    expect(paths().at(-1)).toBe('docs/monthly-meeting/2027-01.md');
    expect(wordsOf(world.of('file')[0]?.content)).toContain(
      '**Past minutes:** <https://github.com/python/docs-community/tree/HEAD/docs/monthly-meeting>',
    );
    expect(await world.refused(prague, 'meeting minutes publish', { meeting: '2027-02' })).toContain(
      'no meeting "2027-02" that took place',
    );
  });
});
