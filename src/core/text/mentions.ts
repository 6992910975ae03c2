// Where `@` in running text could be read as a mention, and where it is part of an e-mail address.

/** An e-mail address at its beginning; what follows it directly is not part of it. */
const mail =
  /(?<![\p{L}\p{N}\p{M}_.+@-])[\w.+-]{0,63}[a-z0-9]@(?:[a-z0-9]+(?:-+[a-z0-9]+)*\.)+[a-z]{2,24}(?![\w-])/giu;

/** Words cut at the e-mail addresses in them: each second piece is one, the others may be empty. */
export function cutAtMail(words: string): string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const { 0: address, index } of words.matchAll(mail)) {
    pieces.push(words.slice(from, index), address);
    from = index + address.length;
  }
  return [...pieces, words.slice(from)];
}

/** Words with `divider` behind each `@` that a name follows. */
export function withoutMentions(words: string, divider: string): string {
  return words.replaceAll(/@(?=[\p{L}\p{N}\p{M}_])/gu, `@${divider}`);
}
