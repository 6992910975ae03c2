// Docent as a real process.
import { type ChildProcess, spawn } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundled } from './bundled.ts';
import { largerNursery } from './larger-nursery.ts';

/** What runs from the source, as in a checkout. */
export const source = join(import.meta.dirname, '..', '..', 'src', 'main.ts');
const bundle = process.env.VITEST ? await bundled() : source;

/** What one process has compiled, main.ts and what comes before it too, the next ones of a run of the tests need not. */
const compiled = process.env.NODE_COMPILE_CACHE ?? join(tmpdir(), 'compiled');

/** How a run ended. */
export interface Ended {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

/** A process that runs; `until` waits for words on its output. */
export interface Running {
  readonly child: ChildProcess;
  until(words: string): Promise<void>;
  /** What was printed so far. */
  printed(): string;
  readonly ended: Promise<Ended>;
}

/** Starts `docent …` with these keys and no others. */
export function docent(
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
  program = bundle,
): Running {
  const child = spawn(process.execPath, [largerNursery, program, ...argv], {
    cwd: tmpdir(),
    env: { PATH: process.env.PATH ?? '', NODE_COMPILE_CACHE: compiled, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let err = '';
  const listeners = new Set<() => void>();
  child.stdout.on('data', (chunk: Buffer) => {
    out += chunk.toString();
    for (const listener of listeners) listener();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    err += chunk.toString();
  });
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (status) => {
      resolve({ status, out, err });
      for (const listener of listeners) listener();
    });
  });
  return {
    child,
    ended,
    printed: () => out,
    until: (words) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (out.includes(words)) resolve();
          else if (child.exitCode !== null || child.signalCode !== null)
            reject(new Error(`It ended without "${words}":\n${out}${err}`));
        };
        listeners.add(look);
        look();
      }),
  };
}
