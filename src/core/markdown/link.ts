// Which addresses may be links, and how they are written so that no dialect of Markdown can end them early.

/** Longer ones are no addresses that anybody follows, and would not fit where links are shown. */
const longest = 2000;

/** Characters that end a link, or begin a format, in one dialect or another; they mean the same percent-encoded. */
const loose = /[\s\\`*~|[\]()<>"'^{}]/gu;

/**
 * An address that may be a link (http, https, mailto), with what could end it early percent-encoded; else undefined.
 * An address that has been through this comes out unchanged.
 */
export function linkAddress(url: string): string | undefined {
  const trimmed = url.trim();
  if (trimmed.length > longest) return undefined;
  if (!/^(?:https?:\/\/|mailto:)[^\s]/iu.test(trimmed) || !URL.canParse(trimmed)) return undefined;
  return percentEncoded(trimmed);
}

/** An address with what could end its link early, or begin a format in it, percent-encoded. */
export function percentEncoded(url: string): string {
  return url.replaceAll(loose, (one) =>
    one < '\u0080'
      ? `%${one.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`
      : encodeURIComponent(one),
  );
}
