import type { InfeasibleAnswer, NoPlanAnswer, StoppedAnswer } from '../answer.js';
import { ruledOut } from './footing.js';
import { counted, grouped } from './numbers.js';
import { wrap } from './text.js';

/** Why there is no plan and what would change it, in the order the library gives: cheapest change first. */
export const infeasibleText = ({ findings, exclusions }: InfeasibleAnswer): string => {
  const lines = [`No plan is possible: ${counted(findings.length, 'finding')}, cheapest to mend first`, ''];
  findings.forEach((finding, index) => {
    const number = `${index + 1}.`.padEnd(4);
    lines.push(...wrap(`${finding.message} (${finding.code})`, number, '    '));
    const facts = [
      ...(finding.subjects.length === 0 ? [] : [`concerns: ${finding.subjects.join(', ')}`]),
      ...(finding.shortBy === undefined
        ? []
        : [`short by: ${grouped(finding.shortBy, 2)} ${finding.unit ?? ''}`]),
      ...(finding.whenUtc === undefined ? [] : [`first: ${finding.whenUtc}`]),
      ...(finding.remedy === undefined ? [] : [`would do: ${finding.remedy}`]),
    ];
    for (const fact of facts) lines.push(...wrap(fact, '    ', '      '));
  });
  lines.push('', ...ruledOut(exclusions));
  return `${lines.join('\n')}\n`;
};

/** A solve that ended by itself without a plan. */
export const noPlanText = ({ stop, bound, exclusions, run }: NoPlanAnswer): string => {
  const known =
    bound === null
      ? 'no bound is known'
      : `no plan can cost less than ${grouped(bound.value, 2)} (${bound.kind})`;
  const lines = [
    ...wrap(
      `No plan was found before the solve stopped (${stop}); that does not mean there is none. Engine ${run.engine}; ${known}.`,
      '',
      '',
    ),
    ...wrap('Try a longer --time-limit, a wider --gap, or another --engine.', '', ''),
    '',
    ...ruledOut(exclusions),
  ];
  return `${lines.join('\n')}\n`;
};

/** A solve that was ended from outside. */
export const stoppedText = ({ stop, lastKnown, message }: StoppedAnswer): string => {
  const known =
    lastKnown === null
      ? 'Nothing was found by then.'
      : `Last known: phase ${lastKnown.phase}` +
        `${lastKnown.incumbent === undefined ? ', no plan yet' : `, a plan of ${grouped(lastKnown.incumbent, 2)}`}` +
        `${lastKnown.bound === undefined ? '' : `, bound ${grouped(lastKnown.bound, 2)}`}.`;
  return `${[...wrap(`Stopped (${stop}): ${message}.`, '', ''), ...wrap(known, '', '')].join('\n')}\n`;
};
