// Which files of tests have a process of their own, and in which order they run: what takes long begins first, so that every
// core is busy to the end.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { rarelyBroken } from './in-full.ts';

/** The path of a file that is named here. */
function pathOf(name: string): string {
  const path = `test/${name}.test.ts`;
  if (!existsSync(join(import.meta.dirname, '..', path)))
    throw new Error(`test/order.ts names ${path}, which is not there.`);
  return path;
}

/**
 * Files that need a process of their own: they measure what the process holds, or put a module of ours aside. All others share
 * a few processes, since to load the program and to warm it up takes longer than most of them.
 */
export const apart = [
  // Memory and open files.
  'features/digests/cost',
  'platforms/discord/load',
  'storage/sqlite/adapter',
  // Another module in the place of ours, which others of the process have loaded.
  'features/read-only',
  'storage/full-elsewhere',
].map(pathOf);

/** What a bare run leaves out. */
export const leftOut = rarelyBroken.map(pathOf);

/** Those that take longest, the longest first; a fresh clone does not know how long anything took. */
const longest = [
  'kill',
  'sandbox/play/stories-p-z',
  'sandbox/play/stories-d-l',
  'sandbox/play/stories-a-c',
  'sandbox/play/outages',
  'sandbox/play/stories-m-o',
  'guide',
  'cli/door',
  'storage/later-version',
  'storage/upgrade',
  'storage/migrate',
  'cli/process',
  'cli/moving',
  'features/all-or-nothing',
  'features/crafted',
  'sandbox/play/stories',
  'features/digests/failing',
  'web/whole',
  'platforms/crossing',
  'features/amas/crowd',
  'sandbox/page/browser',
  'platforms/discord/login',
  'features/amas/hostile',
  'features/meetings/changing',
  'features/amas/concurrency',
  'features/amas/two-bots',
  'features/amas/over-sandbox',
  'features/amas/story',
  'features/meetings/slice',
].map(pathOf);

/**
 * Project by project, those with a process for each file first: a process that is shared is ended when a file of another project
 * is next.
 */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const projects = ['apart', 'others', 'features'];
    const place = ({ project, moduleId }: TestSpecification): number => {
      const found = longest.findIndex((path) => moduleId.endsWith(`/${path}`));
      return projects.indexOf(project.name) * 1_000 + (found < 0 ? longest.length : found);
    };
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other));
  }
}
