// The buttons and selects below a message.
import type { Message } from '../discord/index.ts';
import type { Raw } from '../discord/model.ts';
import { record, records, words } from '../discord/text.ts';
import type { Surroundings } from './discord-inline.ts';
import { markdown } from './discord-markdown.ts';
import { el, type Html } from './html.ts';
import { spokenWords } from './spoken.ts';

const buttonStyles = ['', 'primary', 'secondary', 'success', 'danger', 'link'];

/** A component with all that stands in it. */
export function componentView(message: Message, component: Raw, around: Surroundings): Html {
  const customId = words(component.custom_id);
  const id = `c-${message.id}-${customId}`;
  const isOff = component.disabled === true;
  switch (component.type) {
    case 2: {
      const label = [words(record(component.emoji).name), words(component.label)]
        .filter((part) => part !== '')
        .join(' ');
      const url = words(component.url);
      const style = buttonStyles[typeof component.style === 'number' ? component.style : 2] ?? 'secondary';
      if (style === 'link') return linkButton(url, label, around);
      return el(
        'button',
        {
          type: 'button',
          id,
          className: [style],
          disabled: isOff,
          'aria-description': titleOf(message, around),
          'data-press': customId,
          'data-message': message.id,
        },
        label,
      );
    }
    case 3: {
      const name = words(component.placeholder) || 'Choose';
      const many = typeof component.max_values === 'number' && component.max_values > 1;
      return el(
        'span',
        { className: ['select'], 'data-message': message.id, 'data-select': customId },
        el(
          'select',
          { id, ariaLabel: name, disabled: isOff, multiple: many },
          !many && el('option', { value: '' }, `${name}…`),
          ...records(component.options).map((one) =>
            el('option', { value: words(one.value), selected: one.default === true }, words(one.label)),
          ),
        ),
        el('button', { type: 'button', className: ['secondary'], disabled: isOff, id: `${id}-go` }, 'Choose'),
      );
    }
    case 10:
      return el('div', {}, ...markdown(words(component.content), around));
    default: {
      const inner = records(component.components).map((one) => componentView(message, one, around));
      return el('div', { className: component.type === 1 ? ['row'] : [] }, ...inner);
    }
  }
}

/** What a button belongs to, since several messages have the same ones. */
function titleOf(message: Message, around: Surroundings): string | undefined {
  const title = message.embeds.map((embed) => words(embed.title)).find((one) => one !== '');
  return title && spokenWords(title, around).slice(0, 80);
}

function linkButton(url: string, label: string, around: Surroundings): Html {
  const inner = around.inner(url);
  if (inner?.startsWith('#')) return el('a', { className: ['button'], href: inner }, label);
  const isAddress = /^https?:\/\//iu.test(url);
  return el(
    'a',
    {
      className: ['button'],
      href: inner ?? (isAddress ? url : undefined),
      target: '_blank',
      rel: ['noopener', 'noreferrer'],
    },
    `${label} ↗`,
  );
}
