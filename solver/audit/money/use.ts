import type { Case, Row } from '../rows.js';
import { hasQuotedCost } from '../site-power.js';
import { type Charge, upfront, yearly } from './charge.js';

/** What a placement costs by itself: unit-hours, tokens, traffic, or the quote in their place. */
export const useCharges = (audit: Case): Charge[] => audit.rows.flatMap((row) => chargesOf(audit, row));

const chargesOf = (audit: Case, row: Row): Charge[] => {
  const { horizon } = audit.problem;
  const { bank, quote, need, x, y } = row;
  const on = { row };
  const charges: Charge[] = [];
  if (quote && hasQuotedCost(row)) {
    charges.push(upfront('quoted', (quote.upfrontCost ?? 0) * x, horizon, on));
    charges.push(yearly('quoted', (quote.yearlyCost ?? 0) * x, undefined, horizon, on));
  } else {
    charges.push(...computed(audit, row));
  }
  const { use } = bank;
  // Units deferred work has at once beyond its mean are kept for nobody.
  if (use?.standbyPerUnitHour !== undefined && y > 0 && !row.stream.deferred) {
    const ready = use.standbyPerUnitHour * row.stream.hoursHeld * need.units * y;
    charges.push(yearly('rentByUse', ready, use.escalationFraction, horizon, on));
  }
  return charges;
};

const computed = (audit: Case, row: Row): Charge[] => {
  const { horizon } = audit.problem;
  const { bank, stream, x } = row;
  const on = { row };
  const charges: Charge[] = [];
  if (bank.use)
    charges.push(
      yearly(
        'rentByUse',
        unitHours(row) * bank.use.pricePerUnitHour * x,
        bank.use.escalationFraction,
        horizon,
        on,
      ),
    );
  if (bank.token) {
    const { pricePerMillionInputTokens: input, pricePerMillionOutputTokens: output } = bank.token;
    const perRequest = (stream.input.mean * input + stream.output.mean * output) / 1e6;
    const cost = perRequest * stream.requestsPerYear * stream.copyLoad * x;
    charges.push(yearly('tokens', cost, bank.token.escalationFraction, horizon, on));
  }
  const traffic = trafficCost(audit, row);
  if (traffic !== 0) charges.push(yearly('traffic', traffic * x, undefined, horizon, on));
  return charges;
};

/** Billed unit-hours of a whole stream in a year; the shape's hours were added up one by one. */
const unitHours = ({ bank, need, stream }: Row): number => {
  if (!bank.use) return 0;
  const hours = need.units * need.meanScale * stream.shape.fullHours;
  // A training run's interruptions are in its units and hours already.
  const lost = bank.use.terms === 'spot' && stream.part !== 'training' ? bank.use.goodputLossFraction : 0;
  return hours / bank.use.packingEfficiencyFraction / (1 - lost);
};

/** GB a year of a whole stream (one copy of it), to the site and back. */
export const trafficGB = ({
  stream,
  yearPart,
}: Pick<Row, 'stream' | 'yearPart'>): { up: number; down: number } => {
  const { workload } = stream;
  if (stream.part === 'runtime') return { up: 0, down: 0 };
  if (workload.kind === 'training' || workload.kind === 'fine-tuning')
    return {
      up: workload.runsPerYear * workload.dataGB * stream.copyLoad * (stream.deferred ? yearPart : 1),
      down: 0,
    };
  if (workload.traffic === undefined) return { up: 0, down: 0 };
  const requests = stream.requestsPerYear * stream.copyLoad;
  return {
    up: (requests * workload.traffic.requestKB) / 1e6,
    down: (requests * workload.traffic.responseKB) / 1e6,
  };
};

const trafficCost = ({ ways }: Case, row: Row): number => {
  const { location } = row.stream;
  const { site } = row.bank;
  const { up, down } = trafficGB(row);
  // Traffic without a price is an error of the problem; NaN agrees with no bill.
  const price = (gb: number, stated: number | null): number => (gb === 0 ? 0 : gb * (stated ?? Number.NaN));
  return price(up, ways.pricePerGB(location, site)) + price(down, ways.pricePerGB(site, location));
};
