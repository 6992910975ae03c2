// What went wrong at Discord, in plain words with the cure.
import { DiscordAPIError, HTTPError, type RateLimitData, RateLimitError } from 'discord.js';
import { z } from 'zod';
import { messageOf, OutsideError } from '../../core/errors.ts';

/** What was being done, and where. */
export interface Doing {
  readonly what: 'see' | 'read' | 'write' | 'pin' | 'thread' | 'manage' | 'event' | 'message' | 'register';
  readonly channel?: string;
  /** The channel's name, if it is known. */
  readonly channelName?: string | undefined;
  readonly person?: string;
  readonly guild?: string;
}

/** The permissions that each thing takes, as Discord's settings call them. */
const permissionsFor: Readonly<Record<Doing['what'], string>> = {
  see: 'View Channel',
  read: 'View Channel and Read Message History',
  write: 'View Channel, Send Messages, Send Messages in Threads, Embed Links and Attach Files',
  pin: 'Pin Messages',
  thread: 'Create Public Threads and Send Messages in Threads (Create Posts in a forum)',
  manage: 'Manage Threads',
  event: 'Create Events and Manage Events, and for a voice channel View Channel and Connect',
  message: 'nothing',
  register: 'nothing',
};

/** Something between answered in Discord's place: with a page, or with a way elsewhere. */
export class NotDiscordError extends Error {}

/** Whether a body could not be read: something else than Discord answered, or the answer broke on its way. */
export function isUnreadable(error: unknown): error is Error {
  return [z.ZodError, SyntaxError, NotDiscordError].some((kind) => error instanceof kind);
}

/** Why nothing of Discord's came back, as words; what is no answer of Discord's at all is another's. */
export function unanswered(error: unknown): string {
  if (error instanceof RateLimitError) return slowedDown;
  return isUnreadable(error)
    ? "What answers there is not Discord. Check DISCORD_API_URL, or leave it out for Discord's own."
    : `Discord does not answer: ${messageOf(error)}.`;
}

const slowedDown = 'Discord asks me to slow down.';

/** How many milliseconds something that failed asks to wait; 0 where it does not. */
export const askedToWait = (error: unknown): number => (error instanceof RateLimitError ? waitOf(error) : 0);

/**
 * How many milliseconds to pause before the connection is tried again: as many as are asked for, up to five minutes. It may
 * be over sooner, and a proxy may ask for a day.
 */
export const pauseAsked = (error: unknown): number => Math.min(askedToWait(error), 300_000);

/** How many milliseconds Discord asks to wait. */
export const waitOf = ({ timeToReset, retryAfter }: RateLimitData): number =>
  Math.max(timeToReset, retryAfter);

/** The error to throw for what discord.js threw. */
export function outsideError(error: Error, doing: Doing): OutsideError {
  if (error instanceof RateLimitError)
    return new OutsideError(slowedDown, {
      retryAfterSeconds: Math.ceil(waitOf(error) / 1000),
      cause: error,
    });
  if (refusesToken(error)) {
    // It may be so for a while only, and nothing but the token is at fault: what waits goes on waiting.
    return new OutsideError(
      'Discord does not accept my token. If that stays so, make a new one in the developer portal (Bot, Reset Token), put it into DISCORD_TOKEN and start me again.',
      { retryAfterSeconds: 60, cause: error },
    );
  }
  if (error instanceof DiscordAPIError && isAnswer(error)) return refusal(error, doing);
  const status =
    error instanceof HTTPError || error instanceof DiscordAPIError ? ` (status ${error.status})` : '';
  const why = error instanceof z.ZodError ? z.prettifyError(error).replace(/\s+/gu, ' ') : error.message;
  return new OutsideError(`Discord does not answer as it should${status}: ${why}`, {
    retryAfterSeconds: 5,
    cause: error,
  });
}

type Words = (doing: Doing, where: string) => string;

// Where Embed Links is missing: all words are in embeds.
const lackingToWrite: Words = (doing) => lackingIn({ ...doing, what: 'write' });
const unwritable: Words = () =>
  'The person to whom this goes takes no private messages from me. They can allow them in the privacy settings of the server.';
const tooManyPins: Words = (_, where) =>
  `There are as many pinned messages in ${where} as Discord allows. Unpin one.`;

/** What Discord's codes mean that say that somebody has to mend something. */
const lasting: Readonly<Record<number, Words>> = {
  10004: () =>
    'I am not in that server any more. Somebody who manages it can invite me again; `docent doctor` prints the address.',
  30003: tooManyPins,
  30013: tooManyPins,
  30038: (_, where) => `There are 100 scheduled events in ${where}, as many as Discord allows. Remove some.`,
  40067: (_, where) =>
    `Posts in ${where} need a tag, and I choose none. Take that requirement from the forum's settings, or choose another channel.`,
  50001: ({ what }, where) => `I cannot see ${where}. Give my role there: ${permissionsFor[what]}.`,
  50005: (_, where) =>
    `A message in ${where} is of the account that I had before, and I cannot change it. Delete it by hand if it must not stay.`,
  50006: lackingToWrite,
  50008: (_, where) =>
    `Messages cannot be sent to ${where}, only posts or talk. Choose a text channel with /docent setup.`,
  50013: lackingIn,
  160005: (_, where) =>
    `The thread in ${where} is locked, and I may not write in it. Unlock it, or give my role there: ${permissionsFor.manage}.`,
};

/** Those that say that what it was for is not there; of a person, another account of theirs may take it. */
const away: Readonly<Record<number, Words>> = {
  10003: (_, where) => `I cannot find ${where} any more. Choose another channel with /docent setup.`,
  10013: () => 'Discord does not know the person any more to whom this goes.',
  50007: unwritable,
  50033: unwritable,
  50278: () =>
    'The person to whom this goes is in no server with me any more, so I cannot write to them. Nothing is to be mended, unless they come back.',
};

/** Those that pass, in so many seconds. */
const passing: Readonly<Record<number, readonly [words: string, seconds: number]>> = {
  30034: ['Discord takes no more new commands on that server today.', 3_600],
  40003: ['Discord lets me begin no more private conversations at this moment.', 600],
  40333: ['Discord does not take messages at this moment.', 60],
};

function refusal(error: DiscordAPIError, doing: Doing): OutsideError {
  const permanent = (words: string) => new OutsideError(words, { isPermanent: true, cause: error });
  const where = placeOf(doing);
  const code = Number(error.code);
  if (doing.what === 'register' && (code === 50001 || code === 50013))
    return permanent(
      'I was invited without the right to have commands. Invite me again with the scope applications.commands: I try again within the hour, and whenever I start.',
    );
  if (doing.what === 'event' && code === 10003)
    return permanent(
      'The voice channel that the event was to be in is not there any more. Choose another place: `/meeting series edit place:`.',
    );
  const known = lasting[code];
  if (known) return permanent(known(doing, where));
  const gone = away[code];
  if (gone)
    return new OutsideError(gone(doing, where), { isPermanent: true, isPlaceGone: true, cause: error });
  const [words, retryAfterSeconds] = passing[code] ?? [];
  if (words !== undefined) return new OutsideError(words, { retryAfterSeconds, cause: error });
  // Two of AutoMod's own come with a 400.
  if (error.status === 403 || code === 200_000 || code === 200_001)
    return permanent(
      `Discord does not let me do that in ${where} (${error.message}). Check my permissions there, and the rules of AutoMod.`,
    );
  const next =
    doing.what === 'register'
      ? 'See whether there is a newer version of me.'
      : 'When that is mended, `/docent retry` sends it again.';
  return permanent(`Discord refused what I sent to ${where}: ${error.message} (code ${error.code}). ${next}`);
}

/** That a permission is missing, in words with the cure. */
export function lackingIn(doing: Doing): string {
  return `In ${placeOf(doing)} I lack a permission. Give my role there: ${permissionsFor[doing.what]}. If it has that, end my time-out.`;
}

/** Discord's own code of what went wrong, if there is one. */
export function codeOf(error: unknown): number | string | undefined {
  const cause = error instanceof OutsideError ? error.cause : error;
  return cause instanceof DiscordAPIError ? cause.code : undefined;
}

/** Whether Discord itself answered: what stands between may answer with a page of its own, which says nothing of Discord. */
function isAnswer(error: DiscordAPIError): boolean {
  return typeof error.code === 'number';
}

/** Whether Discord refused the token. */
export function refusesToken(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.status === 401 && isAnswer(error);
}

/** Whether it came from outside: Discord refused, failed, or could not be reached. */
export function isFromOutside(error: unknown): error is Error {
  if ([DiscordAPIError, HTTPError, RateLimitError].some((kind) => error instanceof kind)) return true;
  if (isUnreadable(error)) return true;
  return error instanceof Error && ('code' in error || error.name === 'AbortError');
}

/** Whether the same request may work in a moment. What Discord answered with something unreadable was done. */
export function isPassing(error: unknown): boolean {
  if (error instanceof NotDiscordError) return true;
  if (error instanceof DiscordAPIError) return !isAnswer(error);
  return isFromOutside(error) && !(error instanceof RateLimitError) && !isUnreadable(error);
}

function placeOf({ channel, channelName, guild, person }: Doing): string {
  if (channel !== undefined) return channelName === undefined ? `the channel ${channel}` : `#${channelName}`;
  if (guild !== undefined) return `the server ${guild}`;
  // Who it is stays unsaid: they may have asked for something anonymously.
  return person === undefined ? 'Discord' : 'a private conversation';
}
