import type { ValidateAnswer } from '../../answer.js';
import { commentsFor } from '../../import/comments.js';
import { SEPARATOR_NAMES, type Separator } from '../../import/csv-read.js';
import type { CsvStyle } from '../../import/csv-write.js';
import { formatLayout, importFrom } from '../../import/import.js';
import { STARTER } from '../../import/starter.js';
import { type OutTable, takeApart } from '../../import/take-apart.js';
import {
  csvFiles,
  firstDifference,
  isBook,
  TargetFault,
  workbook,
  writeFolder,
  writeNew,
} from '../../import/write-target.js';
import { parseJson } from '../../input/json.js';
import { issuesText } from '../../render/issues.js';
import { type Command, NO_LIMITS } from '../command.js';
import { CommandError, EXIT } from '../exit.js';
import { type Typed, usageError } from '../flags.js';
import { print, readDocument } from '../io.js';
import { answerOf } from '../job.js';

const isSeparator = (text: string): text is Separator => Object.hasOwn(SEPARATOR_NAMES, text);

const separatorOf = (word: string): Separator => {
  const found = Object.entries(SEPARATOR_NAMES).find(([, name]) => name === word)?.[0];
  if (found === undefined || !isSeparator(found))
    throw usageError('new', `--separator is comma, semicolon or tab, not ${JSON.stringify(word)}`);
  return found;
};

const styleOf = (typed: Typed): CsvStyle => {
  const decimal = typed.text('decimal') ?? 'point';
  if (decimal !== 'point' && decimal !== 'comma')
    throw usageError('new', `--decimal is point or comma, not ${JSON.stringify(decimal)}`);
  return {
    separator: separatorOf(typed.text('separator') ?? (decimal === 'comma' ? 'semicolon' : 'comma')),
    decimal,
  };
};

type Values = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A valid problem from a file. */
const problemFrom = async (path: string): Promise<Values> => {
  const document = await readDocument(path);
  const text = await answerOf(
    { kind: 'validate', problem: document, limits: NO_LIMITS },
    { deadlineMs: null, wantsProgress: false, wantsJson: false },
  );
  const answer: ValidateAnswer = JSON.parse(text);
  if (answer.outcome === 'invalid')
    throw new CommandError(EXIT.input, issuesText(document.name, answer.issues, answer.issueCount).trimEnd());
  if (answer.warnings.some(({ code }) => code === 'ranges-at-likely'))
    throw new CommandError(
      EXIT.input,
      `${document.name} gives figures as ranges {low, likely, high}, which a cell of a table cannot hold; state one number each`,
    );
  const parsed = parseJson(document.text);
  if (!parsed.ok || !isObject(parsed.value)) throw new Error('a valid problem is an object');
  return parsed.value;
};

const write = async (
  target: string,
  tables: readonly OutTable[],
  style: CsvStyle,
  isStarter: boolean,
): Promise<void> => {
  const layout = formatLayout();
  const commentsOf = (table: OutTable): readonly string[] => (isStarter ? commentsFor(table, layout) : []);
  try {
    if (isBook(target)) await writeNew(target, workbook(tables, commentsOf));
    else await writeFolder(target, csvFiles(tables, style, commentsOf));
  } catch (error) {
    if (error instanceof TargetFault) throw new CommandError(EXIT.input, error.message);
    if (error instanceof Error && 'code' in error)
      throw new CommandError(EXIT.input, `cannot write ${target}: ${String(error.code)}`);
    throw error;
  }
};

export const newCommand: Command = {
  shape: {
    name: 'new',
    summary: 'Writes a problem as tables to fill in: a folder of CSV files, or a workbook.',
    words: [{ name: 'target', meaning: 'A folder that is new or empty, or a new file ending in .xlsx.' }],
    flags: {
      from: {
        type: 'string',
        value: 'problem',
        meaning: 'Write this problem (JSON) instead of a small example.',
      },
      separator: { type: 'string', value: 'name', meaning: 'comma (default), semicolon or tab.' },
      decimal: {
        type: 'string',
        value: 'mark',
        meaning: 'point (default), or comma with semicolons between cells.',
      },
    },
    notes: () => ['Nothing is written over. `placewright import` reads the tables back.'],
  },
  run: async (typed) => {
    const target = typed.word('target');
    if (isBook(target) && (typed.isSet('separator') || typed.isSet('decimal')))
      throw usageError('new', 'a workbook has no separator and no decimal mark');
    const style = styleOf(typed);
    const from = typed.text('from');
    const problem = from === undefined ? STARTER : await problemFrom(from);
    const tables = takeApart(problem, formatLayout(), style.decimal);
    await write(target, tables, style, from === undefined);
    // What was written must read back as the same problem: a table that loses something is worse than none.
    const back = await importFrom(target, null);
    const difference = back.issues.count > 0 ? 'an issue' : firstDifference(problem, back.problem);
    if (difference !== null) throw new Error(`${target} does not read back as it was written: ${difference}`);
    const rows = tables.map(({ table, rows }) => `${table.name} (${rows.length})`).join(', ');
    await print(
      `Wrote ${target}: ${rows}\nNext: fill in your own figures, then\n  placewright import ${target} -o problem.json\n  placewright solve problem.json\n`,
    );
    return EXIT.ok;
  },
};
