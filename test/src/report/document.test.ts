import { beforeAll, describe, expect, it } from 'vitest';
import { readXml } from '../../../src/import/xml.js';
import { reportDocument } from '../../../src/report/build.js';
import { csvOf } from '../../../src/report/csv.js';
import { chartsOf, tablesOf } from '../../../src/report/document.js';
import { heading } from '../../../src/report/figures.js';
import { reportFiles } from '../../../src/report/files.js';
import { htmlOf } from '../../../src/report/html.js';
import type { ReportInput } from '../../../src/report/input.js';
import { markdownOf } from '../../../src/report/markdown.js';
import { ticksOf } from '../../../src/report/svg.js';
import { minimalProblem } from '../../support/minimal-problem.js';
import { parsed } from '../../support/placing.js';
import { reportInputOf } from './input.js';

let input: ReportInput;
beforeAll(async () => {
  const problem = { ...minimalProblem(), name: 'Night & day <b>*shift*</b>' };
  input = await reportInputOf(parsed(problem));
}, 60_000);

describe('the report', () => {
  it('opens with the conventions and ends with what is not modelled', () => {
    const document = reportDocument(input);
    const [first] = document.sections;
    expect(first?.blocks[0]).toMatchObject({
      kind: 'text',
      text: expect.stringContaining('Present worth at 8.00 % a year over 3 years'),
    });
    expect(document.sections.at(-1)?.id).toBe('basis');
    expect(JSON.stringify(document.sections.at(-1))).toContain('Not modelled');
  });

  it('as printed, lines add up to the total and the saving is the difference of the totals', () => {
    const bill = tablesOf(reportDocument(input)).find(({ id }) => id === 'bill');
    const amounts = (bill?.rows ?? []).map(([, mine]) =>
      mine !== null && typeof mine === 'object' && 'money' in mine ? mine.money : 0,
    );
    const total = bill?.totals?.[0]?.[1];
    expect(amounts.length).toBeGreaterThan(3);
    expect(total).toEqual({ money: input.answer.plan.bill.cashPresentWorth });
    expect(amounts.reduce((sum, one) => sum + one, 0)).toBeCloseTo(
      input.answer.plan.bill.cashPresentWorth,
      6,
    );
  });

  it('is the same in every form: each table is in Markdown, HTML and a CSV of its own', () => {
    const files = reportFiles(input);
    const document = reportDocument(input);
    const markdown = markdownOf(document);
    const html = htmlOf(document);
    for (const table of tablesOf(document)) {
      expect(markdown).toContain(`**${table.title}**`);
      expect(html).toContain(`<caption>${table.title}</caption>`);
      expect(files.get(`csv/${table.id}.csv`)).toBe(csvOf(table));
      expect(table.rows.every((row) => row.length === table.columns.length)).toBe(true);
    }
    for (const chart of chartsOf(document)) {
      expect(files.get(`${chart.id}.svg`)).toBe(`${chart.svg}\n`);
      expect(markdown).toContain(`](${chart.id}.svg)`);
      expect(html).toContain(chart.svg);
    }
    const ids = tablesOf(document).map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('HTML asks for nothing from outside and lets no text become markup', () => {
    const html = htmlOf(reportDocument(input));
    expect(html).not.toMatch(/<script|<link|<img|src=|https?:\/\/(?!www\.w3\.org\/2000\/svg)/);
    expect(html).toContain('Night &amp; day &lt;b&gt;*shift*&lt;/b&gt;');
    expect(markdownOf(reportDocument(input))).toContain('Night & day \\<b\\>\\*shift\\*\\</b\\>');
  });

  it('drawings are well-formed and name themselves for those who cannot see them', () => {
    const charts = chartsOf(reportDocument(input));
    expect(charts.map(({ id }) => id)).toContain('waterfall');
    for (const { svg } of charts) {
      const opened: string[] = [];
      readXml(svg, { open: (name) => opened.push(name), close: () => {}, text: () => {} });
      expect(opened.slice(0, 3)).toEqual(['svg', 'title', 'desc']);
      expect(svg).not.toMatch(/NaN|Infinity/);
    }
  });

  it('CSV has units in its headings, full digits, and no text a spreadsheet would run', () => {
    const table = {
      kind: 'table' as const,
      id: 'x',
      title: 'x',
      columns: [
        { title: 'Name', unit: null, isFigure: false },
        { title: 'Cost', unit: 'EUR', isFigure: true },
      ],
      rows: [
        ['=cmd()', { money: 1 / 3 }],
        ['-2', null],
      ],
    };
    expect(table.columns.map(heading)).toEqual(['Name', 'Cost [EUR]']);
    expect(csvOf(table)).toBe("\uFEFFName,Cost [EUR]\r\n'=cmd(),0.3333333333333333\r\n'-2,\r\n");
  });

  it('is the same bytes from the same input', () => {
    const [a, b] = [reportFiles(input), reportFiles(structuredClone(input))];
    expect([...a.keys()]).toEqual([...b.keys()]);
    for (const [path, content] of a)
      expect(Buffer.compare(Buffer.from(content), Buffer.from(b.get(path) ?? ''))).toBe(0);
  });
});

describe('axes', () => {
  it.each([
    [0, 100, [0, 20, 40, 60, 80, 100]],
    [-30, 70, [-40, -20, 0, 20, 40, 60, 80]],
    [0, 0, [0]],
    [5, 5, [0, 1, 2, 3, 4, 5]],
  ])('from %d to %d', (least, most, wanted) => {
    expect(ticksOf(least, most)).toEqual(wanted);
  });
});
