// What the package needs to run, put beside it without the network.
import { existsSync, mkdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');

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
