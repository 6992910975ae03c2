// Makes the client that Prisma generates smaller in memory: 20 MB of 200. It fails when Prisma writes it in another way.

/** A generated `class.ts` whose graph of parameters takes little memory. */
export function withSmallGraph(text: string): string {
  const found =
    /config\.parameterizationSchema = \{\n {2}strings: JSON\.parse\((?<strings>"(?:[^"\\]|\\.)*")\),\n {2}graph: "(?<graph>[\w-]*)"\n\}/u.exec(
      text,
    );
  const { strings = '', graph = '' } = found?.groups ?? {};
  if (!found) throw new Error('The graph of parameters is not where Prisma 7.10 writes it.');
  const made = withSparseKeys({ strings: JSON.parse(JSON.parse(strings)), graph });
  const config = `config.parameterizationSchema = {\n  strings: ${JSON.stringify(made.strings)},\n  graph: "${made.graph}"\n}`;
  return text.replace(found[0], () => config);
}

/**
 * A generated `class.ts` that reads the file of the query compiler instead of importing it: an imported module keeps
 * its source and its one long string for as long as the process lives.
 */
export function withSmallWasm(text: string): string {
  const found =
    /const \{ wasm \} = await import\((?<name>"[^"]+")\)\n {4}return await decodeBase64AsWasm\(wasm\)/u.exec(
      text,
    );
  if (!found) throw new Error('The query compiler is not where Prisma 7.10 writes it.');
  return text.replace(
    found[0],
    () => `const { createRequire } = await import('node:module')
    const { readFile } = await import('node:fs/promises')
    const source = await readFile(createRequire(import.meta.url).resolve(${found.groups?.name}), 'latin1')
    return await decodeBase64AsWasm(source.slice(source.indexOf('"') + 1, source.lastIndexOf('"')))`,
  );
}

/** What Prisma calls `parameterizationSchema`: names, and by their numbers the graph of what may be in which input. */
export interface ParameterGraph {
  readonly strings: readonly string[];
  /** Base64url. */
  readonly graph: string;
}

type Part =
  | { readonly name: number }
  | { readonly nameOrNone: number }
  | { readonly bytes: readonly number[] };

/** Up to there V8 keeps an object's numbers as an array; what is that far from all others it keeps as a table of pairs. */
const firstNumber = 1024;

/**
 * The same graph with its names numbered from 1024 on. Prisma's client keeps an object for each kind of input, whose
 * keys are the numbers of the names in it; V8 would hold it as an array as long as its largest number: 16 MB, nearly
 * all of it holes. So it is 3 MB. Throws when the graph is not as Prisma 7.10 writes it.
 */
export function withSparseKeys({ strings, graph }: ParameterGraph): ParameterGraph {
  const bytes = partsOf(Buffer.from(graph, 'base64url'), strings.length).flatMap((part) =>
    'bytes' in part
      ? part.bytes
      : 'name' in part
        ? varint(part.name + firstNumber)
        : varint(part.nameOrNone === 0 ? 0 : part.nameOrNone + firstNumber),
  );
  return {
    strings: [...Array<string>(firstNumber).fill(''), ...strings],
    graph: Buffer.from(bytes).toString('base64url'),
  };
}

/** The graph in parts that are names and parts that are not. */
function partsOf(graph: Buffer, names: number): Part[] {
  const parts: Part[] = [];
  let at = 0;
  const number = (): number => {
    for (let value = 0, shift = 0; ; shift += 7) {
      const byte = graph[at++];
      if (byte === undefined) throw new Error('The graph of Prisma’s parameters ends too early.');
      value |= (byte & 127) << shift;
      if (byte < 128) return value;
    }
  };
  const copied = (read: () => unknown) => {
    const from = at;
    read();
    parts.push({ bytes: [...graph.subarray(from, at)] });
  };
  const name = () => {
    const read = number();
    if (read >= names) throw new Error('The graph of Prisma’s parameters has a name that is not there.');
    parts.push({ name: read });
  };
  const counts: number[] = [];
  copied(() => counts.push(number(), number(), number()));
  const [inputs = 0, outputs = 0, roots = 0] = counts;
  const edges = (rest: () => void) => {
    let edgeCount = 0;
    copied(() => {
      edgeCount = number();
    });
    for (let i = 0; i < edgeCount; i += 1) {
      name();
      rest();
    }
  };
  for (let i = 0; i < inputs; i += 1) {
    edges(() => {
      // Two bytes say which scalars, a number the input within; the next is the name of an enumeration, then flags.
      copied(() => {
        at += 2;
        number();
      });
      parts.push({ nameOrNone: number() });
      copied(() => {
        at += 1;
      });
    });
  }
  const two = () => copied(() => [number(), number()]);
  for (let i = 0; i < outputs; i += 1) edges(two);
  for (let i = 0; i < roots; i += 1) {
    name();
    two();
  }
  if (at !== graph.length) throw new Error('The graph of Prisma’s parameters is longer than it should be.');
  return parts;
}

/** The same source in ASCII: V8 keeps a text with a single letter beyond Latin-1 at twice its size. */
export function withAscii(text: string): string {
  return text.replaceAll(/[^\0-\x7f]/gu, (letter) =>
    letter
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  );
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)];
}
