// `docent digest`: the open pull requests and whom they wait on, without any chat or database.

import { messageOf, OutsideError, UserError } from '../core/errors.ts';
import { markdownFile } from '../core/markdown/file.ts';
import { jsonFile } from '../core/text/cleaned.ts';
import { shortened } from '../core/text/shortened.ts';
import { isoSeconds, parseLocalDate } from '../core/time.ts';
import { minutesWords } from '../core/time-words.ts';
import { refuseUnknownLabels } from '../features/digests/commands/existing.ts';
import type { Digest, Line, Scope } from '../features/digests/facts.ts';
import { type Read, type ReadingStep, readDigest } from '../features/digests/reading.ts';
import { daysBetween } from '../features/digests/rules.ts';
import { readGlobs, readList, readRepositories, scopeOf, scopeWords } from '../features/digests/scope.ts';
import { fullDigest } from '../features/digests/views/digest.ts';
import { render as renderDiscord } from '../platforms/discord/render.ts';
import { render as renderDiscourse, topicTitle } from '../platforms/discourse/render.ts';
import { type GitHubAccess, githubSource } from '../sources/github/index.ts';
import { shortMemory } from '../sources/github/memory.ts';
import { read } from './dates.ts';

/** The options as typed; each `repo` and `label` may hold several with commas. */
export interface DigestOptions {
  readonly repo: readonly string[];
  /** Only with at least one of these. */
  readonly label?: readonly string[] | undefined;
  /** Not with any of these. */
  readonly without?: readonly string[] | undefined;
  /** Only what touches these paths (globs). */
  readonly path?: readonly string[] | undefined;
  /** Globs of translated files, which have a part of their own. */
  readonly translation?: readonly string[] | undefined;
  /** Changes are counted from this day on (`YYYY-MM-DD`); over the last week if left out. */
  readonly since?: string | undefined;
  /** markdown, json, discord or discourse; markdown if left out. */
  readonly format?: string | undefined;
}

/** What the command works with. */
interface DigestParts {
  /** Where GitHub is and with whose token; without one it is read by REST search, which tells less. */
  readonly access: GitHubAccess;
  readonly now: Date;
  /** Shows one line that takes the place of the one before; an empty one at the end. */
  progress?(line: string): void;
}

const formats = ['markdown', 'json', 'discord', 'discourse'] as const;
/** What a message on Discord may hold (2,000), with room for the title. */
const discordLimit = 1_800;

/** The digest in a format. Rejects with a UserError that lists every faulty option, or says why GitHub cannot be read. */
export async function digestCommand(options: DigestOptions, parts: DigestParts): Promise<string> {
  const faults: string[] = [];
  const repositories = read('--repo', faults, () => [...new Set(readRepositories(options.repo.join(',')))]);
  const paths = read('--path', faults, () => (options.path ?? []).flatMap(readGlobs));
  const translations = read('--translation', faults, () => (options.translation ?? []).flatMap(readGlobs));
  const format = read('--format', faults, () => formatOf(options.format ?? 'markdown'));
  const since = read('--since', faults, () =>
    options.since === undefined ? undefined : new Date(`${parseLocalDate(options.since)}T00:00:00Z`),
  );
  if (!repositories || !paths || !translations || !format || faults.length > 0)
    throw new UserError(faults.join('\n'));
  const lists = (typed: readonly string[] | undefined) => (typed ?? []).flatMap(readList);
  const scope = scopeOf({
    repositories,
    anyOf: lists(options.label),
    noneOf: lists(options.without),
    paths,
    translations,
  });
  const { digest } = await reading(scope, { ...parts, ...(since && { since }) });
  if (digest.totals.open === 0 && digest.missing.length === 0)
    await refuseUnknownLabels(githubSource(parts.access), repositories, scope.anyOf);
  const title = `Open pull requests: ${scopeWords(scope)}`;
  switch (format) {
    case 'json':
      return jsonFile(digestJson(digest)).trimEnd();
    case 'markdown':
      return markdownFile(fullDigest({ digest, claims: [], title }, { hasTitle: true }));
    case 'discord': {
      const document = fullDigest({ digest, claims: [], title }, { hasTitle: false });
      const [first = '', ...rest] = renderDiscord(document, discordLimit).parts;
      const name = renderDiscord(fullDigest({ digest, claims: [], title }, { hasTitle: true })).title ?? '';
      return numbered('Discord message', [`## ${shortened(name, 150)}\n${first}`, ...rest]);
    }
    case 'discourse': {
      const document = fullDigest({ digest, claims: [], title }, { hasTitle: false });
      const posts = [
        ...renderDiscourse(document, { base: 'https://discourse.invalid/', username: 'docent' }),
      ];
      return `Title: ${topicTitle(title)}\n\n${numbered('Discourse post', posts)}`;
    }
    default:
      return format satisfies never;
  }
}

/** The digest as it is promised to programs; `missing` stands there only when something is. */
function digestJson(digest: Digest) {
  const { totals } = digest;
  return {
    generatedAt: isoSeconds(digest.generatedAt),
    totals: { open: totals.open, opened: totals.opened, merged: totals.merged, closed: totals.closed },
    sections: digest.sections.map(({ name, prs }) => ({
      name,
      prs: prs.map((line) => lineJson(line, digest.generatedAt)),
    })),
    cost: digest.cost,
    ...(digest.missing.length > 0 && { missing: digest.missing }),
  };
}

function lineJson(line: Line, at: Date) {
  return {
    repo: line.repo,
    number: line.number,
    title: line.title,
    author: line.author,
    waitingOn: line.waitingOn,
    who: line.who,
    since: isoSeconds(line.since),
    why: line.why,
    ageDays: daysBetween(line.createdAt, at),
    size: line.size ?? null,
    firstTimer: line.isFirstTimer,
  };
}

async function reading(scope: Scope, parts: DigestParts & { since?: Date }): Promise<Read> {
  try {
    return await readDigest(githubSource(parts.access), {
      scope,
      memory: shortMemory(),
      now: parts.now,
      since: parts.since,
      progress: async (step) => parts.progress?.(progressLine(step)),
    });
  } catch (error) {
    if (error instanceof OutsideError) throw new UserError(`${messageOf(error)}${nextStep(error)}`);
    throw error;
  } finally {
    parts.progress?.('');
  }
}

function nextStep({ isPermanent, retryAfterSeconds }: OutsideError): string {
  if (isPermanent) return '';
  if (retryAfterSeconds === undefined) return '\nTry again a little later.';
  return `\nTry again in ${minutesWords(Math.ceil(retryAfterSeconds / 60))}.`;
}

/** `python/cpython ██████░░░░ 900 of 1451`. */
function progressLine({ repository, done, total }: ReadingStep): string {
  const tenths = total === 0 ? 10 : Math.min(10, Math.floor((done * 10) / total));
  return `${repository} ${'█'.repeat(tenths)}${'░'.repeat(10 - tenths)} ${done} of ${total}`;
}

function formatOf(typed: string): (typeof formats)[number] {
  const found = formats.find((one) => one === typed.trim().toLowerCase());
  if (found) return found;
  throw new UserError(`There is no format "${typed}". There are: ${formats.join(', ')}.`);
}

/** Parts that are sent one by one, each under a line that says which it is. */
function numbered(what: string, texts: readonly string[]): string {
  return texts.map((text, i) => `----- ${what} ${i + 1} of ${texts.length} -----\n${text}`).join('\n\n');
}
