// Makes `dist`, which the package holds: the source as JavaScript, since Node strips no types below node_modules.
import { spawnSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const dist = join(root, 'dist');
/** What the source reads beside itself. */
const readAtRunTime = [
  'prisma/migrations/sqlite',
  'prisma/migrations/postgresql',
  'sandbox/page/public',
  'src/pictures/noto-sans',
];

rmSync(dist, { recursive: true, force: true });
// It only takes the types out, which `npm run types` checks.
const compiler = join(root, 'node_modules', 'typescript-compiler', 'bin', 'tsc');
const { status } = spawnSync(process.execPath, [compiler, '-p', join(import.meta.dirname, 'tsconfig.json')], {
  stdio: 'inherit',
});
if (status !== 0) throw new Error('The source does not compile.');
for (const folder of readAtRunTime) cpSync(join(root, folder), join(dist, folder), { recursive: true });
writeFileSync(
  join(dist, 'sandbox', 'github', 'schema.json'),
  withoutDescriptions(readFileSync(join(root, 'node_modules/@octokit/graphql-schema/schema.json'), 'utf8')),
);
const { version } = JSON.parse(readFileSync(join(dist, 'package.json'), 'utf8'));
process.stdout.write(`dist holds Docent ${version}\n`);

/** GitHub's schema as the sandbox needs it: a third of its size. */
function withoutDescriptions(schema: string): string {
  return JSON.stringify(JSON.parse(schema), (key, value) => (key === 'description' ? undefined : value));
}
