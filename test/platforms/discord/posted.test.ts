// Files of messages are fetched from where Discord keeps them, over TLS, and from nowhere else.
import { expect, test } from 'vitest';
import { downloaded, holdsFile } from '../../../src/platforms/discord/posted.ts';

const signal = AbortSignal.timeout(5_000);
const fetched = (url: string, apiUrl?: string, size = 1) =>
  downloaded({ name: 'a.png', url, size }, { apiUrl, signal });

test.each([
  ['http://cdn.discordapp.com/a.png', undefined],
  ['https://cdn.discordapp.com.evil.example/a.png', undefined],
  ['https://evil.example/cdn.discordapp.com/a.png', undefined],
  ['https://cdn.discordapp.com@evil.example/a.png', undefined],
  ['https://cdn.discordapp.com/a.png', 'http://127.0.0.1:1/api'],
  ['http://127.0.0.1:2/a.png', 'http://127.0.0.1:1/api'],
])('%s is not, with %s as the address of Discord', async (url, apiUrl) => {
  await expect(fetched(url, apiUrl)).rejects.toThrow('it stands elsewhere');
});

test('what is said to be larger than goes along is not asked for', async () => {
  await expect(fetched('https://cdn.discordapp.com/a.png', undefined, 10 * 1024 * 1024 + 1)).rejects.toThrow(
    'too large',
  );
});

test.each([
  ['https://discord.com/channels/1/2/3', 'https://discord.com/channels/1/2/3#4', true],
  ['https://discord.com/channels/1/2/3', 'https://discord.com/channels/1/2/9#4', false],
  ['https://discord.com/channels/1/2/3', 'https://discord.com/channels/1/2/3#4#5', false],
  ['https://discord.com/channels/1/2/../3', 'https://discord.com/channels/1/2/../3#4', false],
  ['https://evil.example/channels/1/2/3', 'https://evil.example/channels/1/2/3#4', false],
])('of the post %s, %s is one of its files: %s', (post, url, is) => {
  expect(holdsFile({ url, name: 'a.png', post })).toBe(is);
});
