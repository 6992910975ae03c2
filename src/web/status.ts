// How the bot is, for `/status`: the database and each platform, now and since when.
import type { PlatformState } from '../core/platform-state.ts';

/** What `/status` answers. */
export interface Status {
  /** False when the database cannot be used, or a platform has been away for five minutes. */
  readonly isOk: boolean;
  readonly database: { readonly isReady: boolean; readonly why?: string };
  /** By the platforms' names. */
  readonly platforms: Readonly<Record<string, PlatformStatus>>;
}

/** How one platform is. */
interface PlatformStatus {
  readonly isReady: boolean;
  /** An instant in ISO 8601. */
  readonly since: string;
  readonly awaySeconds?: number;
  readonly why?: string;
}

/** What is asked. */
interface StatusParts {
  databaseFault(): Promise<string | undefined>;
  readonly platforms: readonly (readonly [name: string, PlatformState])[];
  now(): Date;
}

/** So long a platform may be away before somebody should look. */
const toleratedSeconds = 300;

/** Looks at everything now. */
export async function statusOf({ databaseFault, platforms, now }: StatusParts): Promise<Status> {
  const fault = await databaseFault();
  const all = platforms.map(([name, state]) => [name, platformStatus(state, now())] as const);
  return {
    isOk: fault === undefined && all.every(([, { awaySeconds }]) => (awaySeconds ?? 0) < toleratedSeconds),
    database: fault === undefined ? { isReady: true } : { isReady: false, why: fault },
    platforms: Object.fromEntries(all),
  };
}

function platformStatus({ isReady, since, why }: PlatformState, now: Date): PlatformStatus {
  if (isReady) return { isReady, since: since.toISOString() };
  const awaySeconds = Math.max(0, Math.round((now.getTime() - since.getTime()) / 1000));
  return { isReady, since: since.toISOString(), awaySeconds, ...(why !== undefined && { why }) };
}

/** The same without the reasons, which are for the operator. */
export function withoutReasons({ isOk, database, platforms }: Status): Status {
  const bare = <T extends { readonly why?: string }>({ why: _, ...rest }: T): Omit<T, 'why'> => rest;
  const all = Object.entries(platforms).map(([name, one]) => [name, bare(one)] as const);
  return { isOk, database: bare(database), platforms: Object.fromEntries(all) };
}
