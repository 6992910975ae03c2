// Tries whether GitHub can be read, and says what to fix.
import { messageOf } from '../../core/errors.ts';
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
    return [
      {
        what,
        isOk: false,
        saw: messageOf(error),
        cure: access.token
          ? 'Make a new fine-grained token (public read, no permissions) and put it into GITHUB_TOKEN.'
          : 'See that GITHUB_API_URL can be reached from here.',
      },
    ];
  }
}
