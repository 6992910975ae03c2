// The package as `npm pack` makes it, and what it needs to run, put beside it without the network.
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';

const root = join(import.meta.dirname, '..');
const tarball = 'docent-0.1.0.tgz';

/** How long a busy machine may take to pack, in milliseconds; whoever waits for the package waits as long. */
export const packingMilliseconds = 300_000;

/**
 * The file that `npm pack` makes: made by whoever asks first in a run of the tests, for all. It takes seconds,
 * and two beside each other would remove each other's `dist`. Throws when nobody has made it in time.
 */
export async function packed(): Promise<string> {
  const folder = join(tmpdir(), 'packed');
  const file = join(folder, tarball);
  try {
    mkdirSync(folder);
  } catch {
    for (const end = Date.now() + packingMilliseconds; !existsSync(file); await setTimeout(100)) {
      if (Date.now() > end) throw new Error(`Nobody has made ${file}.`);
    }
    return file;
  }
  const made = join(folder, 'being-made');
  mkdirSync(made);
  await promisify(execFile)('npm', ['pack', '--silent', '--pack-destination', made], { cwd: root });
  renameSync(join(made, tarball), file);
  return file;
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
