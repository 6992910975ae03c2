// Lists as readers of Markdown see them: which of them are one, and which need an empty line before them.
import type { List, RootContent } from 'mdast';

/** The same blocks; of lists in a row that are both numbered, or both are not, the later goes on with the earlier. */
export function withListsJoined<T extends RootContent>(blocks: readonly T[]): (T | List)[] {
  const made: (T | List)[] = [];
  for (const block of blocks) {
    const last: RootContent | undefined = made.at(-1);
    if (last && isList(last) && isList(block) && last.ordered === block.ordered) {
      made[made.length - 1] = { ...last, children: [...last.children, ...block.children] };
    } else made.push(block);
  }
  return made;
}

/**
 * Whether the first line of a block would be read as words if it followed words at once: a list that begins with another
 * number than 1 cannot interrupt a paragraph (CommonMark 5.3), nor for some readers a list that begins with one.
 */
export function needsEmptyLine(block: RootContent | undefined): boolean {
  if (block?.type !== 'list') return false;
  return (
    (block.ordered === true && (block.start ?? 1) !== 1) || needsEmptyLine(block.children[0]?.children[0])
  );
}

function isList(block: RootContent): block is List {
  return block.type === 'list';
}
