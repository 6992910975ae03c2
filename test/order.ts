// Which files of tests have a process of their own, and in which order they run: what takes long begins first, so that every
// core is busy to the end.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Those that take longest, the longest first; a fresh clone does not know how long anything took. */
const longest = [
  'kill',
  'guide',
  'cli/door',
  'storage/later-version',
  'storage/upgrade',
  'storage/migrate',
  'cli/process',
  'cli/moving',
  'sandbox/play/stories',
  'web/whole',
  'features/amas/crowd',
  'sandbox/page/browser',
  'platforms/discord/login',
  'features/all-or-nothing',
  'features/amas/concurrency',
  'features/amas/two-bots',
  'features/amas/over-sandbox',
  'features/amas/hostile',
  'features/amas/story',
  'features/crafted',
  'features/digests/failing',
  'features/meetings/slice',
].map((name) => `/test/${name}.test.ts`);

/** Files with a process of their own come first: of those that share one, none is ended before the last. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const place = ({ project, moduleId }: TestSpecification): number => {
      const found = longest.findIndex((path) => moduleId.endsWith(path));
      return (project.config.isolate ? 0 : 1_000) + (found < 0 ? longest.length : found);
    };
    return (await super.sort(files)).toSorted((one, other) => place(one) - place(other));
  }
}

/** What opens a database, a server or a process: of what is closed again a process keeps too much. */
const much =
  /^node:(?:child_process|http|net)$|^ws$|\/(?:src\/app|test\/storage\/database|bench\/.+|sandbox\/.+)\.ts$/u;

/** Whether a file of tests opens such things, by itself or by what it imports of the tests. */
export function opensMuch(file: string, seen = new Set<string>()): boolean {
  seen.add(file);
  const imported = [
    ...readFileSync(file, 'utf8').matchAll(/^(?:import(?! type)|\} from).*'([^']+)';$/gmu),
  ].map(([, path = '']) => (path.startsWith('.') ? join(dirname(file), path) : path));
  return imported.some(
    (path) => much.test(path) || (path.includes('/test/') && !seen.has(path) && opensMuch(path, seen)),
  );
}
