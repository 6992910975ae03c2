// Keys that nobody reads: misspelled ones, and those of a platform that is left out. The bot would start without them and say nothing.
import { configurationKeys } from '../config.ts';
import { type Env, knownPlatforms } from '../config-keys.ts';
import { type Finding, faultFinding, okFinding } from '../core/platform.ts';
import { editDistance } from '../core/text/spelling.ts';

const what = 'Configuration';
/** What only Docent's own keys begin with. */
const families = new RegExp(`^(?:${knownPlatforms.join('|').toUpperCase()})_`, 'u');
/** Further away it is more likely another program's key. */
const farthest = 2;

/** The names in an environment that nobody else can mean. */
export function ownNames(env: Env): string[] {
  return Object.keys(env).filter((name) => families.test(name));
}

/** What a file of keys may have in it for other programs that read it, or for Node itself. */
const others = /^(?:POSTGRES|PG|COMPOSE|NODE|NPM|SSL|LC|DEBUG)_?|^(?:TZ|LANG|PATH)$|_PROXY$/iu;

/** A remark on each key in the file that is of nobody whom I know: it may be meant for me. */
export function unreadKeys(names: readonly string[], where: string): Finding[] {
  return (
    names
      // What has a space in it is a line of another form, which is told by its number.
      .filter(
        (name) =>
          /^\S+$/u.test(name) && !others.test(name) && !configurationKeys.includes(name) && !isOwnLike(name),
      )
      .map((name) =>
        okFinding(
          what,
          `${name} ${where} is none of the keys that I read`,
          'If it is meant for me, look in .env.example what that key is called.',
        ),
      )
  );
}

function isOwnLike(name: string): boolean {
  return misspelledKeys([name], '').length > 0;
}

/** A finding for each key that looks as if it were one of Docent's, and is none; nothing that it says is a value. */
export function misspelledKeys(names: readonly string[], where: string): Finding[] {
  return names.flatMap((name): Finding[] => {
    if (configurationKeys.includes(name)) return [];
    const upper = name.toUpperCase();
    const [nearest] = configurationKeys
      .map((key) => ({ key, distance: editDistance(key, upper.slice(0, 60)) }))
      .sort((a, b) => a.distance - b.distance);
    const isNear = nearest !== undefined && nearest.distance <= farthest;
    if (!isNear && !families.test(upper)) return [];
    const cure = isNear
      ? `Write ${nearest.key} instead.`
      : `Take it out, or use one of ${configurationKeys.filter((key) => key.split('_')[0] === upper.split('_')[0]).join(', ')}.`;
    return [faultFinding(what, `${name} ${where} is none of the keys that I read`, cure)];
  });
}

/** A platform of which something is given, but not what it takes to be used. */
export function leftOut(env: Env): Finding[] {
  const has = (name: string) => (env[name]?.trim() ?? '') !== '';
  const lonely = (name: string, needed: string): Finding[] =>
    has(name) && !has(needed)
      ? [
          okFinding(
            what,
            `${name} is given, but without ${needed} it is not used`,
            `Fill in ${needed}, or leave ${name} out.`,
          ),
        ]
      : [];
  return [
    ...lonely('DISCORD_GUILDS', 'DISCORD_TOKEN'),
    ...lonely('DISCOURSE_WEBHOOK_SECRET', 'DISCOURSE_URL'),
  ];
}

/** A PUBLIC_URL that leads nobody here but whoever sits at this computer; where the platforms are here too, it is right. */
export function nobodyElsesUrl(env: Env): Finding[] {
  const isHere = (url = '') =>
    URL.canParse(url) && /^(?:(?:.+\.)?localhost|127(?:\.\d+){3}|\[::1\])$/u.test(new URL(url).hostname);
  const { PUBLIC_URL, DISCOURSE_URL, DISCORD_API_URL } = env;
  if (!isHere(PUBLIC_URL) || isHere(DISCOURSE_URL) || isHere(DISCORD_API_URL)) return [];
  return [
    okFinding(
      what,
      `PUBLIC_URL is ${PUBLIC_URL}, which other people cannot open: it means their own computer`,
      'Give the address at which people reach this one, such as https://docent.example.org, or leave it out: then nothing links to pages and calendars.',
    ),
  ];
}
