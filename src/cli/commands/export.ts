import { EXPORT_FORMATS, type ExportFormat } from '@placewright/solver/export';
import type { ExportAnswer } from '../../answer.js';
import { type Command, JSON_FLAG, NO_LIMITS, PROBLEM_WORD } from '../command.js';
import { EXIT } from '../exit.js';
import { usageError } from '../flags.js';
import { print, readDocument, writeText } from '../io.js';
import { answerOf } from '../job.js';

const isFormat = (value: string | undefined): value is ExportFormat =>
  EXPORT_FORMATS.some((format) => format === value);

const cell = (text: string): string => (/[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/** The names of a program as a table: what each x and r of the text stands for. */
export const namesCsv = ({ names }: Pick<ExportAnswer, 'names'>): string => {
  const lines = [
    'name,kind,stands for',
    ...names.columns.map((name, index) => `x${index},column,${cell(name)}`),
    ...names.rows.map((name, index) => `r${index},row,${cell(name)}`),
  ];
  return `${lines.join('\n')}\n`;
};

export const exportCommand: Command = {
  shape: {
    name: 'export',
    summary: 'Writes the whole program as LP or MPS text, for any other solver.',
    words: [PROBLEM_WORD],
    flags: {
      format: { type: 'string', value: 'lp|mps', meaning: 'CPLEX LP text or free MPS text.' },
      out: {
        type: 'string',
        short: 'o',
        value: 'file',
        meaning: 'Write the program there, not to standard output.',
      },
      names: { type: 'string', value: 'file', meaning: 'Write there as CSV what each x and r stands for.' },
      json: JSON_FLAG,
    },
    notes: () => [
      'Its least cost is the objective that solve proves: cash and shadow costs, present worth.',
      'glpsol --lp file.lp    glpsol --freemps file.mps    cbc file.mps solve    highs file.lp',
    ],
  },
  run: async (typed) => {
    const format = typed.text('format');
    if (!isFormat(format))
      throw usageError(
        'export',
        format === undefined
          ? '--format is missing: --format lp or --format mps'
          : `--format ${format} must be one of ${EXPORT_FORMATS.join(', ')}`,
      );
    const problem = await readDocument(typed.word('problem'));
    const wantsJson = typed.isSet('json');
    const text = await answerOf(
      { kind: 'export', problem, format, limits: NO_LIMITS },
      { deadlineMs: null, wantsProgress: false, wantsJson },
    );
    const answer: ExportAnswer = JSON.parse(text);
    const [out, names] = [typed.text('out'), typed.text('names')];
    if (out !== undefined) await writeText(out, answer.text);
    if (names !== undefined) await writeText(names, namesCsv(answer));
    if (answer.streamsWithoutCandidate.length > 0)
      process.stderr.write(
        `no bank may serve ${answer.streamsWithoutCandidate.join(', ')}: the program has no solution; solve says why\n`,
      );
    if (wantsJson) await print(`${text}\n`);
    else if (out === undefined) await print(answer.text);
    else
      await print(
        `${out}: ${answer.columnCount} columns (${answer.integerColumnCount} whole), ${answer.rowCount} rows\n`,
      );
    return EXIT.ok;
  },
};
