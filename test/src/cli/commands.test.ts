import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { CommandError } from '../../../src/cli/exit.js';
import { run } from '../../../src/cli/run.js';
import { minimalProblem } from '../../support/minimal-problem.js';
import { command, fileAt, fileOf } from '../support/command.js';

const problem = fileOf('problem.json', minimalProblem());
const impossible = fileOf('impossible.json', {
  ...minimalProblem(),
  workloads: minimalProblem().workloads.map((workload) => ({
    ...workload,
    slo: { percentile: 95, networkRttMs: 1 },
  })),
});

describe('solve, why, audit, price', () => {
  it('solves to a screen, and the plan it writes can be asked about and audited', async () => {
    const plan = fileAt('made/plan.json');
    const solved = await command(['solve', problem, '--out', plan]);
    expect(solved).toMatchObject({ code: 0, err: '' });
    expect(solved.out).toMatch(/rules OK \| bill = objective OK \| audit OK/);
    expect(solved.out).toContain(`placewright audit ${problem}`);
    expect(Math.max(...solved.out.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);

    const audited = await command(['audit', problem, plan]);
    expect(audited).toMatchObject({ code: 0, err: '' });
    expect(audited.out).toContain('The audit agrees');

    const why = await command(['why', problem, 'assistant', '--plan', plan]);
    expect(why).toMatchObject({ code: 0, err: '' });
    expect(why.out).toContain('assistant@munich');
    expect(why.out).toContain('Inputs used');

    const bent = JSON.parse(readFileSync(plan, 'utf8'));
    bent.bill.lines[0].presentWorth += 1000;
    const differs = await command(['audit', problem, fileOf('bent.json', bent), '--json']);
    expect(differs.code).toBe(2);
    expect(JSON.parse(differs.out)).toMatchObject({ outcome: 'differs', ok: false });
  });

  it('writes a report and a bundle beside the answer, and audits the bundle', async () => {
    const [folder, bundle] = [fileAt('report'), fileAt('made/bundle.json')];
    const solved = await command(['solve', problem, '--report', folder, '--bundle', bundle, '--json']);
    expect(solved).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(solved.out)).toMatchObject({ outcome: 'solved' });
    expect(readFileSync(`${folder}/report.md`, 'utf8')).toContain('## Dependence');
    expect(readFileSync(`${folder}/report.html`, 'utf8')).toContain('<figure><svg');
    expect(readFileSync(`${folder}/csv/purchases.csv`, 'utf8')).toContain('muc-buy');
    expect(readFileSync(`${folder}/report.xlsx`).subarray(0, 2).toString()).toBe('PK');
    const audited = await command(['audit', bundle]);
    expect(audited).toMatchObject({ code: 0, err: '' });
    expect(audited.out).toContain('Cloud-only, and the saving against it\nThe audit agrees');
  });

  it('solves again from the plan it wrote', async () => {
    const plan = fileAt('made/last-plan.json');
    const first = await command(['solve', problem, '--out', plan, '--json']);
    const again = await command(['solve', problem, '--from', plan, '--json']);
    expect(again).toMatchObject({ code: 0, err: '' });
    expect(JSON.parse(again.out).run.warm).toBe('kept');
    expect(JSON.parse(again.out).plan.objective).toBe(JSON.parse(first.out).plan.objective);
    const strange = fileOf('strange.json', { ...minimalProblem(), not: 'a plan' });
    expect((await command(['solve', problem, '--from', strange])).code).toBe(2);
  });

  it('answers one line of JSON with --json, from standard input as well', async () => {
    const { code, out, err } = await command(['solve', '-', '--json'], JSON.stringify(minimalProblem()));
    expect({ code, err, lines: out.split('\n').length }).toEqual({ code: 0, err: '', lines: 2 });
    expect(JSON.parse(out)).toMatchObject({ outcome: 'solved', comparison: { kind: 'permitted' } });
  });

  it('tells its progress on standard error when asked', async () => {
    const { out, err } = await command(['solve', problem, '--json', '--progress', '--no-compare']);
    expect(err).toMatch(/^ +\d+\.\d s {2}[a-z-]+/);
    expect(JSON.parse(out).comparison.kind).toBe('not-asked');
  });

  it('prices a plan of rows in JSON and in CSV', async () => {
    const rows = [{ workload: 'assistant', offer: 'fra-rent', shareFraction: 1 }];
    const json = await command(['price', problem, fileOf('rows.json', rows)]);
    expect(json).toMatchObject({ code: 0, err: '' });
    expect(json.out).toContain('Total cost of ownership');
    const csv = await command(
      ['price', problem, '-'],
      'workload,offer,shareFraction\nassistant,fra-rent,1\n',
    );
    expect(csv).toEqual(json);
  });

  it('ends with 4 and findings where nothing is possible', async () => {
    const { code, out, err } = await command(['solve', impossible]);
    expect({ code, err }).toEqual({ code: 4, err: '' });
    expect(out).toContain('No plan is possible');
    expect((await command(['why', impossible, 'assistant'])).code).toBe(4);
  });

  it('ends with 3 where the time limit ends it', async () => {
    const { code, err } = await command(['solve', problem, '--time-limit', '0.01']);
    expect(code).toBe(3);
    expect(err).toContain('Stopped (time-limit)');
  });
});

describe('validate', () => {
  it('lists what a valid problem holds', async () => {
    const { code, out } = await command(['validate', problem]);
    expect(code).toBe(0);
    expect(out).toContain('1 workloads, 1 streams');
  });

  it('lists every issue of a wrong one and ends with 2', async () => {
    const { sites: _sites, ...rest } = minimalProblem();
    const wrong = fileOf('wrong.json', { ...rest, horison: 1 });
    const { code, out } = await command(['validate', wrong]);
    expect(code).toBe(2);
    expect(out).toContain('/horison: unknown-field');
    expect(out).toContain('/sites: missing-field');
    const json = await command(['validate', wrong, '--json']);
    expect(json.code).toBe(2);
    expect(JSON.parse(json.out)).toMatchObject({ outcome: 'invalid' });
  });
});

describe('refusals', () => {
  it.each<[string, readonly string[], string]>([
    ['no such file', ['solve', fileAt('none.json')], 'there is no such file'],
    ['a folder', ['solve', fileAt('.')], 'it is a folder'],
    ['bytes that are no text', ['validate', process.execPath], 'not UTF-8'],
    ['a flag mistyped', ['solve', problem, '--enigne', 'glpk'], 'did you mean --engine?'],
    ['a flag of another command', ['validate', problem, '--gap', '0.1'], 'unknown flag --gap'],
    ['a flag twice', ['solve', problem, '--gap', '0.1', '--gap', '0.2'], '--gap stands twice'],
    ['a flag without its value', ['solve', problem, '--engine'], '--engine needs a value'],
    ['a value where none belongs', ['solve', problem, '--json=yes'], '--json takes no value'],
    ['an unknown engine', ['solve', problem, '--engine', 'higs'], 'did you mean highs?'],
    [
      'auto for the parts',
      ['solve', problem, '--sub-engine', 'auto'],
      '--sub-engine auto must be one of glpk',
    ],
    ['a gap that is none', ['solve', problem, '--gap', '100%'], 'below 1'],
    ['a time limit that is none', ['solve', problem, '--time-limit', '0'], 'seconds above 0'],
    ['a missing word', ['price', problem], '<rows> is missing'],
    ['a word too many', ['validate', problem, 'more'], 'unexpected "more"'],
    ['standard input twice', ['price', '-', '-'], 'only one of the two'],
    ['an unknown command', ['slove', problem], 'did you mean solve?'],
    ['a wrong setting', ['serve', '--port', 'http'], 'PORT=http'],
  ])('%s: 2, with a way out', async (_name, args, says) => {
    const error = await run(args).catch((caught: unknown) => caught);
    if (!(error instanceof CommandError)) throw error;
    expect(error.exitCode).toBe(2);
    expect(error.message).toContain(says);
  });

  it.each<[string, readonly string[], string]>([
    ['a flag mistyped', ['solve', problem, '--enigne', 'glpk'], 'did you mean --engine?'],
    ['text that is no JSON', ['solve', fileOf('cut.json', '{"a": [1,')], 'line 1, column 10'],
    ['an unknown workload', ['why', problem, 'nobody'], 'has no workload "nobody"'],
    ['a bundle that is none', ['audit', problem], 'contentHash'],
    ['a plan that is none', ['audit', problem, problem], 'problemHash'],
    ['a row that is none', ['price', problem, fileOf('bad.csv', 'workload\na\n')], 'missing column offer'],
  ])('%s: 2, nothing on standard output, no stack', async (_name, args, says) => {
    const { code, out, err } = await command(args);
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toContain(says);
    expect(err).not.toMatch(/\n\s+at /);
  });
});

describe('help', () => {
  it.each([
    'solve',
    'validate',
    'price',
    'why',
    'levers',
    'sensitivity',
    'compare',
    'audit',
    'export',
    'serve',
  ])('of %s fits a screen', async (name) => {
    const written: string[] = [];
    const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text: unknown, ...rest: unknown[]) => {
      written.push(String(text));
      for (const done of rest) if (typeof done === 'function') done();
      return true;
    });
    expect(await run([name, '--help'])).toBe(0);
    spy.mockRestore();
    const help = written.join('');
    expect(help).toContain(`placewright ${name}`);
    expect(Math.max(...help.split('\n').map((line) => line.length))).toBeLessThanOrEqual(110);
  });

  it('says the exit codes and the version', async () => {
    const { code, out } = await command(['--help']);
    expect(code).toBe(0);
    expect(out).toContain('0 solved, 1 internal, 2 input, 3 engine');
    expect((await command([])).code).toBe(2);
    expect((await command(['--version'])).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});
