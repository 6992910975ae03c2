// The program in a few files, dependencies included, for tests that start it often: that takes half the work of its source.
import { spawn } from 'node:child_process';
import { symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { rolldown } from 'rolldown';
import { madeOnce } from '../once.ts';
import { largerNursery } from './larger-nursery.ts';

const root = join(import.meta.dirname, '..', '..');

/** The path of what to run instead of `src/main.ts`; what it reads beside itself it finds where its source does. */
export async function bundled(): Promise<string> {
  const folder = await madeOnce('bundle', async (dir) => {
    const bundle = await rolldown({
      input: join(root, 'src', 'main.ts'),
      cwd: root,
      platform: 'node',
      // These load files of their own: what is compiled for a machine or for WebAssembly.
      external: [/^@prisma\//u, /^@resvg\//u, /^harfbuzzjs/u],
      treeshake: true,
      logLevel: 'silent',
      plugins: [{ name: 'paths-of-the-source', transform: withPathsOf }],
    });
    // Names are kept, since errors are told by theirs; less text is read sooner.
    await bundle.write({
      dir,
      format: 'esm',
      entryFileNames: 'main.js',
      minify: { compress: true, mangle: { keepNames: true }, codegen: true },
    });
    await bundle.close();
    symlinkSync(join(root, 'node_modules'), join(dir, 'node_modules'));
    writeFileSync(join(dir, 'package.json'), JSON.stringify({ type: 'module' }));
  });
  const program = join(folder, 'main.js');
  await madeOnce('bundle-compiled', () => startOnce(program));
  return program;
}

/**
 * Starts it and ends it in peace. Of what is compiled Node keeps what the first process needed: were that a small command, each
 * start would compile the rest again.
 */
async function startOnce(program: string): Promise<void> {
  const { openServers } = await import('./servers.ts');
  const servers = await openServers();
  const child = spawn(process.execPath, [largerNursery, program, 'start'], {
    env: { ...servers.env, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE },
    stdio: ['ignore', 'pipe', 'ignore'],
    timeout: 120_000,
  });
  for await (const said of child.stdout) if (String(said).includes('Docent is ready')) child.kill('SIGTERM');
  await servers.close();
}

/** A module of ours in which every `import.meta` tells where it stood. */
function withPathsOf(code: string, id: string) {
  if (!id.startsWith(root) || id.includes('node_modules')) return null;
  return code
    .replaceAll('import.meta.dirname', JSON.stringify(dirname(id)))
    .replaceAll('import.meta.filename', JSON.stringify(id))
    .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(id).href));
}
