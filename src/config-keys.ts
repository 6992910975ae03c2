// The keys of the environment, what each may be, and the cure for each fault.
import { isIP } from 'node:net';
import { z } from 'zod';

/** The environment as it is found. */
export type Env = Readonly<Record<string, string | undefined>>;

/** White space around a value is no part of it, and a blank one is absent. */
const trimmed = (value: unknown) => (typeof value === 'string' ? value.trim() || undefined : value);
const optional = <T extends z.ZodType>(type: T) => z.preprocess(trimmed, type.optional());
const address = (cure: string, pattern = /^https?:/iu) =>
  z.string().refine((text) => URL.canParse(text) && pattern.test(text), {
    error: ({ input }) => `is ${shown(input)}, which is not the web address that it should be. ${cure}`,
  });
const isPlain = (text: string) => /^[\x21-\x7e]+$/u.test(text);
const secret = (cure: string) =>
  z
    .string()
    .refine(isPlain, { error: `has a space, a line break or a strange letter in it. ${cure}` })
    .refine((text) => !isPlain(text) || !/^["'`<]/u.test(text), {
      error: `begins with a quotation mark or a bracket that is no part of it. ${cure}`,
    });

/** A value as it may be shown: nothing that could be a key in the wrong place, nor a password in an address. */
function shown(input: unknown): string {
  const text = String(input);
  return /[\w-]{20,}|\/\/[^/]*@/u.test(text) ? 'something long' : `"${text}"`;
}

/** No name is that long and made of hexadecimal digits alone, nor has it the three parts of a token. */
function isLikeAKey(text: string): boolean {
  return (
    /^[\da-f]{32,}$/iu.test(text) ||
    /^[\w-]{20,}\.[\w-]+\.[\w-]{20,}$/u.test(text) ||
    /^(?:gh[a-z]|github_pat)_/u.test(text)
  );
}

const portNumber = (usual: number) =>
  z.string().refine((text) => /^\d+$/u.test(text) && Number(text) <= 65_535, {
    error: ({ input }) => `is ${shown(input)}. Give a number up to 65535, such as ${usual}.`,
  });

/** How each platform's accounts, and the spaces and places that groups have there, are spelled by who runs Docent. */
const spellings = {
  discord: { account: /^\d{15,21}$/u, place: /^\d{15,21}$/u, example: '123456789012345678' },
  discourse: { account: /^[\p{L}\p{N}_.-]+$/u, place: /^\d{1,21}$/u, example: 'username' },
} as const;

/** A platform that can be configured. */
type KnownPlatform = keyof typeof spellings;

/** Their names. */
export const knownPlatforms = Object.keys(spellings).filter(isKnown);

function isKnown(name: string): name is KnownPlatform {
  return name in spellings;
}

/** Takes `platform:id` apart, as it is spelled there; undefined when it is not. */
export function spelled(
  typed: string,
  kind: 'account' | 'place',
): { readonly platform: KnownPlatform; readonly id: string } | undefined {
  const [platform = '', ...rest] = typed.split(':');
  const id = rest.join(':');
  return isKnown(platform) && spellings[platform][kind].test(id) ? { platform, id } : undefined;
}

const isAccount = (typed: string) => spelled(typed, 'account') !== undefined;
const accountExamples = knownPlatforms.map((name) => `${name}:${spellings[name].example}`).join(', ');

/** Keys for reading GitHub. */
export const github = {
  GITHUB_TOKEN: optional(secret('Copy the token again from GitHub: Settings → Developer settings.')),
  GITHUB_API_URL: optional(address('Leave it out for github.com: https://api.github.com')),
};

/** Keys of the database. */
export const database = {
  DATABASE_URL: optional(
    z
      .string()
      .refine((text) => !/^[a-z]{2,}:/iu.test(text) || /^(file:|postgres(ql)?:)/u.test(text), {
        error: ({ input }) =>
          `starts with "${String(input).split(':')[0]}:". Use a file such as ./docent.db, or postgresql://user:password@host/database.`,
      })
      .refine((text) => !/^(file:)?(~|\$\w|\$\{)/u.test(text), {
        error: ({ input }) =>
          `is ${shown(input)}, and what "~" and "$" stand for is not put in here. Write the whole path, such as /srv/docent/docent.db.`,
      })
      .refine((text) => !/^file:\/*$/u.test(text), { error: 'names no file. Use one such as ./docent.db.' })
      .refine((text) => !/^postgres(ql)?:/u.test(text) || hasHost(text), {
        error:
          'is not an address that can be read: postgresql://user:password@host/database. Letters such as @ / # % in the password are written %40 %2F %23 %25.',
      }),
  ),
};

/** Every key. */
export const environment = z.object({
  ...database,
  HOST: optional(
    z.string().refine((text) => isIP(text) !== 0 || /^[a-z\d]([a-z\d.-]*[a-z\d])?$/iu.test(text), {
      error: ({ input }) =>
        `is ${shown(input)}. Give an address of this computer: 127.0.0.1, or 0.0.0.0 for all.`,
    }),
  ),
  PORT: optional(portNumber(8080)),
  METRICS_PORT: optional(portNumber(9464)),
  PUBLIC_URL: optional(
    address('Give the address at which people reach Docent, such as https://docent.example.org').refine(
      (text) => !/[?#]/u.test(text),
      {
        error: ({ input }) =>
          `is ${shown(input)}, with something after the path. Give it without "?" and "#", such as https://docent.example.org`,
      },
    ),
  ),
  LOG_LEVEL: optional(
    z.preprocess(
      (value) => (typeof value === 'string' ? value.toLowerCase() : value),
      z.enum(['debug', 'info', 'warn', 'error'], {
        error: ({ input }) => `is ${shown(input)}. Choose debug, info, warn or error.`,
      }),
    ),
  ),
  ORGANISERS: optional(
    z.string().refine((text) => listOf(text).every(isAccount), {
      error: ({ input }) =>
        `has ${listOf(String(input))
          .filter((one) => !isAccount(one))
          .map(shown)
          .join(', ')}. List accounts with commas: ${accountExamples}`,
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
  DISCOURSE_API_USERNAME: optional(
    z
      .string()
      .regex(/^[^\s@]+$/u, {
        error: ({ input }) =>
          `is ${shown(input)}. Give the user name of the bot's account as its profile shows it: no "@" before it, no e-mail address, no full name.`,
      })
      // A name would be shown, in the log, too.
      .refine((text) => !isLikeAKey(text), {
        error:
          "is something long that looks like a key. Give the user name of the bot's account here, and the key in DISCOURSE_API_KEY; are the two swapped?",
      }),
  ),
  DISCOURSE_WEBHOOK_SECRET: optional(z.string()),
  ...github,
});

/** What is wrong between the keys; those in `faulty` have been complained of. */
export function wrongTogether(env: Env, faulty: ReadonlySet<string>): string[] {
  return [...missingKeys(env, faulty), ...samePorts(env, faulty)];
}

function samePorts(env: Env, faulty: ReadonlySet<string>): string[] {
  const port = Number(trimmed(env.PORT) ?? 8080);
  const metrics = trimmed(env.METRICS_PORT);
  if (faulty.has('PORT') || faulty.has('METRICS_PORT') || metrics === undefined) return [];
  if (port === 0 || Number(metrics) !== port) return [];
  return [
    `METRICS_PORT is ${port}, and so is PORT. Give METRICS_PORT another number, such as 9464, or leave it out: /metrics is then on ${port}.`,
  ];
}

function missingKeys(env: Env, faulty: ReadonlySet<string>): string[] {
  const [token, url, key, username] = [
    'DISCORD_TOKEN',
    'DISCOURSE_URL',
    'DISCOURSE_API_KEY',
    'DISCOURSE_API_USERNAME',
  ].map((name) => faulty.has(name) || trimmed(env[name]) !== undefined);
  const hasDiscourse = url || key || username;
  if (!hasDiscourse)
    return token
      ? []
      : [
          'DISCORD_TOKEN and DISCOURSE_URL are both missing. Give at least one in .env, which is read in the folder that you are in; or try Docent without accounts: npm run sandbox (from the package: npx docent sandbox)',
        ];
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

/** A list with commas. */
export function listOf(text: string): string[] {
  return text
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');
}

function hasHost(url: string): boolean {
  // What comes after a # is the rest of a password.
  return URL.canParse(url) && new URL(url).hostname !== '' && new URL(url).hash === '';
}
