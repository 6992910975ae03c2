// Fetching files that people posted: from a platform's own hosts alone, bounded, and of kinds that people show each other.
import { expect, test } from 'vitest';
import { OutsideError } from '../../../src/core/errors.ts';
import { download, largestFile } from '../../../src/core/outside/download.ts';
import { passOn } from '../../../src/core/posted-files.ts';

const isOwn = ({ protocol, hostname }: URL) => protocol === 'https:' && hostname === 'files.example';
const png = { 'content-type': 'image/png' };
const of = (answers: Readonly<Record<string, () => Response>>, name = 'a.png') => {
  const asked: string[] = [];
  const options = {
    isOwn,
    name,
    signal: AbortSignal.timeout(5_000),
    fetch: async (address: Parameters<typeof fetch>[0]) => {
      asked.push(String(address));
      const answer = answers[String(address)];
      if (!answer) throw new TypeError('fetch failed');
      return answer();
    },
  };
  return { asked, got: () => download(new URL('https://files.example/a'), options) };
};
const moved = (location: string) => new Response(null, { status: 302, headers: { location } });
const endless = () =>
  new ReadableStream<Uint8Array>({ pull: (to) => to.enqueue(new Uint8Array(1024 * 1024)) });

test('a file is fetched, over a redirect of the same hosts too', async () => {
  const { got } = of({
    'https://files.example/a': () => moved('/b'),
    'https://files.example/b': () => new Response('x', { headers: png }),
  });
  expect((await got()).toString()).toBe('x');
});

test.each([
  'http://files.example/b',
  'https://127.0.0.1/b',
  'http://169.254.169.254/latest/meta-data',
  'https://files.example.evil.example/b',
  'file:///etc/passwd',
  'https://[',
])('nothing is asked of %s, to which a file is said to have moved', async (location) => {
  const { got, asked } = of({ 'https://files.example/a': () => moved(location) });
  await expect(got()).rejects.toMatchObject({ message: 'it stands elsewhere', isPermanent: true });
  expect(asked).toEqual(['https://files.example/a']);
});

test('redirects without end are not followed', async () => {
  const { got, asked } = of({ 'https://files.example/a': () => moved('/a') });
  await expect(got()).rejects.toMatchObject({ isPermanent: true });
  expect(asked).toHaveLength(4);
});

test.each(['a.svg', 'a.HTML', 'a.js', 'a.exe', 'a.xml'])(
  '%s stays where it is, whatever it is said to be',
  async (name) => {
    for (const type of ['text/plain', 'image/png', 'application/octet-stream']) {
      const got = download(new URL('https://files.example/a'), {
        name,
        signal: AbortSignal.timeout(5_000),
        isOwn: () => true,
        fetch: async () => new Response('x', { headers: { 'content-type': type } }),
      });
      await expect(got).rejects.toThrow('of a kind that I do not pass on');
    }
  },
);

test.each<[string, () => Response, string]>([
  [
    'too large, as it says',
    () => new Response('x', { headers: { ...png, 'content-length': String(largestFile + 1) } }),
    'too large',
  ],
  ['too large, without saying so', () => new Response(endless(), { headers: png }), 'too large'],
  ['a page', () => new Response('x', { headers: { 'content-type': 'text/html; charset=utf-8' } }), 'kind'],
  [
    'a picture that may hold scripts',
    () => new Response('x', { headers: { 'content-type': 'image/svg+xml' } }),
    'kind',
  ],
  ['empty', () => new Response('', { headers: png }), 'empty'],
  ['gone', () => new Response('x', { status: 404, headers: png }), 'cannot open'],
])('what is %s stays where it is', async (_, answer, why) => {
  const { got } = of({ 'https://files.example/a': answer });
  await expect(got()).rejects.toThrow(why);
  await expect(got()).rejects.toMatchObject({ isPermanent: true });
});

test('of what its server does not tell, its name decides the kind', async () => {
  const untold = {
    'https://files.example/a': () =>
      new Response('x', { headers: { 'content-type': 'application/octet-stream' } }),
  };
  expect((await of(untold, 'notes.pdf').got()).toString()).toBe('x');
  await expect(of(untold, 'setup.exe').got()).rejects.toThrow('kind');
});

test('who does not answer is asked again later', async () => {
  await expect(of({}).got()).rejects.toMatchObject({ isPermanent: false });
  const busy = of({ 'https://files.example/a': () => new Response('x', { status: 503 }) });
  await expect(busy.got()).rejects.toMatchObject({ isPermanent: false });
});

test('ten files of 25 MB together go along; the others say why not', async () => {
  const files = Array.from({ length: 12 }, (_, i) => ({
    platform: 'discord',
    name: `${i}.png`,
    url: `https://files.example/${i}`,
    post: 'https://files.example',
  }));
  const content = Buffer.alloc(3 * 1024 * 1024);
  const passed = await passOn(
    files,
    async ({ name }) => {
      if (name === '1.png') throw new OutsideError('it is gone', { isPermanent: true });
      return { name, content };
    },
    async ({ name }) => name,
  );
  expect(passed.map(({ as, why }) => as ?? why)).toEqual([
    '0.png',
    'it is gone',
    ...[2, 3, 4, 5, 6, 7, 8].map((i) => `${i}.png`),
    'it is too large to come along',
    'more files than fit here',
    'more files than fit here',
  ]);
});
