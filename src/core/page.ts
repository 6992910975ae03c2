// A page of the web as a feature offers it: its address, title, document, forms and feed; web/ alone knows HTML.

import type { GroupFacts, PersonFacts } from './directory.ts';
import type { Block, Document, Inline } from './document.ts';
import type { TextField } from './reply.ts';

/** What a reader asks for, of one group. */
export interface PageRequest {
  readonly group: GroupFacts;
  /** The address within the feature's pages: empty for their list, `12` or `12/minutes` for one; no slash at the ends. */
  readonly path: string;
  readonly now: Date;
  /** What stands behind the `?`, by name (≤ 200 characters each). */
  query(name: string): string | undefined;
  /** The address of a page of this group for a link: `href('projects/3')`. */
  href(path: string): string;
}

/** A request by a personal link, which says who reads. */
export interface PersonalRequest extends PageRequest {
  readonly person: PersonFacts;
}

/** A page that is not yet rendered. */
export interface Page {
  readonly title: string;
  /**
   * Equal as long as all that the document shows is, beside the group's name and zone. Where it is left out, the document
   * is made each time and compared: right for all that is made fast.
   */
  readonly version?: string;
  document(): Promise<Document>;
  /** A box to search with: what was searched for comes back as `query('q')`. */
  readonly search?: { readonly label: string; readonly value: string };
  /** A form below the document, on personal pages. */
  readonly form?: PageForm;
}

/** A form that works without scripts. */
export interface PageForm {
  readonly fields: readonly PageField[];
  /** What the button says. */
  readonly submit: string;
}

/** A field of a page's form: a line or a paragraph as in chat, or choices of which one or several are ticked. */
export type PageField = TextField | ChoicesField;

/** Choices to tick; times in their labels are shown in the reader's zone. */
export interface ChoicesField {
  readonly kind: 'one' | 'several';
  readonly name: string;
  readonly label: string | readonly Inline[];
  readonly required: boolean;
  readonly choices: readonly { readonly value: string; readonly label: readonly Inline[] }[];
  /** Those that are ticked when it opens. */
  readonly ticked: readonly string[];
}

/** What was typed and ticked in a form, by the field's name. */
export type PageValues = ReadonlyMap<string, readonly string[]>;

/** What became of a form: a sentence that is shown above the page as it is then. */
export interface PageAnswer {
  readonly said: string;
  /** Whether nothing was done: what was typed is then shown again. */
  readonly isRefused?: boolean;
}

/** The order of what stands on a group's front page: what comes next, what goes on, where help is wanted, what was done. */
export const frontOrder = ['next', 'open', 'help', 'record'] as const;

/** A part of the front page. */
interface FrontPart {
  readonly order: (typeof frontOrder)[number];
  readonly title: string;
  readonly blocks: readonly Block[];
}

/** An entry of a feed. */
export interface FeedEntry {
  /** The page that it is about, within the group: `projects/3`. With `#…` where a page has several. */
  readonly path: string;
  readonly title: string;
  readonly at: Date;
  readonly document: Document;
}

/** The pages of one feature. Whatever they show must be for everybody: the web knows no readers. */
export interface FeaturePages {
  /** The first part of their addresses: `projects`. */
  readonly name: string;
  /** What the way to their list is called; left out where there is no list. */
  readonly title?: string;
  /** A page for the public; undefined when there is none at this address. */
  find?(request: PageRequest): Promise<Page | undefined>;
  /** What stands on the front page; undefined when there is nothing to say. */
  front?(request: PageRequest): Promise<FrontPart | undefined>;
  /** What is new, newest first. */
  feed?(request: PageRequest): Promise<readonly FeedEntry[]>;
  /** A page for whom a personal link was made; the path is the link's subject without the feature's name. */
  personal?(request: PersonalRequest): Promise<Page | undefined>;
  /** Takes in the form of a personal page. */
  submit?(request: PersonalRequest, values: PageValues): Promise<PageAnswer>;
}

/** What a personal link is for. */
export interface Personal {
  readonly groupId: number;
  readonly personId: number;
  /** The page's address: `polls/12`. */
  readonly subject: string;
  readonly expiresAt: Date;
}

/**
 * Makes an address that shows a page to one person, until an instant. Undefined when the bot has no public address. Whoever
 * has the address is taken for that person: send it in private only.
 */
export type PersonalLink = (link: Personal) => string | undefined;
