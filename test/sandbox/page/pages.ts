// Asking the page's routes as its browser does, without a browser.
import type { Hono } from 'hono';
import type { Act, Done } from '../../../sandbox/page/acts.ts';
import type { View } from '../../../sandbox/page/view.ts';

/** Where the routes believe to be served. */
export const host = '127.0.0.1:5050';

/** Somebody's browser. */
export interface Visitor {
  view(at?: string): Promise<View>;
  /** All that stands in a place, as HTML. */
  shown(at?: string): Promise<string>;
  act(wanted: Act): Promise<Done>;
  /** The words with which an act is refused. */
  refusal(wanted: Act): Promise<string>;
  get(path: string, params?: Record<string, string>): Promise<Response>;
}

/** A browser for one person. */
export function visitor(app: Hono, as: string): Visitor {
  const get = async (path: string, params: Record<string, string> = {}) =>
    await app.request(`${path}?${new URLSearchParams({ as, ...params })}`, { headers: { host } });
  const post = async (wanted: Act) =>
    await app.request('/api/act', {
      method: 'POST',
      headers: { host, origin: `http://${host}`, 'content-type': 'application/json' },
      body: JSON.stringify({ as, ...wanted }),
    });
  const view = async (at = ''): Promise<View> => {
    const response = await get('/api/view', { at });
    if (response.status !== 200) throw new Error(await response.text());
    return JSON.parse(await response.text());
  };
  return {
    get,
    view,
    async shown(at) {
      return (await view(at)).conversation.items.map(({ html }) => html).join('\n');
    },
    async act(wanted) {
      const response = await post(wanted);
      if (response.status !== 200) throw new Error(await response.text());
      return JSON.parse(await response.text());
    },
    async refusal(wanted) {
      const response = await post(wanted);
      if (response.status !== 422)
        throw new Error(`Not refused: ${response.status} ${await response.text()}`);
      const { error }: { error: string } = JSON.parse(await response.text());
      return error;
    },
  };
}
