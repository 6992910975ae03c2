// The page around a document: head, ways to the other pages, style, and the one line of script.
import { createHash } from 'node:crypto';
import { toHtml } from 'hast-util-to-html';
import { cleaned } from '../core/text/cleaned.ts';

/** A way to another page. */
export interface Way {
  readonly title: string;
  readonly href: string;
  readonly isHere?: boolean;
}

/** What a page is made of; `body` is HTML, all else is text. */
export interface Layout {
  readonly title: string;
  readonly body: string;
  /** What it belongs to, with the way to its front page. */
  readonly home?: Way;
  readonly ways?: readonly Way[];
  /** The address of the Atom feed beside it. */
  readonly feed?: string;
  /** Whether it is for one reader: then no search engine shall keep it. */
  readonly isPersonal?: boolean;
}

/** Text as HTML. */
export const escaped = (value: string) => toHtml({ type: 'text', value: cleaned(value) });
/** Text as the value of an attribute, between double quotes. */
export const attribute = (value: string) => escaped(value).replaceAll('"', '&#x22;');

/** A whole page. It needs nothing else from the network, and turns the times in it into those of the reader's zone. */
export function layout({ title, body, home, ways = [], feed, isPersonal }: Layout): string {
  const isFront = home?.isHere === true;
  const whole = !home || isFront || home.title === title ? title : `${title} · ${home.title}`;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${isPersonal ? '<meta name="robots" content="noindex">\n' : ''}<title>${escaped(whole)}</title>
${feed === undefined ? '' : `<link rel="alternate" type="application/atom+xml" title="${attribute(title)}" href="${attribute(feed)}">\n`}<style>${style}</style>
</head>
<body>
${header(home, ways)}<main id="content">
<h1>${escaped(title)}</h1>
${body}
</main>
${feed === undefined ? '' : `<footer><a href="${attribute(feed)}">Follow this page as a feed (Atom)</a></footer>\n`}<script>${localTimes}</script>
</body>
</html>
`;
}

function header(home: Way | undefined, ways: readonly Way[]): string {
  if (!home) return '';
  const item = ({ title, href, isHere }: Way) =>
    `<li><a href="${attribute(href)}"${isHere ? ' aria-current="page"' : ''}>${escaped(title)}</a></li>`;
  return `<a class="skip" href="#content">Skip to the content</a>
<header><nav aria-label="Pages"><ul>${[home, ...ways].map(item).join('')}</ul></nav></header>
`;
}

const style = `
:root{color-scheme:light dark}
body{margin:0;background:Canvas;color:CanvasText;font:1.05rem/1.55 system-ui,sans-serif;overflow-wrap:anywhere}
main,header,footer{max-width:44rem;margin:0 auto;padding:1rem}
header{padding-bottom:0}
nav ul{display:flex;flex-wrap:wrap;gap:.2em 1.1em;list-style:none;margin:0;padding:0}
nav li{margin:0}
header a,footer a,nav a{display:inline-block;padding:.35em 0}
header li:first-child,[aria-current]{font-weight:700}
.skip{position:absolute;left:-99em}
.skip:focus{left:1rem;top:0;padding:.3em;background:Canvas}
h1,h2,h3,h4{line-height:1.2;margin:1.6em 0 .5em}
h1{margin-top:.5em;font-size:1.7rem}
ul,ol{padding-left:1.3em}
li{margin:.35em 0}
a:focus-visible,button:focus-visible,input:focus-visible,[tabindex]:focus-visible{outline:3px solid;outline-offset:2px}
blockquote{margin:1em 0;padding:.1em 1em;border-left:4px solid #888}
pre{overflow-x:auto}
pre{padding:.8em;border:1px solid #888}
[role=status],[role=alert],.contents{margin:1em 0;padding:.5em 1em;border:2px solid #888;border-radius:.4em}
fieldset{margin:1em 0;border:1px solid #888}
form label{display:block;margin:.3em 0}
form p label{font-weight:700}
input,select,textarea,button{font:inherit;max-width:100%;box-sizing:border-box}
textarea,input[type=text],input[type=search]{width:100%}
button{padding:.4em 1.2em}
@media print{header,footer,form{display:none}pre{overflow:visible;white-space:pre-wrap}details::details-content{content-visibility:visible}}
`;

/** Shows each time in the reader's zone; the one it was planned in stays to be seen on pointing at it. */
const localTimes = `
for(const t of document.querySelectorAll('time[data-style]')){
const d=new Date(t.dateTime),day={weekday:'long',day:'numeric',month:'long',year:'numeric'},hour={hour:'2-digit',minute:'2-digit',timeZoneName:'short'};
t.title=t.textContent;t.textContent=d.toLocaleString(undefined,{date:day,time:hour}[t.dataset.style]||{...day,...hour})}
`;

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** What a browser may do with a page: the style and the script above, forms to us where it has one, and nothing else. */
export function contentSecurityPolicy({ hasForm }: { readonly hasForm: boolean }): string {
  return `default-src 'none'; style-src ${hashOf(style)}; script-src ${hashOf(localTimes)}; base-uri 'none'; form-action ${hasForm ? "'self'" : "'none'"}; frame-ancestors 'none'`;
}
