// What somebody is told in private, once, whose post the bot took otherwise than it may have been meant.
import { code, type Document, doc, link, p, strong } from '../../../core/document.ts';
import type { AmaFacts } from '../facts.ts';
import { questionRule } from './ama.ts';

/** An AMA by its name, which leads to where it stands. */
const nameIn = ({ title }: Pick<AmaFacts, 'title'>, url: string | undefined) =>
  url === undefined ? strong(title) : link(url, title);

/** Tells somebody how a post becomes a question. */
export function hintDocument(ama: AmaFacts, url: string | undefined): Document {
  return doc(
    p('Your post in ', nameIn(ama, url), ' is fine where it is; I took it as a remark.'),
    p`Did you mean a question? Then edit the post. ${questionRule} In reply to somebody who is no host it has
      to begin so. I tell you this only once.`,
  );
}

/** Tells somebody whose command was typed as a post that it was not asked, and where it can be. */
export function commandDocument(ama: AmaFacts, url: string | undefined, hasButton: boolean): Document {
  return doc(
    p`What you wrote in ${nameIn(ama, url)} reads like a command, so I have not passed it on. Your post is
      still there, under your name; delete it if it should not be read.`,
    hasButton
      ? p('To ask, press the button: its form lets you hide your name. I tell you this only once.')
      : p`To ask without your name, send me this in a private message:
        ${code('/ama ask question:"…" anonymous:true')}. I tell you this only once.`,
  );
}

/** Tells a host that what they said to the bot answers no question. */
export function unaddressedDocument(ama: AmaFacts, url: string | undefined): Document {
  return doc(
    p`What you wrote in ${nameIn(ama, url)} stands there alone: it replies to no question, so it is no part of
      an answer.`,
    p`If it belongs to one, say it in reply to that question, or use ${code('/ama answer')}. I tell you this
      only once.`,
  );
}

/** Tells somebody who wrote where the bot may not read everything what it does read. */
export function unreadDocument(ama: AmaFacts, url: string | undefined, isAnswer: boolean): Document {
  const place = nameIn(ama, url);
  return isAnswer
    ? doc(
        p`Your reply to a question in ${place} reached nobody elsewhere: in that thread I may read only what
          mentions me.`,
        p`Say it again in reply to the question with a mention of me, or use ${code('/ama answer')}. I tell
          you this only once.`,
      )
    : doc(
        p`What you wrote in ${place} stays talk among yourselves: there I may read only what mentions me.`,
        p`Did you mean a question? Press the button, or write it with a mention of me. I tell you this only
          once.`,
      );
}

/** Tells somebody who wrote in an AMA after its end that it reached nobody. */
export function lateDocument(
  ama: Pick<AmaFacts, 'title' | 'isCalledOff'>,
  url: string | undefined,
  isAnswer: boolean,
): Document {
  const ended = [nameIn(ama, url), ama.isCalledOff ? ' is called off, ' : ' has ended, '];
  return isAnswer
    ? doc(
        p`${ended}so what you answered there afterwards stands where you wrote it, and nowhere else: who asked
          is not told, and it is not in the summary.`,
        p`Take the question further: ${code('/ama carry')} puts it on the agenda of the next meeting, or opens
          an issue. I tell you this only once.`,
      )
    : doc(
        p(...ended, 'so what you asked there afterwards reaches no host.'),
        p('Ask it in another AMA: ', code('/ama list'), ' shows which there are. I tell you this only once.'),
      );
}
