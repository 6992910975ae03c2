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
  readonly discord: { readonly token: string; readonly apiUrl: string } | undefined;
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

const blankIsAbsent = (value: unknown) =>
  typeof value === 'string' && value.trim() === '' ? undefined : value;
const optional = <T extends z.ZodType>(type: T) => z.preprocess(blankIsAbsent, type.optional());
const address = (cure: string) =>
  z.string().refine((text) => URL.canParse(text) && /^https?:/u.test(text), {
    error: (issue) => `is "${String(issue.input)}", which is not a web address. ${cure}`,
  });

const organiserPattern = /^(discord:\d{15,21}|discourse:[\p{L}\p{N}_.-]+)$/u;

const github = {
  GITHUB_TOKEN: optional(z.string()),
  GITHUB_API_URL: optional(address('Leave it out for github.com: https://api.github.com')),
};

const environment = z
  .object({
    DATABASE_URL: optional(z.string()),
    PORT: optional(
      z.string().regex(/^\d{1,5}$/u, {
        error: (issue) => `is "${String(issue.input)}". Give a number such as 8080.`,
      }),
    ),
    PUBLIC_URL: optional(
      address('Give the address at which people reach Docent, such as https://docent.example.org'),
    ),
    LOG_LEVEL: optional(
      z.enum(['debug', 'info', 'warn', 'error'], {
        error: (issue) => `is "${String(issue.input)}". Choose debug, info, warn or error.`,
      }),
    ),
    ORGANISERS: optional(
      z.string().refine((text) => organiserList(text).every((one) => organiserPattern.test(one)), {
        error: (issue) =>
          `is "${String(issue.input)}". List accounts with commas: discord:123456789012345678, discourse:username`,
      }),
    ),
    DISCORD_TOKEN: optional(z.string()),
    DISCORD_API_URL: optional(address('It ends in /api: https://discord.com/api')),
    DISCOURSE_URL: optional(address("Give your forum's address, such as https://discuss.example.org")),
    DISCOURSE_API_KEY: optional(z.string()),
    DISCOURSE_API_USERNAME: optional(z.string()),
    DISCOURSE_WEBHOOK_SECRET: optional(z.string()),
    ...github,
  })
  .check((context) => {
    const { DISCORD_TOKEN, DISCOURSE_URL, DISCOURSE_API_KEY, DISCOURSE_API_USERNAME } = context.value;
    const fault = (key: string, message: string) =>
      context.issues.push({ code: 'custom', path: [key], message, input: undefined });
    if (!DISCORD_TOKEN && !DISCOURSE_URL) {
      fault(
        'DISCORD_TOKEN',
        'and DISCOURSE_URL are both missing. Give at least one; or try Docent without accounts: npm run sandbox',
      );
    }
    if (DISCOURSE_URL && !DISCOURSE_API_KEY) {
      fault('DISCOURSE_API_KEY', 'is missing. Make one under Admin → API → New API key.');
    }
    if (DISCOURSE_URL && !DISCOURSE_API_USERNAME) {
      fault('DISCOURSE_API_USERNAME', "is missing. Give the user name of the bot's account on Discourse.");
    }
  });

/**
 * Parses the environment. Throws `ConfigError` with one line for each fault; values of secrets are never in it.
 */
export function parseConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const read = parsed(environment, env);
  return {
    databaseUrl: read.DATABASE_URL ?? './docent.db',
    port: Number(read.PORT ?? 8080),
    publicUrl: read.PUBLIC_URL?.replace(/\/+$/u, ''),
    logLevel: read.LOG_LEVEL ?? 'info',
    organisers: organiserList(read.ORGANISERS ?? '').map(organiser),
    discord: read.DISCORD_TOKEN
      ? {
          token: read.DISCORD_TOKEN,
          apiUrl: (read.DISCORD_API_URL ?? 'https://discord.com/api').replace(/\/+$/u, ''),
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

function githubOf(read: { GITHUB_TOKEN?: string | undefined; GITHUB_API_URL?: string | undefined }) {
  return {
    token: read.GITHUB_TOKEN,
    apiUrl: (read.GITHUB_API_URL ?? 'https://api.github.com').replace(/\/+$/u, ''),
  };
}

function parsed<T extends z.ZodType>(
  shape: T,
  env: Readonly<Record<string, string | undefined>>,
): z.infer<T> {
  const read = shape.safeParse(env);
  if (read.success) return read.data;
  const lines = read.error.issues.map((issue) => `- ${String(issue.path[0] ?? '')} ${issue.message}`);
  throw new ConfigError(
    `The configuration cannot be used:\n${lines.join('\n')}\nEvery key is explained in .env.example.`,
  );
}

/** What must never be logged or shown. */
export function secretsOf({ discord, discourse, github, databaseUrl }: Config): string[] {
  const password = URL.canParse(databaseUrl) ? decodeURIComponent(new URL(databaseUrl).password) : '';
  const all = [discord?.token, discourse?.apiKey, discourse?.webhookSecret, github.token, password];
  return all.filter((secret) => secret !== undefined).filter((secret) => secret !== '');
}

/** The keys that the configuration knows. */
export const configurationKeys: readonly string[] = Object.keys(environment.shape);

function organiserList(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function organiser(text: string): ConfiguredOrganiser {
  const [platform, id = ''] = text.split(':');
  return { platform: platform === 'discord' ? 'discord' : 'discourse', id };
}
