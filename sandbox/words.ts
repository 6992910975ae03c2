// Small words of the sandbox's own: durations that are typed, instants and faults that are printed.

const units: Readonly<Record<string, number>> = { m: 1, h: 60, d: 1440, w: 10_080 };

/** Minutes of `90m`, `1h 30m`, `7 days`. Throws `SandboxError` for anything else. */
export function minutesOf(text: string): number {
  const typed = text.trim().toLowerCase();
  const parts = [
    ...typed.matchAll(/(\d+)\s*(minutes?|mins?|hours?|hrs?|days?|weeks?|[mhdw])(?![a-z])[\s,]*/gu),
  ];
  if (parts.length === 0 || parts.map(([part]) => part).join('') !== typed) {
    throw new SandboxError(
      `\`${text.trim()}\` is not a length of time that I understand. Write it like \`90m\`, \`1h 30m\` or \`7d\`.`,
    );
  }
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * (units[unit?.[0] ?? ''] ?? 0), 0);
}

/** `2026-12-01T19:00:00Z`. */
export function isoSeconds(at: Date): string {
  return at.toISOString().replace(/\.\d+Z$/u, 'Z');
}

/** What went wrong, in words. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** What was asked of the sandbox cannot be done; the message says what to do instead. */
export class SandboxError extends Error {
  override readonly name: string = 'SandboxError';
}
