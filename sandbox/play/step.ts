// The lines of a story, read.
import type { Break } from '../broken-answer.ts';
import { SandboxError } from '../words.ts';

/** Where somebody is on Discord: `#meetings`, `thread AMA` or `dm`. */
export type Place = string;

/** What somebody does. */
export type Act =
  | {
      readonly kind: 'says';
      readonly place: Place;
      readonly text: string;
      /** Names of files. */
      readonly files?: readonly string[];
    }
  | { readonly kind: 'presses'; readonly label: string; readonly on: string }
  /** A thread on a message. */
  | { readonly kind: 'begins'; readonly thread: string; readonly on: string }
  | { readonly kind: 'fills'; readonly values: Readonly<Record<string, string>> }
  | { readonly kind: 'joins'; readonly channel: string }
  | { readonly kind: 'leaves' }
  /** The server, for good or until they come back. */
  | { readonly kind: 'quits' | 'returns' }
  | {
      readonly kind: 'replies';
      readonly to: string;
      readonly text: string;
      readonly files?: readonly string[];
    }
  /** To the bot in private. */
  | { readonly kind: 'writes'; readonly text: string }
  | { readonly kind: 'posts'; readonly title: string; readonly category: string; readonly text: string }
  | {
      readonly kind: 'edits';
      readonly post: string;
      readonly text: string;
      readonly files?: readonly string[];
    }
  | { readonly kind: 'deletes'; readonly post: string }
  | { readonly kind: 'likes'; readonly post: string }
  /** By staff, as flags do it. */
  | { readonly kind: 'hides'; readonly post: string }
  /** By staff: lets everybody edit it, says something among staff, moves it to another topic, slows a topic down. */
  | { readonly kind: 'opens'; readonly post: string }
  | { readonly kind: 'whispers'; readonly to: string; readonly text: string }
  | { readonly kind: 'moves'; readonly post: string; readonly to: string }
  | { readonly kind: 'slows'; readonly topic: string; readonly seconds: number }
  /** What an administrator does to an account. */
  | { readonly kind: 'becomes'; readonly what: AccountState }
  | { readonly kind: 'renamed'; readonly to: string }
  | { readonly kind: 'anonymised' }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'merged'; readonly into: string }
  /** A new account, under a name that is free. */
  | { readonly kind: 'signsUp' };

/** What can become of an account on a forum. */
export type AccountState = 'suspended' | 'silenced' | 'staged' | 'unreachable' | 'well';

/** What is looked at. */
export type Target =
  | { readonly kind: 'channel'; readonly name: string }
  | { readonly kind: 'thread'; readonly name: string }
  | { readonly kind: 'discourse'; readonly title: string }
  | { readonly kind: 'dm'; readonly person: string }
  | { readonly kind: 'reply' }
  | { readonly kind: 'event'; readonly name: string };

/** What should be there. */
export type Wish =
  | { readonly kind: 'contains'; readonly text: string }
  | { readonly kind: 'count'; readonly text: string; readonly number: number }
  | { readonly kind: 'at'; readonly at: Date };

/** One line. */
export type Step =
  | { readonly kind: 'at'; readonly at: Date }
  | { readonly kind: 'advance'; readonly minutes: number }
  | { readonly kind: 'leap'; readonly minutes: number }
  /** Without a bot for so long. */
  | { readonly kind: 'restart'; readonly minutes?: number }
  | { readonly kind: 'faults'; readonly fault: Fault }
  | {
      readonly kind: 'act';
      readonly who: string;
      readonly platform: 'discord' | 'discourse';
      readonly act: Act;
    }
  | { readonly kind: 'expect'; readonly isNot: boolean; readonly target: Target; readonly wish: Wish };

/** What can be down as a whole, and the two halves of Discord. */
export type Outside = 'discord' | 'discourse' | 'github' | 'gateway' | 'rest';

/** What goes wrong and stays so: for some minutes, or until it is said to be up. */
export type LastingFault = { readonly minutes?: number } & (
  | { readonly kind: 'gateway-refuse' }
  | { readonly kind: 'gateway-vanish' }
  /** Without minutes: once, and connections made after it are well. */
  | { readonly kind: 'gateway-close'; readonly code: number }
  | { readonly kind: 'rest-html'; readonly status: number }
  | { readonly kind: 'rest-wait'; readonly seconds: number }
  | { readonly kind: 'rest-broken' | 'discourse-broken' | 'github-broken'; readonly how: Break }
  | { readonly kind: 'rest-token' }
  | { readonly kind: 'discourse-html'; readonly status: number }
  | { readonly kind: 'discourse-wait'; readonly seconds: number }
  | { readonly kind: 'discourse-slow'; readonly seconds: number }
  | { readonly kind: 'github-hang' }
  | { readonly kind: 'github-html'; readonly status: number }
  | { readonly kind: 'github-token' }
);

/** What goes wrong outside, or is well again. */
export type Fault =
  | LastingFault
  | { readonly kind: 'up'; readonly outside: Outside }
  | { readonly kind: 'down'; readonly outside: Exclude<Outside, 'gateway' | 'rest'> }
  | { readonly kind: 'delete-channel'; readonly channel: string }
  | { readonly kind: 'gateway-reconnect' }
  | { readonly kind: 'gateway-invalidate'; readonly canResume: boolean }
  | { readonly kind: 'discourse-read-only' }
  | { readonly kind: 'discourse-events'; readonly plugin: 'installed' | 'refusing' | 'absent' }
  | { readonly kind: 'discourse-key' }
  /** The token does not see a repository any more. */
  | { readonly kind: 'github-hides'; readonly repository: string };

/** A step with the line it stands on. */
export interface Line {
  readonly number: number;
  readonly text: string;
  readonly step: Step;
}

/** What the person who acted last was answered, as it stands now. */
export type Answer = () => readonly string[];

/** A line that cannot be read, or whose act cannot be done. */
export class StoryError extends SandboxError {
  override readonly name = 'StoryError';
}
