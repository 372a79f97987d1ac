import type { HeldOffer } from '../problem/types.js';
import { isHeld } from './banks.js';
import { UNIT_SLACK } from './ledger.js';
import { givenUp, sharesOfYears } from './money/contracts.js';
import type { Case } from './rows.js';

/** What the plan says of contracts: units held, used and given up, how long each lasts and what follows. */
export const checkContracts = (audit: Case): void => {
  const { problem, plan, entries, ledger } = audit;
  const stated = plan.contracts ?? [];
  let known = 0;
  for (const offer of problem.offers) {
    if (!isHeld(offer)) continue;
    const isPaid = entries.isThere(offer) || entries.runsOff(offer);
    const rows = stated.filter((one) => one.offer === offer.id);
    if (!isPaid || !isTold(offer)) continue;
    known += 1;
    const [row] = rows;
    if (!ledger.holds('contract', offer.id, rows.length === 1, 'one row', rows.length) || !row) continue;
    checkRow(audit, offer, row);
  }
  ledger.same('contract', 'rows', known, stated.length);
};

const isTold = (offer: HeldOffer): boolean =>
  (['renewal', 'termYears', 'terminationCostPerUnit', 'bookValuePerUnit'] as const).some(
    (field) => (offer as Partial<Record<string, unknown>>)[field] !== undefined,
  );

type ContractRow = NonNullable<Case['plan']['contracts']>[number];

const checkRow = (audit: Case, offer: HeldOffer, row: ContractRow): void => {
  const { ledger, units, problem } = audit;
  const { years } = problem.horizon;
  const own = units.filter((unit) => unit.offer === offer);
  const used = own.reduce((sum, { plan }) => sum + plan.unitsKept, 0);
  const further = own.reduce((sum, { plan }) => sum + plan.unitsFurther, 0);
  const held = offer.unitsExisting + offer.unitsCommitted;
  const up = givenUp(audit, offer);
  const mayEnd = 'terminationCostPerUnit' in offer && offer.terminationCostPerUnit !== undefined;
  const whole = up >= 0 && Math.abs(up - Math.round(up)) <= UNIT_SLACK;
  ledger.holds('contract', `${offer.id} given up`, whole, 'a whole number', up, 'units');
  ledger.atMost(
    'contract',
    `${offer.id} given up`,
    mayEnd ? offer.unitsCommitted : 0,
    up,
    'units',
    UNIT_SLACK,
  );
  ledger.atMost('contract', `${offer.id} used and given up`, held, used + up, 'units', UNIT_SLACK);

  const renewal = 'renewal' in offer ? offer.renewal : undefined;
  const shares = sharesOfYears(audit, renewal === undefined ? undefined : offer.endsOn);
  const lasts = shares.reduce((sum, share) => sum + share, 0);
  const book = 'bookValuePerUnit' in offer ? (offer.bookValuePerUnit ?? 0) : 0;
  const figures = [
    ['unitsHeld', held, row.unitsHeld, 'units'],
    ['unitsUsed', used, row.unitsUsed, 'units'],
    ['unitsFurther', further, row.unitsFurther, 'units'],
    ['lastsYears', lasts, row.lastsYears, 'years'],
    ['bookValueUsed', book * used, row.bookValueUsed, 'money'],
    ['bookValueIdle', book * Math.max(0, offer.unitsExisting - used), row.bookValueIdle, 'money'],
  ] as const;
  for (const [what, expected, actual, unit] of figures)
    ledger.near('contract', `${offer.id} ${what}`, expected, actual, unit);
  const follows = renewal === undefined || lasts >= years ? 'lasts' : renewal.kind;
  ledger.same('contract', `${offer.id} atEnd`, follows === 'none' ? 'not-renewed' : follows, row.atEnd);
  const again: number[] = [];
  const termYears = 'termYears' in offer ? offer.termYears : undefined;
  for (let year = 1; year < years; year += 1)
    if (termYears !== undefined && year % termYears === 0) again.push(year);
  ledger.same('contract', `${offer.id} signed again`, again.join(' '), row.signedAgainInYears.join(' '));
};
