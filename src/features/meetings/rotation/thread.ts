// Starts the planning thread, and answers with what it found.
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { UserError } from '../../../core/errors.ts';
import type { Plan, PlanRequest } from '../rotation.ts';

/** Steps of the search: some seconds. */
const MOST_STEPS = 5_000_000;

type Outcome = { kind: 'plan'; plan: Plan } | { kind: 'refused' | 'failed'; message: string };

/**
 * The fairest plan, computed in a thread of its own; after so many steps the best found so far with
 * `optimal: false`. Rejects with a UserError when the members' hours leave nothing.
 */
export function planInWorker(request: PlanRequest): Promise<Plan> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL(`./plan-worker${extname(import.meta.filename)}`, import.meta.url), {
      workerData: { request, mostSteps: MOST_STEPS },
    });
    worker.once('message', (outcome: Outcome) => {
      if (outcome.kind === 'plan') resolve(outcome.plan);
      else reject(outcome.kind === 'refused' ? new UserError(outcome.message) : new Error(outcome.message));
    });
    worker.once('error', reject);
    worker.once('exit', (code) =>
      reject(new Error(`The planning thread ended with status ${code} and no plan.`)),
    );
  });
}
