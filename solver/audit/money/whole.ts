import type { OtherCost } from '../../problem/types.js';
import { isOpen } from '../open.js';
import { brokenOn, turningDays } from '../policy/rules.js';
import { selects } from '../policy/selects.js';
import type { Case } from '../rows.js';
import { isTraining } from '../training.js';
import { type Charge, upfront, yearly } from './charge.js';

/** Sites, workloads, lines the planner added, and what is counted and not paid. */
export const wholeCharges = (audit: Case): Charge[] => [
  ...siteCharges(audit),
  ...workloadCharges(audit),
  ...audit.problem.otherCosts.flatMap((line) => otherCharges(audit, line)),
  ...penaltyCharges(audit),
  ...latencyCharges(audit),
];

const siteCharges = (audit: Case): Charge[] =>
  audit.problem.sites
    .filter((site) => isOpen(audit, site))
    .flatMap((site) => [
      upfront('siteOpening', site.alreadyOpen ? 0 : site.openUpfrontCost, audit.problem.horizon),
      yearly('siteRunning', site.openYearlyCost, site.escalationFraction, audit.problem.horizon),
    ]);

const workloadCharges = ({ problem: { workloads, horizon } }: Case): Charge[] =>
  workloads.flatMap((workload) => {
    const e = workload.escalationFraction;
    const charges = [yearly('orchestration', workload.orchestrationCostPerYear, e, horizon)];
    if (isTraining(workload)) {
      const perRun = workload.dataPreparationCostPerRun + workload.engineeringCostPerRun;
      charges.push(yearly('trainingWork', workload.runsPerYear * perRun, e, horizon));
    }
    if (workload.kind === 'agent') {
      const agents = workload.origins.reduce((sum, origin) => sum + origin.agents, 0);
      charges.push(yearly('agentTools', agents * workload.toolsCostPerAgentMonth * 12, e, horizon));
    }
    return charges;
  });

/** How often a line is paid. */
const timesPaid = (audit: Case, line: OtherCost): number => {
  const { rows, units, problem } = audit;
  switch (line.per) {
    case 'plan':
    case 'workload':
      return 1;
    case 'site':
      return problem.sites.filter((site) => (line.site ?? site.id) === site.id && isOpen(audit, site)).length;
    case 'offer': {
      const used = new Set<string>();
      for (const { offer, inUse } of units) if (inUse > 1e-6) used.add(offer.id);
      for (const { bank, x, y } of rows)
        if (bank.plan.kind !== 'held' && x + y > 1e-6) for (const id of bank.plan.offers) used.add(id);
      return problem.offers.filter((offer) => (line.offer ?? offer.id) === offer.id && used.has(offer.id))
        .length;
    }
    case 'unit':
      return units
        .filter(
          ({ offer }) => (line.offer ?? offer.id) === offer.id && (line.site ?? offer.site) === offer.site,
        )
        .reduce((sum, { inUse }) => sum + inUse, 0);
  }
};

const otherCharges = (audit: Case, line: OtherCost): Charge[] => {
  const times = timesPaid(audit, line);
  const { horizon } = audit.problem;
  return [
    upfront('otherCosts', line.upfrontCost * times, horizon),
    yearly('otherCosts', line.yearlyCost * times, line.escalationFraction, horizon),
  ];
};

const penaltyCharges = ({ problem, entries, rows }: Case): Charge[] => {
  const days = turningDays(entries);
  return problem.rules.flatMap((rule) => {
    const { penaltyPerYear } = rule;
    if (penaltyPerYear === undefined) return [];
    return rows
      .filter(({ stream }) => selects(entries, rule.selector, stream))
      .filter(({ stream, bank }) => brokenOn(entries, days, rule, stream, bank) !== null)
      .map((row) =>
        yearly('rulePenalty', penaltyPerYear * row.yearPart * row.x, undefined, problem.horizon, {
          row,
        }),
      );
  });
};

const latencyCharges = ({ problem, rows }: Case): Charge[] =>
  rows
    .filter(({ stream }) => stream.part !== 'runtime' && stream.workload.latencyCostPerMsYear > 0)
    .map((row) => {
      const { stream, way, yearPart, x } = row;
      const perYear =
        stream.workload.latencyCostPerMsYear * stream.originShare * yearPart * (way.rttMs + way.jitterMs) * x;
      return yearly('latency', perYear, undefined, problem.horizon, { row });
    });
