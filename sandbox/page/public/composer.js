// The box to write in: grows with its text, completes commands, and keeps what was typed until it has arrived.
import { ask } from './server.js';

const form = document.querySelector('#box');
const box = document.querySelector('#text');
const list = document.querySelector('#proposals');
const hint = document.querySelector('#hint');
const send = document.querySelector('#send');
const error = document.querySelector('#error');
const answering = document.querySelector('#answering');

/** So long a key waits for proposals. */
const patienceMilliseconds = 700;

let where = () => ({ as: '', at: '' });
let kind = 'chat';
let proposals = [];
/** The proposal that the arrow keys have come to. */
let chosen = -1;
/** The text that the proposals belong to, and whether it can be sent as it is. */
let known = { text: '', isComplete: false };
let asking;
let completing = Promise.resolve();
let isSending = false;
let replyTo;

/** Starts; `place()` says where one is, and `deliver(text, replyTo)` sends. */
export function startComposer({ place, deliver }) {
  where = place;
  box.addEventListener('input', changed);
  box.addEventListener('keydown', (event) => pressed(event));
  box.addEventListener('blur', () => setTimeout(close, 150));
  list.addEventListener('mousedown', (event) => {
    event.preventDefault();
    const option = event.target.closest('[role=option]');
    if (option) take(proposals[Number(option.dataset.number)]);
  });
  answering.querySelector('button').addEventListener('click', () => answerTo(undefined));
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    if (isSending || box.value.trim() === '') return;
    isSending = true;
    const sent = box.value;
    close();
    showError('');
    form.ariaBusy = 'true';
    send.disabled = true;
    try {
      await deliver(sent, replyTo);
      if (box.value === sent) fill('');
      answerTo(undefined);
    } catch (failure) {
      showError(failure.message);
    } finally {
      isSending = false;
      form.ariaBusy = 'false';
      send.disabled = false;
    }
  });
}

/** Shows the box for a place, or hides it. */
export function showBox(wanted) {
  form.hidden = !wanted;
  if (!wanted) return;
  kind = wanted.kind;
  document.querySelector('#text-label').textContent = wanted.label;
  box.placeholder = wanted.placeholder;
  box.rows = kind === 'reply' ? 3 : 1;
  if (kind === 'chat') {
    // A textarea may not be a combobox; as a text box it still tells which completion is chosen.
    box.setAttribute('aria-autocomplete', 'list');
    box.setAttribute('aria-haspopup', 'listbox');
    box.setAttribute('aria-controls', 'proposals');
  } else {
    for (const name of ['aria-autocomplete', 'aria-haspopup', 'aria-controls']) box.removeAttribute(name);
  }
}

/** Puts a text into the box, with its completions when it is a command. */
export function fill(text) {
  box.value = text;
  grow();
  if (text === '') close();
  else changed();
}

/** Puts a text into the box and the cursor behind it. */
export function offer(text) {
  box.focus();
  fill(text);
  box.setSelectionRange(text.length, text.length);
}

/** What stands in the box, to be kept for when one comes back. */
export function typed() {
  return box.value;
}

/** Which post is answered: `{ number, who }`, or nothing. */
export function answerTo(post) {
  replyTo = post?.number;
  answering.hidden = !post;
  if (post) {
    answering.querySelector('span').textContent = `In reply to post ${post.number} by ${post.who}.`;
    box.focus();
  }
}

/** Says what went wrong above the box; an empty text takes it away. */
export function showError(words) {
  error.textContent = words;
  error.hidden = words === '';
}

function changed() {
  grow();
  showError('');
  asking?.abort();
  if (kind !== 'chat' || !box.value.startsWith('/')) return close();
  asking = new AbortController();
  completing = complete(box.value, asking.signal);
}

async function complete(text, signal) {
  let answer;
  try {
    answer = await ask('/api/completion', { ...where(), text }, signal);
  } catch {
    return;
  }
  if (signal.aborted || box.value !== text) return;
  known = { text, isComplete: answer.isComplete };
  hint.textContent = answer.hint;
  hint.hidden = answer.hint === '';
  proposals = box.selectionStart === text.length ? answer.proposals : [];
  chosen = -1;
  list.replaceChildren(...proposals.map(optionOf));
  list.hidden = proposals.length === 0;
  list.scrollTop = 0;
  box.removeAttribute('aria-activedescendant');
}

function optionOf({ label, detail }, number) {
  const option = document.createElement('div');
  option.role = 'option';
  option.id = `proposal-${number}`;
  option.dataset.number = String(number);
  option.ariaSelected = 'false';
  const name = document.createElement('b');
  name.textContent = label;
  option.append(name, ' ', detail);
  return option;
}

async function pressed(event) {
  const isBare = !event.isComposing && !event.shiftKey;
  const isSend = event.key === 'Enter' && (kind === 'chat' || event.ctrlKey || event.metaKey);
  if (!isBare || !(isSend || ['ArrowDown', 'ArrowUp', 'Tab', 'Escape'].includes(event.key))) return;
  const isTyping = kind === 'chat' && box.value.startsWith('/');
  const isPending = isTyping && known.text !== box.value && event.key !== 'Escape';
  if (!isSend && !isPending && list.hidden) return;
  event.preventDefault();
  // Who types fast presses the key before the proposals have come.
  if (isPending)
    await Promise.race([completing, new Promise((done) => setTimeout(done, patienceMilliseconds))]);
  answerKey(event.key);
}

function answerKey(key) {
  const isOpen = !list.hidden && known.text === box.value;
  if (key === 'Escape') close();
  else if (key === 'Enter') {
    if (isOpen && chosen >= 0) take(proposals[chosen]);
    else if (isOpen && !known.isComplete) take(proposals[0]);
    else form.requestSubmit();
  } else if (isOpen && key === 'Tab') take(proposals[Math.max(chosen, 0)]);
  else if (isOpen) {
    const step = key === 'ArrowDown' ? 1 : -1;
    choose((Math.max(chosen, step < 0 ? 0 : -1) + step + proposals.length) % proposals.length);
  }
}

function choose(number) {
  list.children[chosen]?.setAttribute('aria-selected', 'false');
  chosen = number;
  const option = list.children[number];
  option.setAttribute('aria-selected', 'true');
  option.scrollIntoView({ block: 'nearest' });
  box.setAttribute('aria-activedescendant', option.id);
}

function take(proposal) {
  if (proposal) offer(proposal.text);
}

function close() {
  proposals = [];
  chosen = -1;
  list.hidden = true;
  box.removeAttribute('aria-activedescendant');
  if (!box.value.startsWith('/')) hint.hidden = true;
}

function grow() {
  box.style.height = 'auto';
  box.style.height = `${Math.min(box.scrollHeight + 2, 200)}px`;
}
