// Tries whether GitHub can be read, and says what to fix.
import { z } from 'zod';
import { isLasting, messageOf, OutsideError } from '../../core/errors.ts';
import { githubSite } from '../../core/github/site.ts';
import { type Finding, faultFinding, okFinding } from '../../core/platform.ts';
import { counted } from '../../core/text/counted.ts';
import { type AccessWatch, accessWatch } from './access-watch.ts';
import { type GitHubAccess, githubClient } from './client.ts';

/** So begin the tokens of installed apps: https://github.blog/engineering/platform-security/behind-githubs-new-authentication-token-formats/ */
const ofInstallation = 'ghs_';

/** Access whose token, if there is one, is watched. */
export type WatchedAccess = Omit<GitHubAccess, 'watch'> & {
  readonly token?: string;
  readonly watch?: AccessWatch | undefined;
};

/** Asks for what costs nothing; where GitHub counts no requests, that is not there. Throws `OutsideError`. */
export async function probeGitHub(access: GitHubAccess): Promise<void> {
  const answer = await githubClient(access).find('/rate_limit', z.unknown());
  if (answer === undefined || (typeof answer === 'object' && answer !== null)) return;
  throw new OutsideError(
    `What answers at ${access.apiUrl} is a page, and not GitHub's API. Check GITHUB_API_URL: leave it out for github.com; GitHub Enterprise has it at https://HOST/api/v3.`,
  );
}

/** The same, with somebody who knows whether the token is taken, where there is one. */
export function watchedAccess(access: Omit<GitHubAccess, 'watch'>, now: () => Date): WatchedAccess {
  const { token } = access;
  if (token === undefined) return access;
  const watch = accessWatch({ probe: () => probeGitHub(access), now });
  return { ...access, token, watch };
}

/** What `docent doctor` finds. */
export async function checkGitHub(access: GitHubAccess): Promise<Finding[]> {
  const what = 'GitHub';
  try {
    // Whoever asks how it is wants to know how it is now.
    await probeGitHub({
      ...access,
      watch: access.watch && { ...access.watch, refuseTooSoon() {} },
      async wait(milliseconds) {
        const retryAfterSeconds = Math.ceil(milliseconds / 1000);
        const words = `GitHub takes no more requests from me for ${counted(retryAfterSeconds, 'second')}.`;
        throw new OutsideError(words, { retryAfterSeconds });
      },
    });
    if (access.token?.startsWith(ofInstallation))
      return [
        faultFinding(
          what,
          'the token is accepted, but it is that of an installed app, which ends an hour after it was made',
          'Put a token of an account into GITHUB_TOKEN, which lasts: Settings, Developer settings, Fine-grained tokens.',
        ),
      ];
    const untold = 'can be read without a token; digests then know less (GITHUB_TOKEN)';
    return [okFinding(what, access.token ? 'the token is accepted' : untold)];
  } catch (error) {
    const { statusUrl } = githubSite(access.apiUrl);
    const isRefused = isLasting(error);
    const isSlowed = error instanceof OutsideError && error.retryAfterSeconds !== undefined;
    const cure = isRefused
      ? 'Make a new fine-grained token (public read, no permissions) and put it into GITHUB_TOKEN.'
      : isSlowed
        ? 'I wait and go on by myself. If it happens often, see what else asks GitHub with this token or from this address.'
        : `See that GitHub is up (${statusUrl ?? 'ask who runs it'}) and can be reached from here; if GITHUB_API_URL is set, check it.`;
    return [faultFinding(what, messageOf(error), cure)];
  }
}
