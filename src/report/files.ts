import { reportDocument } from './build.js';
import { csvOf } from './csv.js';
import { chartsOf, tablesOf } from './document.js';
import { htmlOf } from './html.js';
import type { ReportInput } from './input.js';
import { markdownOf } from './markdown.js';
import { workbookOf } from './workbook/workbook.js';

/** Files of a report by their path inside its folder. */
export const reportFiles = (input: ReportInput): ReadonlyMap<string, string | Buffer> => {
  const document = reportDocument(input);
  return new Map<string, string | Buffer>([
    ['report.md', markdownOf(document)],
    ['report.html', htmlOf(document)],
    ['report.xlsx', workbookOf(input)],
    ...chartsOf(document).map((chart): [string, string] => [`${chart.id}.svg`, `${chart.svg}\n`]),
    ...tablesOf(document).map((table): [string, string] => [`csv/${table.id}.csv`, csvOf(table)]),
  ]);
};
