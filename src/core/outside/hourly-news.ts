// What goes wrong again and again is news once in an hour.

/** Remembers which words were said, by the clock `now`. */
export function hourlyNews(now: () => Date) {
  const said = new Set<string>();
  let hour = '';
  return {
    /** Whether nothing was said in these words within this hour of the clock, whatever their numbers; they are said from here on. */
    isNews(words: string): boolean {
      const current = now().toISOString().slice(0, 'YYYY-MM-DDThh'.length);
      if (current !== hour) said.clear();
      hour = current;
      const size = said.size;
      // How long to wait is another number each time.
      return said.add(words.replaceAll(/\d+/gu, '')).size > size;
    },
    /** It is over: what begins anew is news. */
    forget: () => said.clear(),
  };
}
