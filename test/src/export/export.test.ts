import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { compile } from '../../../solver/compile/compile.js';
import { candidatesOf } from '../../../solver/compile/prepare.js';
import { glpk } from '../../../solver/engines/glpk.js';
import { type ExportFormat, exportProgram, readMps } from '../../../solver/export.js';
import { InputError, parseProblem, solve } from '../../../solver/index.js';
import { objectiveOf } from '../../../solver/program/check.js';
import { namesCsv } from '../../../src/cli/commands/export.js';
import { CommandError } from '../../../src/cli/exit.js';
import { run } from '../../../src/cli/run.js';
import { minimalProblem } from '../../support/minimal-problem.js';
import { command, fileAt, fileOf } from '../support/command.js';

const golden = (name: string): string => fileURLToPath(new URL(`../../golden/${name}`, import.meta.url));

const read = () => {
  const parsed = parseProblem(minimalProblem());
  if (!parsed.ok) throw new Error(parsed.issues[0]?.message);
  return parsed.problem;
};

/** UPDATE_GOLDEN=1 writes the files anew; a person reads them before they are kept. */
const expectGolden = (name: string, text: string): void => {
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden(name), text);
  expect(text).toBe(readFileSync(golden(name), 'utf8'));
};

describe('exportProgram', () => {
  it.each<ExportFormat>(['lp', 'mps'])('writes the smallest problem as test/golden/minimal.%s', (format) => {
    expectGolden(`minimal.${format}`, exportProgram(read(), format).text);
  });

  it('tells what every x and r stands for', () => {
    expectGolden('minimal.names.csv', namesCsv({ names: exportProgram(read(), 'lp').names }));
  });

  it('holds every hour of every family, which the program of a solve does not', () => {
    const compiled = compile(candidatesOf(read()));
    const before = compiled.program().rowCount;
    const classes = compiled.hours.families.reduce((sum, family) => sum + family.classes.length, 0);
    const hourRows = (): number =>
      Array.from({ length: compiled.program().rowCount }, (_, row) => compiled.hours.rowOf(row)).filter(
        (row) => row !== undefined,
      ).length;
    const written = hourRows();
    expect(compiled.hours.addAll()).toBe(classes - written);
    expect(hourRows()).toBe(classes);
    expect(compiled.program().rowCount).toBe(before + classes - written);
    expect(compiled.hours.addAll()).toBe(0);
    expect(exportProgram(read(), 'mps').rowCount).toBe(before + classes - written);
  });

  it('prices a point by its names as the bill of our plan does', async () => {
    const result = await solve(read(), { engines: [glpk], compareWithCloudOnly: false });
    if (result.kind !== 'solved') throw new Error(result.kind);
    const { text, names } = exportProgram(read(), 'mps');
    const program = readMps(text);
    const [placed] = result.plan.placements;
    const [units] = result.plan.units;
    const point = Float64Array.from(names.columns, (name, column) => {
      if (name === `place ${placed?.stream} ${placed?.bank}`) return placed?.shareFraction ?? 0;
      if (name === `packs ${units?.bank} ${units?.offer}`) return units?.unitsFurther ?? 0;
      if (name === `open ${units?.site}`) return 1;
      return program.columnLower[column] ?? 0;
    });
    // Read off the golden: whole in Munich 7,598.98, three bought at 35,400.30, the site opened for 35,462.58.
    expect(objectiveOf(program, point)).toBeCloseTo(7598.980893 + 3 * 35400.295985 + 35462.581923, 4);
    expect(objectiveOf(program, point)).toBeCloseTo(result.plan.objective, 4);
  });

  it('names the streams that make the program impossible', () => {
    const parsed = parseProblem({
      ...minimalProblem(),
      workloads: minimalProblem().workloads.map((one) => ({
        ...one,
        slo: { percentile: 95, networkRttMs: 1 },
      })),
    });
    if (!parsed.ok) throw new Error(parsed.issues[0]?.message);
    expect(exportProgram(parsed.problem, 'lp').streamsWithoutCandidate).toEqual(['assistant@munich']);
  });

  it('refuses a format it does not write', () => {
    expect(() => exportProgram(read(), 'xls' as ExportFormat)).toThrow(InputError);
  });

  it('keeps a name of several lines in one line of comment', () => {
    const { text } = exportProgram({ ...read(), name: 'two\nlines\r\\' }, 'lp');
    expect(text.split('\n')[0]).toMatch(/^\\ Placewright .*two lines/);
    expect(text.split('\n')[1]).toMatch(/^\\ Minimise/);
  });
});

describe('placewright export', () => {
  const problem = fileOf('problem.json', minimalProblem());

  it('writes the program with -o, and the names beside it', async () => {
    const [out, names] = [fileAt('out/model.mps'), fileAt('out/names.csv')];
    const ended = await command(['export', problem, '--format', 'mps', '-o', out, '--names', names]);
    expect(ended).toMatchObject({ code: 0, err: '' });
    expect(ended.out).toMatch(/model\.mps: \d+ columns \(\d+ whole\), \d+ rows\n$/);
    expect(readFileSync(out, 'utf8')).toBe(readFileSync(golden('minimal.mps'), 'utf8'));
    expect(readFileSync(names, 'utf8')).toBe(readFileSync(golden('minimal.names.csv'), 'utf8'));
  });

  it('writes to standard output without -o, and JSON with --json', async () => {
    const lp = await command(['export', problem, '--format', 'lp']);
    expect(lp).toEqual({ code: 0, err: '', out: readFileSync(golden('minimal.lp'), 'utf8') });
    const json = await command(['export', problem, '--format=lp', '--json']);
    expect(JSON.parse(json.out)).toMatchObject({ outcome: 'exported', format: 'lp', text: lp.out });
  });

  it.each([
    [['export', problem], '--format is missing'],
    [['export', problem, '--format', 'qp'], 'must be one of lp, mps'],
  ])('refuses %j', async (args, says) => {
    const error = await run(args).catch((caught: unknown) => caught);
    if (!(error instanceof CommandError)) throw error;
    expect([error.exitCode, error.message]).toEqual([2, expect.stringContaining(says)]);
  });
});
