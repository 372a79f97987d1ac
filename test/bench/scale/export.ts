/**
 * Writes the whole program of a problem as free MPS, for solvers that are not ours.
 *
 *   node --import tsx test/bench/scale/export.ts problem.json program.mps
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parseProblem } from '@placewright/solver';
import { exportProgram } from '@placewright/solver/export';

const [from = '', to = ''] = process.argv.slice(2);
const read = parseProblem(JSON.parse(readFileSync(from, 'utf8')));
if (!read.ok) throw new Error(read.issues.map((issue) => issue.message).join('; '));
writeFileSync(to, exportProgram(read.problem, 'mps').text);
