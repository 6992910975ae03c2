// Native events of the forum, where it has the events plugin (discourse-post-event): what a topic carries to have one.

import type { NativeEvent } from '../../core/content.ts';
import { insteadIf } from '../../core/errors.ts';
import type { Log } from '../../core/log.ts';
import { localReading, tellingZone } from '../../core/time.ts';
import { type DiscourseError, isUnserved } from './refusal.ts';
import type { Writing } from './writing.ts';

const keptMilliseconds = 60 * 60_000;

/** Tells whether topics can carry events. */
export type NativeEvents = ReturnType<typeof nativeEvents>;

/**
 * Builds it. The site's settings tell whether the plugin is there (`calendar_enabled` and `discourse_post_event_enabled`,
 * which its pages get too); they are asked for once an hour, and a forum that does not tell has none.
 */
export function nativeEvents(parts: {
  siteSettings(): Promise<Readonly<Record<string, unknown>>>;
  now(): Date;
  log: Log;
}) {
  let known: { readonly until: number; readonly has: boolean } | undefined;
  const keep = (has: boolean) => {
    known = { until: parts.now().getTime() + keptMilliseconds, has };
    return has;
  };

  async function hasPlugin(): Promise<boolean> {
    const at = parts.now().getTime();
    if (known && at < known.until && at >= known.until - keptMilliseconds) return known.has;
    const settings = await parts.siteSettings().catch(insteadIf(isUnserved, undefined));
    return keep(settings?.calendar_enabled === true && settings.discourse_post_event_enabled === true);
  }

  return {
    /** A topic's texts with its event before them; the same texts where the forum has no events. */
    async withEvent(writing: Writing, event: NativeEvent | undefined) {
      if (!event || !(await hasPlugin())) return writing;
      const [first = '', ...rest] = writing.raws;
      return { ...writing, raws: [`${eventMarkup(event)}\n\n${first}`, ...rest] };
    },
    /** The forum took a topic only without its event: none is tried for an hour. */
    refused(error: DiscourseError) {
      parts.log.warn(
        { errors: error.errors },
        'The bot may not make events on Discourse: add a group of its to `discourse_post_event_allowed_on_groups`',
      );
      keep(false);
    },
  };
}

/** The plugin's BBCode; see https://meta.discourse.org/t/discourse-calendar/97376 (post events). */
function eventMarkup({ name, startsAt, endsAt, url, ...event }: NativeEvent): string {
  const zone = tellingZone(event.zone, startsAt, endsAt);
  const moment = (at: Date) => {
    const { localDate, localTime } = localReading(at, zone);
    return `${localDate} ${localTime}`;
  };
  const attributes = {
    start: moment(startsAt),
    end: moment(endsAt),
    status: 'public',
    timezone: zone,
    name: name.replaceAll(/["“”[\]\n]/gu, ' ').trim(),
    ...(url !== undefined && /^https?:\/\/[^\s"\][]+$/u.test(url) && { url }),
  };
  const written = Object.entries(attributes).map(([key, value]) => `${key}="${value}"`);
  return `[event ${written.join(' ')}]\n[/event]`;
}
