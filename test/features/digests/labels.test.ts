// `/prs labels`: what the group says of labels and bots goes before everything else, everywhere.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freshDatabases } from '../../storage/database.ts';
import { replyWords } from '../remembered.ts';
import { openWorld, organiser, repository, type World } from './world.ts';

const member = { name: 'Tokyo' };
const [sqlite] = freshDatabases('SQLite');

let world: World;
beforeEach(async () => {
  if (!sqlite) throw new Error('There is no database');
  world = await openWorld(await sqlite.open(), '2026-11-20T12:00:00Z');
  for (const label of ['sphinx: on it', 'awaiting core review', 'docs']) {
    world.github.world.openPull(repository, {
      title: `About ${label}`,
      author: 'ada',
      labels: [{ name: label, color: 'ffffff' }],
      createdAt: new Date('2026-11-01T00:00:00Z'),
    });
  }
  world.github.world.openPull(repository, { title: 'Bump', author: 'our-updater', association: 'NONE' });
  await world.command(organiser, 'prs watch add', { repository, schedule: 'daily 13:00 UTC' });
});
afterEach(() => world.close());

const labels = async (values: Record<string, string> = {}, who = organiser) =>
  replyWords(await world.command(who, 'prs labels', values));
const digest = async () =>
  replyWords(await world.command({ ...member, platform: 'discourse' }, 'prs digest'));

test('the words of a repository are recognised and shown', async () => {
  expect(await labels()).toContain('No labels seen yet');
  await digest();
  const words = await labels({}, member);
  expect(words).toContain('python/cpython: the words of cpython');
  expect(words).toContain('awaiting core review → a reviewer: a core review wanted');
  expect(words).not.toContain('sphinx: on it →');
});

test('a label that the group explains counts at once, in digests and on the card', async () => {
  expect(await digest()).toMatch(/Waiting for a first review \(4\)/u);
  const said = await labels({ label: 'Sphinx: on it', means: 'author', why: 'Sphinx is on it' });
  expect(said).toContain("The group's own words\nSphinx: on it → the author: Sphinx is on it");
  expect(await digest()).toMatch(/#1 About sphinx: on it · ada · Sphinx is on it/u);
  expect(replyWords(await world.command(member, 'prs show', { number: 1 }))).toContain('Waits on the author');
  await world.advanceTo('2026-11-20T13:00:00Z');
  expect(JSON.stringify(world.under('short').at(-1)?.content)).toContain('Sphinx is on it');
  await labels({ label: 'sphinx:-on-it', means: 'usual' });
  expect(await digest()).toMatch(/Waiting for a first review \(4\)/u);
});

test('bots of the group stand apart', async () => {
  const said = await labels({ bots: '@our-updater, other[bot]' });
  expect(said).toContain('Bots: our-updater, other[bot]');
  const words = await digest();
  expect(words).toMatch(/By bots \(1\)/u);
  expect(words).not.toContain('first contribution');
  expect(await labels({ bots: 'none' })).not.toContain('Bots:');
});

test('another preset can be chosen, and the usual one again', async () => {
  await digest();
  expect(await labels({ preset: 'rust' })).toContain('python/cpython: the words of rust');
  expect(await labels({ preset: 'usual' })).toContain('python/cpython: the words of cpython');
});

test('what makes no sense is refused, and only organisers change it', async () => {
  const refused = (values: Record<string, string>, who = organiser) =>
    world.refused(() => world.command(who, 'prs labels', values));
  expect(await refused({ label: 'x' })).toContain('A label needs a meaning');
  expect(await refused({ bots: 'a b' })).toContain('`a b` is no name on GitHub');
  expect(await refused({ preset: 'linux' })).toContain('Choose among: cpython, prow');
  expect(await refused({ label: 'x', means: 'author' }, { ...member, isOrganiser: false })).toContain(
    'Only organisers change',
  );
});
