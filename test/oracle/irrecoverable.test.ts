import { describe, expect, it } from 'vitest';
import { glpk } from '../../solver/engines/glpk.js';
import { parseProblem, solve } from '../../solver/index.js';
import type { Problem, ProblemInput } from '../../solver/problem/types.js';
import { type Family, randomProblem } from '../support/random-problem.js';
import { divisible } from './divisible.js';
import { enumerate } from './enumerate.js';
import { SEEDS } from './seeds.js';

const TAX = 0.19;
const INFLATION = 0.03;
const [SEEDS_LIMITED, SEEDS_OTHER] = [4, 2];

const parsed = (input: ProblemInput): Problem => {
  const read = parseProblem(input);
  if (!read.ok) throw new Error(`refused: ${JSON.stringify(read.issues.slice(0, 3))}`);
  return read.problem;
};

/** Nothing is left at the end: a sale bears no irrecoverable tax, and a dearer unit would leave more. */
const withoutResidual = (seed: number, family: Family): ProblemInput => {
  const { input } = randomProblem(seed, family);
  for (const offer of input.offers) if (offer.terms === 'purchase') offer.residualMarketFraction = 0;
  return input;
};

const limitsMoney = ({ limits }: ProblemInput): boolean =>
  (limits?.capexByYear?.length ?? 0) > 0 || (limits?.shares?.some(({ of }) => of === 'spend') ?? false);

/** Some seeds whose problems limit money, and some that do not. */
const seedsOf = (family: Family): number[] => {
  const isLimited = (seed: number): boolean => limitsMoney(randomProblem(seed, family).input);
  const limited = SEEDS[family].filter(isLimited);
  const others = SEEDS[family].slice(0, SEEDS_OTHER).filter((seed) => !limited.includes(seed));
  return [...limited.slice(0, SEEDS_LIMITED), ...others];
};

/** Amounts that offers bill. */
const BILLED = [
  'pricePerUnit',
  'pricePerUnitYear',
  'pricePerUnitHour',
  'upfrontCostPerUnit',
  'standbyPerUnitHour',
  'pricePerMillionInputTokens',
  'pricePerMillionOutputTokens',
];
const scaled = (entry: Record<string, unknown>, fields: readonly string[]): void => {
  for (const field of fields) {
    const value = entry[field];
    if (typeof value === 'number') entry[field] = value * (1 + TAX);
  }
};

/** Tax of 19 % on every offer, at a real rate with inflation. */
const taxed = (input: ProblemInput): ProblemInput => {
  const changed = structuredClone(input);
  for (const offer of changed.offers) offer.irrecoverableTaxFraction = TAX;
  Object.assign(changed.horizon, { discountBasis: 'real', inflationFraction: INFLATION });
  return changed;
};

/** The same in words the oracle knows: every price 19 % higher, and the nominal rate. */
const spelledOut = (input: ProblemInput): ProblemInput => {
  const changed = structuredClone(input);
  for (const offer of changed.offers) scaled(offer as Record<string, unknown>, BILLED);
  for (const quote of changed.quotes ?? [])
    scaled(quote as unknown as Record<string, unknown>, ['upfrontCost', 'yearlyCost']);
  const { horizon } = changed;
  horizon.discountFraction = (1 + horizon.discountFraction) * (1 + INFLATION) - 1;
  return changed;
};

describe.each(['indivisible', 'divisible'] as const)(
  'tax not recovered and a real rate, %s problems',
  (family) => {
    it('cost what the oracle says of the same problem with higher prices and a nominal rate', async () => {
      let withTax = 0;
      let withLimits = 0;
      for (const seed of seedsOf(family)) {
        const input = withoutResidual(seed, family);
        const answer = (family === 'indivisible' ? enumerate : divisible)(parsed(spelledOut(input)));
        const result = await solve(parsed(taxed(input)), { engines: [glpk], compareWithCloudOnly: false });
        expect(result.kind === 'solved', `${seed}`).toBe(answer.feasible);
        if (result.kind !== 'solved' || !answer.feasible) continue;
        const { objective, bill } = result.plan;
        expect(Math.abs(objective - answer.optimum), `${seed}`).toBeLessThanOrEqual(
          0.01 + 1e-6 * Math.abs(objective),
        );
        if (bill.lines.some(({ component }) => component === 'irrecoverableTax')) withTax += 1;
        if (limitsMoney(input)) withLimits += 1;
      }
      expect(withTax).toBeGreaterThan(2);
      expect(withLimits).toBeGreaterThan(1);
    });
  },
);
