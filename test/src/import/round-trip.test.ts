import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseProblem } from '@placewright/solver';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CsvStyle } from '../../../src/import/csv-write.js';
import { formatLayout, importFrom } from '../../../src/import/import.js';
import { STARTER } from '../../../src/import/starter.js';
import { takeApart } from '../../../src/import/take-apart.js';
import { csvFiles, workbook } from '../../../src/import/write-target.js';
import { folderOf, freshPath } from './support.js';

const fixtures = fileURLToPath(new URL('../../../fixtures/', import.meta.url));
const problems = readdirSync(fixtures)
  .filter((name) => name.endsWith('.json'))
  .map((name): [string, Record<string, unknown>] => [
    name,
    JSON.parse(readFileSync(fixtures + name, 'utf8')),
  ]);
const none = (): readonly string[] => [];

const byCsv = async (problem: Record<string, unknown>, style: CsvStyle): Promise<unknown> => {
  const files = csvFiles(takeApart(problem, formatLayout(), style.decimal), style, none);
  const back = await importFrom(
    folderOf(Object.fromEntries(files.map(({ name, content }) => [name, content]))),
    null,
  );
  expect(back.issues.kept).toEqual([]);
  return back.problem;
};

const byBook = async (problem: Record<string, unknown>): Promise<unknown> => {
  const path = freshPath('.xlsx');
  writeFileSync(path, workbook(takeApart(problem, formatLayout(), 'point'), none));
  const back = await importFrom(path, null);
  expect(back.issues.kept).toEqual([]);
  return back.problem;
};

describe('a problem written as tables reads back equal', () => {
  it.each(problems)('%s', async (_, problem) => {
    expect(await byCsv(problem, { separator: ',', decimal: 'point' })).toEqual(problem);
    expect(await byCsv(problem, { separator: ';', decimal: 'comma' })).toEqual(problem);
    expect(await byCsv(problem, { separator: '\t', decimal: 'comma' })).toEqual(problem);
    expect(await byBook(problem)).toEqual(problem);
  });

  it('covers every fixture, the flagship among them', () => {
    expect(problems.map(([name]) => name)).toContain('flagship.json');
    expect(problems.length).toBeGreaterThanOrEqual(6);
  });

  it('the starter is a problem without assumptions', async () => {
    expect(await byCsv({ ...STARTER }, { separator: ',', decimal: 'point' })).toEqual(STARTER);
    const read = parseProblem(STARTER);
    expect(read.ok && read.problem.assumptions).toEqual([]);
  });

  it('with texts, lists and fields that a spreadsheet would bend', async () => {
    const problem = {
      ...STARTER,
      name: '=HYPERLINK("x")',
      note: ' #two\nlines, "quoted"; and \t tabs ',
      'x-owner': { team: 'grid', since: [2024] },
      'x-number-as-text': '007',
      network: { links: [], latencyClasses: [], 'x-seen': true },
      limits: {},
      profiles: [
        { id: 'day', values: Array.from({ length: 24 }, (_, hour) => hour / 10) },
        { id: '2026', values: Array.from({ length: 168 }, (_, hour) => 1e-7 * hour) },
      ],
      operators: [
        {
          id: '-a',
          labels: ['x;y', 'p|q', ' z', 'null', '[1]'],
          certifications: [],
          subProcessors: [{ name: "'quoted'", jurisdiction: 'DE' }],
        },
        { id: 'b', labels: [], note: '+1', 'x-deep': 'true', name: '_x0041_ \u0007 end' },
        { id: '#c', labels: ['-lone'], note: '@here' },
      ],
      rules: [
        { id: 'r', selector: {}, requirement: { attribute: 'site.kind', noneIn: ['device'], 'x-why': '5' } },
      ],
      tariffs: [
        {
          id: 'h',
          kind: 'hourly',
          pricesPerKwh: Array.from({ length: 8760 }, (_, hour) => (hour % 7) - 0.05),
        },
      ],
    };
    expect(await byCsv(problem, { separator: ',', decimal: 'point' })).toEqual(problem);
    expect(await byCsv(problem, { separator: ';', decimal: 'comma' })).toEqual(problem);
    expect(await byBook(problem)).toEqual(problem);
  });

  it('with any texts and numbers', async () => {
    // A zero byte marks what is no text: it is refused on reading.
    const text = fc
      .oneof(fc.string({ minLength: 1 }), fc.string({ unit: 'binary', minLength: 1 }))
      .filter((value) => !value.includes('\0'));
    const entry = fc.record({
      id: text,
      note: text,
      labels: fc.array(text, { maxLength: 4 }),
      latDeg: fc.double({ noNaN: true, noDefaultInfinity: true }).filter((value) => !Object.is(value, -0)),
      // As JSON has it: without a zero below zero.
      'x-any': fc
        .jsonValue()
        .map((value): unknown => JSON.parse(JSON.stringify(value)))
        .filter((value) => value !== null),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(entry, { minLength: 1, maxLength: 3 }), async (locations) => {
        const problem = { horizon: { currency: 'EUR' }, locations };
        expect(await byCsv(problem, { separator: ';', decimal: 'comma' })).toEqual(problem);
        // A workbook's texts are Unicode; halves of a pair cannot be told from what stands for them.
        if (!JSON.stringify(problem).includes('\\ud')) expect(await byBook(problem)).toEqual(problem);
      }),
      { numRuns: 60 },
    );
  });
});
