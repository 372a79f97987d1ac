import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { STARTER } from '../../../src/import/starter.js';
import { minimalProblem } from '../../support/minimal-problem.js';
import { command, fileAt, fileOf } from '../support/command.js';

const read = (path: string): unknown => JSON.parse(readFileSync(path, 'utf8'));

describe('new', () => {
  it('writes a starter that imports and solves, as a folder and as a workbook', async () => {
    for (const target of [fileAt('starter'), fileAt('starter.xlsx')]) {
      const made = await command(['new', target]);
      expect(made).toMatchObject({ code: 0, err: '' });
      expect(made.out).toContain(`placewright import ${target} -o problem.json`);
      const out = fileAt('made/from-starter.json');
      const imported = await command(['import', target, '-o', out]);
      expect(imported).toMatchObject({ code: 0, err: '' });
      expect(imported.out).toContain('is a valid problem: My first plan');
      expect(read(out)).toEqual(STARTER);
      expect(await command(['solve', out])).toMatchObject({ code: 0, err: '' });
    }
    const sites = readFileSync(join(fileAt('starter'), 'sites.csv'), 'utf8');
    expect(sites).toContain('# Where silicon can stand');
    expect(sites).toContain('meterCapKw [kW]');
    expect(sites).toMatch(/Columns you can add: .*itCapKw \[kW\]/);
  });

  it('writes a problem that is there, with another separator and decimal mark', async () => {
    const target = fileAt('minimal');
    const problem = fileOf('minimal.json', minimalProblem());
    expect(await command(['new', target, '--from', problem, '--decimal', 'comma'])).toMatchObject({
      code: 0,
      err: '',
    });
    expect(readFileSync(join(target, 'tariffs.csv'), 'utf8')).toMatch(/;"?0,\d/);
    const { code, out } = await command(['import', target]);
    expect({ code, problem: JSON.parse(out) }).toEqual({ code: 0, problem: minimalProblem() });
  });

  it('writes over nothing, and refuses what it cannot use', async () => {
    const target = fileAt('full');
    mkdirSync(target);
    writeFileSync(join(target, 'mine.txt'), 'x');
    expect(await command(['new', target])).toMatchObject({
      code: 2,
      err: expect.stringContaining('not empty (mine.txt)'),
    });
    expect(readdirSync(target)).toEqual(['mine.txt']);
    const book = fileOf('there.xlsx', 'x');
    expect(await command(['new', book])).toMatchObject({
      code: 2,
      err: expect.stringContaining('is there already'),
    });
    expect((await command(['new', fileAt('n1'), '--separator', 'pipe'])).code).toBe(2);
    expect((await command(['new', fileAt('n2'), '--decimal', 'dot'])).code).toBe(2);
    expect((await command(['new', fileAt('n3.xlsx'), '--decimal', 'comma'])).code).toBe(2);
    const bad = await command([
      'new',
      fileAt('n4'),
      '--from',
      fileOf('bad.json', { ...minimalProblem(), sites: [] }),
    ]);
    expect(bad).toMatchObject({ code: 2, err: expect.stringContaining('/sites') });
    expect(existsSync(fileAt('n4'))).toBe(false);
  });
});

describe('import', () => {
  it('says what is wrong by file, row and column, and writes nothing', async () => {
    const target = fileAt('wrong');
    await command(['new', target]);
    const path = join(target, 'links.csv');
    writeFileSync(path, readFileSync(path, 'utf8').replace('munich-edge,2,0.5', 'munich-edge,-2,fast'));
    const out = fileAt('never.json');
    const { code, out: text } = await command(['import', target, '-o', out]);
    expect({ code, isThere: existsSync(out) }).toEqual({ code: 2, isThere: false });
    expect(text).toContain('2 issues');
    expect(text).toContain('links.csv, row 4, column rttMs [ms] (C4): out-of-range');
    expect(text).toContain('links.csv, row 4, column jitterMs [ms] (D4): bad-number');
    const json = await command(['import', target, '--out', out, '--json']);
    expect(JSON.parse(json.out)).toMatchObject({
      outcome: 'invalid',
      issueCount: 2,
      issues: [{ file: 'links.csv', row: 4, cell: 'D4' }, { row: 4 }],
    });
  });

  it('answers with --json what was read and converted', async () => {
    const target = fileAt('units');
    await command(['new', target]);
    writeFileSync(join(target, 'tariffs.csv'), 'id,kind,price [EUR/MWh]\ngrid,flat,190\n');
    const out = fileAt('units.json');
    const { code, out: text } = await command(['import', target, '-o', out, '--json']);
    expect(code).toBe(0);
    expect(JSON.parse(text)).toMatchObject({
      outcome: 'imported',
      decimal: 'point',
      rows: { 'tariffs.csv': 1, 'sites.csv': 2 },
      converted: [
        {
          place: 'tariffs.csv',
          heading: 'price [EUR/MWh]',
          field: 'pricePerKwh [money/kWh]',
          conversion: { num: 1, den: 1000 },
        },
      ],
    });
    expect(read(out)).toEqual(STARTER);
  });

  it('refuses what is no folder and no workbook, and flags that say nothing', async () => {
    expect(await command(['import', fileAt('nowhere')])).toMatchObject({
      code: 2,
      err: expect.stringContaining('no such folder'),
    });
    expect((await command(['import', fileOf('a.csv', 'id\n')])).err).toContain('with the folder it is in');
    expect((await command(['import', fileAt('units'), '--json'])).err).toContain('--json needs --out');
    expect((await command(['import', fileAt('units'), '--decimal', 'dot'])).code).toBe(2);
    expect((await command(['import', '--help'])).out).toContain('-o, --out <file>');
  });
});
