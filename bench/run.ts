// `npm run bench [name …]`: measures, and prints each number next to a baseline of the same run.
import { benchDigests } from './digests.ts';
import { benchFootprint } from './footprint.ts';
import { benchInteractions } from './interactions.ts';
import { benchReminders } from './reminders.ts';
import { benchRotation } from './rotation.ts';
import { benchScale } from './scale.ts';
import { benchSoak } from './soak.ts';
import { benchStorage } from './storage.ts';

const benches = {
  footprint: benchFootprint,
  digests: benchDigests,
  rotation: benchRotation,
  storage: benchStorage,
  reminders: benchReminders,
  scale: benchScale,
  soak: benchSoak,
  interactions: benchInteractions,
};

const wanted = process.argv.slice(2);
for (const [name, bench] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  process.stdout.write(`\n== ${name}\n`);
  await bench((line) => void process.stdout.write(`${line}\n`));
}
