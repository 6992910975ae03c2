// What people of a story do on Discord, and what they are answered.
import { fieldsOf, type Message, type OpenForm, TypingError } from '../discord/index.ts';
import type { Sandbox } from '../index.ts';
import { madeUpFile } from './made-up-file.ts';
import { messageText } from './seen.ts';
import { type Act, type Answer, StoryError } from './step.ts';

/**
 * Does it; `heard` are the messages that come from then on, for as long as the answer counts. Throws `StoryError` for what
 * cannot be done, and `TypingError` for what the client refuses.
 */
export async function actOnDiscord(
  sandbox: Sandbox,
  { who, act, heard }: { who: string; act: Act; heard: ReadonlySet<Message> },
): Promise<Answer> {
  const answered = async (acting: () => Promise<unknown>): Promise<Answer> => {
    await acting();
    return answerTo(sandbox, who, heard);
  };
  const { people, joinVoice, leaveVoice, addMember, removeMember } = sandbox.discord;
  switch (act.kind) {
    case 'says':
      place(sandbox, who, act.place);
      if (!act.text.startsWith('/')) {
        people.message(who, act.place, act.text, { files: (act.files ?? []).map(madeUpFile) });
        return () => [];
      }
      return await answered(() =>
        people.commandText(who, act.place, act.text, (act.files ?? []).map(madeUpFile)),
      );
    case 'replies': {
      const message = people.findFor(who, act.to);
      if (!message) throw new StoryError(`${who} sees no message that contains "${act.to}".`);
      people.message(who, message.channel.id, act.text, {
        replyTo: message.id,
        files: (act.files ?? []).map(madeUpFile),
      });
      return () => [];
    }
    case 'presses': {
      const message = people.findFor(who, act.on, act.label);
      if (!message) {
        throw new StoryError(
          `${who} sees no message that contains "${act.on}" and has the button "${act.label}".`,
        );
      }
      return await answered(() => people.press(who, message.id, act.label));
    }
    case 'begins': {
      const message = people.findFor(who, act.on);
      if (!message) throw new StoryError(`${who} sees no message that contains "${act.on}".`);
      people.beginThread(who, message.id, act.thread);
      return () => [];
    }
    case 'fills':
      if (!people.openForm(who)) throw new StoryError(`${who} has no form open.`);
      return await answered(() => people.submit(who, act.values));
    case 'joins':
      joinVoice(who, act.channel);
      return () => [];
    case 'leaves':
      leaveVoice(who);
      return () => [];
    case 'quits':
      removeMember(people.user(who));
      return () => [];
    case 'returns':
      addMember(people.user(who));
      return () => [];
    default:
      throw new StoryError('That is done on Discourse.');
  }
}

function place(sandbox: Sandbox, who: string, name: string): void {
  const { people } = sandbox.discord;
  try {
    people.channel(name, people.user(who));
  } catch (error) {
    throw error instanceof TypingError ? new StoryError(`${error.message}.`) : error;
  }
}

/** What somebody was answered: the reply as it stands now, what followed it, and the form that is open. */
function answerTo({ discord: { people } }: Sandbox, who: string, heard: ReadonlySet<Message>): Answer {
  return () => {
    const followed = [...heard].filter((message) => isFor(message, who));
    const seen = people.lastReply(who);
    const open = people.openForm(who);
    const messages = [...new Set([...(seen?.message ? [seen.message] : []), ...followed])];
    return [
      ...(messages.length === 0 && seen ? [seen.text] : []),
      ...messages.map(messageText),
      ...(seen?.form && open ? [formText(open)] : []),
    ];
  };
}

function isFor(message: Message, who: string): boolean {
  return message.onlyFor?.name === who || message.interaction?.user.name === who;
}

/** A form as it is seen: its title and notes, then each label with what is filled in. */
function formText({ form }: OpenForm): string {
  const fields = fieldsOf(form).map(({ label, raw }) => `${label}: ${String(raw.value ?? '')}`);
  const notes = form.components.flatMap((one) => (one.type === 10 ? [one.content] : []));
  return [form.title, ...notes, ...fields].join('\n');
}
