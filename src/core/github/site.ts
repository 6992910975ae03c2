// GitHub's addresses for people, on github.com or on a server of one's own: made, and understood.
import type { WorkLink } from './work-link.ts';

/** Where people find GitHub; the one place that knows its host. */
export interface GitHubSite {
  /** `https://github.com`, without a slash at the end. */
  readonly url: string;
  /** Where it is told whether it is up; undefined where its own people tell that. */
  readonly statusUrl?: string;
  /** Where gists are made, as people call it: `gist.github.com`. */
  readonly gists: string;
  profile(login: string): string;
  /** A folder (`owner/name/path`) in its repository's default branch. */
  folder(path: string): string;
  /** The piece of work there that an address means; undefined when it means something else. */
  workLinkOf(url: string): WorkLink | undefined;
}

const usual = 'https://github.com';

const kinds = { issues: 'issue', pull: 'pull', milestone: 'milestone' } as const;

const paths =
  /^(\w[\w.-]{0,99}\/[\w.-]{0,99}[\w-][\w.-]{0,99})\/(issues|pull|milestone)\/([1-9]\d{0,8})(?:[/?#]\S*)?$/u;

/**
 * The site of an API. GitHub Enterprise Server has its API at `https://HOST/api/v3`, GitHub Enterprise Cloud with data
 * residency at `https://api.NAME.ghe.com` (https://docs.github.com/rest/using-the-rest-api/getting-started-with-the-rest-api);
 * what stands anywhere else stands before github.com.
 */
export function githubSite(apiUrl: string): GitHubSite {
  // Hosts in capitals are the same hosts.
  const { href } = new URL(apiUrl);
  const [, server] = /^(https?:\/\/[^/]+)\/api\/v3\/*$/u.exec(href) ?? [];
  const [, resident] = /^https:\/\/api\.([\w-]+\.ghe\.com)\/*$/u.exec(href) ?? [];
  const url = server ?? (resident === undefined ? usual : `https://${resident}`);
  const host = new URL(url).host;
  return {
    url,
    ...(server === undefined && { statusUrl: 'https://www.githubstatus.com' }),
    gists: server === undefined ? `gist.${host}` : `${host}/gist`,
    profile: (login) => `${url}/${encodeURIComponent(login)}`,
    folder(path) {
      const [owner, name, ...within] = path.split('/');
      return `${url}/${owner}/${name}/tree/HEAD/${within.map(encodeURIComponent).join('/')}`;
    },
    workLinkOf(address) {
      const [, repository, path, number] = paths.exec(withinSite(address, host) ?? '') ?? [];
      if (repository === undefined || (path !== 'issues' && path !== 'pull' && path !== 'milestone'))
        return undefined;
      return { url: address, repository, kind: kinds[path], number: Number(number) };
    },
  };
}

/** What stands behind the host of an address on it, however that is written: `http:`, `WWW.GitHub.com`; undefined for one elsewhere. */
function withinSite(address: string, host: string): string | undefined {
  const [, there = '', path] = /^https?:\/\/(?:www\.)?([^/?#@\s]+)\/(\S*)$/iu.exec(address) ?? [];
  return there.toLowerCase() === host ? path : undefined;
}
