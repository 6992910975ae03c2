// What somebody is told in private, once, whose post the bot took otherwise than it may have been meant.
import { code, type Document, doc, link, p, strong } from '../../../core/document.ts';
import type { AmaFacts } from '../facts.ts';
import type { HintKind } from '../notice-publications.ts';
import { questionRule } from './ama.ts';

/** An AMA by its name, which leads to where it stands. */
const nameIn = ({ title }: Pick<AmaFacts, 'title'>, url: string | undefined) =>
  url === undefined ? strong(title) : link(url, title);

/** Tells somebody how a post becomes a question or an answer, or that it came too late; `hasButton` is whether they can press one. */
export function hintDocument(
  kind: HintKind,
  ama: AmaFacts,
  { url, hasButton }: { readonly url: string | undefined; readonly hasButton: boolean },
): Document {
  const place = nameIn(ama, url);
  const ended = [place, ama.isCalledOff ? ' is called off, ' : ' has ended, '];
  switch (kind) {
    case 'remark':
      return doc(
        p('Your post in ', place, ' is fine where it is; I took it as a remark.'),
        p`Did you mean a question? Then edit the post. ${questionRule} In reply to somebody who is no host it has
          to begin so. ${once}`,
      );
    case 'command':
      return doc(
        p`What you wrote in ${place} reads like a command or asks to hide your name, so I have not passed it on; what
          you had asked there before stands. Your post is still there, under your name; delete it if it should not be
          read. If you mean something else, edit it and say it in other words.`,
        !ama.allowsAnonymous
          ? p`It takes no anonymous questions: ask under your name, or write to a host. ${once}`
          : hasButton
            ? p`To ask, press the button: its form lets you hide your name. ${once}`
            : p`To ask without your name, send me this in a private message:
            ${code('/ama ask question:"…" anonymous:true')}. ${once}`,
      );
    case 'unaddressed':
      return doc(
        p`What you wrote in ${place} stands there alone: it replies to no question that was taken, so it is no
          part of an answer.`,
        p`If it belongs to one that was taken, say it in reply to that question, or use ${code('/ama answer')}. ${once}`,
      );
    case 'unreadAnswer':
      return doc(
        p`Your reply to a question in ${place} reached nobody elsewhere: in that thread I may read only what
          mentions me.`,
        p`Say it again in reply to the question with a mention of me, or use ${code('/ama answer')}. ${once}`,
      );
    case 'unread':
      return doc(
        p`What you wrote in ${place} stays talk among yourselves: there I may read only what mentions me.`,
        p`Did you mean a question? Press the button, or write it with a mention of me. ${once}`,
      );
    case 'lateAnswer':
      return doc(
        p`${ended}so what you answered there afterwards stands where you wrote it, and nowhere else: who asked
          is not told, and it is not in the summary.`,
        p`Take the question further: ${code('/ama carry')} puts it on the agenda of the next meeting, or opens
          an issue. ${once}`,
      );
    case 'late':
      return doc(
        p`${ended}so what you asked there afterwards reaches no host.`,
        p`Ask it in another AMA: ${code('/ama list')} shows which there are. ${once}`,
      );
  }
}

const once = 'I tell you this only once.';
