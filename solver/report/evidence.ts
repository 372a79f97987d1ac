import type { Bank, Candidates } from '../candidates/types.js';
import { InternalError } from '../outcome.js';
import type { Placement, Plan } from '../plan/types.js';
import { testsOf } from '../problem/requirement.js';
import type { Problem, Rule } from '../problem/types.js';
import { limitText } from '../rules/policy.js';
import { type Fact, factsOf, horizonDays, meetsRequirement, selects } from '../rules/policy-facts.js';
import type { EvidenceFact, EvidenceRow } from './types.js';

/** How a preset signs the rules it makes (catalogue/presets). */
const PRESET_SOURCE = /^Preset (\S+)/;

const presetOf = ({ source }: Rule): string | null => PRESET_SOURCE.exec(source ?? '')?.[1] ?? null;

/** Where an attribute is stated: the entry it stands in, with its source and date. */
const entryOf = (
  problem: Problem,
  attribute: string,
  bank: Bank,
): { readonly source?: string | undefined; readonly asOf?: string | undefined } => {
  const [part] = attribute.split('.');
  if (part === 'site') return bank.site;
  if (part === 'operator') return problem.operators.find((one) => one.id === bank.site.operator) ?? {};
  if (part === 'silicon') return bank.kind === 'token' ? {} : bank.silicon;
  return (bank.kind === 'held' ? bank.offers[0] : bank.offer) ?? {};
};

const factOf = (problem: Problem, attribute: string, bank: Bank, fact: Fact): EvidenceFact => {
  const entry = entryOf(problem, attribute, bank);
  const certificate =
    attribute === 'operator.certifications'
      ? problem.operators
          .find((one) => one.id === bank.site.operator)
          ?.certifications.find(
            (one) =>
              (one.level === undefined ? one.scheme : `${one.scheme}/${one.level}`) === fact.text &&
              one.validFrom === fact.validFrom &&
              one.validUntil === fact.validUntil,
          )
      : undefined;
  return {
    text: fact.text,
    evidence: certificate?.evidence ?? entry.source ?? null,
    asOf: entry.asOf ?? null,
    validFrom: fact.validFrom ?? null,
    validUntil: fact.validUntil ?? null,
    endsInsideHorizon: fact.validUntil !== undefined && fact.validUntil < horizonDays(problem).last,
  };
};

const placedBanks = (candidates: Candidates, placements: readonly Placement[]) => {
  const streams = new Map(candidates.demand.streams.map((stream) => [stream.id, stream]));
  const banks = new Map(candidates.banks.map((bank) => [bank.id, bank]));
  return placements.map((placement) => {
    const stream = streams.get(placement.stream);
    const bank = banks.get(placement.bank);
    if (!stream || !bank)
      throw new InternalError(`the plan names ${placement.stream} at ${placement.bank}, unknown here`);
    return { stream, bank };
  });
};

/**
 * The evidence matrix: for each workload, each rule that speaks of it and each site where it runs, what the rule
 * reads there and where that can be checked. Rows that say the same (streams of one workload at one site) stand once.
 * Ordered by workload and rule as the problem has them, then by site.
 */
export const evidenceOf = (candidates: Candidates, plan: Plan): EvidenceRow[] => {
  const { problem } = candidates.demand;
  const jurisdictions = new Map(problem.locations.map((one) => [one.id, one.jurisdiction]));
  const rows = new Map<string, EvidenceRow & { readonly order: readonly [number, number, string] }>();
  const workloadOrder = new Map(problem.workloads.map((one, index) => [one.id, index]));
  for (const { stream, bank } of placedBanks(candidates, plan.placements)) {
    problem.rules.forEach((rule, ruleIndex) => {
      if (!selects(problem, rule.selector, stream)) return;
      const isMet = meetsRequirement(problem, rule, bank, jurisdictions.get(stream.location) ?? '');
      for (const { test } of testsOf(rule.requirement)) {
        const row: EvidenceRow = {
          workload: stream.workload.id,
          rule: rule.id,
          preset: presetOf(rule),
          isHard: rule.penaltyPerYear === undefined,
          site: bank.site.id,
          operator: bank.site.operator,
          attribute: test.attribute,
          asked: limitText(test),
          facts: factsOf(problem, test.attribute, bank).map((fact) =>
            factOf(problem, test.attribute, bank, fact),
          ),
          isMet,
        };
        const order = [workloadOrder.get(stream.workload.id) ?? 0, ruleIndex, bank.site.id] as const;
        rows.set(JSON.stringify(row), { ...row, order });
      }
    });
  }
  return [...rows.values()]
    .sort(
      ({ order: a }, { order: b }) => a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : a[2] > b[2] ? 1 : 0),
    )
    .map(({ order: _, ...row }) => row);
};
