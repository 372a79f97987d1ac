import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { allSnapshots } from '../../../solver/catalogue/index.js';
import { glpk } from '../../../solver/engines/glpk.js';
import { highs } from '../../../solver/engines/highs.js';
import { exportProgram, readMps } from '../../../solver/export.js';
import { type Plan, parseProblem, solve } from '../../../solver/index.js';
import { checkPoint } from '../../../solver/program/check.js';
import { byCbc, byGlpsol, byHighs, type Found, isInstalled } from './readers.js';

// Four solvers prove each fixture; on a busy machine the larger ones take their time.
vi.setConfig({ testTimeout: 240_000 });

const FIXTURES = fileURLToPath(new URL('../../../fixtures/', import.meta.url));
const names = readdirSync(FIXTURES).flatMap((file) => /^(.*)\.json$/.exec(file)?.[1] ?? []);
const folder = mkdtempSync(join(tmpdir(), 'placewright-export-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The flagship is stopped at half a percent by everybody: its last tenths take longer than a test should. */
const gapOf = (name: string): number => (name === 'flagship' ? 0.005 : 0);

const problemOf = (name: string) => {
  const written: unknown = JSON.parse(readFileSync(join(FIXTURES, `${name}.json`), 'utf8'));
  const read = parseProblem(written, { catalogues: allSnapshots() });
  if (!read.ok) throw new Error(`${name}: ${read.issues[0]?.message}`);
  return read.problem;
};

const solvedOf = async (name: string): Promise<Plan | null> => {
  const options = { engines: [glpk, highs], gapFraction: gapOf(name), compareWithCloudOnly: false };
  const result = await solve(problemOf(name), options);
  return result.kind === 'solved' ? result.plan : null;
};

/** What another solver calls least lies between our bound and our plan, each as far as its own gap goes. */
const expectSame = (name: string, found: Found, plan: Plan): void => {
  const rounding = Math.max(0.05, 2e-6 * Math.abs(plan.objective));
  const slack = gapOf(name) * Math.abs(plan.objective) + rounding;
  expect(found.objective).toBeGreaterThanOrEqual(plan.bound.value - rounding);
  expect(found.objective).toBeLessThanOrEqual(plan.objective + slack);
  if (gapOf(name) === 0) expect(plan.isProven).toBe(true);
};

/** Its point, put under our names, is a point of our program at the same cost. */
const expectPoint = (text: string, found: Found): void => {
  const program = readMps(text);
  const point = Float64Array.from(
    { length: program.columnCount },
    (_, column) => found.values.get(column) ?? 0,
  );
  // Solution files carry 6 to 9 digits.
  const check = checkPoint(program, point, 2e-4);
  expect(check.rowViolation).toBeLessThan(2e-4);
  expect(check.feasible).toBe(true);
  expect(Math.abs(check.objective - found.objective)).toBeLessThan(2e-4 * Math.abs(found.objective) + 1);
};

const HAS_GLPSOL = isInstalled('glpsol', '--version');
const HAS_CBC = isInstalled('cbc', '-quit');

describe.each(names)('%s, exported', (name) => {
  const problem = problemOf(name);
  const lp = exportProgram(problem, 'lp');
  const mps = exportProgram(problem, 'mps');
  let solved: Promise<Plan | null> | undefined;
  const plan = (): Promise<Plan | null> => {
    solved ??= solvedOf(name);
    return solved;
  };

  it('is read back from MPS as the same program', () => {
    const program = readMps(mps.text);
    expect([program.columnCount, program.rowCount]).toEqual([mps.columnCount, mps.rowCount]);
    expect(mps.names.columns).toHaveLength(program.columnCount);
    expect(mps.names.rows).toHaveLength(program.rowCount);
    expect(new Set(mps.names.columns).size).toBe(program.columnCount);
    expect(lp.names).toEqual(mps.names);
  });

  it('HiGHS reads the LP text and reaches our objective', async () => {
    const ours = await plan();
    const found = await byHighs('lp', lp.text, gapOf(name));
    if (ours) expectSame(name, found, ours);
    else expect(found.isInfeasible).toBe(true);
  });

  it.skipIf(!HAS_GLPSOL)('glpsol reads both texts (skipped where it is not installed)', async () => {
    const ours = await plan();
    if (!ours) return;
    expectSame(name, byGlpsol(folder, 'lp', lp.text, gapOf(name)), ours);
    const found = byGlpsol(folder, 'mps', mps.text, gapOf(name));
    expectSame(name, found, ours);
    expectPoint(mps.text, found);
  });

  it.skipIf(!HAS_CBC)('cbc reads both texts (skipped where it is not installed)', async () => {
    const ours = await plan();
    if (!ours) return;
    expectSame(name, byCbc(folder, 'lp', lp.text, gapOf(name)), ours);
    const found = byCbc(folder, 'mps', mps.text, gapOf(name));
    expectSame(name, found, ours);
    expectPoint(mps.text, found);
  });
});
