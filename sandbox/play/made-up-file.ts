// Files that people of a story attach: told apart by their names, and large where the name says so.

/** A file. */
export interface MadeUpFile {
  readonly name: string;
  readonly type: string;
  readonly content: Uint8Array<ArrayBuffer>;
}

const types: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  gif: 'image/gif',
  mp4: 'video/mp4',
  pdf: 'application/pdf',
  zip: 'application/zip',
  html: 'text/html',
  svg: 'image/svg+xml',
};

/** A picture of one point. */
const picture =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';

/** A file of this name: a picture where it ends so, else text; of 11 MB where it begins with `huge`. */
export function madeUpFile(name: string): MadeUpFile {
  const ending = name.split('.').at(-1)?.toLowerCase() ?? '';
  const start = ending === 'png' ? Buffer.from(picture, 'base64') : Buffer.alloc(0);
  const filling = Buffer.alloc(name.startsWith('huge') ? 11 * 1024 * 1024 : 0, 'x');
  const content = new Uint8Array(Buffer.concat([start, Buffer.from(`This is ${name}.`), filling]));
  return { name, type: types[ending] ?? 'text/plain', content };
}
