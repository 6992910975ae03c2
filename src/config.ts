// Reads the configuration from the environment and reports every fault at once, each with its cure.
import { z } from 'zod';
import type { PlatformName } from './core/account.ts';
import { ConfigError } from './core/errors.ts';

/** Who may use organisers' commands wherever they ask. */
export interface ConfiguredOrganiser {
  readonly platform: PlatformName;
  readonly id: string;
}

/** The configuration, parsed. */
export interface Config {
  readonly databaseUrl: string;
  readonly port: number;
  /** Where the web pages can be reached from outside, without a slash at the end. */
  readonly publicUrl: string | undefined;
  readonly logLevel: 'debug' | 'info' | 'warn' | 'error';
  readonly organisers: readonly ConfiguredOrganiser[];
  readonly discord:
    | {
        readonly token: string;
        readonly apiUrl: string;
        /** The servers that are served; when none is named, the first one that asks. */
        readonly guilds: readonly string[];
      }
    | undefined;
  readonly discourse:
    | {
        readonly url: string;
        readonly apiKey: string;
        readonly username: string;
        readonly webhookSecret: string | undefined;
      }
    | undefined;
  readonly github: { readonly token: string | undefined; readonly apiUrl: string };
}

/** White space around a value is no part of it, and a blank one is absent. */
const trimmed = (value: unknown) => (typeof value === 'string' ? value.trim() || undefined : value);
const optional = <T extends z.ZodType>(type: T) => z.preprocess(trimmed, type.optional());
const address = (cure: string, pattern = /^https?:/iu) =>
  z.string().refine((text) => URL.canParse(text) && pattern.test(text), {
    error: ({ input }) => `is ${shown(input)}, which is not such a web address. ${cure}`,
  });
const secret = (cure: string) =>
  z.string().regex(/^[\x21-\x7e]+$/u, {
    error: `has a space, a line break or a strange letter in it. ${cure}`,
  });

/** A value as it may be shown: nothing that could be a key in the wrong place, nor a password in an address. */
function shown(input: unknown): string {
  const text = String(input);
  return /[\w-]{20,}|\/\/[^/]*@/u.test(text) ? 'something long' : `"${text}"`;
}

const organiserPattern = /^(discord:\d{15,21}|discourse:[\p{L}\p{N}_.-]+)$/u;

const github = {
  GITHUB_TOKEN: optional(secret('Copy the token again from GitHub: Settings → Developer settings.')),
  GITHUB_API_URL: optional(address('Leave it out for github.com: https://api.github.com')),
};

const database = {
  DATABASE_URL: optional(
    z
      .string()
      .refine((text) => !/^[a-z]{2,}:/iu.test(text) || /^(file:|postgres(ql)?:\/\/)/u.test(text), {
        error: ({ input }) =>
          `starts with "${String(input).split(':')[0]}:". Use a file such as ./docent.db, or postgresql://user:password@host/database.`,
      })
      .refine((text) => !/^postgres(ql)?:/u.test(text) || hasHost(text), {
        error:
          'is not an address that can be read: postgresql://user:password@host/database. Letters such as @ / # % in the password are written %40 %2F %23 %25.',
      }),
  ),
};

const environment = z.object({
  ...database,
  PORT: optional(
    z.string().refine((text) => /^\d+$/u.test(text) && Number(text) <= 65_535, {
      error: ({ input }) => `is ${shown(input)}. Give a number up to 65535, such as 8080.`,
    }),
  ),
  PUBLIC_URL: optional(
    address('Give the address at which people reach Docent, such as https://docent.example.org'),
  ),
  LOG_LEVEL: optional(
    z.enum(['debug', 'info', 'warn', 'error'], {
      error: ({ input }) => `is ${shown(input)}. Choose debug, info, warn or error.`,
    }),
  ),
  ORGANISERS: optional(
    z.string().refine((text) => listOf(text).every((one) => organiserPattern.test(one)), {
      error: ({ input }) =>
        `has ${listOf(String(input))
          .filter((one) => !organiserPattern.test(one))
          .map(shown)
          .join(', ')}. List accounts with commas: discord:123456789012345678, discourse:username`,
    }),
  ),
  DISCORD_TOKEN: optional(secret('Copy it again from the developer portal, without "Bot" before it.')),
  DISCORD_API_URL: optional(address('It ends in /api: https://discord.com/api', /^https?:.*\/api\/?$/iu)),
  DISCORD_GUILDS: optional(
    z.string().refine((text) => listOf(text).every((id) => /^\d{15,21}$/u.test(id)), {
      error: ({ input }) =>
        `has ${listOf(String(input))
          .filter((id) => !/^\d{15,21}$/u.test(id))
          .map(shown)
          .join(', ')}. List the ids of servers with commas: right-click a server → Copy Server ID.`,
    }),
  ),
  DISCOURSE_URL: optional(address("Give your forum's address, such as https://discuss.example.org")),
  DISCOURSE_API_KEY: optional(secret('Copy it again from Admin → API, or make a new one there.')),
  DISCOURSE_API_USERNAME: optional(z.string()),
  DISCOURSE_WEBHOOK_SECRET: optional(z.string()),
  ...github,
});

/** What is wrong between the keys; those in `faulty` have been complained of. */
function missingKeys(
  env: Readonly<Record<string, string | undefined>>,
  faulty: ReadonlySet<string>,
): string[] {
  const [token, url, key, username] = [
    'DISCORD_TOKEN',
    'DISCOURSE_URL',
    'DISCOURSE_API_KEY',
    'DISCOURSE_API_USERNAME',
  ].map((name) => faulty.has(name) || trimmed(env[name]) !== undefined);
  const hasDiscourse = url || key || username;
  if (!hasDiscourse) {
    return token
      ? []
      : [
          'DISCORD_TOKEN and DISCOURSE_URL are both missing. Give at least one; or try Docent without accounts: npm run sandbox',
        ];
  }
  return [
    ...(url
      ? []
      : [
          "DISCOURSE_URL is missing, but other keys of Discourse are given. Give your forum's address, or leave out all that begin with DISCOURSE.",
        ]),
    ...(key ? [] : ['DISCOURSE_API_KEY is missing. Make one under Admin → API → New API key.']),
    ...(username
      ? []
      : ["DISCOURSE_API_USERNAME is missing. Give the user name of the bot's account on Discourse."]),
  ];
}

/**
 * Parses the environment. Throws `ConfigError` with one line for each fault; values of secrets are never in it.
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const read = parsed(environment, env, missingKeys);
  return {
    databaseUrl: databaseUrlOf(read),
    port: Number(read.PORT ?? 8080),
    publicUrl: read.PUBLIC_URL?.replace(/\/+$/u, ''),
    logLevel: read.LOG_LEVEL ?? 'info',
    organisers: listOf(read.ORGANISERS ?? '').map(organiser),
    discord: read.DISCORD_TOKEN
      ? {
          token: read.DISCORD_TOKEN,
          apiUrl: (read.DISCORD_API_URL ?? 'https://discord.com/api').replace(/\/+$/u, ''),
          guilds: listOf(read.DISCORD_GUILDS ?? ''),
        }
      : undefined,
    discourse:
      read.DISCOURSE_URL && read.DISCOURSE_API_KEY && read.DISCOURSE_API_USERNAME
        ? {
            url: read.DISCOURSE_URL,
            apiKey: read.DISCOURSE_API_KEY,
            username: read.DISCOURSE_API_USERNAME,
            webhookSecret: read.DISCOURSE_WEBHOOK_SECRET,
          }
        : undefined,
    github: githubOf(read),
  };
}

/** Parses what is needed to read GitHub alone. Throws `ConfigError`. */
export function parseGitHub(env: Readonly<Record<string, string | undefined>>): Config['github'] {
  return githubOf(parsed(z.object(github), env));
}

/** Parses which database is meant, and nothing else. Throws `ConfigError`. */
export function parseDatabaseUrl(env: Readonly<Record<string, string | undefined>>): string {
  return databaseUrlOf(parsed(z.object(database), env));
}

function databaseUrlOf(read: { DATABASE_URL?: string | undefined }): string {
  return read.DATABASE_URL ?? './docent.db';
}

function githubOf(read: { GITHUB_TOKEN?: string | undefined; GITHUB_API_URL?: string | undefined }) {
  return {
    token: read.GITHUB_TOKEN,
    apiUrl: (read.GITHUB_API_URL ?? 'https://api.github.com').replace(/\/+$/u, ''),
  };
}

function parsed<T extends z.ZodType>(
  shape: T,
  env: Readonly<Record<string, string | undefined>>,
  missing: typeof missingKeys = () => [],
): z.infer<T> {
  const read = shape.safeParse(env);
  const issues = read.error?.issues ?? [];
  const lines = [
    ...issues.map(({ path, message }) => `${String(path[0])} ${message}`),
    ...missing(env, new Set(issues.map(({ path }) => String(path[0])))),
  ];
  if (read.success && lines.length === 0) return read.data;
  throw new ConfigError(
    `The configuration cannot be used:\n${lines.map((line) => `- ${line}`).join('\n')}\nEvery key is explained in .env.example.`,
  );
}

/** What must never be logged or shown. */
export function secretsOf({ discord, discourse, github, databaseUrl }: Config): string[] {
  const password = URL.canParse(databaseUrl) ? new URL(databaseUrl).password : '';
  const all = [
    discord?.token,
    discourse?.apiKey,
    discourse?.webhookSecret,
    github.token,
    password,
    decoded(password),
  ];
  return all.filter((secret) => secret !== undefined).filter((secret) => secret !== '');
}

function decoded(password: string): string {
  try {
    return decodeURIComponent(password);
  } catch {
    // A stray % stands for itself.
    return password;
  }
}

function hasHost(url: string): boolean {
  return URL.canParse(url) && new URL(url).hostname !== '';
}

/** The keys that the configuration knows. */
export const configurationKeys: readonly string[] = Object.keys(environment.shape);

function listOf(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function organiser(text: string): ConfiguredOrganiser {
  const [platform, id = ''] = text.split(':');
  return { platform: platform === 'discord' ? 'discord' : 'discourse', id };
}
