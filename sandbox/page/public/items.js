// The items of a place: messages, posts or events, and the scrolling that keeps the newest in sight.

/** What scrolls. */
export const conversation = document.querySelector('#conversation');
const items = document.querySelector('#items');
const elements = new Map();
let isFollowing = true;

conversation.addEventListener('scroll', () => {
  isFollowing = isAtEnd();
});
// A picture that comes late makes its message taller.
conversation.addEventListener('load', () => isFollowing && toEnd(), true);

/** Whether the newest item is in sight. */
export function isAtEnd() {
  return conversation.scrollHeight - conversation.scrollTop - conversation.clientHeight < 80;
}

/** Scrolls to the newest item. */
export function toEnd() {
  conversation.scrollTop = conversation.scrollHeight;
}

/** Takes all away. */
export function clearItems() {
  elements.clear();
  items.replaceChildren();
}

/** Shows what is wanted and answers what is new. Only what differs is touched, so that focus and half-made choices stay. */
export function drawItems(wanted) {
  const fresh = wanted.filter(({ key }) => !elements.has(key));
  const keys = new Set(wanted.map(({ key }) => key));
  for (const [key, element] of elements) {
    if (keys.has(key)) continue;
    // Whoever pressed a button in it goes on reading where it stood.
    if (element.contains(document.activeElement)) conversation.focus({ preventScroll: true });
    element.remove();
    elements.delete(key);
  }
  let before;
  for (const { key, html } of wanted) {
    let element = elements.get(key);
    if (!element) {
      element = document.createElement('li');
      elements.set(key, element);
    }
    set(element, html);
    const place = before ? before.nextSibling : items.firstChild;
    if (place !== element) items.insertBefore(element, place);
    before = element;
  }
  return fresh;
}

/** Puts safe HTML into an element when it differs; the focus stays on what has the same id, else on the element. */
export function set(element, html) {
  if (element.made === html) return;
  const focused = element.contains(document.activeElement) ? document.activeElement.id : undefined;
  element.made = html;
  element.innerHTML = html;
  if (focused === undefined) return;
  const still = focused === '' ? null : document.getElementById(focused);
  if (!still) element.tabIndex = -1;
  (still ?? element).focus({ preventScroll: true });
}
