// Talks with the sandbox: questions, acts, and the news that come by themselves.

/** A refusal is an answer like another, and no error in the browser's console. */
const asking = { prefer: 'refusals=answered' };

/** Asks for something; throws an Error whose message can be shown. */
export async function ask(path, params = {}, signal = undefined) {
  return await answered(fetch(`${path}?${new URLSearchParams(params)}`, { signal, headers: asking }));
}

/** Does something; throws an Error whose message can be shown. */
export async function act(path, body) {
  const headers = { 'content-type': 'application/json', ...asking };
  return await answered(fetch(path, { method: 'POST', headers, body: JSON.stringify(body) }));
}

/** Hears news for as long as the page is open; `connected(false)` while there is no connection. */
export function hearNews({ changed, clock, trouble, connected }) {
  const source = new EventSource('/api/changes');
  source.addEventListener('open', () => connected(true));
  source.addEventListener('error', () => connected(false));
  source.addEventListener('changed', changed);
  // The clock may go on by itself.
  source.addEventListener('breath', changed);
  source.addEventListener('clock', (event) => clock(event.data === '' ? undefined : Number(event.data)));
  source.addEventListener('trouble', trouble);
}

async function answered(request) {
  let response;
  try {
    response = await request;
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Error('The sandbox does not answer. Is it still running?');
  }
  const isJson = response.headers.get('content-type')?.startsWith('application/json');
  const answer = isJson ? await response.json() : { error: await response.text() };
  const isRefusal = response.status === 422 || response.headers.has('preference-applied');
  if (!response.ok || isRefusal) throw Object.assign(new Error(answer.error), { isRefusal });
  return answer;
}
