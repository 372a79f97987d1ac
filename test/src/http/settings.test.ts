import { describe, expect, it } from 'vitest';
import { jsonLog } from '../../../src/http/log.js';
import { readWaitSeconds } from '../../../src/http/parameters.js';
import { readSettings, SETTINGS, SettingsError, settingsTable } from '../../../src/http/settings.js';

const problemsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    readSettings(environment);
    return [];
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
};

describe('settings', () => {
  it('listens on this machine alone unless told otherwise', () => {
    expect(readSettings({})).toMatchObject({ port: 8080, host: '127.0.0.1', concurrency: 1 });
    expect(readSettings({ PORT: '9000', HOST: '' })).toMatchObject({ port: 9000, host: '127.0.0.1' });
  });

  it('names every wrong one at once', () => {
    const problems = problemsOf({
      PORT: '99999',
      PLACEWRIGHT_LOG_LEVEL: 'loud',
      PLACEWRIGHT_BODY_LIMIT_BYTES: '8MB',
    });
    expect(problems).toHaveLength(3);
    expect(problems.join('\n')).toMatch(/PORT=99999: must be at most 65535/);
    expect(problems.join('\n')).toMatch(/PLACEWRIGHT_BODY_LIMIT_BYTES=8MB: must be a whole number/);
    expect(problems.join('\n')).toMatch(
      /PLACEWRIGHT_LOG_LEVEL=loud: must be one of error, warn, info, silent/,
    );
  });

  it('refuses one it does not know', () => {
    expect(problemsOf({ PLACEWRIGHT_CONCURENCY: '2' })).toEqual([
      'PLACEWRIGHT_CONCURENCY is not a setting (did you mean PLACEWRIGHT_CONCURRENCY?)',
    ]);
  });

  it('has each in the table of the help', () => {
    for (const name of Object.keys(SETTINGS)) expect(settingsTable()).toContain(name);
  });
});

describe('the log', () => {
  it('writes one JSON object a line, from its level up', () => {
    const lines: string[] = [];
    const log = jsonLog('warn', (line) => lines.push(line));
    log.info('a');
    log.error('b', { requestId: 'x\ny' });
    expect(lines).toHaveLength(1);
    expect(lines[0]?.split('\n')).toHaveLength(2);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ level: 'error', event: 'b', requestId: 'x\ny' });
  });
});

describe('Prefer: wait', () => {
  it('is read among other preferences', () => {
    expect(readWaitSeconds('respond-async, wait=5')).toBe(5);
    expect(readWaitSeconds('wait="7"; x=1')).toBe(7);
    expect(readWaitSeconds('handling=strict')).toBeNull();
    expect(readWaitSeconds(undefined)).toBeNull();
    for (const wrong of ['wait=0', 'wait=-1', 'wait', 'wait=1.5'])
      expect(() => readWaitSeconds(wrong)).toThrow(/whole number/);
  });
});
