// Files on messages and in options: what is told of them, and addresses that are signed and end after a day.
import { createHmac } from 'node:crypto';
import type { Attachment } from './model.ts';
import type { World } from './world.ts';

/** "Signed Attachment CDN URLs" in Discord's reference: `ex` is when one ends, `is` when it was given, `hm` the signature. */
const addressMilliseconds = 24 * 60 * 60 * 1000;

/** What is told of a file; its address is good for a day from now. */
export function attachmentShape(world: World, channelId: string, file: Attachment) {
  const folder = file.isEphemeral ? 'ephemeral-attachments' : 'attachments';
  const issued = world.clock().getTime();
  const [ex, is] = [issued + addressMilliseconds, issued].map((at) => Math.floor(at / 1000).toString(16));
  const signed = `ex=${ex}&is=${is}&hm=${signature(world, file.id, `${ex} ${is}`)}&`;
  const url = `${world.origin}/${folder}/${channelId}/${file.id}/${encodeURIComponent(file.filename)}?${signed}`;
  return {
    id: file.id,
    filename: file.filename,
    size: file.content.byteLength,
    url,
    proxy_url: url,
    ...(file.contentType !== undefined && { content_type: file.contentType }),
    ...(file.description !== undefined && { description: file.description }),
    ...(file.isEphemeral && { ephemeral: true }),
  };
}

/** The file at an address; undefined when there is none, and when its day is over. */
export function fileAt(
  world: World,
  { channel, id, query }: { channel: string; id: string; query: URLSearchParams },
): Attachment | undefined {
  const [ex, is, hm] = ['ex', 'is', 'hm'].map((name) => query.get(name) ?? '');
  const isOver = Number.parseInt(ex ?? '', 16) * 1000 <= world.clock().getTime();
  if (hm !== signature(world, id, `${ex} ${is}`) || isOver) return undefined;
  const messages = [...(world.channels.get(channel)?.messages.values() ?? [])];
  return (
    messages.flatMap(({ attachments }) => attachments).find((file) => file.id === id) ?? world.given.get(id)
  );
}

function signature(world: World, ...parts: readonly string[]): string {
  return createHmac('sha256', world.application.id).update(parts.join(' ')).digest('hex');
}
