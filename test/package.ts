// The package as `npm pack` makes it, and what it needs to run, put beside it without the network.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { madeOnce } from './once.ts';

const root = join(import.meta.dirname, '..');
const tarball = 'docent-0.1.0.tgz';

/**
 * The file that `npm pack` makes, for all tests of a run: it takes seconds, and two beside each other would remove each
 * other's `dist`. Where it was made before (`DOCENT_PACKAGE`), that one.
 */
export async function packed(): Promise<string> {
  if (process.env.DOCENT_PACKAGE) return process.env.DOCENT_PACKAGE;
  const folder = await madeOnce('package', (made) =>
    promisify(execFile)('npm', ['pack', '--silent', '--pack-destination', made], { cwd: root }),
  );
  return join(folder, tarball);
}

/** Puts into a folder's node_modules what the lock file says that running needs, and nothing else. */
export function linkDependencies(folder: string): void {
  const lock: { packages: Record<string, { dev?: boolean; devOptional?: boolean }> } = JSON.parse(
    readFileSync(join(root, 'package-lock.json'), 'utf8'),
  );
  for (const [path, { dev, devOptional }] of Object.entries(lock.packages)) {
    // A package inside another one's folder comes with that.
    if (!/^node_modules\/(@[^/]+\/)?[^/]+$/u.test(path) || dev || devOptional) continue;
    if (!existsSync(join(root, path))) continue;
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    symlinkSync(join(root, path), join(folder, path));
  }
}
