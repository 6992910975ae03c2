// What `docent doctor` sees on this computer: the file with the keys, and the ports.
import { existsSync, statSync } from 'node:fs';
import type { Config } from '../config.ts';
import type { Finding } from '../core/platform.ts';
import { tryListening } from '../web/listening.ts';

/** Whether only its owner can read the file with the keys; nothing when there is none. */
export function lookAtFile(path: string | undefined): Finding[] {
  if (path === undefined || !existsSync(path)) return [];
  const what = `Keys in ${path}`;
  const { mode } = statSync(path);
  if ((mode & 0o077) === 0) return [{ what, isOk: true, saw: 'only its owner can read them' }];
  return [
    { what, isOk: false, saw: 'other users of this computer can read them', cure: `chmod 600 ${path}` },
  ];
}

/** Whether the ports are free, or Docent itself has them. */
export async function lookAtPort({
  host,
  port,
  metricsPort,
}: Pick<Config, 'host' | 'port' | 'metricsPort'>): Promise<Finding[]> {
  const ports = [
    { what: 'Port', port },
    // The same twice is a fault of the configuration, which tells it.
    ...(metricsPort === undefined || metricsPort === port
      ? []
      : [{ what: 'Metrics port', port: metricsPort }]),
  ];
  return await Promise.all(ports.map((one) => lookAtOne({ ...one, host })));
}

async function lookAtOne({
  what,
  port,
  host,
}: {
  what: string;
  port: number;
  host: string;
}): Promise<Finding> {
  const fault = await tryListening({ port, hostname: host });
  if (fault === undefined) return { what, isOk: true, saw: `${port} on ${host} is free` };
  if (await isDocent(port, host)) return { what, isOk: true, saw: `Docent is running on ${port}` };
  const [saw = fault, ...cure] = fault.split(/(?<=\.|:) /u);
  return { what, isOk: false, saw: saw.replace(/\.$/u, ''), cure: cure.join(' ') };
}

/** Whether what listens there answers as Docent does. */
async function isDocent(port: number, host: string): Promise<boolean> {
  const address = host === '0.0.0.0' ? '127.0.0.1' : host === '::' ? '[::1]' : host;
  try {
    const answer = await fetch(`http://${address}:${port}/livez`, { signal: AbortSignal.timeout(2_000) });
    return answer.ok && (await answer.text()) === 'ok\n';
  } catch {
    return false;
  }
}
