// The page: who one is and where, what is there, and what one does with buttons. The server makes all HTML and all decisions.
import { answerTo, fill, offer, showBox, showError, startComposer, typed } from './composer.js';
import { newTopic, showBotForm, startDialogs } from './dialogs.js';
import { clearItems, conversation, drawItems, isAtEnd, set, toEnd } from './items.js';
import { act, ask, hearNews } from './server.js';

const get = (id) => document.getElementById(id);
const places = get('places');

let as = '';
let at = '';
/** The place that is shown, and what was typed elsewhere. */
let shown = '';
const drafts = new Map();
/** A command for the box of the place that one is going to. */
let offered;
let hasDrawn = false;
let isLoading = false;
let isStale = false;
/** Everybody whom one can be, and how many of a kind are offered. */
let everybody = [];
const mostNames = 20;

await start();

async function start() {
  const groups = await ask('/api/people');
  everybody = groups.flatMap(({ names }) => names);
  get('as').append(
    ...groups.map(({ label, names }) => {
      const group = document.createElement('optgroup');
      group.label = label;
      // A crowd of guests is for stories; who chooses a person should not have to scroll past it.
      group.append(...names.slice(0, mostNames).map((name) => new Option(name, name)));
      return group;
    }),
  );
  startDialogs();
  startComposer({ place: () => ({ as, at }), deliver });
  addEventListener('hashchange', () => go());
  get('as').addEventListener('change', (event) => {
    location.hash = `${encodeURIComponent(event.target.value)}/${at === 'dm' ? '' : at}`;
  });
  get('menu').addEventListener('click', () => showMenu(!document.body.classList.contains('menu')));
  get('restart').addEventListener('click', () => attempt(() => act('/api/restart', {})));
  document.addEventListener('click', clicked);
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || !document.body.classList.contains('menu')) return;
    showMenu(false);
    get('menu').focus();
  });
  // Whoever chooses the place where they are wants to see it.
  places.addEventListener('click', (event) => event.target.closest('a') && showMenu(false));
  go(groups[0]?.names[0]);
  hearNews({
    changed: load,
    clock: showProgress,
    trouble: () => toast('Something went wrong in the bot. Its log says what.'),
    connected: (isConnected) => {
      get('lost').hidden = isConnected;
      get('lost').textContent = isConnected ? '' : 'No connection to the sandbox. Trying again…';
    },
  });
}

/** Goes where the address says; at first, to where one begins. */
function go(first = as) {
  const [name = '', place = ''] = location.hash.slice(1).split('/');
  if (shown !== '') {
    drafts.set(`${as}/${shown}`, typed());
    fill('');
  }
  as = everybody.find((one) => encodeURIComponent(one) === name) ?? first;
  at = place;
  shown = '';
  if (![...get('as').options].some(({ value }) => value === as)) get('as').append(new Option(as, as));
  get('as').value = as;
  showMenu(false);
  showError('');
  void load();
}

async function load() {
  if (isLoading) {
    isStale = true;
    return;
  }
  isLoading = true;
  do {
    isStale = false;
    const wanted = { as, at };
    try {
      const view = await ask('/api/view', wanted);
      if (wanted.as === as && wanted.at === at) draw(view);
      else isStale = true;
    } catch (failure) {
      if (wanted.as === as && wanted.at === at) cannotShow(failure);
    }
  } while (isStale);
  isLoading = false;
}

/** A place that this person does not see is left; without a connection one stays where one is. */
function cannotShow(failure) {
  toast(failure.message);
  if (failure.isRefusal && at !== '') location.hash = `${encodeURIComponent(as)}/`;
}

function draw(view) {
  drawClock(view.clock);
  get('step').hidden = false;
  set(get('step').lastElementChild, view.stepHtml);
  drawConversation(view.conversation);
  drawPlaces(view);
  showBotForm(view.form, as, after);
}

function drawClock({ words, zone, utc, progress, isMovable }) {
  const [time, place] = get('now').children;
  time.textContent = words;
  place.textContent = `${zone} ${utc}`;
  for (const button of document.querySelectorAll('[data-hours], #restart')) button.hidden = !isMovable;
  showProgress(progress);
}

/** The button of the clock that had the focus when it was pressed. */
let pressed;

function showProgress(progress) {
  const isMoving = progress !== undefined;
  get('progress').hidden = !isMoving;
  if (isMoving) get('progress').value = progress;
  for (const button of document.querySelectorAll('[data-hours], #restart')) {
    if (isMoving && button === document.activeElement) pressed = button;
    button.disabled = isMoving;
  }
  if (isMoving || !pressed) return;
  // A button that cannot be pressed loses the focus; whoever went elsewhere meanwhile stays there.
  if (document.activeElement === document.body) pressed.focus();
  pressed = undefined;
}

function drawPlaces({ placesHtml, conversation: { key } }) {
  const focused = document.activeElement?.dataset?.place;
  set(places, placesHtml);
  for (const link of places.querySelectorAll('[data-place]')) {
    const name = `seen/${as}/${link.dataset.place}`;
    if (link.dataset.place === key || sessionStorage.getItem(name) === null)
      sessionStorage.setItem(name, link.dataset.newest);
    link.classList.toggle('unread', sessionStorage.getItem(name) !== link.dataset.newest);
    if (link.dataset.place === focused && document.activeElement !== link) link.focus();
  }
}

function drawConversation({ key, title, about, items: wanted, box, tools, empty }) {
  const isNewPlace = key !== shown;
  const wasAtEnd = isAtEnd();
  if (isNewPlace) {
    shown = key;
    at = key;
    clearItems();
    answerTo(undefined);
    document.title = `${title} · Docent sandbox`;
  }
  get('place-title').textContent = title;
  get('place-about').textContent = about;
  set(get('place-tools'), tools);
  const fresh = drawItems(wanted);
  get('empty').hidden = wanted.length > 0;
  get('empty').textContent = empty;
  showBox(box);
  const isList = key === 'events' || key === 'forum';
  if (isNewPlace) {
    if (isList || key.startsWith('topic-')) conversation.scrollTop = 0;
    else toEnd();
    if (offered?.place === key) offer(offered.text);
    else {
      if (typed() === '') fill(drafts.get(`${as}/${key}`) ?? '');
      if (hasDrawn) get('place-title').focus({ preventScroll: true });
    }
    offered = undefined;
  } else {
    if (wasAtEnd && !isList) toEnd();
    get('news').textContent = fresh
      .map(({ spoken }) => spoken)
      .filter(Boolean)
      .slice(-3)
      .join('. ');
  }
  hasDrawn = true;
}

async function deliver(text, replyTo) {
  const wanted = shown.startsWith('topic-') ? { act: 'reply', replyTo } : { act: 'say' };
  after(await act('/api/act', { as, at, text, ...wanted }));
}

async function clicked(event) {
  const target = event.target.closest('button');
  if (!target || target.disabled) return;
  const { dataset: data } = target;
  if (data.hours) await moveClock(Number(data.hours));
  else if (target.id === 'new-topic') await attempt(() => newTopic(as, after));
  else if (data.fill !== undefined) fillFrom(data);
  else if (data.answer) answerTo({ number: Number(data.answer), who: data.who });
  else {
    const wanted = actOf(target, data);
    if (wanted) await attempt(() => act('/api/act', { as, ...wanted }), target);
  }
}

async function moveClock(hours) {
  showProgress(0);
  await attempt(() => act('/api/clock', { hours }));
  void load();
}

function actOf(target, data) {
  const isPressed = target.ariaPressed === 'true';
  if (data.press) return { act: 'press', message: data.message, button: data.press };
  if (data.dismiss) return { act: 'dismiss', message: data.dismiss };
  if (data.event) return { act: 'interested', event: data.event, isInterested: !isPressed };
  if (data.like) return { act: 'like', post: Number(data.like), isLiked: !isPressed };
  if (data.voice) return { act: 'voice', channel: data.voice, isIn: data.in === undefined };
  const select = target.closest('[data-select]');
  if (!select) return undefined;
  const values = [...select.querySelector('select').selectedOptions]
    .map(({ value }) => value)
    .filter(Boolean);
  return { act: 'select', message: select.dataset.message, select: select.dataset.select, values };
}

function fillFrom({ fill: text, go: place }) {
  if (place && place !== shown) {
    offered = { place, text };
    location.hash = `${encodeURIComponent(as)}/${place}`;
  } else offer(text);
}

async function attempt(work, button = undefined) {
  showError('');
  const who = as;
  if (button) button.ariaBusy = 'true';
  try {
    const done = await work();
    // Somebody else by now: what it led to is not theirs.
    after(who === as ? done : {});
  } catch (failure) {
    if (who === as) showError(failure.message);
  } finally {
    if (button) button.ariaBusy = 'false';
  }
}

function after(done) {
  if (done?.notice) toast(done.notice);
  if (done?.go && done.go !== shown) location.hash = `${encodeURIComponent(as)}/${done.go}`;
  void load();
}

let toastTimer;
function toast(words) {
  get('toast').textContent = words;
  get('toast').hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => {
    get('toast').hidden = true;
  }, 8000);
}

function showMenu(isShown) {
  document.body.classList.toggle('menu', isShown);
  get('menu').setAttribute('aria-expanded', String(isShown));
}
