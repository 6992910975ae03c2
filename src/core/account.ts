// Who somebody is on one platform.

/** The platforms that a person can have an account on. */
export type PlatformName = 'discord' | 'discourse' | 'terminal';

/** An account: `id` is what the platform calls it for ever (a snowflake, a username), `name` what people read. */
export interface Account {
  readonly platform: PlatformName;
  readonly id: string;
  readonly name: string;
}
