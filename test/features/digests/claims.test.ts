// "I'll review": whose a pull request is, for how long, and how the digest and the reminder tell of it.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freshDatabases } from '../../storage/database.ts';
import { accountOf, replyWords, wordsOf } from '../remembered.ts';
import { openWorld, organiser, repository, type World } from './world.ts';

const tokyo = { name: 'Tokyo' };
const lagos = { name: 'Lagos' };

for (const kind of freshDatabases('SQLite')) {
  let world: World;
  beforeEach(async () => {
    world = await openWorld(await kind.open(), '2026-11-20T12:00:00Z');
    world.github.madeUp(42, { seed: 3, repository });
    await world.command(organiser, 'prs watch add', {
      repository,
      label: 'docs',
      schedule: 'mondays 09:00 Europe/Prague',
    });
    await world.advanceTo('2026-11-23T10:00:00Z');
  });
  afterEach(() => world.close());

  const short = () => world.under('short').at(-1);
  const pick = async (who: typeof tokyo, choice: number) => {
    const form = await world.press(who, short()?.content, "I'll review");
    const [field] = form.kind === 'form' ? form.fields : [];
    const value = field?.kind === 'select' ? field.choices[choice]?.value : undefined;
    return { value: value ?? '', reply: await world.submit(who, 'digests/pick', { pull: value ?? '' }) };
  };

  test(`${kind.name}: from the digest, one is chosen and shown as taken`, async () => {
    const { value, reply } = await pick(tokyo, 0);
    expect(value).toMatch(/^python\/cpython#\d+$/u);
    expect(replyWords(reply)).toContain(`${value} `);
    expect(reply).toMatchObject({ isPrivate: true });
    await world.runUntilIdle();
    expect(wordsOf(world.under('record').at(-1)?.content)).toContain('Tokyo reviews it');
    expect((await pick(lagos, 0)).value).not.toBe(value);
    const number = Number(value.split('#')[1]);
    expect(await world.refused(() => world.command(lagos, 'prs review', { number }))).toContain(
      'Tokyo is at it already, until 2026-11-30',
    );
  });

  test(`${kind.name}: who is called otherwise by now is named so, in the digest, to others, and on the rota`, async () => {
    const { value } = await pick(tokyo, 0);
    await world.command(organiser, 'prs wrangler add', { person: accountOf(tokyo) });
    await world.database.person.updateMany({ where: { name: 'Tokyo' }, data: { name: 'Mika' } });
    const number = Number(value.split('#')[1]);
    expect(await world.refused(() => world.command(lagos, 'prs review', { number }))).toMatch(
      /^Mika is at it/u,
    );
    await world.command(lagos, 'prs review', { number: number === 5 ? 6 : 5 });
    await world.runUntilIdle();
    expect(wordsOf(world.under('record').at(-1)?.content)).toContain('Mika reviews it');
    expect(replyWords(await world.command(lagos, 'prs rota'))).toContain('Mika');
  });

  test(`${kind.name}: it is reminded of once, privately, and released by itself after a week`, async () => {
    const { value } = await pick(tokyo, 0);
    await world.advanceTo('2026-11-28T09:00:00Z');
    expect(world.under('claim/')).toEqual([]);
    await world.advanceTo('2026-11-30T07:00:00Z');
    expect(world.under('claim/').map(({ place, at }) => [place, at.toISOString()])).toEqual([
      ['person discord-Tokyo', '2026-11-28T10:00:00.000Z'],
    ]);
    expect(wordsOf(world.under('claim/')[0]?.content)).toContain(`You wanted to review ${value}`);
    await world.advanceTo('2026-11-30T11:00:00Z');
    expect(replyWords(await world.command(tokyo, 'prs mine'))).toContain('You have taken nothing on');
    expect(wordsOf(world.under('record').at(-1)?.content)).not.toContain('reviews it');
    expect(world.under('claim/')).toHaveLength(1);
  });

  test(`${kind.name}: another week has a reminder of its own; a release has none`, async () => {
    await pick(tokyo, 0);
    await pick(tokyo, 0);
    await world.advanceTo('2026-11-28T12:00:00Z');
    const [note] = world.under('claim/');
    // Of both, in one message.
    expect(world.under('claim/')).toHaveLength(1);
    const [one, two] = [...wordsOf(note?.content).matchAll(/#(\d+)/gu)].map(([, number]) => number);
    expect(two).not.toBe(one);
    await world.press(tokyo, note?.content, `Another week: #${one}`);
    await world.press(tokyo, note?.content, `Release it: #${two}`);
    expect(await world.refused(() => world.press(tokyo, note?.content, `Release it: #${two}`))).toContain(
      'is not yours (any more)',
    );
    await world.advanceTo('2026-12-04T00:00:00Z');
    expect(world.under('claim/')).toHaveLength(2);
    await world.advanceTo('2026-12-06T00:00:00Z');
    expect(await world.deps.store.claims(world.group.id, world.now())).toEqual([]);
  });

  test(`${kind.name}: a release before the reminder is due sends none`, async () => {
    const { value } = await pick(tokyo, 0);
    const number = Number(value.split('#')[1]);
    expect(await world.refused(() => world.command(lagos, 'prs release', { number }))).toContain(
      `You have not taken #${number}`,
    );
    expect(replyWords(await world.command(tokyo, 'prs release', { number }))).toContain('is free again');
    await world.advanceTo('2026-12-10T00:00:00Z');
    expect(world.under('claim/')).toEqual([]);
  });

  test(`${kind.name}: what was merged is released with the next digest`, async () => {
    const { value } = await pick(tokyo, 0);
    world.github.world.merge(world.github.pull(repository, Number(value.split('#')[1])), 'core-1');
    await world.advanceTo('2026-11-30T09:00:00Z');
    expect(await world.deps.store.claims(world.group.id, world.now())).toEqual([]);
  });

  test(`${kind.name}: what is merged or closed is shown as that, and nobody takes it`, async () => {
    const [one, two] = [world.github.pull(repository, 3), world.github.pull(repository, 4)];
    world.github.world.merge(one, 'core-1');
    world.github.world.close(two, 'core-1');
    for (const [number, ended] of [
      [3, 'merged'],
      [4, 'closed'],
    ] as const) {
      const reply = await world.command(tokyo, 'prs show', { number });
      expect(replyWords(reply).toLowerCase()).toContain(`${ended}: it waits on nobody any more`);
      expect(reply).toMatchObject({ buttons: [{ label: 'Open it' }] });
      expect(await world.refused(() => world.command(tokyo, 'prs review', { number }))).toContain(
        `${repository}#${number} is ${ended} already`,
      );
    }
    expect(replyWords(await world.command(tokyo, 'prs mine'))).toContain('You have taken nothing on');
  });

  test(`${kind.name}: two who press at once get one claim`, async () => {
    const release = world.github.pull(repository, 20);
    const results = await Promise.allSettled(
      ['Ada', 'Bo', 'Cy', 'Di'].map((name) =>
        world.command({ name }, 'prs review', { number: release.number }),
      ),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect(await world.deps.store.claims(world.group.id, world.now())).toHaveLength(1);
  });

  test(`${kind.name}: nobody takes them all`, async () => {
    for (let i = 0; i < 10; i += 1) await world.command(tokyo, 'prs review', { number: i + 1 });
    expect(await world.refused(() => world.command(tokyo, 'prs review', { number: 11 }))).toContain(
      'You have 10 reviews to do already',
    );
  });
}
