import type { Problem, Requirement, Rule, WorkloadSelector } from '../../solver/problem/types.js';
import { lastDay, type OracleBank } from './banks.js';
import { must, type OracleStream } from './demand.js';
import type { OraclePath } from './path.js';

const country = (jurisdiction: string): string => jurisdiction.slice(0, 2);

interface Span {
  readonly from: string;
  readonly to: string;
  /** noneIn asks that a fact holds on no day. */
  readonly any: boolean;
}

/** On every day of the span; under `any`, on at least one day of it. */
const holds = (fact: { validFrom?: string | undefined; validUntil?: string | undefined }, span: Span) =>
  (fact.validFrom === undefined || fact.validFrom <= (span.any ? span.to : span.from)) &&
  (fact.validUntil === undefined || fact.validUntil >= (span.any ? span.from : span.to));

/** Values of an attribute at a bank: a set of texts. */
function attribute(problem: Problem, bank: OracleBank, name: Requirement['attribute'], span: Span): string[] {
  const { site, silicon } = bank;
  const operator = must(
    problem.operators.find((entry) => entry.id === site.operator),
    `operator ${site.operator}`,
  );
  const offers = bank.held.length > 0 ? bank.held : [must(bank.unitUse ?? bank.token, 'offer')];
  switch (name) {
    case 'site.id':
      return [site.id];
    case 'site.kind':
      return [site.kind];
    case 'site.jurisdiction':
      return [site.jurisdiction];
    case 'site.labels':
      return site.labels ?? [];
    case 'site.failureDomain':
      return [site.failureDomain];
    case 'operator.id':
      return [operator.id];
    case 'operator.legalEntityJurisdiction':
      return [operator.legalEntityJurisdiction];
    case 'operator.ultimateParentJurisdiction':
      return [operator.ultimateParentJurisdiction];
    case 'operator.remoteSupportJurisdictions':
      return operator.remoteSupportJurisdictions;
    case 'operator.keyCustodyJurisdictions':
      return operator.keyCustodyJurisdictions;
    case 'operator.subProcessorJurisdictions':
      return operator.subProcessors.map((entry) => entry.jurisdiction);
    case 'operator.transferBases':
      return operator.transferBases;
    case 'operator.certifications':
      return operator.certifications
        .filter((entry) => holds(entry, span))
        .flatMap((entry) =>
          entry.level === undefined ? [entry.scheme] : [entry.scheme, `${entry.scheme}/${entry.level}`],
        );
    case 'operator.labels':
      return operator.labels ?? [];
    case 'silicon.id':
      return silicon === null ? [] : [silicon.id];
    case 'silicon.family':
      return silicon === null ? [] : [silicon.family];
    case 'silicon.exportControlClass':
      return silicon?.exportControlClass === undefined ? [] : [silicon.exportControlClass];
    case 'silicon.labels':
      return silicon?.labels ?? [];
    case 'offer.id':
      return offers.map((offer) => offer.id);
    case 'offer.terms':
      return offers.map((offer) => offer.terms);
  }
}

/** Whether a value is one of the listed: itself, or a member of a listed set of jurisdictions. */
function listed(
  problem: Problem,
  bank: OracleBank,
  value: string,
  list: readonly string[],
  span: Span,
  isJurisdiction: boolean,
): boolean {
  if (list.includes(value) || (isJurisdiction && list.includes(country(value)))) return true;
  if (!isJurisdiction) return false;
  const bases = problem.operators.find((entry) => entry.id === bank.site.operator)?.transferBases ?? [];
  return problem.jurisdictionSets
    .filter((set) => list.includes(set.id))
    .some((set) =>
      set.members.some(
        (member) =>
          member.jurisdiction === value &&
          holds(member, span) &&
          (member.onlyWithTransferBasis === undefined ||
            (bases as readonly string[]).includes(member.onlyWithTransferBasis)),
      ),
    );
}

function selects(problem: Problem, selector: WorkloadSelector, stream: OracleStream): boolean {
  const { workload, location } = stream;
  const start = problem.horizon.startDate;
  const meets = (list: readonly string[] | undefined, values: readonly string[]): boolean =>
    list === undefined || values.some((value) => list.includes(value));
  return (
    meets(selector.dataClasses, workload.dataClasses) &&
    meets(selector.origins, [location.id]) &&
    meets(selector.workloads, [workload.id]) &&
    meets(selector.labels, workload.labels ?? []) &&
    (selector.originJurisdictions === undefined ||
      selector.originJurisdictions.includes(location.jurisdiction) ||
      selector.originJurisdictions.includes(country(location.jurisdiction)) ||
      problem.jurisdictionSets.some(
        (set) =>
          selector.originJurisdictions?.includes(set.id) &&
          set.members.some(
            (member) =>
              member.jurisdiction === location.jurisdiction &&
              holds(member, { from: start, to: start, any: false }),
          ),
      ))
  );
}

function breaks(problem: Problem, rule: Rule, stream: OracleStream, bank: OracleBank): boolean {
  if (!selects(problem, rule.selector, stream)) return false;
  const { or, ...own } = rule.requirement;
  return [own, ...(or ?? [])].every((test) => fails(problem, rule, test, stream, bank));
}

/** One test of a rule, over the days the rule asks for. */
function fails(
  problem: Problem,
  rule: Rule,
  requirement: Omit<Requirement, 'or'>,
  stream: OracleStream,
  bank: OracleBank,
): boolean {
  const from = problem.horizon.startDate;
  const to = rule.mustHoldFor === 'horizon' ? lastDay(problem) : from;
  const span = { from, to, any: requirement.noneIn !== undefined };
  const isJurisdiction = requirement.attribute.toLowerCase().includes('jurisdiction');
  const values = attribute(problem, bank, requirement.attribute, span);
  const isIn = (list: readonly string[]) => (value: string) =>
    listed(problem, bank, value, list, span, isJurisdiction);
  if (requirement.allIn !== undefined) return !values.every(isIn(requirement.allIn));
  if (requirement.noneIn !== undefined) return values.some(isIn(requirement.noneIn));
  if (requirement.anyIn !== undefined) return !values.some(isIn(requirement.anyIn));
  return !values.every((value) => country(value) === country(stream.location.jurisdiction));
}

/** A ban on an offer that names no streams takes a held offer out of its bank; the bank remains. */
export function isWithdrawn(problem: Problem, offer: string | undefined): boolean {
  return problem.bans.some(
    (ban) => offer !== undefined && ban.offer === offer && Object.keys(ban.selector).length === 0,
  );
}

/** Null: the pair may not exist. Else the yearly penalty of the soft rules it breaks. */
export function permitted(
  problem: Problem,
  stream: OracleStream,
  bank: OracleBank,
  path: OraclePath,
): { penaltyPerYear: number } | null {
  const { workload } = stream;
  const { silicon, site } = bank;
  const offerIds = [
    ...bank.held,
    ...(bank.unitUse ? [bank.unitUse] : []),
    ...(bank.token ? [bank.token] : []),
  ].map((offer) => offer.id);
  const slo = workload.slo;
  if (slo?.networkRttMs !== undefined && path.rtt + path.jitter > slo.networkRttMs) return null;
  if (slo?.networkJitterMs !== undefined && path.jitter > slo.networkJitterMs) return null;
  if (bank.held.length > 0 && bank.group !== (workload.isolationGroup ?? null)) return null;
  if (silicon !== null) {
    const kinds =
      silicon.allowedSiteKinds ??
      (silicon.family === 'TPU' ? ['hyperscale-region'] : silicon.family === 'NPU' ? ['device'] : null);
    if (kinds !== null && !(kinds as readonly string[]).includes(site.kind)) return null;
    if (silicon.allowedWorkloadKinds?.includes(workload.kind) === false) return null;
    if (silicon.allowedModels !== undefined && workload.model !== undefined)
      if (!silicon.allowedModels.includes(workload.model)) return null;
    if (workload.allowedSiliconFamilies?.includes(silicon.family) === false) return null;
  }
  for (const pin of problem.pins) {
    if (pin.workload !== workload.id) continue;
    if (pin.location !== undefined && pin.location !== stream.location.id) continue;
    if (pin.site !== undefined && pin.site !== site.id) return null;
    if (pin.offer !== undefined && !offerIds.includes(pin.offer)) return null;
  }
  for (const ban of problem.bans) {
    if (!selects(problem, ban.selector, stream)) continue;
    if (ban.site !== undefined && ban.site !== site.id) continue;
    if (ban.silicon !== undefined && ban.silicon !== silicon?.id) continue;
    if (ban.offer !== undefined && !offerIds.includes(ban.offer)) continue;
    if (bank.held.length > 0 && isWithdrawn(problem, ban.offer)) continue;
    return null;
  }
  let penaltyPerYear = 0;
  for (const rule of problem.rules) {
    if (!breaks(problem, rule, stream, bank)) continue;
    if (rule.penaltyPerYear === undefined) return null;
    penaltyPerYear += rule.penaltyPerYear;
  }
  return { penaltyPerYear };
}
