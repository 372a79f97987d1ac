import { describe, expect, it } from 'vitest';
import { leverProblem } from '../../levers/lever-problem.js';
import { edited } from '../../support/edit.js';
import { command, fileAt, fileOf } from '../support/command.js';

const problem = fileOf('levers.json', leverProblem());
const ranged = fileOf(
  'ranged.json',
  edited(leverProblem(), {
    '/offers/6/pricePerUnit': { low: 4000, likely: 5000, high: 12000 },
    '/workloads/0/origins/0/shareFraction': { low: 0.5, likely: 1, high: 1 },
  }),
);
const widest = (text: string): number => Math.max(...text.split('\n').map((line) => line.length));

// Figures: test/levers/levers.test.ts and test/sensitivity/sensitivity.test.ts work them out by hand.
describe('levers and sensitivity', () => {
  it('print the saving by lever, what requirements cost, and the eight problems', async () => {
    const { code, out, err } = await command(['levers', problem]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/Site: every site, not regions alone +4,008 +4,008 +4,008 +33\.2 %/);
    expect(out).toMatch(/of which price of electricity +857 /);
    expect(out).toMatch(/Together +12,082 /);
    expect(out).toContain('17,520 to 5,438: 69.0 % less. It begins at hyperscale regions, on GPU');
    expect(out).toMatch(/Rules \(1 rule\) +2,000 /);
    expect(out).toMatch(/site \+ silicon \+ terms +5,438 /);
    expect(widest(out)).toBeLessThanOrEqual(100);
    const named = await command(['levers', problem, '--cloud-tariff', 'none', '--json']);
    expect(JSON.parse(named.out)).toMatchObject({
      outcome: 'measured',
      energy: { kind: 'not-measured', why: 'there is no tariff none' },
    });
  });

  it('print what each range does, where it turns, and which end is no valid problem', async () => {
    const { code, out, err } = await command(['sensitivity', ranged]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/\/offers\/6\/pricePerUnit +4,438\.00 +8,876\.00 +4,438\.00 +8,000\.00 +CHANGES/);
    expect(out).toContain('at 10,074 it costs as much as the cloud-only plan');
    expect(out).toContain('at 8,438 it costs as much as the best plan at the high end');
    expect(out).toMatch(/shareFraction +invalid +5,438\.00/);
    expect(widest(out)).toBeLessThanOrEqual(100);
    const tables = await command(['new', fileAt('tables'), '--from', ranged]);
    expect(tables).toMatchObject({ code: 2, out: '' });
    expect(tables.err).toContain('ranges {low, likely, high}, which a cell of a table cannot hold');
    const plain = await command(['sensitivity', problem]);
    expect(plain.code).toBe(2);
    expect(plain.out).toContain('no number of the problem is a range');
  });
});
