// Runs one command that was posted and answers it, once, whatever happens in between.
import { customId, type FormReply, type Reply, type Said, whisper } from '../../core/command.ts';
import { readCommand, readFields } from '../../core/command-text.ts';
import type { TextResolvers } from '../../core/command-values.ts';
import type { Dispatcher, Invocation } from '../../core/dispatcher.ts';
import { code, doc, p } from '../../core/document.ts';
import { messageOf, OutsideError, UserError } from '../../core/errors.ts';
import type { Api, Post } from './api.ts';
import { isGone } from './client.ts';
import type { Log } from './log.ts';
import { publish } from './publish.ts';
import { withLinks } from './writing.ts';

/** Keeps reading positions by name. */
export interface Cursors {
  read(name: string): Promise<string | undefined>;
  write(name: string, value: string): Promise<void>;
}

/** A command as it was posted. */
export interface Posted {
  readonly post: Post;
  /** What follows the bot's name. */
  readonly text: string;
  readonly invocation: Invocation;
}

interface AnswerParts {
  readonly api: Api;
  readonly username: string;
  readonly log: Log;
  readonly cursors: Cursors;
  replyIdentity(postId: string): string;
}

/** The post whose command was begun last: if it has no answer after a restart, nobody knows how far it went. */
const begun = 'discourse/begun';

/** Builds what answers commands. */
export function answers({ api, username, log, cursors, replyIdentity }: AnswerParts) {
  /** Said but not yet posted, because the forum did not answer. */
  const unsent = new Map<number, Said>();

  return async function answer(dispatcher: Dispatcher, posted: Posted): Promise<void> {
    const { post } = posted;
    const said = unsent.get(post.id) ?? (await run(dispatcher, posted));
    unsent.set(post.id, said);
    try {
      await send(said, posted);
      unsent.delete(post.id);
    } catch (error) {
      if (!isRefused(error)) throw error;
      unsent.delete(post.id);
      log.warn({ post: post.id, error: messageOf(error) }, 'A command could not be answered on Discourse');
    }
  };

  async function run(dispatcher: Dispatcher, posted: Posted): Promise<Said> {
    const { post, invocation, text } = posted;
    const id = String(post.id);
    if ((await cursors.read(begun)) === id) return interrupted;
    await cursors.write(begun, id);
    try {
      const { command, values, fields } = await readCommand(
        text,
        dispatcher.commands,
        resolvers(dispatcher, invocation),
      );
      const reply = await dispatcher.run(invocation, command.name, values);
      if (reply.kind === 'said') return reply;
      return await filled(dispatcher, { invocation, form: reply, fields });
    } catch (error) {
      if (error instanceof UserError) return whisper(doc(p(...inCode(error.message))));
      throw error;
    }
  }

  async function send(said: Said, { post }: Posted): Promise<void> {
    const document = withLinks(said.document, said.buttons);
    const shared = {
      key: `reply/${post.id}`,
      identity: replyIdentity(String(post.id)),
      mayExist: true,
      ...(said.isPrivate
        ? {
            place: { kind: 'person', id: post.username } as const,
            content: {
              kind: 'message',
              summary: `About what you asked in “${post.topic_title ?? 'a topic'}”`,
              document,
              ...(said.files && { files: said.files }),
            } as const,
          }
        : {
            place: {
              kind: 'inside',
              remote: { id: String(post.topic_id), url: `${api.base}t/${post.topic_id}` },
            } as const,
            content: {
              kind: 'post',
              document,
              replyTo: post.post_number,
              ...(said.files && { files: said.files }),
            } as const,
          }),
    };
    await publish(shared, { api, username, log });
  }

  function resolvers(dispatcher: Dispatcher, invocation: Invocation): TextResolvers {
    return {
      async person(name) {
        try {
          const user = await api.user(name);
          return { platform: 'discourse', id: user.username, name: user.name || user.username };
        } catch (error) {
          if (isGone(error)) return undefined;
          throw error;
        }
      },
      async place(name) {
        const found = (await api.categories()).find(
          (category) => String(category.id) === name || category.name.toLowerCase() === name.toLowerCase(),
        );
        return found && { platform: 'discourse', id: String(found.id), name: found.name };
      },
      suggest: (command, option) => dispatcher.suggest(invocation, command.name, option),
    };
  }
}

/** Sends a form whose fields stood in the command; if they did not, says how to write them. */
async function filled(
  dispatcher: Dispatcher,
  {
    invocation,
    form,
    fields,
  }: { invocation: Invocation; form: FormReply; fields: Readonly<Record<string, string>> },
): Promise<Said> {
  const reply: Reply = await dispatcher.submit(
    invocation,
    customId(form.form, form.args),
    readFields(form, fields),
  );
  if (reply.kind === 'said') return reply;
  throw new UserError('That leads to another form. Please ask for it on Discord.');
}

const interrupted = whisper(
  doc(
    p('I was stopped while I was doing that, and cannot tell how far it went.'),
    p('Please see whether it was done before you ask again; ', code('docent status'), ' shows how I am.'),
  ),
);

function inCode(message: string) {
  return message.split('`').map((part, i) => (i % 2 === 1 ? code(part) : part));
}

/** Whether trying again cannot help: the topic was closed or deleted, say. */
function isRefused(error: unknown): boolean {
  return error instanceof OutsideError && error.isPermanent;
}
