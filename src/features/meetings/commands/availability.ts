// `/availability …`: where somebody lives, the hours they can never make, and those they prefer; all of it private.
import { type Command, command, option } from '../../../core/command.ts';
import type { PersonFacts } from '../../../core/directory.ts';
import { code, doc, list, p, strong } from '../../../core/document.ts';
import { UserError } from '../../../core/errors.ts';
import { given } from '../../../core/given.ts';
import { whisper } from '../../../core/reply.ts';
import { isNone } from '../../../core/text/none.ts';
import { clockTime, parseZone, zoneOption } from '../../../core/time.ts';
import type { MeetingsDeps } from '../deps.ts';
import { parseHoursRange } from '../pain.ts';

/** Builds the commands. */
export function availabilityCommands(deps: MeetingsDeps): Command[] {
  return [
    command({
      name: 'availability set',
      description: 'Says where you live and which hours you can never make; only you see it',
      access: 'everyone',
      options: {
        zone: { ...zoneOption('Your time zone, such as Europe/Prague'), isNeeded: true },
        never: option.text('Hours you can never make, in your time: 22:00-07:00; or none'),
        prefers: option.text('Hours you prefer, in your time: 18:00-21:00; or none'),
      },
      async run(request, values) {
        const who = await deps.people.knownOrNew(request.groupId, request.caller);
        const zone = values.zone === undefined ? undefined : parseZone(values.zone);
        const never = hours(values.never);
        const prefers = hours(values.prefers);
        if (!zone && !never && !prefers)
          throw new UserError(
            'Give your `zone`, the hours you can `never` make, or those you prefer (`prefers`).',
          );
        if (!zone && !who.zone)
          throw new UserError(
            'First I need your `zone`: hours mean nothing without it. Try `zone:Europe/Prague`.',
          );
        const { id } = await deps.people.of(request.groupId, request.caller);
        const said = given({ zone, never, prefers });
        await deps.setAvailability(request.groupId, id, said);
        return whisper(card({ ...who, ...said }, request.isPublicPlace));
      },
    }),
    command({
      name: 'availability show',
      description: 'Shows what you told me of your hours; only you see it',
      access: 'everyone',
      isReadOnly: true,
      run: async (request) => whisper(card(await deps.people.knownOrNew(request.groupId, request.caller))),
    }),
  ];
}

function card(who: PersonFacts, isTypedInPublic = false) {
  return doc(
    list(
      [strong('Time zone:'), ' ', who.zone ?? 'not given'],
      [strong('Never:'), ' ', who.never.join(', ') || 'no hours ruled out'],
      [strong('Prefers:'), ' ', who.prefers.join(', ') || 'no hours named'],
    ),
    p`${isTypedInPublic ? 'It' : 'Only you see this. It'} counts when an organiser plans the times; change it
      with ${code('/availability set')}.`,
    isTypedInPublic &&
      p`What you typed is public, though: everybody can read these hours there. Next time send it to me in a
        private message, which is not public. Your post is still there; delete it if it should not be read.`,
  );
}

/** Ranges that were typed, as they are stored; `none` takes them all back. */
function hours(typed: string | undefined): string[] | undefined {
  if (typed === undefined) return undefined;
  if (isNone(typed)) return [];
  const ranges = typed
    .split(/[,;]|(?<!\bbetween\s+\S{1,8}(?:\s*[ap]m)?\s+)\band\b/iu)
    .map((one) => one.trim())
    .filter(Boolean);
  if (ranges.length > 6) throw new UserError('Six ranges of hours are enough. Leave some out.');
  return ranges.map((range) => {
    const { from, to } = parseHoursRange(range);
    return `${clockTime(from)}-${clockTime(to)}`;
  });
}
