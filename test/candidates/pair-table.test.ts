import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FAMILIES } from '../../fixtures/bench/families.js';
import { PairTable } from '../../solver/candidates/pair-table.js';
import { prepared } from '../support/placing.js';

describe('the table of pairs', () => {
  it('gives back every figure of every pair', () => {
    const raw = FAMILIES.telco?.({ workloads: 12, sites: 6, silicon: 3, seed: 2 });
    if (!raw) throw new Error('no family');
    const { candidates } = prepared(raw).candidates;
    const [some] = candidates;
    if (!some) throw new Error('no pair');
    const figure = fc.oneof(fc.constant(0), fc.constant(1), fc.double({ noNaN: true }));
    let runs = 0;
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            needUnits: figure,
            hostMemoryGiB: figure,
            busyFraction: figure,
            meanScale: figure,
            endToEndMs: fc.option(figure),
            trafficUpGBPerYear: figure,
            trafficDownGBPerYear: figure,
            priceUpPerGB: figure,
            priceDownPerGB: figure,
            transferHours: figure,
            runHours: figure,
            brokenSoftRules: fc.array(fc.string(), { maxLength: 2 }),
            of: fc.nat(candidates.length - 1),
          }),
          { maxLength: 30 },
        ),
        (rows) => {
          const table = new PairTable();
          const added = rows.map(({ of, ...figures }) => {
            const { stream, bank, path, service, estimates, quote, waived } = candidates[of] ?? some;
            return { ...figures, stream, bank, path, service, estimates, quote, waived };
          });
          for (const one of added) table.add(one);
          added.forEach((one, index) => {
            const pair = table.candidates[index];
            expect(pair?.index).toBe(index);
            for (const [name, value] of Object.entries(one))
              expect(pair?.[name as keyof typeof one], name).toEqual(value);
            runs += 1;
          });
        },
      ),
    );
    expect(runs).toBeGreaterThan(200);
  });
});
