// Building HTML as a tree, so that what people typed is text in it and never markup.
import type { Element, ElementContent, Properties } from 'hast';
import { toHtml } from 'hast-util-to-html';

/** A piece of a page. */
export type Html = ElementContent;

/** What an element may hold; `undefined` and `false` stand for nothing. */
export type Child = Html | string | undefined | false | readonly Child[];

/** An element. */
export function el(tagName: string, properties: Properties, ...children: readonly Child[]): Element {
  return { type: 'element', tagName, properties, children: nodesOf(children) };
}

/** Markup of elements and texts. */
export function htmlOf(...children: readonly Child[]): string {
  return toHtml({ type: 'root', children: nodesOf(children) });
}

/** The nodes among children. */
export function nodesOf(children: readonly Child[]): Html[] {
  return children.flatMap((child): Html[] => {
    if (child === undefined || child === false || child === '') return [];
    if (typeof child === 'string') return [{ type: 'text', value: child }];
    return isList(child) ? nodesOf(child) : [child];
  });
}

function isList(child: Html | readonly Child[]): child is readonly Child[] {
  return Array.isArray(child);
}
