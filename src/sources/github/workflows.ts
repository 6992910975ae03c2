// Which heads wait for somebody to let their workflows run, by REST: fine-grained tokens may not read check suites.
import { z } from 'zod';
import { insteadOf, OutsideError } from '../../core/errors.ts';
import type { PullRequest } from '../../core/github/pull-request.ts';
import type { Client } from './client.ts';

const runs = z.object({ workflow_runs: z.array(z.object({ head_sha: z.string() })) });

/**
 * Those of some pull requests of a repository whose workflows wait although their check suites could not be read. One
 * request, or none where all is known; public repositories need no permission for it
 * (https://docs.github.com/rest/actions/workflow-runs#list-workflow-runs-for-a-repository).
 */
export async function heldAmong(
  client: Client,
  repo: string,
  pulls: readonly PullRequest[],
): Promise<PullRequest[]> {
  const unknown = pulls.filter(({ details }) => details?.workflows === 'unknown');
  const heads = unknown.length > 0 ? await heldHeads(client, repo) : undefined;
  return unknown.flatMap(({ details, ...pull }) =>
    details && heads?.has(pull.head) ? [{ ...pull, details: { ...details, workflows: 'held' } }] : [],
  );
}

/** The newest hundred commits whose workflows wait; undefined when that cannot be read either. */
async function heldHeads(client: Client, repo: string): Promise<ReadonlySet<string> | undefined> {
  const found = await client
    .get(`/repos/${repo}/actions/runs?status=action_required&per_page=100`, runs)
    .catch(insteadOf(OutsideError, undefined));
  return found && new Set(found.workflow_runs.map(({ head_sha }) => head_sha));
}
