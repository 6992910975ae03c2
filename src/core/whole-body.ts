// Reads an answer to its end: one that does not end must not fill the memory.

/** Larger than any answer of an API. */
const mostBytes = 32 * 1024 * 1024;

/** The bytes of a body; what bounds its time is the request's own signal. Throws when there are too many. */
export async function wholeBody(body: AsyncIterable<Uint8Array> | null): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > mostBytes) throw new Error(`An answer has more than ${mostBytes} bytes`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
