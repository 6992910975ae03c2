// Who somebody is on one platform.

/** The name by which a platform is known; what it can do is told by its capabilities, never by its name. */
export type PlatformName = string;

/** An account: `id` is what the platform calls it (a snowflake, a user name), `name` what people read. */
export interface Account {
  readonly platform: PlatformName;
  readonly id: string;
  readonly name: string;
  /**
   * What the platform calls it for ever, where `id` is a name that can be changed, and that somebody else may have later.
   * Absent where `id` itself stays. An account from a row of 0.1.0 has none until it is seen again.
   */
  readonly stableId?: string;
}

/** Whether two are one account: by what stays, where that is known of both, else by their ids without regard to case. */
export function isSameAccount(
  one: Pick<Account, 'platform' | 'id' | 'stableId'>,
  other: Pick<Account, 'platform' | 'id' | 'stableId'>,
): boolean {
  if (one.platform !== other.platform) return false;
  if (one.stableId !== undefined && other.stableId !== undefined) return one.stableId === other.stableId;
  return one.id.toLowerCase() === other.id.toLowerCase();
}

/** The id of an account whose name somebody else has now: no platform has such names. `key` tells it apart from others. */
export const nameless = (key: number) => `#${key}`;

/** Whether somebody else has an account's name by now: nobody can be written to or shown by it until it is seen again. */
export const hasLostItsName = ({ id }: Pick<Account, 'id'>) => id.startsWith('#');
