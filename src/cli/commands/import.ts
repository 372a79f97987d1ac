import type { ValidateAnswer } from '../../answer.js';
import { type ImportIssue, MOST_ISSUES } from '../../import/fault.js';
import { type Imported, importFrom, toCells } from '../../import/import.js';
import { SourceFault } from '../../import/sources.js';
import { importIssuesText, readText } from '../../import/text.js';
import { validText } from '../../render/issues.js';
import { type Command, JSON_FLAG, NO_LIMITS } from '../command.js';
import { CommandError, EXIT, type ExitCode } from '../exit.js';
import { type Typed, usageError } from '../flags.js';
import { print, writeText } from '../io.js';
import { answerOf } from '../job.js';

const decimalOf = (typed: Typed): 'point' | 'comma' | null => {
  const word = typed.text('decimal');
  if (word === undefined || word === 'point' || word === 'comma') return word ?? null;
  throw usageError('import', `--decimal is point or comma, not ${JSON.stringify(word)}`);
};

const read = async (source: string, decimal: 'point' | 'comma' | null): Promise<Imported> => {
  try {
    return await importFrom(source, decimal);
  } catch (error) {
    if (error instanceof SourceFault)
      throw new CommandError(EXIT.input, `cannot read ${source}: ${error.message}`);
    if (error instanceof Error && 'code' in error)
      throw new CommandError(EXIT.input, `cannot read ${source}: ${String(error.code)}`);
    throw error;
  }
};

/** What the library says of the problem that was read. */
const validate = async (name: string, text: string): Promise<ValidateAnswer> =>
  JSON.parse(
    await answerOf(
      { kind: 'validate', problem: { name, text }, limits: NO_LIMITS },
      { deadlineMs: null, wantsProgress: false, wantsJson: false },
    ),
  );

const refuse = async (
  source: string,
  issues: readonly ImportIssue[],
  issueCount: number,
  wantsJson: boolean,
): Promise<ExitCode> => {
  const kept = issues.slice(0, MOST_ISSUES);
  await print(
    wantsJson
      ? `${JSON.stringify({ outcome: 'invalid', issues: kept, issueCount })}\n`
      : importIssuesText(source, kept, issueCount),
  );
  return EXIT.input;
};

export const importCommand: Command = {
  shape: {
    name: 'import',
    summary: 'Reads a folder of CSV files, or a workbook, as a problem.',
    words: [
      {
        name: 'source',
        meaning: 'Folder of CSV files as `placewright new` writes them, or an .xlsx workbook.',
      },
    ],
    flags: {
      out: {
        type: 'string',
        short: 'o',
        value: 'file',
        meaning: 'Write the problem there; else to standard output.',
      },
      decimal: {
        type: 'string',
        value: 'mark',
        meaning: 'point or comma; else as the setting csv.decimal says, or a point.',
      },
      json: { ...JSON_FLAG, meaning: 'What was read and converted as one line of JSON; needs --out.' },
    },
    notes: () => [
      'A heading may carry a unit, which is converted: meterCap [MW], price [USD/kWh], demand [requests/month].',
      'Every issue names its file, row and column. docs/first-hour.md walks through a first plan.',
    ],
  },
  run: async (typed) => {
    const source = typed.word('source');
    const wantsJson = typed.isSet('json');
    const out = typed.text('out');
    if (wantsJson && out === undefined) throw usageError('import', '--json needs --out');
    const imported = await read(source, decimalOf(typed));
    const { issues } = imported;
    // Where a whole column or table is unread, what the library would miss in the rest says nothing new.
    if (issues.hasBroken) return refuse(source, issues.kept, issues.count, wantsJson);
    const text = `${JSON.stringify(imported.problem, null, 1)}\n`;
    const answer = await validate(source, text);
    if (answer.outcome === 'invalid') {
      const found = toCells(answer.issues, imported);
      const unlisted = answer.issueCount - answer.issues.length;
      const all = [...issues.kept, ...found];
      if (issues.count + found.length + unlisted > 0)
        return refuse(source, all, issues.count + found.length + unlisted, wantsJson);
      throw new Error('a problem is invalid, and none of its issues has a place');
    }
    if (issues.count > 0) return refuse(source, issues.kept, issues.count, wantsJson);
    if (out !== undefined) await writeText(out, text);
    const report = `${readText(imported)}${validText(out ?? source, answer)}`;
    if (wantsJson) {
      const { converted, currencies, sources, decimal } = imported;
      const rows = Object.fromEntries(imported.rowCounts);
      await print(
        `${JSON.stringify({ ...answer, outcome: 'imported', rows, decimal, converted, currencies, ignored: sources.ignored })}\n`,
      );
    } else if (out === undefined) {
      process.stderr.write(report);
      await print(text);
    } else await print(report);
    return EXIT.ok;
  },
};
