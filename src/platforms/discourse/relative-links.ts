// Links within the forum, which its posts may write without its address.

/** Code within a line, which is left alone; or where a link, or what defines one, begins with a slash. */
const links =
  /(?<!`)(`{1,3})(?!`)[^\n]{1,300}?(?<!`)\1(?!`)|(\](?:\(|:[ \t]{0,5})<?)(\/(?!\/)[^\s()<>]{0,500})/gu;

/** A post's text whose links within the forum say where it is. `base` is the forum's address. */
export function withWholeLinks(raw: string, base: string): string {
  if (!/\](?:\(|:[ \t]{0,5})<?\//u.test(raw)) return raw;
  let fence: string | undefined;
  return raw
    .split('\n')
    .map((line) => {
      const mark = /^[\s>]{0,20}(`{3,}|~{3,})/u.exec(line)?.[1];
      if (fence !== undefined) {
        if (mark?.startsWith(fence)) fence = undefined;
        return line;
      }
      fence = mark;
      if (mark !== undefined) return line;
      return line.replaceAll(links, (whole, code: string | undefined, before = '', path = '') =>
        code === undefined && URL.canParse(path, base) ? before + new URL(path, base).href : whole,
      );
    })
    .join('\n');
}
