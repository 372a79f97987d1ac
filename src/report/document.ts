/** A report as data: what is said, apart from how it is written. Markdown, HTML, CSV and the workbook write the same document. */

/** A figure of a table, with what it takes to show it. */
export type Value =
  | string
  | null
  | { readonly money: number }
  /** decimals null: about three digits that count. */
  | { readonly number: number; readonly decimals: number | null }
  | { readonly fraction: number; readonly decimals: number };

export interface ColumnHead {
  readonly title: string;
  /** Stands in the heading of the CSV; null: text or a bare count. */
  readonly unit: string | null;
  readonly isFigure: boolean;
}

export interface TableBlock {
  readonly kind: 'table';
  /** Name of its CSV file and of its sheet; lower case and dashes. */
  readonly id: string;
  readonly title: string;
  readonly columns: readonly ColumnHead[];
  readonly rows: readonly (readonly Value[])[];
  /** Rows that are sums of rows above. */
  readonly totals?: readonly (readonly Value[])[];
}

/** A drawing, and the text that says the same to who cannot see it. */
export interface ChartBlock {
  readonly kind: 'chart';
  readonly id: string;
  readonly title: string;
  readonly svg: string;
  readonly description: string;
}

export interface TextBlock {
  readonly kind: 'text';
  readonly text: string;
}
export interface ListBlock {
  readonly kind: 'list';
  readonly items: readonly string[];
}

export type Block = TableBlock | ChartBlock | TextBlock | ListBlock;

export interface Section {
  readonly id: string;
  readonly title: string;
  readonly blocks: readonly Block[];
}

export interface ReportDocument {
  readonly title: string;
  readonly currency: string;
  /** Digits after the point of money in the document. */
  readonly moneyDecimals: number;
  readonly sections: readonly Section[];
}

export const text = (content: string): TextBlock => ({ kind: 'text', text: content });
export const list = (items: readonly string[]): ListBlock => ({ kind: 'list', items });

/** A column of text. */
export const words = (title: string): ColumnHead => ({ title, unit: null, isFigure: false });
/** A column of figures. */
export const figures = (title: string, unit: string | null): ColumnHead => ({ title, unit, isFigure: true });

export const money = (amount: number): Value => ({ money: amount });
export const figure = (number: number, decimals = 0): Value => ({ number, decimals });
export const share = (fraction: number, decimals = 1): Value => ({ fraction, decimals });

export const tablesOf = (document: ReportDocument): readonly TableBlock[] =>
  document.sections.flatMap(({ blocks }) =>
    blocks.filter((block): block is TableBlock => block.kind === 'table'),
  );
export const chartsOf = (document: ReportDocument): readonly ChartBlock[] =>
  document.sections.flatMap(({ blocks }) =>
    blocks.filter((block): block is ChartBlock => block.kind === 'chart'),
  );
