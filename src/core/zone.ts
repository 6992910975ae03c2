// The names of time zones: which are taken, and what somebody probably meant by one that is not.

import { option } from './command.ts';
import { UserError } from './errors.ts';
import { asChoices } from './reply.ts';
import { plainMarks } from './text/plain-marks.ts';
import { editDistance } from './text/spelling.ts';
import { wellKnownCities } from './zone/cities.ts';
import { zoneOfRegion } from './zone/regions.ts';

/** Abbreviations that mean several things or hide a clock change, with a zone that their users often live in. */
const ABBREVIATIONS: Readonly<Record<string, readonly string[]>> = Object.fromEntries(
  (
    'EST EDT ET: America/New_York America/Toronto; CST: America/Chicago Asia/Shanghai; ' +
    'CDT CT: America/Chicago; MT MDT: America/Denver; MST: America/Denver America/Phoenix; ' +
    'PST PDT PT: America/Los_Angeles America/Vancouver; IST: Asia/Kolkata Europe/Dublin Asia/Jerusalem; ' +
    'BST: Europe/London Asia/Dhaka; GMT: UTC Europe/London; WET WEST: Europe/Lisbon; ' +
    'CET CEST MET: Europe/Prague Europe/Berlin; EET EEST: Europe/Helsinki Europe/Athens; ' +
    'MSK: Europe/Moscow; JST: Asia/Tokyo; KST: Asia/Seoul; HKT: Asia/Hong_Kong; SGT: Asia/Singapore; ' +
    'WIB: Asia/Jakarta; AEST: Australia/Sydney Australia/Brisbane; ' +
    'AEDT: Australia/Sydney Australia/Melbourne; NZST NZDT: Pacific/Auckland; BRT: America/Sao_Paulo; ' +
    'ART: America/Argentina/Buenos_Aires; WAT: Africa/Lagos; EAT: Africa/Nairobi; ' +
    'SAST: Africa/Johannesburg; HST: Pacific/Honolulu; AST: America/Halifax Asia/Riyadh; ' +
    'ADT: America/Halifax; NST NDT: America/St_Johns; AKST AKDT: America/Anchorage; COT: America/Bogota; ' +
    'PET: America/Lima; CLT CLST: America/Santiago; SST: Pacific/Pago_Pago; ' +
    'ACST ACDT: Australia/Adelaide Australia/Darwin; AWST: Australia/Perth; GST: Asia/Dubai; ' +
    'PKT: Asia/Karachi; NPT: Asia/Kathmandu; ICT: Asia/Bangkok Asia/Ho_Chi_Minh; PHT: Asia/Manila'
  )
    .split('; ')
    .map((row) => row.split(': '))
    .flatMap(([names = '', zones = '']) => names.split(' ').map((name) => [name, zones.split(' ')] as const)),
);

/** Today's names of places that the engine lists by an older one. */
const NEWER_NAMES = (
  'America/Argentina/Buenos_Aires America/Indiana/Indianapolis America/Kentucky/Louisville America/Nuuk Asia/Ho_Chi_Minh ' +
  'Asia/Kathmandu Asia/Kolkata Asia/Yangon Atlantic/Faroe Europe/Kyiv'
).split(' ');

const PLACES = /^(africa|america|antarctica|arctic|asia|atlantic|australia|europe|indian|pacific)\//i;

/** Areas whose zones IANA keeps as links to those of cities, with their spelling. */
const LINKS: Readonly<Record<string, string>> = {
  Brazil: 'Acre DeNoronha East West',
  Canada: 'Atlantic Central Eastern Mountain Newfoundland Pacific Saskatchewan Yukon',
  Chile: 'Continental EasterIsland',
  Mexico: 'BajaNorte BajaSur General',
  US: 'Alaska Aleutian Arizona Central East-Indiana Eastern Hawaii Indiana-Starke Michigan Mountain Pacific Samoa',
};

/** Nothing longer resembles a zone: the longest is `America/Argentina/ComodRivadavia`, 32 characters. */
const LONGEST_NAME = 60;

/**
 * The zone that a text names, spelled as the tz database does: an `Area/City`, also one that is a link to another, or
 * `UTC`, in any case. A city alone is its zone: `Prague`, `Mumbai`. Throws a UserError that suggests a zone for an
 * abbreviation (`EST`), the name of a region's time, an offset or a near miss.
 */
export function parseZone(text: string): string {
  if (text.length > LONGEST_NAME)
    throw new UserError(
      `${text.length} characters are no time zone. Give a place such as \`Europe/Prague\` or \`America/New_York\`, or \`UTC\`.`,
    );
  const known = knownZone(text);
  if (known) return known;
  // What stands behind it in brackets may be another: `PT (Pacific Time)` is asked about.
  const name = text.replace(/\s*\([^()]*\)\s*$/u, '') || text;
  const typed = joined(name);
  const meant = ABBREVIATIONS[typed.toUpperCase()];
  const region = zoneOfRegion(name) ?? zoneOfRegion(`${name} time`);
  const hints = meant ?? (region ? [region] : suggestZones(typed).slice(0, 3));
  const hint = hints.length > 0 ? ` Did you mean ${hints.map((name) => `\`${name}\``).join(' or ')}?` : '';
  throw new UserError(
    `\`${text.trim().slice(0, LONGEST_NAME)}\` is not a time zone that I can use.${hint} ` +
      'Give a place such as `Europe/Prague` or `America/New_York`, or `UTC`: abbreviations and offsets do not say when clocks change.',
  );
}

/** The zone that a text names, as `parseZone` takes it; undefined for anything else. */
export function knownZone(text: string): string | undefined {
  if (text.length > LONGEST_NAME) return undefined;
  const typed = joined(text);
  if (/^(utc|z|etc\/utc)$/i.test(typed)) return 'UTC';
  const asked = typed.toLowerCase();
  const known = [...zoneNames(), ...linkNames()].find((name) => name.toLowerCase() === asked);
  if (known) return known;
  const resolved = resolve(typed);
  if (resolved && PLACES.test(typed)) return spelled(typed);
  if (isAbbreviation(typed)) return undefined;
  const place = namedAfter(asked) ?? wellKnownCities().find(({ name }) => name === asked)?.zone;
  if (place) return place;
  // Countries that are links to a city: `Japan`. Other names of three letters are abbreviations, some of another zone's time.
  return resolved && PLACES.test(resolved) && /^(?:nz|gb|cat|prc|ro[ck]|\D{4,})$/i.test(typed)
    ? resolved
    : undefined;
}

/** Whether a word is one that people write after a time, but that is no zone: `PT`, `CET`. */
export function isAbbreviation(word: string): boolean {
  return Object.hasOwn(ABBREVIATIONS, word.toUpperCase());
}

/** The option that takes a zone. */
export function zoneOption(description: string) {
  return option.text(description, {
    suggest: (typed) => Promise.resolve(asChoices(suggestZones(typed))),
  });
}

/** Up to 25 zones that a half-typed text may mean, the likeliest first; none for one that resembles nothing. */
export function suggestZones(typed: string): string[] {
  const asked = joined(typed).toLowerCase();
  const names = zoneNames();
  if (asked.length > LONGEST_NAME) return [];
  if (asked === '') return ['UTC', ...names.filter((name) => name !== 'UTC')].slice(0, 25);
  const region = zoneOfRegion(typed);
  const meant = ABBREVIATIONS[asked.toUpperCase()] ?? (region ? [region] : []);
  const called: { name: string; zone: string }[] = [
    ...names.flatMap((zone) => [zone.toLowerCase(), city(zone)].map((name) => ({ name, zone }))),
    ...wellKnownCities(),
  ];
  const starting = called.filter(({ name }) => name.startsWith(asked)).map(({ zone }) => zone);
  const holding = [...names, ...linkNames()].filter((name) => name.toLowerCase().includes(asked));
  const found = [...new Set([...meant, ...starting, ...holding])];
  if (found.length > 0) return found.slice(0, 25);
  const near = called
    .map(({ zone, name }) => ({ zone, distance: editDistance(name, asked) }))
    .filter(({ distance }) => distance <= Math.max(1, Math.floor(asked.length / 4)))
    .sort((one, other) => one.distance - other.distance);
  return [...new Set(near.map(({ zone }) => zone))].slice(0, 5);
}

function zoneNames(): string[] {
  const places = Intl.supportedValuesOf('timeZone').filter((name) => PLACES.test(name));
  return [...new Set([...places, ...NEWER_NAMES, 'UTC'])].sort();
}

function linkNames(): string[] {
  return Object.entries(LINKS).flatMap(([area, names]) => names.split(' ').map((name) => `${area}/${name}`));
}

/** The zone whose own name is that of a city; today's name where there are two for the same place. */
function namedAfter(asked: string): string | undefined {
  const named = zoneNames().filter((name) => name !== 'UTC' && city(name) === asked);
  const newer = named.find((name) => NEWER_NAMES.includes(name));
  return newer ?? (named.length === 1 ? named[0] : undefined);
}

/** A name as it is compared: without accents, words joined. */
function joined(text: string): string {
  const plain = plainMarks(text)
    .trim()
    .normalize('NFD')
    .replaceAll(/[\p{M}.']/gu, '');
  return plain.replaceAll(/\s+/g, '_');
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
