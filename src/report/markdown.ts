import type { Block, ReportDocument, TableBlock } from './document.js';
import { heading, shownValue } from './figures.js';

/** Text that Markdown takes as it stands: ids and names of a problem may hold anything. */
const plain = (content: string): string =>
  content.replace(/\p{Cc}/gu, ' ').replace(/[\\`*_{}[\]<>#|~]/g, (sign) => `\\${sign}`);

const tableText = ({ title, columns, rows, totals = [] }: TableBlock, moneyDecimals: number): string[] => {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  const bodyLine = (row: TableBlock['rows'][number]): string =>
    line(row.map((value) => plain(shownValue(value, moneyDecimals))));
  return [
    `**${plain(title)}**`,
    '',
    line(columns.map((column) => plain(heading(column)))),
    line(columns.map(({ isFigure }) => (isFigure ? '---:' : '---'))),
    ...(rows.length === 0
      ? [line(columns.map((_, index) => (index === 0 ? 'none' : '')))]
      : rows.map(bodyLine)),
    ...totals.map((row) =>
      line(row.map((value) => (value === null ? '' : `**${plain(shownValue(value, moneyDecimals))}**`))),
    ),
  ];
};

const blockText = (block: Block, moneyDecimals: number): string[] => {
  switch (block.kind) {
    case 'text':
      return [plain(block.text)];
    case 'list':
      return block.items.map((item) => `- ${plain(item)}`);
    case 'table':
      return tableText(block, moneyDecimals);
    case 'chart':
      return [`![${plain(block.title)}](${block.id}.svg)`, '', plain(block.description)];
  }
};

/** The report as Markdown; charts are links to the SVG files beside it. */
export const markdownOf = (document: ReportDocument): string => {
  const lines = [`# ${plain(document.title)}`];
  for (const section of document.sections) {
    lines.push('', `## ${plain(section.title)}`);
    for (const block of section.blocks) lines.push('', ...blockText(block, document.moneyDecimals));
  }
  return `${lines.join('\n')}\n`;
};
