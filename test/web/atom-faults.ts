// What of a feed is against RFC 4287, by its sections: looked for in a browser, whose parser takes no XML that is none.
import type { Page } from 'playwright-core';

const inBrowser = String.raw`function atomFaults(xml) {
  const whole = new DOMParser().parseFromString(xml, 'application/xml');
  const wrong = whole.querySelector('parsererror')?.textContent;
  if (wrong) return [wrong];
  const faults = [];
  const feed = whole.documentElement;
  if (feed.namespaceURI !== 'http://www.w3.org/2005/Atom' || feed.localName !== 'feed')
    faults.push('1.1 root');
  const of = (parent, name) => [...parent.children].filter((one) => one.localName === name);
  const entries = of(feed, 'entry');
  const hasAuthor = (one) => of(one, 'author').some((who) => of(who, 'name')[0]?.textContent);
  const isInstant = (words) =>
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)$/u.test(words);
  for (const one of [feed, ...entries]) {
    for (const name of ['id', 'title', 'updated'])
      if (of(one, name).length !== 1) faults.push('4.1 ' + one.localName + ' needs one ' + name);
    if (!isInstant(of(one, 'updated')[0]?.textContent ?? '')) faults.push('3.3 updated');
    if (!URL.canParse(of(one, 'id')[0]?.textContent ?? '')) faults.push('4.2.6 id');
    const links = of(one, 'link').map((way) => way.getAttribute('rel') ?? 'alternate');
    if (new Set(links).size !== links.length || !links.includes('alternate')) faults.push('4.1.1 links');
    for (const way of of(one, 'link'))
      if (!URL.canParse(way.getAttribute('href') ?? '')) faults.push('4.2.7 href');
  }
  if (!of(feed, 'link').some((way) => way.getAttribute('rel') === 'self')) faults.push('4.1.1 self');
  if (!hasAuthor(feed) && !entries.every(hasAuthor)) faults.push('4.1.1 author');
  const ids = entries.map((one) => of(one, 'id')[0]?.textContent);
  if (new Set(ids).size !== ids.length) faults.push('4.1.1 ids twice: ' + ids.join(' '));
  const times = entries.map((one) => Date.parse(of(one, 'updated')[0]?.textContent ?? ''));
  const newest = Math.max(0, ...times);
  if (Date.parse(of(feed, 'updated')[0]?.textContent ?? '') < newest) faults.push('4.2.15 updated');
  for (const one of entries) {
    const [content, ...more] = of(one, 'content');
    if (more.length > 0 || content?.getAttribute('type') !== 'html') faults.push('4.1.3 content');
    const html = new DOMParser().parseFromString(content?.textContent ?? '', 'text/html');
    if (html.querySelector('script, style, iframe, [onclick]')) faults.push('8.1 content runs');
    for (const way of html.querySelectorAll('a'))
      if (!URL.canParse(way.getAttribute('href') ?? '')) faults.push('href ' + way.getAttribute('href'));
  }
  return faults;
}`;

/** The rules that a feed breaks, in words; none when it is right. */
export async function atomFaults(page: Page, xml: string): Promise<unknown> {
  return await page.evaluate(`(${inBrowser})(${JSON.stringify(xml)})`);
}
