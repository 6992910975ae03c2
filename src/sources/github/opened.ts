// What was opened in a month, with who answered first.
import { z } from 'zod';
import { unseenRepository } from '../../core/github/another-repository.ts';
import type { PullLabels } from '../../core/github/pull-labels.ts';
import type { Named, OpenedReading, Seen } from '../../core/github/pull-request.ts';
import type { Answer, Client } from './client.ts';
import { actor, connection, ghost, instant, isBot } from './events.ts';
import { TooMuchError, untold } from './failures.ts';
import { foundIn, foundShape } from './found.ts';
import { named, openedQuery, openedSearch } from './queries.ts';
import { isFirstTimer } from './shapes.ts';

/** Of more than four hundred a month the rest is left out, and said to be. */
const mostPulls = 400;
/** How many are asked for at once. */
const mostAtOnce = 40;

const seen = connection({
  submittedAt: instant.nullish(),
  createdAt: instant.nullish(),
  author: actor,
});

const opened = z.object({
  createdAt: instant.optional(),
  authorAssociation: z.string().nullish(),
  author: actor,
  reviews: seen,
  comments: seen,
});

const page = z.object({
  repository: foundShape.nullish(),
  search: z
    .object({
      pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
      nodes: z.array(opened.nullable()).nullish(),
    })
    .nullish(),
});

/** Reads them. Throws `OutsideError`. */
export async function readOpened(
  client: Client,
  query: Named & { among: PullLabels; month: string },
): Promise<OpenedReading> {
  const pulls: OpenedReading['pulls'][number][] = [];
  let after: string | null = null;
  let isPublic = true;
  let repo = query.repository;
  let isWhole = true;
  let size = mostAtOnce;
  for (let count = 0; count < mostPulls; ) {
    const asked = { ...named(query.repository), words: openedSearch(query), after };
    let answer: Answer<z.infer<typeof page>> | undefined;
    while (!answer) {
      const options = { asksForLess: size > 1 };
      answer = await client
        .graphql(openedQuery, { ...asked, size }, page, options)
        .catch((error: unknown) => {
          if (!(error instanceof TooMuchError) || size <= 1) throw error;
          size = Math.floor(size / 2);
          return undefined;
        });
    }
    count += size;
    // One that was too much says nothing of those after it.
    size = Math.min(mostAtOnce, size * 2);
    const { repository, search } = answer.data;
    const found = foundIn(repository, answer, query);
    if (!found) throw unseenRepository(query.repository);
    if (!search) throw untold(query.repository, answer);
    // The search does not know former names.
    repo = found.nameWithOwner;
    if (repo.toLowerCase() !== query.repository.toLowerCase())
      return await readOpened(client, { ...query, repository: repo });
    isPublic = found.isPrivate !== true;
    const nodes = search.nodes ?? [null];
    if (answer.fault !== undefined || nodes.includes(null)) isWhole = false;
    for (const one of nodes) {
      if (!one?.createdAt) continue;
      const { createdAt, author } = one;
      pulls.push({
        author: author?.login ?? ghost,
        isByBot: author ? isBot(author.login, author.__typename) : false,
        isFirstTimer: isFirstTimer(one.authorAssociation, author),
        createdAt,
        reviews: seenIn(one.reviews),
        comments: seenIn(one.comments),
      });
    }
    const { hasNextPage, endCursor } = search.pageInfo;
    if (!hasNextPage || !endCursor) {
      if (pulls.length === 0 && answer.fault !== undefined) throw untold(query.repository, answer);
      return { repo, pulls, isWhole, isPublic };
    }
    after = endCursor;
  }
  return { repo, pulls, isWhole: false, isPublic };
}

function seenIn(found: z.infer<typeof seen>): Seen[] {
  return (found?.nodes ?? []).flatMap((one) => {
    const at = one.submittedAt ?? one.createdAt;
    const by = one.author?.login ?? ghost;
    return at ? [{ by, isBot: isBot(by, one.author?.__typename), at }] : [];
  });
}
