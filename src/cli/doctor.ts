// `docent doctor`: looks at the whole set-up, changes nothing, and says what to fix; it ends by itself whatever is down.

import { existsSync, rmSync, statSync } from 'node:fs';
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
import { tryListening } from '../web/listening.ts';
import { keysIn, lookAtLines } from './key-file.ts';
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
        // What is the matter was told, with its cure.
        ({ what }) => !(what === 'Database' && database.findings.some(({ isOk }) => !isOk)),
      ),
    ];
    const isOfFault = ({ what }: Finding) =>
      faults.some((fault) => fault.startsWith(beginnings[what] ?? ' '));
    return report(
      found.filter((one) => !isOfFault(one)),
      options,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** How the keys begin without which these are looked at as they are by default, which nobody meant. */
const beginnings: Readonly<Record<string, string>> = {
  GitHub: 'GITHUB_',
  Database: 'DATABASE_URL ',
  Port: 'PORT ',
  'Metrics port': 'METRICS_PORT ',
};

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

/** Whether only its owner can read the file with the keys; nothing when there is none. */
function lookAtFile(path: string | undefined): Finding[] {
  if (path === undefined || !existsSync(path)) return [];
  const what = `Keys in ${path}`;
  const { mode } = statSync(path);
  if ((mode & 0o077) === 0) return [okFinding(what, 'only its owner can read them')];
  return [faultFinding(what, 'other users of this computer can read them', `chmod 600 ${path}`)];
}

/** Whether the ports are free, or Docent itself has them. */
async function lookAtPort(config: Pick<Config, 'host' | 'port' | 'metricsPort'>): Promise<Finding[]> {
  const { host, port, metricsPort } = config;
  const ports = [
    { what: 'Port', kind: 'pages' as const, port },
    // The same twice is a fault of the configuration, which tells it.
    ...(metricsPort === undefined || metricsPort === port
      ? []
      : [{ what: 'Metrics port', kind: 'metrics' as const, port: metricsPort }]),
  ];
  return await Promise.all(ports.map((one) => lookAtOne(one, host)));
}

/** What a Docent serves on a port. */
type Served = 'pages' | 'metrics';

/** What to do when another has the port. */
const cures: Readonly<Record<Served, string>> = {
  pages: 'Give another PORT, such as 8080.',
  metrics: 'Give METRICS_PORT another number, such as 9464.',
};

async function lookAtOne({ what, kind, port }: { what: string; kind: Served; port: number }, host: string) {
  const fault = await tryListening({ port, hostname: host });
  if (fault === undefined) return okFinding(what, `${port} on ${host} is free`);
  const docent = await servedBy(port, host);
  if (docent === kind) return okFinding(what, `Docent is running on ${port}`);
  if (docent !== undefined)
    return faultFinding(what, `a Docent that runs serves its ${docent} on ${port}`, cures[kind]);
  const [saw = fault, ...cure] = fault.split(/(?<=\.|:) /u);
  return faultFinding(what, saw.replace(/\.$/u, ''), cure.join(' '));
}

/** What a Docent serves there, if it is one that listens. */
async function servedBy(port: number, host: string): Promise<Served | undefined> {
  const address = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host;
  const ask = async (path: string) =>
    await fetch(`http://${address}:${port}${path}`, { signal: AbortSignal.timeout(2_000) });
  try {
    const alive = await ask('/livez');
    if (!alive.ok || (await alive.text()) !== 'ok\n') return undefined;
    // The port of the metrics has no such page.
    const ready = await ask('/readyz');
    return ready.status === 404 ? 'metrics' : 'pages';
  } catch {
    return undefined;
  }
}
