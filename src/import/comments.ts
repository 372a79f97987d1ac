import { type Layout, orderedColumns, type Table, unitOf } from './layout.js';
import type { OutTable } from './take-apart.js';

const MOST = 400;

const cut = (names: readonly string[]): string => {
  const text = names.join(', ');
  return text.length <= MOST ? text : `${text.slice(0, text.lastIndexOf(', ', MOST))}, ...`;
};

const named = (table: Table, isLeft: (name: string) => boolean): string[] =>
  orderedColumns(table)
    .filter(({ name, kinds, itemKinds }) => isLeft(name) && kinds.size + itemKinds.size > 0)
    .map((column) => `${column.name}${unitOf(column) === undefined ? '' : ` [${unitOf(column)}]`}`);

/** Lines for people above the heading of a starter: what the table is for and which columns it may have besides. */
export const commentsFor = ({ table, heading, rows }: OutTable, layout: Layout): string[] => {
  const isSettings = table === layout.settings;
  const used = new Set(
    [...heading, ...rows.map((row) => String(row[0]))].map((name) => name.replace(/ \[.*$/, '')),
  );
  const lines = [`# ${table.description}`];
  if (isSettings) {
    lines.push('# Lines that begin with # are for you. Every figure is an example: write yours over it.');
    const others = layout.tables.filter(({ form }) => form === 'entries').map(({ name }) => name);
    lines.push(`# The tables there are: ${others.join(', ')}.`);
  }
  const further = named(table, (name) => !used.has(name));
  if (further.length > 0) lines.push(`# ${isSettings ? 'Settings' : 'Columns'} you can add: ${cut(further)}`);
  return lines;
};
