// What `docent doctor` sees on this computer: the file with the keys, and the ports.
import { existsSync, statSync } from 'node:fs';
import type { Config } from '../config.ts';
import { type Finding, faultFinding, okFinding } from '../core/platform.ts';
import { tryListening } from '../web/listening.ts';

/** Whether only its owner can read the file with the keys; nothing when there is none. */
export function lookAtFile(path: string | undefined): Finding[] {
  if (path === undefined || !existsSync(path)) return [];
  const what = `Keys in ${path}`;
  const { mode } = statSync(path);
  if ((mode & 0o077) === 0) return [okFinding(what, 'only its owner can read them')];
  return [faultFinding(what, 'other users of this computer can read them', `chmod 600 ${path}`)];
}

/** Whether the ports are free, or Docent itself has them. */
export async function lookAtPort(config: Pick<Config, 'host' | 'port' | 'metricsPort'>): Promise<Finding[]> {
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
