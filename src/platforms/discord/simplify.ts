// What Discord's Markdown lacks, told by what it has: tables and quotes in quotes.
import type { BlockContent, ListItem, PhrasingContent, RootContent, Table } from 'mdast';
import { wordsOf } from './words.ts';

/** Tables become lists, which read well on a phone; quotes in quotes, which Discord has not, become one. */
export function simplified(block: RootContent): RootContent {
  if (block.type === 'table') return listOfTable(block);
  if (block.type === 'blockquote') {
    const children = block.children.flatMap((child) => {
      const made = simplified(child);
      return made.type === 'blockquote' ? made.children : isFlow(made) ? [made] : [];
    });
    return { ...block, children };
  }
  if (block.type === 'list') {
    const children = block.children.map((item) => ({
      ...item,
      children: item.children.map((child) => {
        const made = simplified(child);
        return isFlow(made) ? made : child;
      }),
    }));
    return { ...block, children };
  }
  return block;
}

function isFlow(block: RootContent): block is BlockContent {
  return ['blockquote', 'code', 'heading', 'html', 'list', 'paragraph', 'table', 'thematicBreak'].includes(
    block.type,
  );
}

function listOfTable(table: Table): BlockContent {
  const [head, ...rows] = table.children;
  const names = head?.children.map((cell) => wordsOf(cell).trim()) ?? [];
  const items = rows.map((row): ListItem => {
    const line = row.children.flatMap((cell, i): PhrasingContent[] => {
      if (i === 0) return [{ type: 'strong', children: cell.children }];
      if (wordsOf(cell).trim() === '') return [];
      const name = names[i] ? `${names[i]}: ` : '';
      return [{ type: 'text', value: ` · ${name}` }, ...cell.children];
    });
    return { type: 'listItem', spread: false, children: [{ type: 'paragraph', children: line }] };
  });
  return { type: 'list', ordered: false, spread: false, children: items };
}
