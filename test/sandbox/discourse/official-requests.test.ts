// The judge of what the bot asks of a forum: it finds what is wrong, and lets pass what the document or the source allows.
import { expect, test } from 'vitest';
import { officialDocument } from '../../openapi.ts';
import { type Asked, faultsOf } from './official-requests.ts';

const official = officialDocument('discourse.openapi.json');

test.skipIf(!official).each<[Asked, ...string[]]>([
  [{ method: 'GET', path: '/t/12.json?include_raw=1' }],
  [{ method: 'GET', path: '/t/external_id/docent-k3J.json' }],
  [{ method: 'GET', path: '/private-posts.json?before=7' }],
  [{ method: 'POST', path: '/posts.json', body: { raw: 'Hello', topic_id: 3, tags: ['a'] } }],
  [
    {
      method: 'POST',
      path: '/uploads.json',
      body: { type: 'composer', upload_type: 'composer', file: '' },
    },
  ],
  [{ method: 'GET', path: '/nowhere.json' }, 'GET /nowhere.json is not in the document'],
  [{ method: 'POST', path: '/t/12.json', body: {} }, 'POST /t/{id}.json is not in the document'],
  [{ method: 'GET', path: '/posts.json?after=7' }, 'GET /posts.json: the query after is not in the document'],
  [
    { method: 'POST', path: '/posts.json', body: { raw: 'Hello', topic_id: '3', as_admin: true } },
    'POST /posts.json: must NOT have additional properties as_admin',
    'POST /posts.json: /topic_id must be integer',
    'POST /posts.json: as_admin is not in the document',
  ],
  [
    { method: 'PUT', path: '/t/12/status.json', body: { status: 'shut', enabled: 'true' } },
    'PUT /t/{id}/status.json: /status must be equal to one of the allowed values',
  ],
  [
    { method: 'PUT', path: '/t/-/12.json', body: { name: 'x' } },
    'PUT /t/-/{id}.json: name is not in the document',
  ],
  [{ method: 'DELETE', path: '/t/12.json', body: { why: 'x' } }, 'DELETE /t/{id}.json: takes no body'],
])('%j', (asked, ...faults) => expect(faultsOf(official, [asked])).toEqual(faults));
