import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { glpk } from '../../../solver/engines/glpk.js';
import { type PricedProduct, parseProblem, solve } from '../../../solver/index.js';
import { economicsDetails } from '../../../src/render/details.js';
import { playsTable, productsTable, returnsTable, siliconFitText } from '../../../src/render/economics.js';
import { compact } from '../../../src/render/numbers.js';
import { unitCosts } from '../../../src/render/unit-costs.js';
import { solvedAnswer } from '../support/solved-answer.js';

const row = (grossMarginFraction: number, price: number | null) => ({
  grossMarginFraction,
  revenuePerYear: 1e6 / (1 - grossMarginFraction),
  breakEvenLoadFraction: price === null ? null : 0.62,
  prices: [
    { per: 'request' as const, price },
    { per: 'millisecond-request' as const, price: null },
  ],
});
const product = (price: number | null, atListPrice: PricedProduct['atListPrice'] = null): PricedProduct => ({
  product: 'near',
  kind: 'latency',
  workloads: ['assistant'],
  cost: { perYear: 1e6, fixedPerYear: 6e5, variablePerYear: 4e5 },
  sold: [
    { per: 'request', perYear: 584e6, costEach: 0.000113 },
    { per: 'millisecond-request', perYear: 0, costEach: null },
  ],
  ...row(0.35, price),
  margins: [row(0.3, price), row(0.4, price)],
  atListPrice,
});

describe('what is shown beside the bill', () => {
  it('is nothing where the problem asks for nothing', () => {
    const answer = solvedAnswer();
    expect(productsTable(answer, 'EUR')).toEqual([]);
    expect(playsTable(answer, 'EUR')).toEqual([]);
    expect(returnsTable(answer, 'EUR')).toEqual([]);
    expect(siliconFitText(answer)).toEqual([]);
  });

  it('is products, with what is not sold as a dash', () => {
    const lines = productsTable({ products: [product(0.000174)] }, 'EUR');
    expect(lines[1]).toBe(
      'Products, EUR each, at the wanted gross margin and at 30 % to 40 %; load at which each breaks even',
    );
    expect(lines[3]).toMatch(/near +request +584 M +1\.13e-4 +35\.0 % +1\.74e-4 .* 62 %$/);
    expect(lines[4]).toMatch(/millisecond-request +0 +- +- +-$/);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it('says when a list price covers its cost at no load', () => {
    const atListPrice = {
      per: 'request' as const,
      price: 0.0005,
      revenuePerYear: 292_000,
      grossMarginFraction: -2.42,
      breakEvenLoadFraction: null,
    };
    const text = productsTable({ products: [product(0.000174, atListPrice)] }, 'EUR').join('\n');
    expect(text).toContain('near at 5.00e-4 EUR a request: margin -242.0 %, no load covers its cost');
  });

  it('is the saving by play, open where nothing is there to compare with', () => {
    const plays = [
      {
        play: 'ecosystems' as const,
        workloads: ['a', 'b'],
        planPresentWorth: 70_000,
        cloudOnlyPresentWorth: 90_000,
        value: 20_000,
      },
      { play: null, workloads: ['c'], planPresentWorth: 5, cloudOnlyPresentWorth: null, value: null },
    ];
    const lines = playsTable({ plays }, 'EUR');
    expect(lines[3]).toMatch(/ecosystems +2 +90,000 +70,000 +20,000$/);
    expect(lines[4]).toMatch(/no play named +1 +- +5 +-$/);
  });

  it('is who runs on silicon of less merit than another that is permitted', () => {
    const silicon = (
      of: string,
      fitFraction: number | null,
      isPermitted: boolean,
      shareFraction: number,
    ) => ({
      silicon: of,
      family: 'GPU' as const,
      fitFraction,
      isPermitted,
      shareFraction,
    });
    const siliconFit = [
      {
        workload: 'best',
        basis: 'batch' as const,
        silicon: [silicon('a', 1, true, 1), silicon('b', 0.5, true, 0)],
      },
      {
        workload: 'less',
        basis: 'batch' as const,
        silicon: [silicon('a', 1, true, 0), silicon('b', 0.5, true, 1)],
      },
      {
        workload: 'must',
        basis: 'batch' as const,
        silicon: [silicon('a', 1, false, 0), silicon('b', 0.5, true, 1)],
      },
      { workload: 'host', basis: 'batch' as const, silicon: [silicon('c', null, true, 1)] },
    ];
    const text = siliconFitText({ siliconFit }).join(' ').replaceAll(/\s+/g, ' ');
    expect(text).toBe(
      'Silicon fit 2 of 3 workloads run on the permitted silicon of most merit; not less on b (0.50), best a (1)',
    );
  });

  it('is energy and carbon by unit, and how many inputs the rest needs', () => {
    const text = unitCosts(solvedAnswer(), 'EUR').join('\n');
    expect(text).toMatch(/Unit energy +1\.25 kWh a million tokens/);
    expect(text).toMatch(/64,200 kgCO2 \(location average\); the rest needs 1 input that nobody/);
  });

  it('writes the very large and the very small in few characters', () => {
    expect([7.59e9, 584e6, 1234, 0.5, 0.000_174, 0, -2e-5].map(compact)).toEqual([
      '7.59 bn',
      '584 M',
      '1,234',
      '0.50',
      '1.74e-4',
      '0',
      '-2.00e-5',
    ]);
  });
});

describe('the details', () => {
  const details = async (): Promise<string[]> => {
    const read = parseProblem(
      JSON.parse(readFileSync(new URL('../../../fixtures/telco-products.json', import.meta.url), 'utf8')),
    );
    if (!read.ok) throw new Error('the fixture is valid');
    const result = await solve(read.problem, { engines: [glpk], compareWithCloudOnly: false });
    if (result.kind !== 'solved') throw new Error(result.kind);
    return economicsDetails(result, result.plan.currency);
  };

  it('show every workload, site, unit and margin within 100 columns', async () => {
    const lines = await details();
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    const text = lines.join('\n');
    // The hand-worked figures of the fixture's page.
    expect(text).toMatch(/city-assistant +57,853 +47,834/);
    expect(text).toMatch(/field-agents +million tokens/);
    expect(text).toMatch(/agent-month +151 +44\.1 +15,096/);
    expect(text).toMatch(/vault-nuremberg +39,240 +40,166/);
    expect(text).toMatch(/40\.0 % +65,400 +58\.7 % +1\.07 +779/);
    expect(text).toMatch(/ticket-tuning +fine-tuning +a100 +GPU +1 +yes +100 %/);
    expect(text).not.toContain('Not stated');
  });

  it('name the inputs that are missing', () => {
    const text = economicsDetails(solvedAnswer(), 'EUR').join('\n');
    expect(text).toContain('  gridCarbonMarginalGramsPerKwh of site muc-edge');
  });
});
