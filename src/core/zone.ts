// The names of time zones: which are taken, and what somebody probably meant by one that is not.
import { UserError } from './errors.ts';
import { editDistance } from './spelling.ts';

/** Abbreviations that mean several things or hide a clock change, with a zone that their users often live in. */
const ABBREVIATIONS: Readonly<Record<string, readonly string[]>> = {
  EST: ['America/New_York', 'America/Toronto'],
  EDT: ['America/New_York', 'America/Toronto'],
  ET: ['America/New_York', 'America/Toronto'],
  CST: ['America/Chicago', 'Asia/Shanghai'],
  CDT: ['America/Chicago'],
  MST: ['America/Denver', 'America/Phoenix'],
  MDT: ['America/Denver'],
  PST: ['America/Los_Angeles', 'America/Vancouver'],
  PDT: ['America/Los_Angeles', 'America/Vancouver'],
  PT: ['America/Los_Angeles', 'America/Vancouver'],
  IST: ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem'],
  BST: ['Europe/London', 'Asia/Dhaka'],
  GMT: ['UTC', 'Europe/London'],
  WET: ['Europe/Lisbon'],
  WEST: ['Europe/Lisbon'],
  CET: ['Europe/Prague', 'Europe/Berlin'],
  CEST: ['Europe/Prague', 'Europe/Berlin'],
  MET: ['Europe/Prague', 'Europe/Berlin'],
  EET: ['Europe/Helsinki', 'Europe/Athens'],
  EEST: ['Europe/Helsinki', 'Europe/Athens'],
  MSK: ['Europe/Moscow'],
  JST: ['Asia/Tokyo'],
  KST: ['Asia/Seoul'],
  HKT: ['Asia/Hong_Kong'],
  SGT: ['Asia/Singapore'],
  WIB: ['Asia/Jakarta'],
  AEST: ['Australia/Sydney', 'Australia/Brisbane'],
  AEDT: ['Australia/Sydney', 'Australia/Melbourne'],
  NZST: ['Pacific/Auckland'],
  NZDT: ['Pacific/Auckland'],
  BRT: ['America/Sao_Paulo'],
  ART: ['America/Argentina/Buenos_Aires'],
  WAT: ['Africa/Lagos'],
  EAT: ['Africa/Nairobi'],
  SAST: ['Africa/Johannesburg'],
  HST: ['Pacific/Honolulu'],
};

/** Today's names of places that the engine lists by an older one. */
const NEWER_NAMES = [
  'America/Argentina/Buenos_Aires',
  'America/Indiana/Indianapolis',
  'America/Kentucky/Louisville',
  'America/Nuuk',
  'Asia/Ho_Chi_Minh',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Atlantic/Faroe',
  'Europe/Kyiv',
];

const PLACES = /^(africa|america|antarctica|arctic|asia|atlantic|australia|europe|indian|pacific)\//i;

/**
 * The zone that a text names, spelled as the tz database does: an `Area/City` or `UTC`, in any case.
 * Throws a UserError that suggests a zone for an abbreviation (`EST`), an offset or a near miss.
 */
export function parseZone(text: string): string {
  const typed = text.trim().replaceAll(/\s+/g, '_');
  if (/^(utc|z|etc\/utc)$/i.test(typed)) return 'UTC';
  const listed = zoneNames().find((name) => name.toLowerCase() === typed.toLowerCase());
  if (listed) return listed;
  const resolved = resolve(typed);
  if (resolved && PLACES.test(typed)) return spelled(typed);
  const hints =
    resolved && PLACES.test(resolved) && !ABBREVIATIONS[typed.toUpperCase()]
      ? [resolved]
      : (ABBREVIATIONS[typed.toUpperCase()] ?? suggestZones(typed).slice(0, 3));
  const hint = hints.length > 0 ? ` Did you mean ${hints.map((name) => `\`${name}\``).join(' or ')}?` : '';
  throw new UserError(
    `\`${text.trim()}\` is not a time zone that I can use.${hint} ` +
      'Give a place such as `Europe/Prague` or `America/New_York`, or `UTC`: abbreviations and offsets do not say when clocks change.',
  );
}

/** Up to 25 zones that a half-typed text may mean, the likeliest first; none for one that resembles nothing. */
export function suggestZones(typed: string): string[] {
  const asked = typed.trim().replaceAll(/\s+/g, '_').toLowerCase();
  const names = zoneNames();
  if (asked === '') return ['UTC', ...names.filter((name) => name !== 'UTC')].slice(0, 25);
  const meant = ABBREVIATIONS[asked.toUpperCase()] ?? [];
  const starting = names.filter(
    (name) => name.toLowerCase().startsWith(asked) || city(name).startsWith(asked),
  );
  const holding = names.filter((name) => name.toLowerCase().includes(asked));
  const found = [...new Set([...meant, ...starting, ...holding])];
  if (found.length > 0) return found.slice(0, 25);
  const limit = Math.max(1, Math.floor(asked.length / 4));
  return names
    .map((name) => ({
      name,
      distance: Math.min(editDistance(name.toLowerCase(), asked), editDistance(city(name), asked)),
    }))
    .filter((near) => near.distance <= limit)
    .sort((one, other) => one.distance - other.distance)
    .slice(0, 5)
    .map((near) => near.name);
}

function zoneNames(): string[] {
  const places = Intl.supportedValuesOf('timeZone').filter((name) => PLACES.test(name));
  return [...new Set([...places, ...NEWER_NAMES, 'UTC'])].sort();
}

function city(name: string): string {
  return name.slice(name.lastIndexOf('/') + 1).toLowerCase();
}

function resolve(name: string): string | undefined {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined; // that is how Intl says that it knows no such zone
  }
}

function spelled(name: string): string {
  return name.toLowerCase().replaceAll(/(^|[/_])([a-z])/g, (match) => match.toUpperCase());
}
