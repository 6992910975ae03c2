// Forms: those that the bot opens, and the one for a new topic. What was typed stays until it has arrived.
import { act, ask } from './server.js';

const dialog = document.querySelector('#dialog');
const form = dialog.querySelector('form');
const fields = document.querySelector('#dialog-fields');
const title = document.querySelector('#dialog-title');
const error = document.querySelector('#dialog-error');
const send = form.querySelector('[type=submit]');

const anyField = 'input, select, textarea';

/** What is open: `{ key, submit(values), close() }`. */
let open;

/** Listens to the dialog. */
export function startDialogs() {
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const { submit, key } = open;
    sayWrong('');
    send.disabled = true;
    try {
      await submit(valuesOf(form));
      if (open?.key === key) shut();
    } catch (failure) {
      sayWrong(failure.message);
      send.disabled = false;
      // The button lost it while nothing could be sent; what is to be mended is in a field.
      (fields.querySelector(':invalid') ?? fields.querySelector(anyField) ?? send).focus();
    } finally {
      send.disabled = false;
    }
  });
  document.querySelector('#dialog-close').addEventListener('click', leave);
  dialog.addEventListener('cancel', (event) => {
    event.preventDefault();
    leave();
  });
}

/** Shows the form that the bot has opened for somebody, or takes it away when it is gone. */
export function showBotForm(wanted, as, afterwards) {
  if (!wanted) {
    if (open?.isBots) shut();
    return;
  }
  if (open?.key === wanted.key) return;
  show({
    key: wanted.key,
    isBots: true,
    title: wanted.title,
    html: wanted.html,
    submit: async (filled) => afterwards(await act('/api/act', { as, act: 'submit', filled })),
    close: async () => afterwards(await act('/api/act', { as, act: 'close-form' })),
  });
}

/** Opens the form for a new topic on the forum. */
export async function newTopic(as, afterwards) {
  const categories = await ask('/api/categories', { as });
  show({
    key: 'new-topic',
    isBots: false,
    title: 'New topic',
    html: '',
    submit: async ({ category, title: name, text }) =>
      afterwards(await act('/api/act', { as, act: 'topic', category, title: name, text })),
    close: async () => {},
  });
  fields.append(
    field('category', 'Where', selectOf(categories)),
    field('title', 'Title (15 to 255 characters)', document.createElement('input')),
    field('text', 'Text', document.createElement('textarea')),
  );
  fields.querySelector('textarea').rows = 6;
  fields.querySelector('select').focus();
}

function show(wanted) {
  open = wanted;
  title.textContent = wanted.title;
  fields.innerHTML = wanted.html;
  sayWrong('');
  if (!dialog.open) dialog.showModal();
  fields.querySelector(anyField)?.focus();
}

async function leave() {
  const { close } = open ?? {};
  shut();
  await close?.();
}

function shut() {
  open = undefined;
  dialog.close();
}

function sayWrong(words) {
  error.textContent = words;
  error.hidden = words === '';
}

function valuesOf(from) {
  const values = {};
  for (const one of from.elements) {
    if (one.name === '') continue;
    if (one.type === 'radio') {
      if (one.checked) values[one.name] = one.value;
    } else if (one.dataset.many !== undefined) {
      values[one.name] ??= [];
      if (one.checked) values[one.name].push(one.value);
    } else if (one.type === 'checkbox') values[one.name] = one.checked;
    else if (one.multiple) values[one.name] = [...one.selectedOptions].map(({ value }) => value);
    else values[one.name] = one.value;
  }
  return values;
}

function field(name, label, input) {
  const holder = document.createElement('p');
  holder.className = 'field';
  const words = document.createElement('label');
  words.textContent = label;
  words.htmlFor = `field-${name}`;
  input.id = `field-${name}`;
  input.name = name;
  holder.append(words, input);
  return holder;
}

function selectOf(choices) {
  const select = document.createElement('select');
  for (const { value, label } of choices) select.append(new Option(label, value));
  return select;
}
