// The process that `digests.ts` measures: a database, a first reading of everything, and the digest rendered in full.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { readDigest } from '../src/features/digests/reading.ts';
import { scopeOf } from '../src/features/digests/scope.ts';
import { digestsStore } from '../src/features/digests/store.ts';
import { fullDigest, shortDigest } from '../src/features/digests/views/digest.ts';
import { render as renderDiscord } from '../src/platforms/discord/render.ts';
import { render as renderDiscourse } from '../src/platforms/discourse/render.ts';
import { githubSource } from '../src/sources/github/index.ts';
import { connect } from '../src/storage/client.ts';
import { migrate } from '../src/storage/migrate.ts';

const [apiUrl = '', token = '', repository = ''] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'docent-bench-'));
const url = join(folder, 'bench.db');
const database = await connect(url);
await migrate(database, url);
const group = await database.group.create({ data: { name: 'Docs', zone: 'UTC' } });
const store = digestsStore(database);
const source = githubSource({ apiUrl, token });
const scope = scopeOf({ repositories: [repository], anyOf: ['docs'] });
const now = new Date('2026-11-20T09:00:00Z');
await pause(300);
const megabytes = () => Math.round(process.memoryUsage().rss / 1024 / 1024);
const idle = megabytes();
let most = idle;
const look = () => {
  most = Math.max(most, megabytes());
};
const watching = setInterval(look, 5);
const spec = {
  scope,
  memory: store.memory(group.id),
  now,
  progress: async () => look(),
};
await readDigest(source, spec);
const { digest } = await readDigest(source, spec);
await store.keepAsked(group.id, scope, digest);
const shown = { digest, claims: [], title: repository };
renderDiscord(shortDigest(shown, 5));
renderDiscourse(fullDigest(shown, { hasTitle: false }), {
  base: 'https://forum.example/',
  username: 'docent',
});
look();
clearInterval(watching);
process.send?.({ idle, most });
await database.$disconnect();
rmSync(folder, { recursive: true, force: true });
process.disconnect?.();
