// Tries whether GitHub can be read, and says what to fix.
import { messageOf, OutsideError } from '../../core/errors.ts';
import type { Finding } from '../../core/platform.ts';
import { type GitHubAccess, githubClient } from './client.ts';

/** What `docent doctor` finds. */
export async function checkGitHub(access: GitHubAccess): Promise<Finding[]> {
  const what = 'GitHub';
  try {
    await githubClient(access).get('/rate_limit');
    return [
      access.token
        ? { what, isOk: true, saw: 'the token is accepted' }
        : { what, isOk: true, saw: 'can be read without a token; digests then know less (GITHUB_TOKEN)' },
    ];
  } catch (error) {
    const isRefused = error instanceof OutsideError && error.isPermanent;
    return [
      {
        what,
        isOk: false,
        saw: messageOf(error),
        cure:
          access.token && isRefused
            ? 'Make a new fine-grained token (public read, no permissions) and put it into GITHUB_TOKEN.'
            : 'See that GitHub is up (https://www.githubstatus.com) and can be reached from here; if GITHUB_API_URL is set, check it.',
      },
    ];
  }
}
