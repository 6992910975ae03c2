// Names of people who are not where something is shown: a link to an account that nobody there sees reads as a number.
import type { Node } from 'mdast';
import type { Account } from '../account.ts';
import { type Document, isPerson, type Person } from '../document.ts';

/** A document in which people are linked to no account that `isAbsent` says is gone; without one, they are shown by their last name. */
export function withoutAbsent(document: Document, isAbsent: (account: Account) => boolean): Document {
  if (!peopleIn(document).some(({ accounts }) => accounts.some(isAbsent))) return document;
  const copy = structuredClone(document);
  for (const one of peopleIn(copy)) one.accounts = one.accounts.filter((account) => !isAbsent(account));
  return copy;
}

function peopleIn(node: Node): Person[] {
  if (isPerson(node)) return [node];
  if (!('children' in node) || !Array.isArray(node.children)) return [];
  return node.children.flatMap((child: Node) => peopleIn(child));
}
