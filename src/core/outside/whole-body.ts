// Reads an answer to its end: one that does not end must not fill the memory.

/** Larger than any answer of an API. */
const mostBytes = 32 * 1024 * 1024;

/** The bytes of a body; what bounds its time is the request's own signal. Throws when there are too many. */
export async function wholeBody(body: AsyncIterable<Uint8Array> | null): Promise<Buffer> {
  const bytes = await bytesWithin(mostBytes, body);
  if (!bytes) throw new Error(`An answer has more than ${mostBytes} bytes`);
  return bytes;
}

/** The bytes of a body, of which no more is read when there are more than so many: then it is undefined. */
export async function bytesWithin(
  most: number,
  body: AsyncIterable<Uint8Array> | null,
): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > most) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
