import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeCandidates } from '../../solver/candidates/generate.js';
import { buildDecisions } from '../../solver/decisions/build.js';
import { InternalError } from '../../solver/outcome.js';
import { type BillEntry, COST_IDS } from '../../solver/plan/types.js';
import { ProgramBuilder } from '../../solver/program/builder.js';
import { sizeDemand } from '../../solver/sizing/demand.js';
import { billOfEntries, makeBill } from '../../solver/tei/bill.js';
import { objectiveTerms, presentWorthFactorOf } from '../../solver/tei/objective.js';
import { CLOUD, EDGE, fixture, parsed, pointOf, problemOf } from './fixture.js';
import { richProblem } from './rich-problem.js';

const rich = () => {
  const demand = sizeDemand(parsed(richProblem()));
  const soft = (_: unknown, bank: { site: { kind: string } }) =>
    bank.site.kind === 'metro-edge' ? [] : ['prefer-edge'];
  const candidates = makeCandidates(demand, [], [soft]);
  const builder = new ProgramBuilder();
  const decisions = buildDecisions(candidates, builder);
  return { decisions, program: builder.build() };
};

const dot = (coefficients: Float64Array, point: Float64Array): number =>
  coefficients.reduce((sum, one, column) => sum + one * (point[column] ?? Number.NaN), 0);

describe('the bill and the objective', () => {
  const { decisions, program } = rich();
  const { cash, shadow } = objectiveTerms(decisions, program.columnCount);
  const points = fc
    .array(fc.double({ min: 0, max: 1, noNaN: true }), {
      minLength: program.columnCount,
      maxLength: program.columnCount,
    })
    .map((at) =>
      Float64Array.from(at, (fraction, column) => {
        const lower = program.columnLower[column] ?? Number.NaN;
        const upper = program.columnUpper[column] ?? Number.NaN;
        const value = lower + fraction * (upper - lower);
        return program.integer[column] ? Math.round(value) : value;
      }),
    );

  it('agree at any point, cash and shadow apart', () => {
    fc.assert(
      fc.property(points, (point) => {
        const bill = makeBill(decisions, point);
        const slack = 1e-9 * Math.abs(bill.presentWorth) + 1e-6;
        expect(Math.abs(bill.cashPresentWorth - dot(cash, point))).toBeLessThan(slack);
        expect(Math.abs(bill.shadowPresentWorth - dot(shadow, point))).toBeLessThan(slack);
        expect(bill.presentWorth).toBe(bill.cashPresentWorth + bill.shadowPresentWorth);
      }),
      { numRuns: 100 },
    );
  });

  it('has something of every component, in the order of the components, and each entry in its line', () => {
    const bill = makeBill(decisions, program.columnUpper);
    expect(bill.lines.map((line) => line.component)).toEqual([...COST_IDS]);
    expect(bill.entries.every((entry) => entry.amount !== 0)).toBe(true);
    const inLines = bill.lines.reduce((sum, line) => sum + line.presentWorth, 0);
    const inEntries = bill.entries.reduce((sum, entry) => sum + entry.presentWorth, 0);
    expect(inLines).toBeCloseTo(inEntries, 3);
    for (const entry of bill.entries) {
      const factor = presentWorthFactorOf(entry.timing, { discountFraction: 0.08, years: 6 });
      expect(entry.presentWorth).toBeCloseTo(entry.amount * factor, 4);
    }
  });

  it('is the same however often it is made', () => {
    const again = rich();
    expect(JSON.stringify(makeBill(again.decisions, again.program.columnUpper))).toBe(
      JSON.stringify(makeBill(decisions, program.columnUpper)),
    );
  });

  it('refuses a point that is no number, or too short', () => {
    const point = Float64Array.from(program.columnUpper);
    point[decisions.oneColumn] = Number.NaN;
    expect(() => makeBill(decisions, point)).toThrow(InternalError);
    expect(() => makeBill(decisions, new Float64Array(1))).toThrow(InternalError);
    expect(() => objectiveTerms(decisions, 1)).toThrow(InternalError);
  });
});

describe('a bill', () => {
  it('says how much of a line was converted', () => {
    const one = fixture(
      problemOf((problem) => {
        problem.exchangeRates = [{ from: 'USD', to: 'EUR', rate: 0.9, asOf: '2026-01-01', source: 'test' }];
        problem.offers.push({
          id: 'fra-usd',
          terms: 'on-demand',
          site: 'fra-cloud',
          silicon: 'gpu-80',
          pricePerUnitHour: 2,
          packingEfficiencyFraction: 1,
          currency: 'USD',
        });
      }),
    );
    const bill = makeBill(
      one.decisions,
      pointOf(one, { place: { 'assistant@munich fra-usd': 0.5, [CLOUD]: 0.5 } }),
    );
    const line = bill.lines.find((found) => found.component === 'rentByUse');
    // 2 USD x 0.9 x 8,760 h x 0.5 = 7,884 of 7,884 + 3.9 x 8,760 / 0.85 x 0.5
    expect(line?.convertedPresentWorth).toBeCloseTo(7884, 8);
    expect(line?.presentWorth).toBeCloseTo(7884 + (3.9 * 8760 * 0.5) / 0.85, 6);
    expect(bill.entries.map((entry) => entry.convertedFrom)).toEqual([undefined, 'USD']);
  });

  it('leaves zero amounts out and adds up what differs in nothing else', () => {
    const one = fixture(
      problemOf((problem) => {
        Object.assign(problem.offers[0] ?? {}, { unitsExisting: 2 });
      }),
      () => ({ needUnits: 6 }),
    );
    const plan = { kept: { 'muc-buy': 2 }, packs: { 'muc-buy': 4 }, place: { [EDGE]: 0 } };
    const bill = makeBill(one.decisions, pointOf(one, plan));
    const operations = bill.entries.filter((entry) => entry.component === 'operations');
    expect(operations).toHaveLength(1);
    expect(operations[0]?.amount).toBe(5400);
    expect(bill.lines.map((line) => line.component)).toEqual(['siliconUpfront', 'operations', 'energy']);
  });

  it('states the first year undiscounted, without escalation, replacement and residual', () => {
    const entry = (over: Partial<BillEntry>): BillEntry => ({
      component: 'operations',
      nature: 'cash',
      amount: 100,
      presentWorth: 250,
      timing: { kind: 'yearly', escalationFraction: 0.5 },
      ...over,
    });
    const horizon = { currency: 'EUR', discountFraction: 0.1, years: 3 };
    const bill = billOfEntries(horizon, [
      entry({}),
      entry({ component: 'siliconUpfront', timing: { kind: 'upfront' }, amount: 1000, presentWorth: 1000 }),
      entry({
        component: 'siliconReplacement',
        timing: { kind: 'dated', payments: [{ year: 2, factor: 1 }] },
        amount: 1000,
        presentWorth: 826,
      }),
      entry({ component: 'latency', nature: 'shadow', amount: 7, presentWorth: 21 }),
    ]);
    expect(bill.firstYearCash).toBe(1100);
    expect(bill.cashPresentWorth).toBe(2076);
    expect(bill.shadowPresentWorth).toBe(21);
    // capital recovery factor at 10 % over 3 years: 0.1 x 1.331 / 0.331 = 0.402115
    expect(bill.equivalentYearlyCash).toBeCloseTo(2076 * 0.402115, 2);
    expect(bill.lines.find((line) => line.component === 'latency')?.firstYear).toBe(7);
  });

  it('is 0 with no lines for a plan that costs nothing', () => {
    const bill = billOfEntries({ currency: 'EUR', discountFraction: 0, years: 1 }, []);
    expect(bill).toMatchObject({ entries: [], lines: [], presentWorth: 0, equivalentYearlyCash: 0 });
  });
});
