// Numbers for Prometheus: the process, and how publishing goes.
import { collectDefaultMetrics, Gauge, Registry } from 'prom-client';

/** How many publications are in each state. */
export type PublicationCounts = readonly {
  readonly platform: string;
  readonly state: string;
  readonly count: number;
}[];

/** Builds what `/metrics` answers; `counts` is asked each time. */
export function metrics(counts: () => Promise<PublicationCounts>) {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'docent_' });
  new Gauge({
    name: 'docent_publications',
    help: 'Publications by platform and state (wanted, done, skipped, failed).',
    labelNames: ['platform', 'state'],
    registers: [registry],
    async collect() {
      this.reset();
      for (const { platform, state, count } of await counts()) this.set({ platform, state }, count);
    },
  });
  return async () => ({ text: await registry.metrics(), contentType: registry.contentType });
}
