// What was typed and has to wait: kept for whoever typed it, in the group in which they did.
import type { Request } from '../command.ts';

/** Whose a draft is: an account's, in the group in which it was typed. */
export type DraftOwner = Pick<Request, 'caller' | 'groupId'>;

/** Where half-filled forms are kept, so that nothing typed is lost. */
export interface Drafts {
  /** Keeps what was typed; answers the id under which it is found again. */
  keep(owner: DraftOwner, draft: Draft): Promise<string>;
  /** What was kept for this account in this group, if it is still there. */
  find(owner: DraftOwner, id: string): Promise<Draft | undefined>;
  /** As `find`, once: of several that take it at the same time, one gets it. */
  take(owner: DraftOwner, id: string): Promise<Draft | undefined>;
}

/** A form that was sent and refused, or a command that waits for its question to be answered. */
export interface Draft {
  readonly form: string;
  readonly args: readonly string[];
  readonly values: Readonly<Record<string, string>>;
}
