// The worker thread that plans, so that the bot goes on answering; started by thread.ts, never imported.
import { parentPort, workerData } from 'node:worker_threads';
import { messageOf, UserError } from '../../../core/errors.ts';
import { fairestPlan, type PlanRequest } from '../rotation.ts';

const { request, mostSteps }: { request: PlanRequest; mostSteps: number } = workerData;
try {
  const plan = fairestPlan(request, mostSteps);
  parentPort?.postMessage({ kind: 'plan', plan });
} catch (error) {
  parentPort?.postMessage({
    kind: error instanceof UserError ? 'refused' : 'failed',
    message: messageOf(error),
  });
}
