// Plays the stories, a part of the alphabet in each file so that they share the cores, and looks afterwards at what was asked of the
// database and of the forum in them.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, parse } from 'node:path';
import { afterAll, describe, expect, inject, test } from 'vitest';
import type { Happening } from '../../../sandbox/index.ts';
import { playStory } from '../../../sandbox/main.ts';
import { parseStory } from '../../../sandbox/play/parse.ts';
import { isInFull, isWhole, putTogether } from '../../in-full.ts';
import { officialDocument } from '../../openapi.ts';
import { type Allowed, costlyStatements, recordStatements } from '../../storage/plans.ts';
import { faultsOf, recordAsked, routesOf } from '../discourse/official-requests.ts';

export const folder = join(import.meta.dirname, '..', '..', 'stories');
const prsFile = join(import.meta.dirname, '..', '..', '..', '..', 'shared', 'data', 'open-prs.json');
/** Stories that tell of the real pull requests. */
const withRealPrs = new Set(['first-month.txt']);
for (const name of putTogether)
  if (!existsSync(join(folder, `${name}.txt`)))
    throw new Error(`test/in-full.ts names the story ${name}, which is not there.`);
/** The story of an AMA is played in `stories.test.ts`, where more is asked of it. */
const elsewhere = 'ama.txt';

/** In bytes: what a bare `npm test` plays; the others take minutes. */
const shortStory = 1_100;

/** Plays a story; answers what happened, in its order. */
export async function played(text: string, prs?: unknown): Promise<Happening[]> {
  const happenings: Happening[] = [];
  await playStory(parseStory(text), {
    ...(prs !== undefined && { prs }),
    told: (happening) => happenings.push(happening),
  });
  return happenings;
}

/** Plays the stories whose names match, each as a test, and sees that they asked nothing costly and nothing unknown. */
export function storiesHold(names: RegExp): void {
  const asked = recordAskedInAll();
  describe('the stories hold', () => {
    for (const name of readdirSync(folder).filter((one) => names.test(one) && one !== elsewhere)) {
      const isPossible = !withRealPrs.has(name) || existsSync(prsFile);
      if (!isPossible)
        process.stdout.write(`${name}: not played, because the real pull requests are not here.\n`);
      const isTaken =
        isWhole ||
        (isInFull && !putTogether.includes(parse(name).name)) ||
        statSync(join(folder, name)).size <= shortStory;
      test.skipIf(!isPossible || !isTaken)(name, { timeout: 480_000 }, async () => {
        const prs = withRealPrs.has(name) ? JSON.parse(readFileSync(prsFile, 'utf8')) : undefined;
        const happenings = await played(readFileSync(join(folder, name), 'utf8'), prs);
        expect(happenings.length).toBeGreaterThan(10);
        expect(happenings.filter(({ text }) => /@everyone|@here/u.test(text))).toEqual([]);
      });
    }
  });
  asked.isWellAsked();
}

const official = officialDocument('discourse.openapi.json');

/**
 * From here on everything is remembered that a bot of this file asks its database for, and everything different that it asks of the
 * forum; `isWellAsked` makes tests of that, to be called last.
 */
export function recordAskedInAll() {
  const statements = recordStatements();
  const asked = recordAsked();
  afterAll(() => {
    statements.stop();
    asked.stop();
  });
  return {
    has: (words: string) => [...statements.seen].some((sql) => sql.includes(words)),
    routes: () => official && routesOf(official, asked.seen.values()),
    isWellAsked() {
      test('nothing that happened in these stories reads a whole table, nor all that a group ever had', () => {
        expect(costlyStatements(statements.seen, inject('templates').sqlite, mayBeCostly)).toEqual([]);
      });
      test.skipIf(!official)(
        'what was asked of Discourse in these stories fits its official document',
        () => {
          expect(faultsOf(official, asked.seen.values())).toEqual([]);
        },
      );
    },
  };
}

/** What may read more than it is about, and why. */
const mayBeCostly: Allowed = [
  [/FROM `main`\.`Group` WHERE/u, 'groups are few, and remembered'],
  [
    /`leaseOwner` IS NOT NULL|UPDATE `main`\.`Schedule` .* WHERE 1=1/u,
    'once, when a bot starts or was upgraded',
  ],
  [/SET `place` = \?, `updatedAt` = \? WHERE/u, 'once, when somebody is called something else'],
  [
    /^(?:DELETE|UPDATE) .* WHERE .*["`](?:askerId|personId|askedById|openedById|notesTakerId|hostId|leadId|ownerId)["`] = /u,
    'once, when somebody is forgotten',
  ],
  [
    /^DELETE FROM `main`\.`(?:FormDraft|Publication)` WHERE .*(?:`accountId` = |`place` = | LIKE )/u,
    'likewise',
  ],
  [/^UPDATE `main`\.`Publication` SET .* WHERE .*`endedAt` IS NULL OR .*`remote` IS NOT NULL/u, 'likewise'],
  [
    /^SELECT \* FROM "\w+" WHERE (?:"\w+" = \d+(?: OR |$))+$/u,
    'once, when what is known of somebody is handed out',
  ],
  [/^UPDATE `main`\.`Publication` SET .* WHERE .*`(?:place|remote)` LIKE /u, 'likewise'],
  [/^\s*SELECT \* FROM "\w+" WHERE .*REPLACE\(/u, 'likewise'],
  [/FROM `main`\.`AmaHost` WHERE `main`\.`AmaHost`\.`personId` = \? LIMIT/u, 'likewise'],
  [/FROM `main`\.`(?:Meeting|AgendaTopic)` WHERE .* LIKE |FROM `main`\.`MeetingPlan` WHERE/u, 'likewise'],
  [
    /^SELECT .* FROM `main`\.`(?:Person|Account)` WHERE .*`name` IN \(\?(?:,\?)*\) AND .* <> \?\)/u,
    'likewise',
  ],
  [
    /^UPDATE \S+ SET (["`]\w+["`]) = (?:\?|\d+) WHERE \S*\1 = (?:\?|\d+)$/u,
    'once, when two accounts turn out to be of one person: what was of one is of the other',
  ],
  [/ WHERE `main`\.`\w+`\.`personId` IN \(\?,\?\) LIMIT -1 OFFSET 0$/u, 'likewise'],
];
