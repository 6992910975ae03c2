// An answer that breaks on its way: what was asked is done, and the one who asked cannot know it.

/** How it breaks: `cut` ends the connection in the middle of the body, `half` is whole to HTTP and half a JSON. */
export type Break = 'cut' | 'half';

/** All there are. */
export const breaks: readonly Break[] = ['cut', 'half'];

/** As much of the connection as is needed to end it. */
export interface Wire {
  readonly incoming: { readonly socket: { destroy(): void } };
}

/** The answer as it arrives; one without a body has nothing that could break. */
export async function broken(answer: Response, how: Break, { incoming }: Wire): Promise<Response> {
  const body = Buffer.from(await answer.arrayBuffer());
  const { status } = answer;
  if (body.length === 0) return new Response(null, { status, headers: answer.headers });
  const headers = new Headers(answer.headers);
  headers.delete('content-length');
  const half = body.subarray(0, Math.floor(body.length / 2));
  if (how === 'half') return new Response(half, { status, headers });
  const pieces = [half];
  const stream = new ReadableStream<Uint8Array>({
    pull(controller) {
      const piece = pieces.shift();
      if (piece) return controller.enqueue(piece);
      // A little later, so that the first half is on its way.
      setTimeout(() => incoming.socket.destroy(), 5);
      return undefined;
    },
  });
  return new Response(stream, { status, headers });
}
