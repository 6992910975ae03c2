// `docent doctor`: looks at the whole set-up, changes nothing, and says what to fix; it ends by itself whatever is down.

import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type OfflineApp, openOffline } from '../app.ts';
import { checkAll } from '../checking.ts';
import { type Config, parseWhatIsRight, secretsOf } from '../config.ts';
import type { Env } from '../config-keys.ts';
import { ConfigError, messageOf } from '../core/errors.ts';
import { inTime } from '../core/outside/in-time.ts';
import { type Finding, faultFinding, okFinding } from '../core/platform.ts';
import { jsonFile } from '../core/text/cleaned.ts';
import { createLog } from '../log.ts';
import { lookAtDatabase } from '../storage/look.ts';
import { keysIn, lookAtLines } from './key-file.ts';
import { lookAtFile, lookAtPort } from './looking.ts';
import { leftOut, misspelledKeys, nobodyElsesUrl, ownNames, unreadKeys } from './unknown-keys.ts';
import { workingFolder } from './working-folder.ts';

/** How it looks and where its words go. */
interface DoctorOptions {
  /** One JSON object in the end instead of lines. */
  readonly isJson?: boolean;
  /** Whether an upgrade of the database is tried, and undone again. */
  readonly isUpgrade?: boolean;
  /** The file with keys that was read, if there was one. */
  readonly envFile?: string | undefined;
  write(text: string): void;
}

/** A finding as it is told. */
interface Told extends Finding {
  /** The group that it is about. */
  readonly group?: string;
}

/** How long the platforms may take; with what is looked at before it stays below 20 seconds. */
const patienceMilliseconds = 12_000;
const stopMilliseconds = 1_000;

/** Prints what was found, a line each; answers the exit status: 1 when something is to be mended. */
export async function doctor(env: Env, options: DoctorOptions): Promise<0 | 1> {
  const { config, faults } = parseWhatIsRight(env);
  const folder = workingFolder('docent-doctor-');
  try {
    const [database, port] = await Promise.all([
      lookAtDatabase(config.databaseUrl, {
        copy: join(folder, 'copy.db'),
        isUpgrade: options.isUpgrade ?? false,
      }),
      lookAtPort(config),
    ]);
    const found: Told[] = [
      ...configurationFindings([...faults], unreadFindings(env, options.envFile)),
      ...lookAtFile(options.envFile),
      ...database.findings,
      ...port,
      ...(await lookOutside(config, database.readable ?? join(folder, 'empty.db'))).filter(
        ({ what }) =>
          !(what === 'GitHub' && faults.some((fault) => fault.startsWith('GITHUB_'))) &&
          // What is the matter was told, with its cure.
          !(what === 'Database' && database.findings.some(({ isOk }) => !isOk)),
      ),
    ];
    return report(found, options);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function configurationFindings(faults: readonly string[], unread: readonly Finding[]): Finding[] {
  const what = 'Configuration';
  if (faults.length === 0 && unread.length === 0) return [okFinding(what, 'complete')];
  const wrong = faults.map((fault) => {
    const [, saw = fault, cure = 'Every key is explained in .env.example.'] =
      /^(.*?[.:])\s+(?=[A-Z])(.*)$/su.exec(fault) ?? [];
    return faultFinding(what, saw.replace(/\.$/u, ''), cure);
  });
  return [...wrong, ...unread];
}

/** Of the file every key is looked at; of the environment only those that nobody else can mean. */
function unreadFindings(env: Env, envFile?: string): Finding[] {
  const inFile = envFile !== undefined && existsSync(envFile) ? Object.keys(keysIn(envFile)) : [];
  const beside = ownNames(env).filter((name) => !inFile.includes(name));
  return [
    ...lookAtLines(envFile),
    ...misspelledKeys(inFile, `in ${envFile}`),
    ...unreadKeys(inFile, `in ${envFile}`),
    ...misspelledKeys(beside, 'in the environment'),
    ...leftOut(env),
    ...nobodyElsesUrl(env),
  ];
}

/** Asks the platforms and GitHub, with the places of the groups as they are in a database. */
async function lookOutside(config: Config, databaseUrl: string): Promise<Told[]> {
  const secrets = secretsOf(config);
  const log = createLog({ level: 'error', isTerminal: false, secrets, write: () => {} });
  let app: OfflineApp | undefined;
  try {
    const open = openOffline({ config: { ...config, databaseUrl }, log });
    app = await open;
    const { roster, check } = app;
    const groups = await roster.list();
    const groupOf = (space: string | undefined) =>
      groups.find(({ spaces }) => space !== undefined && spaces.some(({ id }) => id === space))?.name;
    const found = await checkAll([{ title: 'Everything', check }], patienceMilliseconds);
    return found
      .filter(({ what }) => what !== 'Database')
      .map((finding) => {
        const group = groupOf(finding.space);
        return { ...finding, ...(group !== undefined && { group }) };
      });
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return [faultFinding('Database', messageOf(error), 'Mend this first.')];
  } finally {
    // A platform that is down may never let go.
    if (app) await inTime(stopMilliseconds, app.close());
  }
}

function report(findings: readonly Told[], { isJson, write }: DoctorOptions): 0 | 1 {
  const faults = findings.filter(({ isOk }) => !isOk).length;
  if (isJson) {
    const told = findings.map(({ what, isOk, saw, cure, group }) => ({ what, isOk, saw, cure, group }));
    write(jsonFile({ isWell: faults === 0, findings: told }));
    return faults === 0 ? 0 : 1;
  }
  const hasSeveral = new Set(findings.flatMap(({ group }) => group ?? [])).size > 1;
  for (const { what, isOk, saw, cure, group } of findings) {
    const mark = isOk ? (cure === undefined ? '✓' : '!') : '✗';
    write(`${mark} ${hasSeveral && group !== undefined ? `${group}: ` : ''}${what}: ${saw}\n`);
    if (cure !== undefined) write(`  → ${cure}\n`);
  }
  write(faults === 0 ? 'All is well.\n' : `${faults} to mend.\n`);
  return faults === 0 ? 0 : 1;
}
