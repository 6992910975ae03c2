// Fetches a file from a platform's own hosts: bounded in size, time and kind, and never led elsewhere.
import { OutsideError } from '../errors.ts';
import { bytesWithin } from './whole-body.ts';

/** Larger ones stay where they are (bytes): what chat takes for one file of a bot, and more than most forums do. */
export const largestFile = 10 * 1024 * 1024;

/** Names of what a browser would run; whatever else its server says that it is. */
const dangerous =
  /\.(?:s?html?|xhtml?|xht|svgz?|xml|xsl|mht(?:ml)?|m?js|swf|hta|url|lnk|exe|com|scr|bat|cmd|msi|jar|ps1|vbs|apk)$/iu;

/** What downloading needs to know. */
interface DownloadOptions {
  /** Whether the platform keeps its files there. Asked of the address, and of each to which that leads on. */
  isOwn(address: URL): boolean;
  /** What its name ends in decides where its server does not say what it is. */
  readonly name: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
  readonly fetch?: typeof fetch;
}

const mostRedirects = 3;

/** Kinds of files that people show each other; pages, scripts and pictures that hold them are not among them. */
const kinds =
  /^(?:image\/(?:png|jpe?g|gif|webp|avif|bmp|heic)|video\/(?:mp4|webm|quicktime)|audio\/(?:mpeg|mp4|ogg|wav|webm|flac)|application\/(?:pdf|json|zip|gzip|x-gzip)|text\/(?:plain|csv|markdown|x-[\w.+-]+))$/u;
const endings =
  /\.(?:png|jpe?g|gif|webp|avif|bmp|heic|mp4|webm|mov|mp3|m4a|ogg|wav|flac|pdf|json|zip|gz|txt|csv|md|rst|log|py|toml|ya?ml|po|patch|diff)$/iu;

/**
 * The bytes of a file. Throws an `OutsideError` whose message says in a few words why it cannot come along; it is
 * permanent unless trying again may help.
 */
export async function download(address: URL, options: DownloadOptions): Promise<Buffer> {
  const { isOwn, name, headers = {}, signal } = options;
  const send = options.fetch ?? fetch;
  let at = address;
  for (let redirects = 0; ; redirects += 1) {
    if (!isOwn(at)) throw refused('it stands elsewhere');
    const response = await answered(() => send(at, { headers, redirect: 'manual', signal }));
    const location = response.headers.get('location');
    if (response.status >= 300 && response.status < 400 && location !== null) {
      await response.body?.cancel();
      if (redirects === mostRedirects) throw refused('it stands elsewhere');
      const next = URL.parse(location, at.href);
      if (!next) throw refused('it stands elsewhere');
      at = next;
      continue;
    }
    if (!response.ok) {
      await response.body?.cancel();
      const isPassing = response.status === 429 || response.status >= 500;
      throw isPassing ? unanswered() : refused('I cannot open it');
    }
    return await bytesOf(response, name);
  }
}

async function bytesOf(response: Response, name: string): Promise<Buffer> {
  const [type = ''] = (response.headers.get('content-type') ?? '').toLowerCase().split(';');
  const isUntold = type === '' || /^(?:application|binary)\/octet-stream$/u.test(type.trim());
  if (dangerous.test(name) || (isUntold ? !endings.test(name) : !kinds.test(type.trim()))) {
    await response.body?.cancel();
    throw refused('it is of a kind that I do not pass on');
  }
  // A length that is told may be wrong.
  if (Number(response.headers.get('content-length') ?? 0) > largestFile) {
    await response.body?.cancel();
    throw tooLarge();
  }
  const bytes = await answered(() => bytesWithin(largestFile, response.body));
  if (!bytes) throw tooLarge();
  if (bytes.length === 0) throw refused('it is empty');
  return bytes;
}

async function answered<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (cause) {
    throw unanswered(cause);
  }
}

const refused = (why: string) => new OutsideError(why, { isPermanent: true });
const tooLarge = () => refused('it is too large to come along');
const unanswered = (cause?: unknown) => new OutsideError('it cannot be fetched now', { cause });
