import { BOUND_KINDS, STOP_REASONS } from '../outcome.js';
import type { Charge } from './money/charge.js';
import { constantWorth } from './money/constants.js';
import type { Case } from './rows.js';

/** What the plan says of itself: header, bound, gap, proof, assumptions, and that its figures are figures. */
export const checkFacts = (audit: Case, charges: readonly Charge[]): void => {
  checkHeader(audit);
  checkBound(audit, charges);
  checkAssumptions(audit);
  checkNumbers(audit);
};

const checkHeader = ({ plan, problem, ledger }: Case): void => {
  ledger.same('plan-header', 'schemaVersion', problem.schemaVersion, plan.schemaVersion);
  ledger.same('plan-header', 'currency', problem.horizon.currency, plan.currency);
  ledger.same('plan-header', 'bill currency', problem.horizon.currency, plan.bill.currency);
  ledger.same('plan-header', 'horizonYears', problem.horizon.years, plan.horizonYears);
  ledger.same('plan-header', 'problemName', problem.name ?? null, plan.problemName);
};

const checkBound = (audit: Case, charges: readonly Charge[]): void => {
  const { plan, ledger, moneySlack } = audit;
  const { bound, objective } = plan;
  ledger.holds('bound', 'kind', BOUND_KINDS.includes(bound.kind), BOUND_KINDS.join(' '), bound.kind);
  ledger.moneyAtMost('bound', 'bound', objective, bound.value, moneySlack);
  const gap = Math.max(0, objective - bound.value);
  ledger.money('gap', 'gapMoney', gap, plan.gapMoney, moneySlack);
  const variable = Math.max(Math.abs(objective - plan.constantObjective), 1e-9);
  const fractionOk = Math.abs(plan.gapFraction * variable - gap) <= moneySlack;
  ledger.holds('gap', 'gapFraction', fractionOk, gap / variable, plan.gapFraction, 'fraction');
  // Constants stated too low would make the gap look smaller than it is.
  ledger.moneyAtMost(
    'gap',
    'constantObjective',
    plan.constantObjective,
    constantWorth(audit, charges),
    moneySlack,
  );
  const isProven = objective - bound.value <= moneySlack;
  ledger.same('proven', 'isProven', isProven, plan.isProven);
  ledger.holds('proven', 'stop', STOP_REASONS.includes(plan.stop), STOP_REASONS.join(' '), plan.stop);
  if (plan.stop === 'proven') ledger.same('proven', 'stop proven', true, isProven);
  const isNoPlan = plan.stop === 'infeasible' || plan.stop === 'unbounded';
  ledger.holds('proven', 'stop with a plan', !isNoPlan, 'a reason that carries a plan', plan.stop);
  if (plan.stop === 'time-limit') ledger.same('proven', 'reproducible', false, plan.reproducible);
};

const checkAssumptions = ({ plan, problem, ledger }: Case): void => {
  ledger.same('assumptions', 'count', problem.assumptions.length, plan.assumptions.length);
  problem.assumptions.forEach(({ pointer, value, unit }, index) => {
    const stated = plan.assumptions[index];
    const text = `${pointer} ${value} ${unit}`;
    ledger.same(
      'assumptions',
      pointer,
      text,
      stated ? `${stated.pointer} ${stated.value} ${stated.unit}` : 'none',
    );
  });
};

/** Money and its changes may be below zero; nothing else a plan states can. */
const SIGNED = new Set([
  'amount',
  'otherLoadAmount',
  'pricePerKwh',
  'presentWorth',
  'directPresentWorth',
  'firstYear',
  'convertedPresentWorth',
  'cashPresentWorth',
  'shadowPresentWorth',
  'firstYearCash',
  'capex',
  'operating',
  'residual',
  'cash',
  'equivalentYearlyCash',
  'escalationFraction',
  'factor',
  'value',
  'objective',
  'constantObjective',
  'headroomMs',
]);
const UNREAD = new Set(['annotations']);

const checkNumbers = ({ plan, ledger }: Case): void => {
  const visit = (value: unknown, key: string, where: string): void => {
    if (typeof value === 'number') {
      const ok = Number.isFinite(value) && (SIGNED.has(key) || value >= -1e-6);
      ledger.holds('plan-number', where, ok, SIGNED.has(key) ? 'finite' : 'finite, 0 or more', value);
    } else if (Array.isArray(value)) {
      value.forEach((item, index) => {
        visit(item, key, `${where}/${index}`);
      });
    } else if (typeof value === 'object' && value !== null) {
      for (const [name, item] of Object.entries(value))
        if (!UNREAD.has(name)) visit(item, name, `${where}/${name}`);
    }
  };
  visit(plan, '', '');
};
