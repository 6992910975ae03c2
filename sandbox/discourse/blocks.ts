// Cuts a text into what Discourse reads as blocks of its own: quotes, details, polls, tables, and Markdown between.

/** A block; `argument` is what stands after the tag's equals sign. */
export type Block =
  | { readonly kind: 'markdown'; readonly text: string }
  | {
      readonly kind: 'quote' | 'details' | 'poll';
      readonly argument: string;
      readonly children: readonly Block[];
    }
  | {
      readonly kind: 'table';
      readonly head: readonly string[];
      readonly rows: readonly (readonly string[])[];
    };

const opening = /^ {0,3}\[(?<tag>quote|details|poll)(?<argument>[= ][^\]]*)?\](?<rest>.*)$/iu;
const fence = /^ {0,3}(?<marks>`{3,}|~{3,})/u;

/**
 * The blocks of a text. An open code fence swallows everything up to its end, tags too; a closing tag is looked for
 * without regard to fences, as Discourse does, so a `[/quote]` line closes a quote wherever it stands.
 */
export function blocksOf(text: string): Block[] {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  const blocks: Block[] = [];
  let plain: string[] = [];
  const flush = () => {
    if (plain.some((line) => line.trim() !== '')) blocks.push({ kind: 'markdown', text: plain.join('\n') });
    plain = [];
  };
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] ?? '';
    const end = endOfFence(lines, i);
    if (end !== undefined) {
      plain.push(...lines.slice(i, end + 1));
      i = end;
      continue;
    }
    const found = readTag(lines, i) ?? readTable(lines, i);
    if (found === undefined) {
      plain.push(line);
      continue;
    }
    flush();
    blocks.push(found.block);
    if (found.after !== '') plain.push(found.after);
    i = found.last;
  }
  flush();
  return blocks;
}

function endOfFence(lines: readonly string[], start: number): number | undefined {
  const marks = fence.exec(lines[start] ?? '')?.groups?.marks;
  if (marks === undefined) return undefined;
  if (marks.startsWith('`') && (lines[start] ?? '').trim().slice(marks.length).includes('`'))
    return undefined;
  for (let i = start + 1; i < lines.length; i += 1) {
    const line = (lines[i] ?? '').trim();
    if (line.length >= marks.length && line === (marks[0] ?? '').repeat(line.length)) return i;
  }
  return lines.length - 1;
}

interface Found {
  readonly block: Block;
  readonly last: number;
  readonly after: string;
}

function readTag(lines: readonly string[], start: number): Found | undefined {
  const groups = opening.exec(lines[start] ?? '')?.groups;
  if (groups?.tag === undefined) return undefined;
  const tag = groups.tag.toLowerCase();
  if (tag !== 'quote' && tag !== 'details' && tag !== 'poll') return undefined;
  const argument = (groups.argument ?? '').slice(1);
  const rest = groups.rest ?? '';
  const close = `[/${tag}]`;
  const inline = rest.toLowerCase().indexOf(close);
  if (inline >= 0) {
    const block: Block = { kind: tag, argument, children: blocksOf(rest.slice(0, inline)) };
    return { block, last: start, after: rest.slice(inline + close.length).trim() };
  }
  if (rest.trim() !== '') return undefined;
  let depth = 1;
  for (let i = start + 1; i < lines.length; i += 1) {
    const line = (lines[i] ?? '').trim().toLowerCase();
    if (line === close) depth -= 1;
    else if (opening.exec(lines[i] ?? '')?.groups?.tag?.toLowerCase() === tag && !line.includes(close))
      depth += 1;
    else if (line.endsWith(close) && !line.includes(`[${tag}`)) depth -= 1;
    if (depth === 0) {
      const tail = line === close ? [] : [(lines[i] ?? '').trim().slice(0, -close.length)];
      const children = blocksOf([...lines.slice(start + 1, i), ...tail].join('\n'));
      return { block: { kind: tag, argument, children }, last: i, after: '' };
    }
  }
  return undefined;
}

function readTable(lines: readonly string[], start: number): Found | undefined {
  const head = lines[start] ?? '';
  if (!head.includes('|') || !/^ {0,3}\|?[ :]*-+[ :|-]*$/u.test(lines[start + 1] ?? '')) return undefined;
  if (!(lines[start + 1] ?? '').includes('|')) return undefined;
  const rows: string[][] = [];
  let i = start + 2;
  while (i < lines.length && (lines[i] ?? '').includes('|')) {
    rows.push(cellsOf(lines[i] ?? ''));
    i += 1;
  }
  return { block: { kind: 'table', head: cellsOf(head), rows }, last: i - 1, after: '' };
}

function cellsOf(line: string): string[] {
  return line
    .trim()
    .replace(/^\||(?<!\\)\|$/gu, '')
    .split(/(?<!\\)\|/u)
    .map((cell) => cell.trim().replaceAll('\\|', '|'));
}
