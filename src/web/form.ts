// Forms of pages as HTML: they work without scripts, and say their labels to screen readers.

import { doc, type Inline, p } from '../core/document.ts';
import type { ChoicesField, Page, PageField, PageForm } from '../core/page.ts';
import type { TextField } from '../core/reply.ts';
import { attribute, escaped } from './layout.ts';
import { render } from './render.ts';

/** What was typed into a form that was refused, by the field's name. */
export type Typed = ReadonlyMap<string, readonly string[]>;

/** The form of a page; what was typed stands in it again. */
export function formHtml({ fields, submit }: PageForm, typed: Typed): string {
  return `<form method="post">
${fields.map((field) => fieldHtml(field, typed.get(field.name))).join('\n')}
<p><button type="submit">${escaped(submit)}</button></p>
</form>`;
}

/** The box to search a page with. */
export function searchHtml({ label, value }: NonNullable<Page['search']>): string {
  return `<form role="search" method="get">
<p><label for="q">${escaped(label)}</label> <input type="search" id="q" name="q" maxlength="200" value="${attribute(value)}"> <button type="submit">Search</button></p>
</form>`;
}

function fieldHtml(field: PageField, typed: readonly string[] | undefined): string {
  if ('ticked' in field) return choicesHtml(field, typed ?? field.ticked);
  return typedHtml(field, typed?.[0] ?? field.value ?? '');
}

function typedHtml(field: TextField, value: string): string {
  const id = attribute(`f-${field.name}`);
  const described = field.hint === undefined ? '' : ` aria-describedby="${id}-hint"`;
  const named = `id="${id}" name="${attribute(field.name)}"${field.required ? ' required' : ''} maxlength="${field.maxLength}"${described}`;
  const hint = field.hint === undefined ? '' : `<br><small id="${id}-hint">${escaped(field.hint)}</small>`;
  const label = `<label for="${id}">${escaped(field.label)}</label>`;
  return field.kind === 'line'
    ? `<p>${label} <input type="text" ${named} value="${attribute(value)}">${hint}</p>`
    : `<p>${label} <textarea rows="6" ${named}>${escaped(value)}</textarea>${hint}</p>`;
}

function inlineHtml(words: readonly Inline[]): string {
  return render(doc(p(...words))).replace(/^<p>|<\/p>$/gu, '');
}

function choicesHtml(field: ChoicesField, ticked: readonly string[]): string {
  const type = field.kind === 'one' ? 'radio' : 'checkbox';
  const required = field.required && field.kind === 'one' ? ' required' : '';
  const lines = field.choices.map(({ value, label }) => {
    const words = inlineHtml(label);
    const isTicked = ticked.includes(value) ? ' checked' : '';
    return `<label><input type="${type}" name="${attribute(field.name)}" value="${attribute(value)}"${isTicked}${required}> ${words}</label>`;
  });
  return `<fieldset><legend>${typeof field.label === 'string' ? escaped(field.label) : inlineHtml(field.label)}</legend>\n${lines.join('\n')}\n</fieldset>`;
}
