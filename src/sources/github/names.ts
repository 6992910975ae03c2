// What a repository calls things: its labels and the folders in it.
import { z } from 'zod';
import type { Answer, Client } from './client.ts';
import { nodes } from './events.ts';
import { folderQuery, labelsQuery, named } from './queries.ts';

const mostPages = 6;

const labelsPage = z.object({
  repository: z
    .object({
      labels: z
        .object({
          pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullish() }),
          nodes: nodes(z.object({ name: z.string() })),
        })
        .nullish(),
    })
    .nullish(),
});

const folderPage = z.object({
  repository: z
    .object({
      wanted: z.object({}).nullish(),
      top: z.object({ entries: z.array(z.object({ name: z.string() })).nullish() }).nullish(),
    })
    .nullish(),
});

/** All labels; undefined where there are more than a few hundred. */
export async function labelsOf(client: Client, repository: string): Promise<string[] | undefined> {
  const found: string[] = [];
  let after: string | null = null;
  for (let page = 0; page < mostPages; page += 1) {
    const where = { ...named(repository), after };
    const answer: Answer<z.infer<typeof labelsPage>> = await client.graphql(labelsQuery, where, labelsPage);
    const { labels } = answer.data.repository ?? {};
    if (!labels) return undefined;
    found.push(...labels.nodes.map((one) => one.name));
    if (!labels.pageInfo.hasNextPage || !labels.pageInfo.endCursor) return found;
    after = labels.pageInfo.endCursor;
  }
  return undefined;
}

/** Whether a path is there; undefined where nothing can be told of the repository's files. */
export async function folderOf(
  client: Client,
  { repository, path }: { readonly repository: string; readonly path: string },
): Promise<{ isThere: boolean; beside: string[] } | undefined> {
  const where = { ...named(repository), path: `HEAD:${path}` };
  const found = (await client.graphql(folderQuery, where, folderPage)).data.repository;
  const beside = found?.top?.entries?.map((one) => one.name) ?? [];
  if (!found || beside.length === 0) return undefined;
  return { isThere: Boolean(found.wanted), beside };
}
