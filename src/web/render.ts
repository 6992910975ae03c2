// Documents as safe HTML, and the small page that holds them.
import { createHash } from 'node:crypto';
import type { Element, ElementContent } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { DateTime } from 'luxon';
import type { Heading, Link } from 'mdast';
import { type Handlers, type State, toHast } from 'mdast-util-to-hast';
import { cleaned } from '../core/cleaned.ts';
import type { Document, LocalTime, Person } from '../core/document.ts';
import { instantWords } from '../core/time-words.ts';

/** HTML of a document. What people typed is text in it: no tags, scripts, or changes of reading direction. */
export function render(document: Document): string {
  const depths = document.children.flatMap((node) => (node.type === 'heading' ? [node.depth] : []));
  const highest = Math.min(...depths);
  // The page's title is its only heading of the first rank, and no rank is left out below it.
  const heading = (state: State, node: Heading) =>
    element(`h${Math.min(node.depth - highest + 2, 6)}`, {}, state.all(node));
  return toHtml(toHast(document, { handlers: { ...handlers, heading } }));
}

/**
 * A whole page: `title` is text, `body` is HTML made by `render`. It needs nothing else from the network, and turns
 * the times in it into those of the reader's zone.
 */
export function page(title: string, body: string): string {
  const name = toHtml({ type: 'text', value: cleaned(title) });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${name}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${name}</h1>
${body}
</main>
<script>${localTimes}</script>
</body>
</html>
`;
}

const style = `
:root{color-scheme:light dark}
body{margin:0;font:1.05rem/1.55 system-ui,sans-serif;overflow-wrap:anywhere}
main{max-width:44rem;margin:0 auto;padding:1rem}
h1,h2,h3,h4{line-height:1.2;margin:1.6em 0 .5em}
h1{margin-top:.5em;font-size:1.7rem}
ul,ol{padding-left:1.3em}
li{margin:.35em 0}
a:focus-visible{outline:3px solid;outline-offset:2px}
blockquote{margin:1em 0;padding:.1em 1em;border-left:4px solid #888}
pre{overflow-x:auto;padding:.8em;border:1px solid #888}
table{border-collapse:collapse;display:block;overflow-x:auto}
th,td{padding:.3em .6em;border:1px solid #888;text-align:left}
img{max-width:100%;height:auto}
`;

/** Shows each time in the reader's zone; the one it was planned in stays to be seen on pointing at it. */
const localTimes = `
for(const t of document.querySelectorAll('time[data-style]')){
const d=new Date(t.dateTime),day={weekday:'long',day:'numeric',month:'long',year:'numeric'},hour={hour:'2-digit',minute:'2-digit',timeZoneName:'short'};
t.title=t.textContent;t.textContent=d.toLocaleString(undefined,{date:day,time:hour}[t.dataset.style]||{...day,...hour})}
`;

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** What a browser may do with a page: the style and the script above, and nothing else. */
export const contentSecurityPolicy = `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(localTimes)}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;

/** In an element of its own, right-to-left words do not reorder what stands beside them. */
function isolated(value: string): ElementContent {
  const text = { type: 'text', value } as const;
  return /[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]/u.test(value) ? element('bdi', {}, [text]) : text;
}

const handlers: Handlers = {
  text: (_, node: { value: string }) => isolated(cleaned(node.value)),
  html: (_, node: { value: string }) => ({ type: 'text', value: cleaned(node.value) }),
  inlineCode: (_, node: { value: string }) =>
    element('code', {}, [{ type: 'text', value: cleaned(node.value) }]),
  code: (_, node: { value: string; lang?: string | null }) => {
    const language =
      node.lang && /^[\w+#.-]+$/u.test(node.lang) ? { className: [`language-${node.lang}`] } : {};
    return element('pre', {}, [
      element('code', language, [{ type: 'text', value: `${cleaned(node.value)}\n` }]),
    ]);
  },
  link: (state, node: Link) =>
    isAddress(node.url)
      ? element('a', { href: cleaned(node.url), rel: ['noopener', 'nofollow'] }, state.all(node))
      : state.all(node),
  image: (_, node: { alt?: string | null }) => ({ type: 'text', value: cleaned(node.alt ?? '') }),
  localTime: (_, node: LocalTime) =>
    element('time', { dateTime: node.at.toISOString(), 'data-style': node.style }, [
      { type: 'text', value: timeWords(node) },
    ]),
  person: (_, node: Person) => element('bdi', {}, [{ type: 'text', value: cleaned(node.name) }]),
};

function element(tagName: string, properties: Element['properties'], children: ElementContent[]): Element {
  return { type: 'element', tagName, properties, children };
}

function isAddress(url: string): boolean {
  return /^(?:https?:\/\/|mailto:)/iu.test(url) ? URL.canParse(url) : /^\/(?!\/)/u.test(url);
}

/** What stands there without scripts: the time in the zone that it was planned in. */
function timeWords({ at, zone, style: wanted }: LocalTime): string {
  const local = DateTime.fromJSDate(at, { zone }).setLocale('en-GB');
  if (wanted === 'date') return local.toFormat('cccc d LLLL yyyy');
  if (wanted === 'time') return `${local.toFormat('HH:mm')} ${zone.replaceAll('_', ' ')}`;
  return instantWords(at, zone);
}
