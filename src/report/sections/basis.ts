import { figure, figures, list, money, type Section, text, words } from '../document.js';
import type { ReportInput } from '../input.js';

/** What the figures rest on: assumptions, estimates, warnings, and what is not modelled. */
export const basisSection = ({ answer }: ReportInput): Section => {
  const { plan, assumed, comparison } = answer;
  return {
    id: 'basis',
    title: 'What it rests on',
    blocks: [
      {
        kind: 'table',
        id: 'assumed',
        title: 'Inputs nobody gave, taken from planning defaults',
        columns: [
          words('Field'),
          figures('Value', null),
          words('Unit'),
          words('Source'),
          words('As of'),
          figures('Touches', plan.currency),
        ],
        rows: assumed.map((one) => [
          one.pointer,
          figure(one.value, Number.isInteger(one.value) ? 0 : 4),
          one.unit,
          one.source,
          one.asOf,
          money(one.touchedPresentWorth),
        ]),
      },
      ...(plan.estimates.length === 0
        ? []
        : [
            list(
              plan.estimates.map(
                ({ mark, placements }) => `Estimated: ${placements} placements rest on ${mark}.`,
              ),
            ),
          ]),
      ...(plan.warnings.length === 0
        ? []
        : [list(plan.warnings.map(({ pointer, message }) => `Warning: ${pointer}: ${message}`))]),
      ...(comparison.allowances.length === 0
        ? []
        : [text('What cloud-only was allowed:'), list(comparison.allowances)]),
      ...(comparison.warnings.length === 0
        ? []
        : [list(comparison.warnings.map(({ message }) => `The baseline may be weak: ${message}`))]),
      text('Not modelled:'),
      list(plan.notModelled),
      list([
        `Problem ${plan.problemHash}`,
        `Placewright ${plan.solverVersion}, engine ${plan.engine.id} ${plan.engine.version}, stopped: ${plan.stop}`,
        ...(plan.catalogue === undefined ? [] : [`Catalogue ${plan.catalogue.id} ${plan.catalogue.hash}`]),
      ]),
    ],
  };
};
