// `docent groups`: where the bot is at work, and what each group may use; only whoever can open the database decides that.

import type { OfflineApp } from '../app.ts';
import { parseConfig } from '../config.ts';
import type { Env } from '../config-keys.ts';
import { spelled } from '../config-keys.ts';
import type { GroupFacts } from '../core/directory.ts';
import { UserError } from '../core/errors.ts';
import type { PlaceId } from '../core/publication.ts';
import { jsonFile } from '../core/text/cleaned.ts';
import { refuseMissing } from './missing-database.ts';
import { withOffline } from './offline.ts';

/** What was typed after `docent groups`. */
export type GroupsWish =
  | { readonly what: 'list'; readonly isJson: boolean }
  | { readonly what: 'serve'; readonly space: string; readonly group?: string; readonly name?: string }
  | { readonly what: 'grant' | 'revoke'; readonly group: string; readonly thing: string }
  | { readonly what: 'leave'; readonly group: string };

/** Does what was typed and answers what to print. Throws `ConfigError`, or `UserError` for what makes no sense. */
export async function groupsCommand(
  wish: GroupsWish,
  { env, now }: { env: Env; now: Date },
): Promise<string> {
  const config = parseConfig(env);
  // Who is served can be said before the first start.
  if (wish.what !== 'serve') refuseMissing(config.databaseUrl);
  return await withOffline(config, ({ roster }) => done(roster, wish, now));
}

async function done(roster: OfflineApp['roster'], wish: GroupsWish, now: Date): Promise<string> {
  switch (wish.what) {
    case 'list': {
      const groups = await roster.list();
      if (wish.isJson) return jsonFile(groups);
      return groups.length === 0 ? 'No group is served yet.\n' : groups.map(listed).join('\n');
    }
    case 'serve': {
      const space = spaceFrom(wish.space, 'discord');
      const groupId = await roster.serve(space, {
        ...(wish.group !== undefined && { groupId: groupIdFrom(wish.group) }),
        ...(wish.name !== undefined && { name: wish.name }),
      });
      return `${space.platform}:${space.id} is served, as group ${groupId}. An organiser there goes on with /docent setup.\n`;
    }
    case 'grant':
      await roster.grant(groupIdFrom(wish.group), thingFrom(wish.thing));
      return `Group ${wish.group} may use ${wish.thing}.\n`;
    case 'revoke': {
      const wasThere = await roster.revoke(groupIdFrom(wish.group), thingFrom(wish.thing));
      if (!wasThere)
        throw new UserError(
          `Group ${wish.group} had no grant of ${wish.thing}. \`docent groups list\` shows what each may use.`,
        );
      return `Group ${wish.group} may use ${wish.thing} no more.\n`;
    }
    case 'leave': {
      const groupId = groupIdFrom(wish.group);
      await roster.leave(groupId, now);
      return `Group ${groupId} is served no more; what it has is kept. \`docent groups serve\` brings it back. Remove me from its server there.\n`;
    }
    default:
      return wish satisfies never;
  }
}

function listed({ id, name, zone, spaces, repositories, grants }: GroupFacts): string {
  const places = (all: readonly PlaceId[]) => all.map((one) => `${one.platform}:${one.id}`);
  const granted =
    grants === 'everything'
      ? 'everything that I can see (it is the only group)'
      : [...places(grants.places), ...grants.repositories].join(', ') || 'nothing beside its own';
  return [
    `${id} ${name} (${zone})`,
    `  its own: ${places(spaces).join(', ') || 'nothing yet'}`,
    `  repositories: ${repositories.join(', ') || 'none'}`,
    `  may use: ${granted}`,
    '',
  ].join('\n');
}

function groupIdFrom(typed: string): number {
  if (/^\d{1,9}$/u.test(typed)) return Number(typed);
  throw new UserError(`"${typed}" is not the number of a group. \`docent groups list\` shows the numbers.`);
}

/** A space: `discord:123…`, `discourse:5`; a bare number is one of `platform`. */
function spaceFrom(typed: string, platform: string): PlaceId {
  const found = spelled(typed.includes(':') ? typed : `${platform}:${typed}`, 'place');
  if (found) return found;
  throw new UserError(
    `"${typed}" is neither a server nor a category. Write \`discord:\` or \`discourse:\` and its id, such as discourse:5.`,
  );
}

/** A repository (`owner/name`), a folder of one, or a place. */
function thingFrom(typed: string): PlaceId | string {
  if (/^[\w.-]+\/[\w.-]+(?:\/[\p{L}\p{M}\p{N}_. -]+)*$/u.test(typed)) return typed;
  const place = spelled(typed, 'place');
  if (place) return place;
  throw new UserError(
    `"${typed}" is neither a repository, nor a folder of one, nor a category. Write \`owner/name\`, \`owner/name/folder\`, or \`discourse:5\` with the number of the category.`,
  );
}
