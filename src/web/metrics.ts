// Numbers for Prometheus: the process, the platforms, and how publishing goes; they come when the database does not answer, too.

import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { inTime } from '../core/outside/in-time.ts';

/** How many publications of a group are in each state. */
type PublicationCounts = readonly {
  readonly groupId: number;
  readonly platform: string;
  readonly state: string;
  readonly count: number;
}[];

/** What is asked at each look. */
export interface Measured {
  readonly version: string;
  platforms(): readonly { readonly name: string; isReady(): boolean }[];
  /** Publications that wait or failed, by group. */
  counts(): Promise<PublicationCounts>;
  /** For how many seconds the oldest publication has been waiting that could have been made; 0 when none does. */
  oldestWaitingSeconds(): Promise<number>;
  /** How many requests GitHub still takes this hour, by kind, as it said last. */
  budget(): ReadonlyMap<string, number>;
  /** Warnings and errors in the log so far, by level. */
  logged(): ReadonlyMap<string, number>;
}

/** How long the database may take to answer; then the rest is told without it. */
const patienceMilliseconds = 2_000;

/** Builds what `/metrics` answers. Its names are in the form that Prometheus asks for; Node's own have no prefix. */
export function metrics(measured: Measured) {
  const registry = new Registry();
  const registers = [registry];
  const gauge = <T extends string = never>(name: string, help: string, labelNames: T[] = []) =>
    new Gauge({ name, help, labelNames, registers });
  const build = gauge('docent_build_info', 'Always 1; the label says which Docent this is.', ['version']);
  build.set({ version: measured.version }, 1);
  const connected = gauge('docent_platform_connected', 'Whether a platform can be published to now.', [
    'platform',
  ]);
  const budget = gauge(
    'docent_github_requests_left',
    'What is left of the budget at GitHub, as it said with its last answer.',
    ['resource'],
  );
  const logged = new Counter({
    name: 'docent_log_lines_total',
    help: 'Warnings and errors in the log since the start.',
    labelNames: ['level'],
    registers,
  });
  const database = gauge(
    'docent_database_up',
    'Whether the database answered this look; if not, what follows is missing.',
  );
  const publications = gauge(
    'docent_publications',
    'Publications that wait (wanted) or could not be made (failed), by group.',
    ['group', 'platform', 'state'],
  );
  const oldest = gauge(
    'docent_oldest_waiting_seconds',
    'For how long the oldest publication has been waiting.',
  );
  let isFirst = true;
  return async () => {
    // Node's own are measured from the first look on: watching them takes a tenth of a command's time, and nobody looks at most bots.
    if (isFirst) collectDefaultMetrics({ register: registry });
    isFirst = false;
    for (const platform of measured.platforms())
      connected.set({ platform: platform.name }, platform.isReady() ? 1 : 0);
    for (const [resource, left] of measured.budget()) budget.set({ resource }, left);
    logged.reset();
    for (const level of ['warn', 'error']) logged.inc({ level }, measured.logged().get(level) ?? 0);
    publications.reset();
    oldest.reset();
    const found = await inTime(
      patienceMilliseconds,
      Promise.all([measured.counts(), measured.oldestWaitingSeconds()]).catch(() => undefined),
    );
    database.set(found ? 1 : 0);
    if (found) {
      const [counts, seconds] = found;
      for (const { groupId, platform, state, count } of counts)
        publications.set({ group: String(groupId), platform, state }, count);
      oldest.set(seconds);
    } else {
      registry.removeSingleMetric('docent_oldest_waiting_seconds');
    }
    const text = await registry.metrics();
    if (!found) registry.registerMetric(oldest);
    return { text, contentType: registry.contentType };
  };
}
