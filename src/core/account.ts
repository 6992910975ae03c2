// Who somebody is on one platform.

/** The name by which a platform is known; what it can do is told by its capabilities, never by its name. */
export type PlatformName = string;

/** An account: `id` is what the platform calls it for ever (a snowflake, a username), `name` what people read. */
export interface Account {
  readonly platform: PlatformName;
  readonly id: string;
  readonly name: string;
}
