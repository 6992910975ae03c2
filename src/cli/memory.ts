// How V8 is told that this process lives long and mostly waits.
import { setFlagsFromString } from 'node:v8';

const flags = [
  // A small nursery for young objects: the default one alone takes 60 MB.
  '--max-semi-space-size=2',
  '--semi-space-growth-factor=1',
  // The last of V8's compilers: in the first days its code would take 8 MB more, and a command takes as long without it. Node 22
  // has no other that optimises.
  ...(Number.parseInt(process.versions.node, 10) >= 24 ? ['--no-opt'] : []),
  // Prisma's query compiler is WebAssembly; optimising it costs 40 MB and saves microseconds.
  '--liftoff-only',
  '--no-wasm-tier-up',
  '--no-wasm-dynamic-tiering',
];

/** Trades a little speed for some 90 MB; call it before anything large is loaded (`npm run bench` shows the price). */
export function useLittleMemory(): void {
  for (const flag of flags) setFlagsFromString(flag);
}

/**
 * Collects before the heap has grown: under load it would take 60 MB more, for a sixth of the computer's time. Call it when
 * everything is loaded: what only grows would be gone through again and again, for a quarter of the start.
 */
export function collectEarly(): void {
  setFlagsFromString('--optimize-for-size');
}
