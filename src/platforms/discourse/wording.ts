// What the platform itself says, where no command does.

import { code, type Document, doc, link, p, withCode } from '../../core/document.ts';
import { type Said, whisper } from '../../core/reply.ts';

/** To somebody whose command was begun with when the bot was stopped; `hasChanged` as far as that is known, and `url` of what it changed. */
export function begunBefore(hasChanged: boolean | undefined, url?: string): Said {
  if (hasChanged === false)
    return whisper(p('I was stopped before I had changed anything. Nothing came of that; please ask again.'));
  return whisper(
    hasChanged
      ? doc(
          p('This was done, but I was stopped before I could answer you. What it changed stands.'),
          p(
            'Please look at it before you ask again: asked twice, it may be done twice.',
            ...(url === undefined ? [] : [' It is here: ', link(url, url)]),
          ),
        )
      : doc(
          p('I was stopped while I was doing that, and cannot tell how far it went.'),
          p`Please see whether it was done before you ask again; ${code('/docent status')} shows how I am.`,
        ),
  );
}

/**
 * To words that are no command; `isAnswer` when they are said to something that stands there, `spokenHint` what can be said of
 * it.
 */
export function nothingMeant(said: {
  isPrivate: boolean;
  isAnswer: boolean;
  spokenHint?: Document | undefined;
}): Said {
  const { isPrivate, isAnswer, spokenHint } = said;
  return whisper(
    doc(
      p('I found no command in that, so I did nothing.'),
      isPrivate &&
        isAnswer &&
        p('If it answers what I asked: send the command that stands in my question, with your words in it.'),
      spokenHint
        ? [...spokenHint.children, p(code('/docent help'), ' lists everything else.')]
        : [
            p('Some that work:'),
            p`${code('/docent help')} lists everything; ${code('/meeting next')} says when you meet;
              ${code('/issues for-me')} finds you something to do; ${code('/ama ask question:"…"')} asks a
              question${isPrivate ? p`, with ${code('anonymous:true')} behind it without your name`.children : ''}; ${code('/apply')} asks to become a member.`,
          ],
      isPrivate
        ? p('What you write to me here is not public.')
        : p('What you write to me here is not public, as your post is.'),
    ),
    { isError: true },
  );
}

/** In public to somebody who takes no private messages. */
export function unreachable(username: string): Said {
  return whisper(
    p`The answer is for you alone, but your account takes no private messages from ${username}. Allow them in
      your preferences, and ask again.`,
  );
}

/** To somebody whose answer has words that the forum does not take, as a word that nobody may post there. */
export function forbiddenWordReply({ isError }: Pick<Said, 'isError'>): Said {
  return whisper(
    doc(
      p('This forum does not take the words of my answer, so I cannot show it here.'),
      isError
        ? p('What you asked for could not be done.')
        : p('What you asked for was done: please see to that before you ask again.'),
    ),
  );
}

/** A message whose `back-quoted` words are shown as code. */
export function wordsOf(message: string): Document {
  return doc(p(...withCode(message)));
}
