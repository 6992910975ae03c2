// Makes a fixture of the schema as it is now: `node test/storage/keep.ts FOLDER` plays FOLDER/story.txt and keeps the
// rows that the bot then has (rows.sql) and what stands on its platforms (platforms.bin). Once for each version.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSandbox } from '../../sandbox/index.ts';
import { parseStory } from '../../sandbox/play/parse.ts';
import { play } from '../../sandbox/play/player.ts';
import { backUp } from '../../src/storage/backup.ts';
import { dump, keptPlatforms } from './fixtures.ts';

const [folder = ''] = process.argv.slice(2);
const place = mkdtempSync(join(tmpdir(), 'docent-keep-'));
const ground = await startSandbox({
  startAt: new Date('2026-11-16T10:00:00Z'),
  writeLog: (line) => process.stderr.write(line),
});
ground.onHappening(({ kind, who, text }) => {
  if (kind === 'reply' || kind === 'error') process.stdout.write(`${who}: ${text.split('\n')[0]}\n`);
});
// A digest of these many has something of each kind.
for (const { threads } of ground.github.world.repositories)
  for (const number of [...threads.keys()]) if (number > 20 && number <= 40) threads.delete(number);
try {
  await play(ground, parseStory(readFileSync(join(folder, 'story.txt'), 'utf8')), (refused) => {
    throw new Error(JSON.stringify(refused));
  });
  const file = await backUp(ground.env.DATABASE_URL ?? '', join(place, 'kept.db'), ground.now());
  writeFileSync(join(folder, 'rows.sql'), dump(file));
  writeFileSync(join(folder, 'platforms.bin'), keptPlatforms(ground));
} finally {
  await ground.close();
  rmSync(place, { recursive: true });
}
