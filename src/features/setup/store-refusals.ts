// Platforms that refuse the bot until a person mends something: since when, and which groups were told.
import type { PlatformName } from '../../core/account.ts';
import type { Destination } from '../../core/publication.ts';
import { end, mark, markViews } from '../../publishing/store.ts';
import { change, type Database, type Transaction, transaction } from '../../storage/client.ts';
import { wake } from '../../storage/schedule.ts';

/** A platform refuses the bot. */
export interface Refusal {
  readonly platform: PlatformName;
  /** When it was noticed; by it one refusal is told from the next, also after a restart. */
  readonly since: Date;
  /** What has to be mended, in words. */
  readonly why: string;
}

/** The refusals that stand, and their notices. */
export interface RefusalStore {
  /** How a platform refuses the bot, as far as it is known. */
  of(platform: PlatformName): Promise<Refusal | undefined>;
  /** Writes down a refusal, and has the groups look at it. */
  stands(refusal: Refusal, groupIds: readonly number[]): Promise<void>;
  /** It is over: what tells of it says so from now on. */
  isOver(refusal: Refusal, groupIds: readonly number[], at: Date): Promise<void>;
  isTold(groupId: number, refusal: Refusal): Promise<boolean>;
  /** Tells a group, once for a refusal. */
  tell(groupId: number, refusal: Refusal, to: readonly Destination[]): Promise<void>;
}

const view = 'setup/refusal';
/** The job that tells organisers. */
const job = 'setup';

/** Opens the rows. */
export function refusalStore(database: Database): RefusalStore {
  const isTold = async (groupId: number, refusal: Refusal) =>
    (await database.publication.count({ where: { groupId, about: aboutOf(refusal) } })) > 0;

  return {
    async of(platform) {
      const value = (await database.cursor.findUnique({ where: { name: nameOf(platform) } }))?.value;
      if (value === undefined || value === '') return undefined;
      const { since, why }: { since: string; why: string } = JSON.parse(value);
      return { platform, since: new Date(since), why };
    },
    stands: ({ platform, since, why }, groupIds) =>
      transaction(database, async (rows) => {
        await write(rows, platform, JSON.stringify({ since: since.toISOString(), why }));
        for (const groupId of groupIds) await look(rows, groupId);
      }),
    isOver: (refusal, groupIds, at) =>
      transaction(database, async (rows) => {
        await write(rows, refusal.platform, '');
        for (const groupId of groupIds) {
          await look(rows, groupId);
          await end(rows, { groupId, about: aboutOf(refusal) }, at);
        }
      }),
    isTold,
    async tell(groupId, refusal, to) {
      const about = aboutOf(refusal);
      await change(database, groupId, async (rows) => {
        if ((await rows.publication.count({ where: { groupId, about } })) > 0) return;
        await mark(
          rows,
          to.map((destination, i) => ({
            groupId,
            key: `${about}/${groupId}/${i}`,
            about,
            to: destination,
            view,
            subject: `${refusal.platform}/${refusal.since.getTime()}`,
          })),
        );
      });
    },
  };
}

async function write(rows: Transaction, platform: PlatformName, value: string): Promise<void> {
  const name = nameOf(platform);
  await rows.cursor.upsert({ where: { name }, create: { name, value }, update: { value } });
}

/** Has the notices of a group shown anew, and looked for whom to tell. */
async function look(rows: Transaction, groupId: number): Promise<void> {
  await markViews(rows, groupId, [view]);
  await wake(rows, groupId, job);
}

const nameOf = (platform: PlatformName) => `refusal/${platform}`;
const aboutOf = ({ platform, since }: Refusal) => `refusal/${platform}/${since.getTime()}`;
