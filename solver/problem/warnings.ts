import { lastDay } from './days.js';
import { pointerOf } from './pointer.js';
import { testsOf, valuesOf } from './requirement.js';
import type { Problem, WorkloadSelector } from './types.js';

type Checked = Omit<Problem, 'annotations' | 'warnings'>;
type Warning = Problem['warnings'][number];

/** What a warning is of. */
export const WARNING_CODES = [
  'fact-expires',
  'selector-matches-nothing',
  'offer-left-out',
  'no-units',
  'label-unknown',
  'no-training-rate',
  'real-without-escalation',
  'urdb-not-billed',
  'ranges-at-likely',
] as const;
export type WarningCode = (typeof WARNING_CODES)[number];

/** Things a planner should know that are no errors. */
export const warningsOf = (problem: Checked): readonly Warning[] => [
  ...expiringFacts(problem),
  ...emptySelectors(problem),
  ...offersLeftOut(problem),
  ...unknownLabels(problem),
  ...trainingRates(problem),
  ...flatRealPrices(problem),
];

const warn = (code: WarningCode, path: readonly (string | number)[], message: string): Warning => ({
  code,
  pointer: pointerOf(path),
  message,
});

/** On a real basis a price that does not escalate falls in real terms; often that is not meant. */
const flatRealPrices = ({ horizon, offers, tariffs }: Checked): Warning[] => {
  if (horizon.discountBasis !== 'real' || !horizon.inflationFraction) return [];
  const flat = [...offers, ...tariffs].filter(({ escalationFraction }) => escalationFraction === undefined);
  if (flat.length === 0) return [];
  const named = flat.slice(0, 3).map(({ id }) => id);
  return [
    warn(
      'real-without-escalation',
      ['horizon', 'discountBasis'],
      `${flat.length} offers and tariffs state no escalationFraction (${named.join(', ')}${flat.length > 3 ? ', ...' : ''}): their prices keep their nominal amount, so in real terms they fall by the inflation of ${horizon.inflationFraction} a year. Escalations are nominal on either basis.`,
    ),
  ];
};

/** Certifications and memberships that a rule reads on the first day and that end inside the horizon. */
const expiringFacts = (problem: Checked): Warning[] => {
  const { startDate } = problem.horizon;
  const end = lastDay(problem.horizon);
  const endsInside = (day: string | undefined): day is string =>
    day !== undefined && day >= startDate && day < end;
  const atStart = problem.rules.filter(({ mustHoldFor }) => mustHoldFor === 'start');
  const schemes = new Set<string>();
  const sets = new Set<string>();
  for (const { requirement, selector } of atStart) {
    for (const { test } of testsOf(requirement)) {
      const into = test.attribute === 'operator.certifications' ? schemes : sets;
      for (const value of valuesOf(test)) into.add(value);
    }
    for (const value of selector.originJurisdictions ?? []) sets.add(value);
  }
  const found: Warning[] = [];
  problem.operators.forEach((operator, index) => {
    operator.certifications.forEach(({ scheme, level, validUntil }, at) => {
      const isRead = schemes.has(scheme) || (level !== undefined && schemes.has(`${scheme}/${level}`));
      if (!isRead || !endsInside(validUntil)) return;
      found.push(
        warn(
          'fact-expires',
          ['operators', index, 'certifications', at, 'validUntil'],
          `${scheme} of ${operator.id} ends on ${validUntil}, inside the horizon (to ${end}); a rule reads it on the first day only.`,
        ),
      );
    });
  });
  problem.jurisdictionSets.forEach((set, index) => {
    if (!sets.has(set.id)) return;
    set.members.forEach(({ jurisdiction, validUntil }, at) => {
      if (!endsInside(validUntil)) return;
      found.push(
        warn(
          'fact-expires',
          ['jurisdictionSets', index, 'members', at, 'validUntil'],
          `${jurisdiction} is in ${set.id} until ${validUntil}, inside the horizon (to ${end}); a rule reads it on the first day only.`,
        ),
      );
    });
  });
  return found;
};

/** Rules and bans that speak of no demand there is: mostly a mistyped data class or label. */
const emptySelectors = (problem: Checked): Warning[] => {
  const selects = selectorTest(problem);
  const found: Warning[] = [];
  for (const part of ['rules', 'bans'] as const) {
    problem[part].forEach(({ selector }, index) => {
      if (selects(selector)) return;
      const message = 'The selector matches no demand of any workload, so it has no effect.';
      found.push(warn('selector-matches-nothing', [part, index, 'selector'], message));
    });
  }
  return found;
};

const selectorTest = (problem: Checked): ((selector: WorkloadSelector) => boolean) => {
  const jurisdictionOf = new Map(problem.locations.map(({ id, jurisdiction }) => [id, jurisdiction]));
  const sets = new Map(problem.jurisdictionSets.map(({ id, members }) => [id, members]));
  const isIn = (jurisdiction: string, value: string): boolean =>
    jurisdiction === value ||
    jurisdiction.startsWith(`${value}-`) ||
    (sets.get(value) ?? []).some(
      (member) => jurisdiction === member.jurisdiction || jurisdiction.startsWith(`${member.jurisdiction}-`),
    );
  const overlaps = (wanted: readonly string[] | undefined, has: readonly string[]): boolean =>
    wanted === undefined || wanted.some((value) => has.includes(value));
  return (selector) =>
    problem.workloads.some((workload) => {
      if (selector.workloads !== undefined && !selector.workloads.includes(workload.id)) return false;
      if (!overlaps(selector.dataClasses, workload.dataClasses)) return false;
      if (!overlaps(selector.labels, workload.labels ?? [])) return false;
      const origins =
        'origins' in workload ? workload.origins.map(({ location }) => location) : [workload.dataLocation];
      return origins.some((location) => {
        if (selector.origins !== undefined && !selector.origins.includes(location)) return false;
        const jurisdiction = jurisdictionOf.get(location) ?? '';
        return selector.originJurisdictions?.some((value) => isIn(jurisdiction, value)) ?? true;
      });
    });
};

/** Offers that cannot be used: outside the horizon, or owned without a unit. */
const offersLeftOut = ({ horizon, offers }: Checked): Warning[] => {
  const end = lastDay(horizon);
  return offers.flatMap((offer, index) => {
    const { availableFrom: from, endsOn } = offer;
    const found: Warning[] = [];
    if (from !== undefined && from > horizon.startDate) {
      const message = `${offer.id} is available from ${from}, after the start on ${horizon.startDate}, and is left out.`;
      found.push(warn('offer-left-out', ['offers', index, 'availableFrom'], message));
    }
    if (endsOn !== undefined && endsOn < end) {
      const message = `${offer.id} ends on ${endsOn}, before the last day ${end}, and is left out.`;
      found.push(warn('offer-left-out', ['offers', index, 'endsOn'], message));
    }
    if (offer.terms === 'owned' && offer.unitsExisting === 0) {
      const message = `${offer.id} is owned but states no unitsExisting: it has no unit to use.`;
      found.push(warn('no-units', ['offers', index, 'unitsExisting'], message));
    }
    return found;
  });
};

/** Latency classes between labels that no place has. */
const unknownLabels = ({ network, locations, sites }: Checked): Warning[] => {
  const from = new Set(locations.flatMap(({ labels }) => labels ?? []));
  const to = new Set(sites.flatMap(({ labels }) => labels ?? []));
  return network.latencyClasses.flatMap(({ id, fromLabel, toLabel }, index) => {
    const path = ['network', 'latencyClasses', index];
    const found: Warning[] = [];
    if (!from.has(fromLabel)) {
      found.push(
        warn('label-unknown', [...path, 'fromLabel'], `No location has the label of latency class ${id}.`),
      );
    }
    if (!to.has(toLabel)) {
      found.push(
        warn('label-unknown', [...path, 'toLabel'], `No site has the label of latency class ${id}.`),
      );
    }
    return found;
  });
};

/** Training whose hours can be converted to no other silicon than the one they are stated for. */
const trainingRates = ({ workloads, silicon, performance }: Checked): Warning[] => {
  const byId = new Map(silicon.map((entry) => [entry.id, entry]));
  return workloads.flatMap((workload, index) => {
    if (workload.kind !== 'training' && workload.kind !== 'fine-tuning') return [];
    const reference = workload.referenceSilicon;
    if (reference === undefined) return [];
    if (byId.get(reference)?.computeTeraflops?.[workload.precision] !== undefined) return [];
    const isMeasured = performance.some(
      (point) => point.kind === 'training' && point.model === workload.model && point.silicon === reference,
    );
    if (isMeasured) return [];
    const message = `${reference} states neither a ${workload.precision} rate nor a training point of the model, so the hours convert to no other silicon.`;
    return [warn('no-training-rate', ['workloads', index, 'referenceSilicon'], message)];
  });
};
