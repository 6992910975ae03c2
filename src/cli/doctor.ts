// `docent doctor`: tries the whole set-up and says what to fix.
import { type OfflineApp, openOffline } from '../app.ts';
import { parseConfig, secretsOf } from '../config.ts';
import { ConfigError, OutsideError } from '../core/errors.ts';
import type { Finding } from '../core/platform.ts';
import { createLog } from '../log.ts';

/** Prints what was found, a line each; answers the exit status: 1 when something is to be mended. Throws `ConfigError`. */
export async function doctor(
  env: Readonly<Record<string, string | undefined>>,
  write: (text: string) => void,
): Promise<0 | 1> {
  const config = parseConfig(env);
  write('✓ Configuration: complete\n');
  const log = createLog({ level: 'error', isTerminal: true, secrets: secretsOf(config), write });
  let app: OfflineApp | undefined;
  try {
    app = await openOffline({ config, log });
    return report(await app.check(), write);
  } catch (error) {
    if (!(error instanceof ConfigError || error instanceof OutsideError)) throw error;
    const cure = 'Mend this first; the rest is looked at then.';
    return report([{ what: 'Database', isOk: false, saw: error.message, cure }], write);
  } finally {
    await app?.close();
  }
}

function report(findings: readonly Finding[], write: (text: string) => void): 0 | 1 {
  for (const { what, isOk, saw, cure } of findings) {
    write(`${isOk ? '✓' : '✗'} ${what}: ${saw}\n`);
    if (cure !== undefined) write(`  → ${cure}\n`);
  }
  const faults = findings.filter(({ isOk }) => !isOk).length;
  write(faults === 0 ? 'All is well.\n' : `${faults} to mend.\n`);
  return faults === 0 ? 0 : 1;
}
