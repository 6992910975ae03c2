// Reads the configuration from the environment and reports every fault at once, each with its cure.
import { z } from 'zod';
import {
  database,
  type Env,
  environment,
  github,
  knownPlatforms,
  listOf,
  spelled,
  wrongTogether,
} from './config-keys.ts';
import type { PlatformName } from './core/account.ts';
import { ConfigError } from './core/errors.ts';

/** Who may use organisers' commands wherever they ask. */
export interface ConfiguredOrganiser {
  readonly platform: PlatformName;
  readonly id: string;
}

/** The configuration, parsed. */
export type Config = ReturnType<typeof configOf>;

/**
 * Parses the environment. Throws `ConfigError` with one line for each fault; values of secrets are never in it.
 */
export function parseConfig(env: Env): Config {
  return configOf(parsed(environment, env, wrongTogether));
}

/**
 * Parses what can be used, for looking at the parts that are right: every fault with its cure, and the configuration
 * without the keys that are at fault. A platform of which a key is missing or wrong is left out.
 */
export function parseWhatIsRight(env: Env): { readonly config: Config; readonly faults: readonly string[] } {
  const issues = environment.safeParse(env).error?.issues ?? [];
  const faulty = new Set(issues.map(({ path }) => String(path[0])));
  // What is left of a platform's keys would be tried at an address that nobody meant.
  const families = [...knownPlatforms, 'github']
    .map((name) => `${name.toUpperCase()}_`)
    .filter((family) => [...faulty].some((name) => name.startsWith(family)));
  const isRight = (name: string) => !faulty.has(name) && !families.some((family) => name.startsWith(family));
  const right = Object.fromEntries(Object.entries(env).filter(([name]) => isRight(name)));
  return { config: configOf(environment.parse(right)), faults: faultsOf(issues, wrongTogether(env, faulty)) };
}

function configOf(read: z.infer<typeof environment>) {
  const { DISCORD_TOKEN, DISCOURSE_URL, DISCOURSE_API_KEY, DISCOURSE_API_USERNAME } = read;
  return {
    databaseUrl: databaseUrlOf(read),
    /** The address on which the web pages are served. */
    host: read.HOST ?? '127.0.0.1',
    port: Number(read.PORT ?? 8080),
    /** Where metrics have a port of their own; beside the pages, for who asks directly, when absent. */
    metricsPort: read.METRICS_PORT === undefined ? undefined : Number(read.METRICS_PORT),
    /** Where the web pages can be reached from outside, without a slash at the end. */
    publicUrl: read.PUBLIC_URL?.replace(/\/+$/u, ''),
    logLevel: read.LOG_LEVEL ?? 'info',
    organisers: listOf(read.ORGANISERS ?? '').flatMap(
      (one): ConfiguredOrganiser | [] => spelled(one, 'account') ?? [],
    ),
    discord: DISCORD_TOKEN
      ? {
          token: DISCORD_TOKEN,
          apiUrl: (read.DISCORD_API_URL ?? 'https://discord.com/api').replace(/\/+$/u, ''),
          /** The servers that are served; when none is named, the first one that asks. */
          guilds: listOf(read.DISCORD_GUILDS ?? ''),
        }
      : undefined,
    discourse:
      DISCOURSE_URL && DISCOURSE_API_KEY && DISCOURSE_API_USERNAME
        ? {
            url: DISCOURSE_URL,
            apiKey: DISCOURSE_API_KEY,
            username: DISCOURSE_API_USERNAME,
            webhookSecret: read.DISCOURSE_WEBHOOK_SECRET,
          }
        : undefined,
    github: githubOf(read),
  };
}

/** Parses what is needed to read GitHub alone. Throws `ConfigError`. */
export function parseGitHub(env: Env): Config['github'] {
  return githubOf(parsed(z.object(github), env));
}

/** Parses which database is meant, and nothing else. Throws `ConfigError`. */
export function parseDatabaseUrl(env: Env): string {
  return databaseUrlOf(parsed(z.object(database), env));
}

function databaseUrlOf(read: { DATABASE_URL?: string | undefined }): string {
  return read.DATABASE_URL ?? './docent.db';
}

function githubOf(read: { GITHUB_TOKEN?: string | undefined; GITHUB_API_URL?: string | undefined }) {
  return {
    token: read.GITHUB_TOKEN,
    // As URLs are compared: a host in capitals is the same host.
    apiUrl: new URL(read.GITHUB_API_URL ?? 'https://api.github.com').href.replace(/\/+$/u, ''),
  };
}

function parsed<T extends z.ZodType>(shape: T, env: Env, missing: typeof wrongTogether = () => []) {
  const read = shape.safeParse(env);
  const issues = read.error?.issues ?? [];
  const lines = faultsOf(issues, missing(env, new Set(issues.map(({ path }) => String(path[0])))));
  if (read.success && lines.length === 0) return read.data;
  throw new ConfigError(
    `The configuration cannot be used:\n${lines.map((line) => `- ${line}`).join('\n')}\nEvery key is explained in .env.example.`,
  );
}

function faultsOf(issues: readonly z.core.$ZodIssue[], missing: readonly string[]): string[] {
  return [...issues.map(({ path, message }) => `${String(path[0])} ${message}`), ...missing];
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

/** The keys that the configuration knows. */
export const configurationKeys: readonly string[] = Object.keys(environment.shape);
