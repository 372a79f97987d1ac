import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { formatLayout, importFrom } from '../../../src/import/import.js';
import { takeApart } from '../../../src/import/take-apart.js';
import { csvFiles, workbook } from '../../../src/import/write-target.js';
import { minimalProblem } from '../../support/minimal-problem.js';
import { folderOf, freshPath } from './support.js';

const RECORD = '../../../fixtures/urdb/urdb_SDGE_EV-HP_EECC-CPP-D_2025-09-08_Neat.json';
const record: unknown = JSON.parse(readFileSync(fileURLToPath(new URL(RECORD, import.meta.url)), 'utf8'));

/** A record of the rate database, which is one cell, beside a tariff with tiers in every place that has them. */
const problem = (): Record<string, unknown> => {
  const rows = Array.from({ length: 12 }, () => Array(24).fill(0));
  const tiers = [
    { fromKwhPerMonth: 300, pricePerKwh: 0.2 },
    { fromKwhPerMonth: 500, pricePerKwh: 0.1 },
  ];
  return {
    ...minimalProblem(),
    tariffs: [
      { kind: 'urdb', id: 'grid', record, zone: 'Europe/Berlin' },
      { kind: 'flat', id: 'flat', pricePerKwh: 0.3, tiers, fixedCostPerDay: 2, minimumCostPerMonth: 90 },
      {
        kind: 'time-of-use',
        id: 'tou',
        periods: [{ pricePerKwh: 0.1, tiers }, { pricePerKwh: 0.4 }],
        weekdaySchedule: rows,
        weekendSchedule: rows,
        demand: {
          monthlyPricePerKw: Array(12).fill(1),
          monthlyTiers: [{ fromKw: 10, monthlyPricePerKw: Array(12).fill(2) }],
          monthlyRatchet: { fraction: 0.8, lookBackMonths: 11, months: [6, 7] },
          periods: [
            {
              pricePerKw: 3,
              tiers: [{ fromKw: 5, pricePerKw: 4 }],
              ratchet: { fraction: 1, lookBackMonths: 2 },
            },
          ],
          weekdaySchedule: rows,
          weekendSchedule: rows,
        },
      },
    ],
  };
};

it.each([
  { separator: ',', decimal: 'point' },
  { separator: ';', decimal: 'comma' },
] as const)('tariffs by the month read back from tables: %o', async (style) => {
  const files = csvFiles(takeApart(problem(), formatLayout(), style.decimal), style, () => []);
  const folder = folderOf(Object.fromEntries(files.map(({ name, content }) => [name, content])));
  const back = await importFrom(folder, null);
  expect(back.issues.kept).toEqual([]);
  expect(back.problem).toEqual(problem());
});

it('and from a workbook', async () => {
  const path = freshPath('.xlsx');
  writeFileSync(
    path,
    workbook(takeApart(problem(), formatLayout(), 'point'), () => []),
  );
  const back = await importFrom(path, null);
  expect(back.issues.kept).toEqual([]);
  expect(back.problem).toEqual(problem());
});
