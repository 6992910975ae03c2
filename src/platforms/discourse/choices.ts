// What can be answered in words to what the bot asked in a private conversation: its buttons, which a forum cannot show.
import { z } from 'zod';
import { confirmAction, leaveAction } from '../../core/command/confirmation.ts';
import { customId } from '../../core/command/custom-id.ts';
import type { Invocation } from '../../core/command/invocation.ts';
import type { Cursors } from '../../core/cursors.ts';
import { type Block, p } from '../../core/document.ts';
import type { Button, LinkButton } from '../../core/reply.ts';

/** Where something was asked, so that the answer is about the same. */
const origin = z.object({
  space: z.string().optional(),
  groupName: z.string().optional(),
  place: z
    .object({ platform: z.string(), id: z.string(), name: z.string(), within: z.string().exactOptional() })
    .optional(),
});

const kept = z.object({
  who: z.string(),
  choices: z.array(z.object({ label: z.string(), id: z.string() })),
  origin,
});

/** What somebody chose. */
interface Choice {
  /** The button's id. */
  readonly id: string;
  readonly origin: z.infer<typeof origin>;
}

/** Opens what can be chosen in each conversation: what was asked last. */
export function choices(cursors: Cursors) {
  const nameOf = (topicId: number) => `discourse/choice/${topicId}`;

  return {
    /** Remembers the buttons of an answer that was given in a conversation; an answer without any ends the choice. */
    async remember(
      topicId: number,
      invocation: Invocation,
      buttons: readonly (Button | LinkButton)[] = [],
    ): Promise<void> {
      const { space, groupName, place, caller } = invocation;
      const offered = buttons.flatMap((button) =>
        'url' in button || button.disabled
          ? []
          : [{ label: button.label, id: customId(button.action, button.args) }],
      );
      if (offered.length === 0 && (await cursors.read(nameOf(topicId))) === undefined) return;
      const value = { who: caller.id, choices: offered, origin: { space, groupName, place } };
      await cursors.write(nameOf(topicId), offered.length === 0 ? '' : JSON.stringify(value));
    },
    /** What was chosen with these words, if they choose anything: "yes, please", "no", a button's label. */
    async find(topicId: number, who: string, text: string): Promise<Choice | undefined> {
      const stored = await cursors.read(nameOf(topicId));
      if (!stored) return undefined;
      const found = kept.safeParse(JSON.parse(stored));
      if (!found.success || found.data.who !== who) return undefined;
      const words = bare(text);
      const isAction = (id: string, action: string) => id.startsWith(customId(action));
      const [, assented] = /^(?:yes|yep|yeah) (.+)$/u.exec(words) ?? [];
      const chosen =
        found.data.choices.find(({ label }) => bare(label) === words) ??
        found.data.choices.find(({ label }) => assented && withoutIt(label) === withoutIt(assented)) ??
        found.data.choices.find(({ id }) => yes.test(words) && isAction(id, confirmAction)) ??
        found.data.choices.find(({ id }) => no.test(words) && isAction(id, leaveAction));
      return chosen && { id: chosen.id, origin: found.data.origin };
    },
  };
}

const yes = /^(?:yes|yes do it|yep|yeah|do it|confirm|confirmed|ok|okay|sure)$/u;
const no = /^(?:no|nope|leave it|do not|don't|stop)$/u;

/** Words without what makes them long enough for a forum, or polite. */
function bare(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('’', "'")
    .replaceAll(/[^\p{L}\p{N}' ]+/gu, ' ')
    .replace(/\b(?:thank you|thanks|please|docent)\b/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

/** "Approve" and "approve it" say the same behind a yes. */
const withoutIt = (text: string) => bare(text).replace(/ (?:it|this|that)$/u, '');

/** Of more choices than these one is named for all. */
const mostNamed = 3;

/**
 * How to answer what a command asks before it does something, or to say which of a few buttons is meant, but for those that open a
 * form; ten characters are the fewest of a private message.
 */
export function answerHint(
  buttons: readonly (Button | LinkButton)[] = [],
  opensForm: (id: string) => boolean,
): Block[] {
  const actions = buttons.flatMap((button) => ('url' in button || button.disabled ? [] : [button]));
  if (actions.some(({ action }) => action === confirmAction))
    return [p('You can answer here: “yes, please” or “no, thank you”.')];
  const named = actions.filter(({ action, args }) => !opensForm(customId(action, args)));
  const isFew = named.length <= mostNamed;
  const said = named.slice(0, isFew ? mostNamed : 1).map(({ label }) => `“${label}, please”`);
  if (said.length === 0) return [];
  return [p(`You can answer here${isFew ? '' : ', for instance'}: `, said.join(' or '), '.')];
}
