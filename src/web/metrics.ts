// Numbers for Prometheus: the process, the platforms, and how publishing goes; they come when the database does not answer, too.

import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import { inTime } from '../core/in-time.ts';

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
  collectDefaultMetrics({ register: registry });
  const registers = [registry];
  new Gauge({
    name: 'docent_build_info',
    help: 'Always 1; the label says which Docent this is.',
    labelNames: ['version'],
    registers,
  }).set({ version: measured.version }, 1);
  new Gauge({
    name: 'docent_platform_connected',
    help: 'Whether a platform can be published to now.',
    labelNames: ['platform'],
    registers,
    collect() {
      for (const platform of measured.platforms())
        this.set({ platform: platform.name }, platform.isReady() ? 1 : 0);
    },
  });
  new Gauge({
    name: 'docent_github_requests_left',
    help: 'What is left of the budget at GitHub, as it said with its last answer.',
    labelNames: ['resource'],
    registers,
    collect() {
      for (const [resource, left] of measured.budget()) this.set({ resource }, left);
    },
  });
  new Counter({
    name: 'docent_log_lines_total',
    help: 'Warnings and errors in the log since the start.',
    labelNames: ['level'],
    registers,
    collect() {
      this.reset();
      for (const level of ['warn', 'error']) this.inc({ level }, measured.logged().get(level) ?? 0);
    },
  });
  const database = new Gauge({
    name: 'docent_database_up',
    help: 'Whether the database answered this look; if not, what follows is missing.',
    registers,
  });
  const publications = new Gauge({
    name: 'docent_publications',
    help: 'Publications that wait (wanted) or could not be made (failed), by group.',
    labelNames: ['group', 'platform', 'state'],
    registers,
  });
  const oldest = new Gauge({
    name: 'docent_oldest_waiting_seconds',
    help: 'For how long the oldest publication has been waiting.',
    registers,
  });
  return async () => {
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
