// The events plugin (discourse-post-event, a part of discourse-calendar): what it makes of `[event …][/event]` in a text.
import { escapeHtml } from './cook.ts';

/** Whether the site has the plugin, and whether members of the bot's groups may make events. */
export type EventsPlugin = 'absent' | 'installed' | 'refusing';

const block = /^\[event(?<attributes>(?: [a-zA-Z]+="[^"\n]*")*)\]\n?(?<inside>[\s\S]*?)\[\/event\]\n?/mu;
const moment = /^\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2})?$/u;

/** What keeps a text from being posted, in the plugin's words. */
export function eventFaults(plugin: EventsPlugin, raw: string, isFirstPost: boolean): string[] {
  const found = plugin === 'absent' ? undefined : block.exec(raw);
  if (!found) return [];
  const { start, end } = attributesOf(found.groups?.attributes);
  const more = raw.slice(found.index + found[0].length);
  return [
    ...(plugin === 'refusing' ? ['Current user is not allowed to create events.'] : []),
    ...(isFirstPost ? [] : ['An event can only be in the first post of a topic.']),
    ...(block.test(more) ? ['A post can only have one event.'] : []),
    ...(moment.test(start ?? '') ? [] : ['Event can’t be created without a valid start date.']),
    ...(end === undefined || (moment.test(end) && end > (start ?? ''))
      ? []
      : ['An event can’t end before it starts.']),
  ];
}

/** A text without its event, and the event as HTML; empty where the site has no plugin. */
export function takeEvent(plugin: EventsPlugin, raw: string): { html: string; rest: string } {
  const found = plugin === 'absent' ? undefined : block.exec(raw);
  if (!found) return { html: '', rest: raw };
  const known = ['start', 'end', 'status', 'name', 'timezone', 'url', 'location'];
  const data = Object.entries(attributesOf(found.groups?.attributes))
    .filter(([name]) => known.includes(name))
    .map(([name, value]) => ` data-${name}="${escapeHtml(value)}"`);
  return {
    html: `<div class="discourse-post-event"${data.join('')}></div>\n`,
    rest: raw.slice(0, found.index) + raw.slice(found.index + found[0].length),
  };
}

function attributesOf(text = ''): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/([a-zA-Z]+)="([^"\n]*)"/gu)].map(([, name = '', value = '']) => [name, value]),
  );
}
