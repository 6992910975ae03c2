// What a followed topic may say that was not known.
import type { Account } from '../../../core/account.ts';
import type { TopicPost } from '../../../core/platform.ts';

/** What a topic says that was not known. */
export type TopicChange =
  | {
      readonly kind: 'asked';
      readonly post: TopicPost;
      readonly text: string;
      /** The question whose answer it follows up. */
      readonly followsId?: number;
      /** The post by which a host or moderator called it a question. */
      readonly turnedBy?: string;
    }
  | {
      readonly kind: 'edited';
      readonly questionId: number;
      readonly version: number;
      readonly text: string;
      readonly at: Date;
      /** Others changed it, who may edit what people wrote. */
      readonly isMended?: boolean;
      /** What its author made of it, where no host or moderator has said what it is. */
      readonly becomes?: 'question' | 'remark';
    }
  /** The post of a question was removed, or is back. */
  | { readonly kind: 'gone' | 'back'; readonly questionId: number }
  /** A host or moderator said that it is a remark, or a question after all. */
  | {
      readonly kind: 'turned';
      readonly questionId: number;
      readonly to: 'question' | 'remark';
      readonly by: TopicPost;
    }
  /** A post that is no question, of somebody who may have meant one. */
  | { readonly kind: 'remark'; readonly post: TopicPost }
  /** A post whose words are kept from the bot: talk, or a host's word about a question. */
  | { readonly kind: 'unread'; readonly post: TopicPost; readonly isAnswer: boolean }
  /** What a host said to the bot, in reply to no question. */
  | { readonly kind: 'unaddressed'; readonly post: TopicPost }
  /** Somebody wrote under a question that they ask the same, where likes are not known. */
  | { readonly kind: 'agreed'; readonly questionId: number; readonly by: Account }
  | {
      readonly kind: 'liked';
      readonly questionId: number;
      readonly likes: number;
      readonly likers?: readonly Account[];
    }
  | Answering<'answered'>
  | Answering<'answerEdited'>
  | { readonly kind: 'answerGone' | 'additionGone'; readonly questionId: number; readonly sourceId: string }
  /** A host says something to a question that was answered already, or says it otherwise now. */
  | Answering<'added'>;

/** What a post of a host says to a question. */
interface Answering<K> {
  readonly kind: K;
  readonly questionId: number;
  readonly post: TopicPost;
  readonly text: string;
}
