// A publication: what should be visible somewhere, as a key, a place and the view that says it; never as text. What is shown: `content.ts`.
import type { Account, PlatformName } from './account.ts';
import type { Content, MessageContent, PostedFile, TopicContent } from './content.ts';
import type { Attachment } from './reply.ts';

/** What a group has places for. */
export const purposes = [
  'meetings',
  'digests',
  'amas',
  'moderation',
  'organisers',
  'decisions',
  'projects',
] as const;

/** What a place of a group is for. */
export type Purpose = (typeof purposes)[number];

/** A place on a platform, as the platform calls it: a channel, a thread, a category. */
export interface PlaceId {
  readonly platform: PlatformName;
  readonly id: string;
}

/** Where a publication should be visible; publishing finds out what the group has there. */
export type Destination =
  /**
   * The group's places for a purpose; of several purposes, for the first that it has any for, on each platform by itself
   * where `isByPlatform`. `chosen` places take the place of the group's on their platforms.
   */
  | {
      readonly kind: 'purpose';
      readonly purpose: Purpose | readonly Purpose[];
      readonly chosen?: readonly PlaceId[];
      readonly isByPlatform?: true;
    }
  /** These places and no others. */
  | { readonly kind: 'places'; readonly places: readonly PlaceId[] }
  /**
   * In what another publication made, wherever that is: in its thread or topic, or beside it if it is a message or post.
   * `otherwise` is the key of another one to go inside of, where that one is not shown; `besideOn` names the platform on
   * which it stands beside the other one's thread, as one of its own.
   */
  | {
      readonly kind: 'inside';
      readonly key: string;
      readonly otherwise?: string;
      readonly besideOn?: PlatformName;
    }
  /** A private message to somebody, on the platform where they were last. */
  | { readonly kind: 'person'; readonly personId: number }
  /** A private message to this very account. */
  | { readonly kind: 'account'; readonly account: PlaceId }
  /** All that the group has on each platform, for events. */
  | { readonly kind: 'spaces' }
  /** A file in a repository (`owner/name`), by pull request; or an issue of it, as its view says. */
  | { readonly kind: 'file'; readonly repository: string };

/** Where one row goes; `inside` names the publication that it goes inside of. */
export type Place =
  /** A channel, a thread, a category. */
  | { readonly kind: 'channel'; readonly id: string }
  /** Whatever another publication made: in its thread or topic. */
  | { readonly kind: 'inside'; readonly key: string; readonly slot: string; readonly otherwise?: string }
  /** A private message to somebody, whose account is chosen when it is sent. */
  | { readonly kind: 'somebody'; readonly personId: number }
  /** A private message to one account. */
  | { readonly kind: 'person'; readonly id: string }
  /** The whole space, for events. */
  | { readonly kind: 'space'; readonly id: string }
  /** A repository: `owner/name`. */
  | { readonly kind: 'repository'; readonly id: string };

/** What a place has become when a platform gets it: `inside` is replaced by what was made there. */
export type ResolvedPlace =
  | Exclude<Place, { kind: 'inside' | 'somebody' }>
  | { readonly kind: 'inside'; readonly remote: Remote };

/** What a platform can do, each by itself; views answer by what is needed. */
export interface Capabilities {
  /** Messages that stand by themselves in a place. */
  readonly messages: boolean;
  /** Threads that begin in a place of messages. */
  readonly threads: boolean;
  /** Topics with a title, whose first post can be long; what belongs to one is posted in it. */
  readonly topics: boolean;
  /** Scheduled events of a whole space. */
  readonly events: boolean;
  readonly buttons: boolean;
  readonly forms: boolean;
  readonly privateMessages: boolean;
  /** Spaces that are groups' own, into which the bot is invited; not parts of one that many share. */
  readonly invitations: boolean;
  /** Files in a repository, by pull request, and issues. */
  readonly files: boolean;
}

/** What a platform can do that can do nothing. */
export const noCapabilities: Capabilities = {
  messages: false,
  threads: false,
  topics: false,
  events: false,
  buttons: false,
  forms: false,
  privateMessages: false,
  invitations: false,
  files: false,
};

/** What stands in a place by itself: a topic where there are topics, else a message; undefined where there is neither. */
export function standing(
  { topics, messages }: Capabilities,
  content: Omit<TopicContent, 'kind'>,
): TopicContent | MessageContent | undefined {
  if (topics) return { kind: 'topic', ...content };
  const { title, isClosed, isFollowed, event, ...said } = content;
  return messages ? { kind: 'message', ...said } : undefined;
}

/** What is shown, without the buttons that nobody can press there; those that are links stay. */
export function pressable(content: Content, { buttons: canPress }: Capabilities): Content {
  if (canPress || !('buttons' in content)) return content;
  const { buttons = [], ...shown } = content;
  const links = buttons.filter((one) => 'url' in one);
  return links.length > 0 ? { ...content, buttons: links } : shown;
}

/** What a platform made of a publication. It is the platform's own; others read only `id` and `url`. */
export interface Remote {
  /** The platform's id of what was made: message, thread, event, topic or post. */
  readonly id: string;
  readonly url: string;
  /** Where it was made, so that it can be found again. */
  readonly within?: string | undefined;
  /** Its number within its topic, by which replies name it. */
  readonly number?: number | undefined;
  /** How posts of the same platform refer to it in a quote. */
  readonly reference?: string | undefined;
  /** Further messages or posts that hold the rest, each with the hash of what it says. */
  readonly parts?: readonly { readonly id: string; readonly hash: string }[];
  /** What became of the files that went along. */
  readonly passed?: readonly Passed[];
  /**
   * How a topic, thread or event was to be the last time, as far as it was made so. What is otherwise since, somebody else
   * changed, and it stays as they left it until it is to be something new.
   */
  readonly isClosed?: boolean;
  readonly isPinned?: boolean;
  readonly isArchived?: boolean;
  readonly title?: string;
  /** Whether somebody removed it by hand before, and it was made again. */
  readonly isRemade?: boolean;
  /** Why nobody sees it yet, though it was sent: what somebody has to do first. It is looked for until it is there. */
  readonly awaits?: string;
  /** Why people see a part of it only: what somebody has to do first. The rest is looked for until it is there. */
  readonly awaitsPart?: string;
  /** Of a file: as what it was written last, so that a change by somebody else is seen. */
  readonly revision?: string;
  /** Of a file: what came of it the last time. */
  readonly became?: 'opened' | 'updated' | 'same' | 'left' | 'merged';
  /** Of a file: somebody asked for it anew, so that what its maintainers declined is proposed once more. */
  readonly isAsked?: boolean;
}

/** What became of a file of a post when what shows that post elsewhere was sent. */
export interface Passed {
  readonly url: string;
  /** As what it stands there, in the words of that platform; absent where it stayed a link. */
  readonly as?: string;
  /** Why it stayed one, in a few words. */
  readonly why?: string;
}

/** A publication to be marked: that it should be visible, and as what. */
export interface Wanted {
  readonly groupId: number;
  /** Unique for ever: `meeting/k3J…/announcement`, with the random uid of what it shows. */
  readonly key: string;
  /** The thing that it shows, by which all of its publications are found: `meeting/12`. */
  readonly about: string;
  readonly to: Destination;
  /** `feature/view`. */
  readonly view: string;
  /** What it is about, for the view: usually an id. */
  readonly subject: string;
  /** Sent once and never edited afterwards, as a reminder is. */
  readonly isOnce?: boolean;
}

/** A message to somebody in private, sent once. */
export function noticeTo(personId: number, what: Omit<Wanted, 'to' | 'isOnce'>): Wanted {
  return { ...what, to: { kind: 'person', personId }, isOnce: true };
}

/** A thing of which something is published. */
interface Thing {
  readonly id: number;
  readonly uid: string;
  readonly groupId: number;
}

/**
 * Builds what a feature publishes of its things of a kind, but where that goes: with `outreach` and `call` the view `outreach/…`
 * under `call/UID/…`, by its own name or as `key`; `more` stands in the subject behind the thing's id.
 */
export function wantedOf(feature: string, kind: string) {
  return (
    { id, uid, groupId }: Thing,
    view: string,
    { key = view, more = [] }: { readonly key?: string; readonly more?: readonly (number | string)[] } = {},
  ): Omit<Wanted, 'to'> => ({
    groupId,
    about: `${kind}/${id}`,
    key: `${kind}/${uid}/${key}`,
    view: `${feature}/${view}`,
    subject: [id, ...more].join('/'),
  });
}

/** The id of the thing of a kind that something is about: 12 of `meeting/12`; undefined where it is about something else. */
export function idAbout(kind: string, about: string): number | undefined {
  const [it, id = '', ...more] = about.split('/');
  return it === kind && more.length === 0 && /^\d+$/u.test(id) ? Number(id) : undefined;
}

/** The ids of the things of a kind that a request is about, nearest first. */
export function idsAbout(kind: string, about: readonly string[]): number[] {
  return about.flatMap((one) => idAbout(kind, one) ?? []);
}

/** Where a publication stands. */
export interface Link extends Pick<Remote, 'id' | 'url' | 'number' | 'reference' | 'within'> {
  readonly platform: PlatformName;
}

/** Where something stands for readers of a platform: there, if it does, else on another one. */
export function nearestUrl(links: readonly Link[], platform: PlatformName): string | undefined {
  return (links.find((one) => one.platform === platform) ?? links[0])?.url;
}

/** What a view is told beside its subject. */
export interface ViewContext {
  readonly groupId: number;
  readonly key: string;
  /** The platform that it is for, to find accounts and links of the same one. */
  readonly platform: PlatformName;
  /** The channel in which it is to stand; undefined where it goes elsewhere than into a channel. */
  readonly channel?: string | undefined;
  /** The repository (`owner/name`) into which it goes; undefined where it goes elsewhere. */
  readonly repository?: string | undefined;
  readonly can: Capabilities;
  readonly now: Date;
  /** Whether it stands there already: what is over or cancelled is not shown for the first time. */
  readonly isPublished: boolean;
  /** Where another publication stands; this one is shown anew when that is made, moved or made again. */
  links(key: string): Promise<readonly Link[]>;
  /** Whether a publication was made on this platform once, though it may have been taken away since. */
  wasMade(key: string): Promise<boolean>;
  /** Whether a publication stands or will stand in a place of messages on one of these accounts' platforms. */
  reaches(key: string, accounts: readonly Account[]): Promise<boolean>;
}

/**
 * Says what a publication should be, given the facts now; undefined when it should not be (it is then skipped, and stays as
 * it is where it stands), `gone` when what stands is to be taken away, as far as its platform can do that.
 */
export type View = (subject: string, context: ViewContext) => Promise<Content | 'gone' | undefined>;

/** One publication to be made so. */
export interface Order {
  /** For the log. */
  readonly key: string;
  /**
   * By which it is known outside, unguessable and never another's: 22 characters of `[\w-]`. Nonces, external ids and
   * hidden marks are made of it.
   */
  readonly identity: string;
  readonly place: ResolvedPlace;
  readonly content: Content;
  /** What an earlier run made of it. */
  readonly remote?: Remote;
  /** An earlier run may have made it, or changed it, without being able to say so: look before making it again. */
  readonly mayExist: boolean;
  /**
   * The thing that it shows has ended: what stands is kept true, and what was taken away since is not made again. A platform
   * that does not find it throws an `OutsideError` that `isPlaceGone`.
   */
  readonly isOver?: boolean;
  /** Somebody is taken out of it who asked to be forgotten: also out of a file that was merged. */
  readonly isCorrected?: boolean;
  /** What went wrong the last time. */
  readonly error?: string;
  /**
   * Fetches a file of a post. Throws an `OutsideError` whose message says in a few words why it cannot come along,
   * permanent unless trying again may help.
   */
  fetchPosted?(file: PostedFile, signal: AbortSignal): Promise<Attachment>;
  /** Whether what has this id on the platform is known to be another publication's. */
  isAnothers?(remoteId: string): Promise<boolean>;
}
