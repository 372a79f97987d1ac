import { describe, expect, it } from 'vitest';
import { minimalProblem } from '../../support/minimal-problem.js';
import { start } from '../support/command.js';

/** Port of a started service, from its first log line. */
const portOf = async (service: ReturnType<typeof start>): Promise<number> => {
  const out = await service.until('"listening"');
  const line = out.split('\n').find((text) => text.includes('"listening"')) ?? '';
  return JSON.parse(line).port;
};

describe('serve', () => {
  it('answers over HTTP with the real library and ends cleanly on SIGTERM', async () => {
    const service = start(['serve', '--port', '0']);
    const port = await portOf(service);
    const response = await fetch(`http://127.0.0.1:${port}/v1/plans?engine=glpk`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(minimalProblem()),
    });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ outcome: 'solved', audit: { ok: true } });
    service.signal('SIGTERM');
    const { code, out, err } = await service.ended;
    expect({ code, err }).toEqual({ code: 0, err: '' });
    for (const line of out.trim().split('\n')) expect(JSON.parse(line)).toHaveProperty('event');
    expect(out).not.toContain('muc-edge');
  });

  it('refuses a port that is taken, by name', async () => {
    const first = start(['serve', '--port', '0']);
    const port = await portOf(first);
    const { code, err } = await start(['serve', '--port', String(port)]).ended;
    expect(code).toBe(2);
    expect(err).toContain(`cannot listen on 127.0.0.1 port ${port} (EADDRINUSE)`);
    first.signal('SIGTERM');
    expect((await first.ended).code).toBe(0);
  });

  it('does not start with a wrong setting', async () => {
    const { code, out, err } = await start(['serve'], '', { PLACEWRIGHT_QUEUE_LIMIT: 'many' }).ended;
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain('PLACEWRIGHT_QUEUE_LIMIT=many: must be a whole number');
  });
});
