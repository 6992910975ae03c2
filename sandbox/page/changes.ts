// Tells the open pages that something happened, and how far the clock has come.

/** What an open page hears. */
export type News = 'changed' | 'clock' | 'trouble';

/** A few happenings at once are told as one. */
const pauseMilliseconds = 80;

/** Those who listen. */
export class Changes {
  readonly #listeners = new Set<(news: News) => void>();
  readonly #waiting = new Map<News, NodeJS.Timeout>();

  /** Hears news; answers how to stop. */
  listen(listener: (news: News) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Tells all, soon. */
  tell(news: News): void {
    if (this.#waiting.has(news)) return;
    const timer = setTimeout(() => {
      this.#waiting.delete(news);
      for (const listener of this.#listeners) listener(news);
    }, pauseMilliseconds);
    this.#waiting.set(news, timer);
  }

  /** Tells nothing more. */
  close(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
    this.#listeners.clear();
  }
}
