// The configuration: what is read, and every fault at once with its cure.
import { describe, expect, it } from 'vitest';
import { parseConfig } from '../src/config.ts';
import { ConfigError } from '../src/core/errors.ts';

function faultsIn(env: Record<string, string>): string {
  try {
    parseConfig(env);
    return '';
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.message;
  }
}

describe('the configuration', () => {
  it('needs one platform only; the rest has defaults, and blanks count as absent', () => {
    expect(parseConfig({ DISCORD_TOKEN: 'abc', PORT: ' ', DISCOURSE_URL: '' })).toMatchObject({
      databaseUrl: './docent.db',
      port: 8080,
      logLevel: 'info',
      organisers: [],
      discord: { token: 'abc', apiUrl: 'https://discord.com/api' },
      discourse: undefined,
    });
  });

  it('reads organisers of both platforms', () => {
    const ORGANISERS = 'discord:123456789012345678, discourse:prague';
    expect(parseConfig({ DISCORD_TOKEN: 'abc', ORGANISERS }).organisers).toEqual([
      { platform: 'discord', id: '123456789012345678' },
      { platform: 'discourse', id: 'prague' },
    ]);
  });

  it('without any platform it points to the sandbox', () => {
    expect(faultsIn({})).toMatch(/DISCORD_TOKEN and DISCOURSE_URL are both missing.*npm run sandbox/u);
  });

  it('reports faults of the values together, each with what was given, and no secret', () => {
    const said = faultsIn({
      DISCORD_TOKEN: 'top-secret',
      PORT: 'http',
      LOG_LEVEL: 'loud',
      PUBLIC_URL: 'docs',
      ORGANISERS: 'prague',
    });
    for (const part of [
      'PORT is "http"',
      'LOG_LEVEL is "loud"',
      'PUBLIC_URL is "docs"',
      'ORGANISERS is "prague"',
    ]) {
      expect(said).toContain(part);
    }
    expect(said).not.toContain('top-secret');
  });

  it('reports a faulty value and a missing key together', () => {
    const said = faultsIn({ DISCOURSE_URL: 'https://forum.example', PORT: 'http' });
    for (const key of ['PORT', 'DISCOURSE_API_KEY', 'DISCOURSE_API_USERNAME'])
      expect(said).toContain(`- ${key} `);
  });
});
