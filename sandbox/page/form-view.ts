// A form that the bot opened, as the fields of a dialog.

import { fieldsOf } from '../discord/filling.ts';
import type { OpenForm } from '../discord/index.ts';
import type { Raw } from '../discord/model.ts';
import { record, records, words } from '../discord/text.ts';
import { el, type Html, htmlOf } from './html.ts';

/** A form for the page. `key` tells one opening from another. */
export interface FormView {
  readonly key: string;
  readonly title: string;
  readonly html: string;
}

const keys = new WeakMap<object, string>();
let opened = 0;

/** The form that somebody has open, for the page. */
export function formView({ form }: OpenForm): FormView {
  let key = keys.get(form);
  if (key === undefined) {
    opened += 1;
    key = `form-${opened}`;
    keys.set(form, key);
  }
  const holders = form.components.filter(({ type }) => type !== 10);
  const fields = fieldsOf(form).map(({ name, label, raw }, i) =>
    fieldView({ name, label, raw, hint: words(record(holders[i]).description) }),
  );
  const notes = form.components.flatMap((one) => (one.type === 10 ? [el('p', {}, one.content)] : []));
  return { key, title: form.title, html: htmlOf(...notes, ...fields) };
}

interface Field {
  readonly name: string;
  readonly label: string;
  readonly hint: string;
  readonly raw: Raw;
}

function fieldView(field: Field): Html {
  const { name, label, hint, raw } = field;
  const id = `field-${name}`;
  const isGroup = raw.type === 21 || raw.type === 22;
  const isRequired = raw.required !== false && raw.type !== 23;
  const title = [label, el('span', { className: ['small'] }, isRequired ? '' : ' (optional)')];
  const note = hint !== '' && el('p', { className: ['small'], id: `${id}-hint` }, hint);
  if (isGroup) {
    return el('fieldset', { className: ['field'] }, el('legend', {}, ...title), note, ...choices(field));
  }
  return el(
    'p',
    { className: ['field'] },
    el('label', { htmlFor: [id] }, ...title),
    note,
    input(field, id, isRequired),
  );
}

function input({ name, hint, raw }: Field, id: string, isRequired: boolean): Html {
  const common = {
    id,
    name,
    required: isRequired,
    ariaDescribedBy: hint === '' ? undefined : [`${id}-hint`],
  };
  const text = {
    ...common,
    minLength: numberOf(raw.min_length),
    maxLength: numberOf(raw.max_length),
    placeholder: words(raw.placeholder) || undefined,
  };
  const options = records(raw.options);
  switch (raw.type) {
    case 3: {
      const many = (numberOf(raw.max_values) ?? 1) > 1;
      return el(
        'select',
        { ...common, multiple: many },
        !many && el('option', { value: '' }, isRequired ? 'Choose…' : 'None'),
        ...options.map((one) =>
          el('option', { value: words(one.value), selected: one.default === true }, words(one.label)),
        ),
      );
    }
    case 4:
      return raw.style === 2
        ? el('textarea', { ...text, rows: 5 }, words(raw.value))
        : el('input', { ...text, type: 'text', value: words(raw.value), autoComplete: ['off'] });
    case 23:
      return el('input', { ...common, type: 'checkbox', checked: raw.default === true });
    default:
      return el('span', { className: ['small'] }, 'This kind of field cannot be filled on this page.');
  }
}

function choices({ name, raw }: Field): Html[] {
  const type = raw.type === 21 ? 'radio' : 'checkbox';
  return records(raw.options).map((one) =>
    el(
      'label',
      { className: ['choice'] },
      el('input', {
        type,
        name,
        value: words(one.value),
        checked: one.default === true,
        'data-many': type === 'checkbox' ? '' : undefined,
      }),
      ` ${words(one.label)}`,
    ),
  );
}

function numberOf(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}
