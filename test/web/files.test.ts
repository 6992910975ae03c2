// Files that the bot keeps, as browsers get them.
import { expect, test } from 'vitest';
import { fileResponse, keptFiles } from '../../src/web/files.ts';

test.each([
  ['map.PNG', 'image/png', 'inline'],
  ['map.webp', 'image/webp', 'inline'],
  ['film.mp4', 'video/mp4', 'inline'],
  ['notes.md', 'text/plain; charset=utf-8', 'inline'],
  ['paper.pdf', 'application/pdf', 'inline'],
  ['data.zip', 'application/octet-stream', 'attachment'],
  ['page.html', 'application/octet-stream', 'attachment'],
  ['drawing.svg', 'application/octet-stream', 'attachment'],
  ['png', 'application/octet-stream', 'attachment'],
])('%s is %s, and %s', (name, type, how) => {
  const { headers } = fileResponse({ name, content: Buffer.from('x') });
  expect(headers.get('content-type')).toBe(type);
  expect(headers.get('content-disposition')).toMatch(new RegExp(`^${how};`, 'u'));
  expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*sandbox/u);
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});

test('is sent piece by piece and copied for nobody, whole at the end', async () => {
  const content = Buffer.from(Array.from({ length: 200_000 }, (_, i) => i % 251));
  const answer = fileResponse({ name: 'map.png', content });
  expect(answer.headers.get('content-length')).toBe('200000');
  const pieces: Uint8Array[] = [];
  for await (const piece of answer.body ?? []) pieces.push(piece);
  expect(pieces.every(({ buffer, length }) => buffer === content.buffer && length <= 65_536)).toBe(true);
  expect(Buffer.concat(pieces).equals(content)).toBe(true);
  expect(await fileResponse({ name: 'none.txt', content: Buffer.alloc(0) }).text()).toBe('');
});

test('a name in any letters, with marks that headers read, is whole', () => {
  const { headers } = fileResponse({
    name: `Ueber"sicht";\r\n(übersicht) 図*.png`,
    content: Buffer.from('x'),
  });
  const said = headers.get('content-disposition') ?? '';
  expect(said).toMatch(/^inline; filename\*=UTF-8''[\w.%~!-]+$/u);
  expect(decodeURIComponent(said.split("''")[1] ?? '')).toContain('(übersicht) 図*.png');
});

test.each([
  ['https://docs.example.org/files/abcdefghijklmnopqrstuv/map.png', true],
  ['https://docs.example.org/files/../secrets/map.png', false],
  ['https://docs.example.org.evil.example/files/abcdefghijklmnopqrstuv/map.png', false],
  ['https://docs.example.org/amas/1', false],
])('%s is an address of a file of its own: %s', (url, isOwn) => {
  const find = async () => undefined;
  expect(keptFiles('https://docs.example.org', find).holdsFile({ url })).toBe(isOwn);
  expect(keptFiles(undefined, find).holdsFile({ url })).toBe(false);
});
