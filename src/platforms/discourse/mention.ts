// How a post speaks to the bot: by its name, at the beginning.

/** A post's text behind the quotes at its beginning. */
export function withoutQuotes(raw: string): string {
  return raw.replace(/^(?:\s*\[quote[^\]]*\][\s\S]*?\[\/quote\])+/iu, '').trimStart();
}

/** What follows the bot's name at the beginning of a post, after quotes; undefined when the post does not begin so. */
export function mentionIn(raw: string, username: string): string | undefined {
  const words = withoutQuotes(raw);
  const [mention = ''] = /^@[\p{L}\p{N}_.-]+/u.exec(words) ?? [];
  // A full stop or dash at its end is no part of a name.
  const name = mention.replace(/[.-]+$/u, '');
  if (name.toLowerCase() !== `@${username.toLowerCase()}`) return undefined;
  return words.slice(name.length).replace(/^[\s,:.!?-]+/u, '');
}
