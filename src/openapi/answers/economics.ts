import { PRICE_UNITS } from '@placewright/solver';
import { z } from 'zod';
import { figure, fraction, money } from './shared.js';

const text = z.string();
const perYear = (unit: string, description?: string) => figure(`${unit}/year`, description);

const footprint = z
  .strictObject({
    energyKwh: perYear('kWh', 'At the meter, cooling included.').nullable(),
    carbonKg: perYear('kgCO2eq', 'Operational, location-based average.').nullable(),
    marginalCarbonKg: perYear(
      'kgCO2eq',
      'The same energy at the marginal intensity; never added.',
    ).nullable(),
    embodiedCarbonKg: perYear('kgCO2eq', 'Of making the units, over their life.').nullable(),
    siteWaterLiters: perYear('L').nullable(),
    gridWaterLiters: perYear('L').nullable(),
  })
  .meta({ description: 'Of a year; null where an input that bears on the figure is not stated.' });

const perUnits = <T extends z.ZodType>(each: T) => ({
  perMillionTokens: each,
  perRequest: each,
  perUnitHour: each,
  perAgentMonth: each,
});
const unitFigures = (unit: string) => z.strictObject(perUnits(figure(unit).nullable()));

const unitCosts = {
  equivalentYearlyCash: money(),
  ...perUnits(money().nullable()),
  footprint,
  energyKwh: unitFigures('kWh'),
  carbonGrams: unitFigures('gCO2eq'),
  marginalCarbonGrams: unitFigures('gCO2eq'),
  embodiedCarbonGrams: unitFigures('gCO2eq'),
  waterLiters: unitFigures('L'),
};

const unitEconomics = z
  .strictObject({
    workloads: z.array(z.strictObject({ workload: text, presentWorthCash: money(), ...unitCosts })),
    sites: z.array(
      z.strictObject({
        site: text.nullable(),
        presentWorthCash: money(),
        equivalentYearlyCash: money(),
        footprint,
      }),
    ),
    all: z.strictObject(unitCosts),
    notStated: z
      .array(
        z.strictObject({
          figure: z.enum([
            'energyKwh',
            'carbonKg',
            'marginalCarbonKg',
            'embodiedCarbonKg',
            'siteWaterLiters',
            'gridWaterLiters',
          ]),
          input: text,
        }),
      )
      .meta({ description: 'Inputs without which a figure of energy, carbon or water is null.' }),
  })
  .meta({ description: 'Cost, energy, carbon and water by unit, workload and site.' });

const against = {
  per: z.enum(['request', 'workflow', 'agent-month']).nullable(),
  quantityPerYear: perYear('count').nullable(),
  valuePerYear: money('A year, as the planner states it.'),
  costPerYear: money('Equivalent yearly cash attributed.'),
  netPerYear: money('value - cost.'),
  returnFraction: fraction('(value - cost) / cost.').nullable(),
  energySavedKwhPerYear: perYear('kWh', 'As the planner states it.').nullable(),
  energyUsedKwhPerYear: perYear('kWh').nullable(),
};
const returns = z
  .strictObject({
    workloads: z.array(z.strictObject({ workload: text, ...against })),
    workflows: z.array(
      z.strictObject({
        workflow: text,
        workloads: z.array(text),
        withoutValue: z.array(text),
        ...against,
      }),
    ),
  })
  .meta({ description: 'Return on attributed cost, where the planner states a value.' });

const priceUnit = z.enum(PRICE_UNITS);
const marginRow = {
  grossMarginFraction: fraction('(price - cost) / price.'),
  revenuePerYear: money(),
  breakEvenLoadFraction: fraction('Of the planned load, at which revenue covers cost.').nullable(),
  prices: z
    .array(z.strictObject({ per: priceUnit, price: money().nullable() }))
    .meta({ description: 'Billed by any one of these alone.' }),
};
const products = z
  .array(
    z.strictObject({
      product: text,
      kind: z.enum(['latency', 'sovereign-zone', 'agent-platform']),
      workloads: z.array(text),
      cost: z.strictObject({
        perYear: money('Equivalent yearly cash attributed.'),
        fixedPerYear: money('Paid whatever the load is.'),
        variablePerYear: money('Follows the load.'),
      }),
      sold: z.array(
        z.strictObject({ per: priceUnit, perYear: perYear('count'), costEach: money().nullable() }),
      ),
      ...marginRow,
      margins: z.array(z.strictObject(marginRow)),
      atListPrice: z
        .strictObject({
          per: priceUnit,
          price: money(),
          revenuePerYear: money(),
          grossMarginFraction: fraction().nullable(),
          breakEvenLoadFraction: fraction('Above 1: not at the planned load.').nullable(),
        })
        .nullable(),
    }),
  )
  .meta({ description: 'What is sold on the plan, priced at a margin over attributed cost.' });

const plays = z
  .array(
    z.strictObject({
      play: z.enum(['fine-tuning', 'inference-placement', 'agent-platforms', 'ecosystems']).nullable(),
      workloads: z.array(text),
      planPresentWorth: money(),
      cloudOnlyPresentWorth: money().nullable(),
      value: money('cloud-only - plan; all plays add up to savesAtMost.').nullable(),
    }),
  )
  .meta({ description: 'The saving by play; empty where no workload names one.' });

const siliconFit = z
  .array(
    z.strictObject({
      workload: text,
      basis: z.enum(['training', 'fine-tuning', 'interactive', 'batch']),
      silicon: z.array(
        z.strictObject({
          silicon: text,
          family: z.enum(['GPU', 'TPU', 'LPU', 'NPU', 'ASIC', 'FPGA', 'CPU']),
          fitFraction: fraction().nullable(),
          isPermitted: z.boolean(),
          shareFraction: fraction(),
        }),
      ),
    }),
  )
  .meta({ description: 'Merit of each silicon for each workload; no cost follows from it.' });

/** What follows from a plan and its bill, field by field. */
export const economicsFields = { unitEconomics, returns, products, plays, siliconFit };
