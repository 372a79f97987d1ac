import type { SolvedAnswer } from '../answer.js';
import { baselineTable } from './baselines.js';
import { billTable } from './bill.js';
import { dispatchTable } from './dispatch.js';
import { playsTable, productsTable, returnsTable, siliconFitText } from './economics.js';
import { financeLines } from './finance.js';
import { assumedInputs, notModelled, ruledOut, warned } from './footing.js';
import { headline } from './headline.js';
import type { Labels } from './labels.js';
import { meterTable } from './meter.js';
import { savingText } from './saving.js';
import { clip, labelled, SCREEN_COLUMNS } from './text.js';
import { unitCosts } from './unit-costs.js';
import { whereItRuns } from './where.js';

const otherBill = ({ comparison }: SolvedAnswer) => {
  if (comparison.cloudOnly !== undefined) return { bill: comparison.cloudOnly.bill, name: 'Cloud-only' };
  if (comparison.relaxed !== undefined) return { bill: comparison.relaxed.bill, name: 'Cloud, rules broken' };
  return { bill: null, name: '' };
};

const electricity = ({ plan }: SolvedAnswer): string[] => {
  const lines = meterTable(plan, false);
  return lines.length === 0 ? [] : [...lines, ''];
};

/**
 * A solved problem on one screen of 100 columns: the proof, where it runs, the bill against cloud-only, the saving,
 * unit costs, what the figures rest on, and what to ask next.
 *
 * @param nextCommands - commands that continue from here, as they are typed
 */
export const solvedScreen = (
  answer: SolvedAnswer,
  labels: Labels,
  nextCommands: readonly string[] = [],
): string => {
  const other = otherBill(answer);
  const title = answer.plan.problemName ?? labels.problemName ?? 'unnamed problem';
  const lines = [
    clip(`Placewright ${answer.plan.solverVersion} | ${title}`, SCREEN_COLUMNS),
    '',
    ...headline(answer),
    '',
    ...whereItRuns(answer.plan, labels),
    '',
    ...dispatchTable(answer.plan),
    ...billTable(answer.plan.bill, other.bill, other.name),
    '',
    ...electricity(answer),
    ...savingText(answer.plan, answer.comparison),
    ...playsTable(answer, answer.plan.currency),
    ...baselineTable(answer),
    ...returnsTable(answer, answer.plan.currency),
    ...productsTable(answer, answer.plan.currency),
    '',
    ...financeLines(answer.finance, answer.plan.bill.years, answer.plan.currency),
    ...unitCosts(answer, answer.plan.currency),
    ...siliconFitText(answer),
    ...assumedInputs(answer),
    ...warned(answer.plan),
    ...ruledOut(answer.exclusions),
    ...notModelled(answer.plan),
    ...nextCommands.flatMap((command, index) => labelled(index === 0 ? 'Next' : '', command)),
  ];
  return `${lines.join('\n')}\n`;
};
