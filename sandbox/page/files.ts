// The files that the page is made of, and those that people and the bot have put into messages and posts.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { Hono } from 'hono';
import type { Playground } from './playground.ts';

const types = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
} as const;

const pageFiles = [
  ['page', 'html'],
  ['look', 'css'],
  ['page', 'css'],
  ['content', 'css'],
  ['github', 'css'],
  ['page', 'js'],
  ['items', 'js'],
  ['composer', 'js'],
  ['dialogs', 'js'],
  ['server', 'js'],
] as const;

const pictures = /^image\/(?:png|jpeg|gif|webp)$/u;

/** Serves both. */
export function files({ discord, discourse }: Playground): Hono {
  const app = new Hono();
  for (const [name, kind] of pageFiles) {
    const file = `${name}.${kind}`;
    const type = types[kind];
    app.get(kind === 'html' ? '/' : `/${file}`, async (c) => {
      const content = await readFile(new URL(`public/${file}`, import.meta.url));
      const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 16)}"`;
      const headers = { 'content-type': type, etag, 'cache-control': 'no-cache' };
      if (c.req.header('if-none-match') === etag) return c.body(null, 304, headers);
      return c.body(new Uint8Array(content), 200, headers);
    });
  }
  app.get('/favicon.ico', (c) => c.body(null, 204));
  app.get('/files/:channel/:message/:file/:name', (c) => {
    const { channel, message, file } = c.req.param();
    const found = discord.world.channels
      .get(channel)
      ?.messages.get(message)
      ?.attachments.find(({ id }) => id === file);
    return found ? served(found.content, found.contentType) : c.text('This file is gone.\n', 404);
  });
  app.get('/uploads/:name', (c) => {
    const found = discourse.forum.uploads.get(c.req.param('name'));
    return found ? served(found.bytes, found.type) : c.text('This file is gone.\n', 404);
  });
  return app;
}

/** Pictures are shown; all else is only ever saved, so that nothing runs on this page's address. */
function served(content: Uint8Array, type: string | undefined): Response {
  const isPicture = pictures.test(type ?? '');
  return new Response(new Uint8Array(content), {
    headers: {
      'content-type': isPicture && type !== undefined ? type : 'application/octet-stream',
      'cache-control': 'private, max-age=3600',
      ...(!isPicture && { 'content-disposition': 'attachment' }),
    },
  });
}
