import type { Decisions } from '../../decisions/types.js';
import { COST_IDS, type CostId, type CostNature } from '../../plan/types.js';
import { agentTools } from './agent-tools.js';
import { carbon } from './carbon.js';
import type { CostComponent, CostTerm } from './contract.js';
import { contractEnding } from './contract-ending.js';
import { demandCharge } from './demand-charge.js';
import { energy } from './energy.js';
import { energyTiers } from './energy-tiers.js';
import { irrecoverableTaxOn } from './irrecoverable-tax.js';
import { latency } from './latency.js';
import { meterCharge } from './meter-charge.js';
import { operations } from './operations.js';
import { orchestration } from './orchestration.js';
import { otherCosts } from './other-costs.js';
import { quoted } from './quoted.js';
import { rentByUse } from './rent-by-use.js';
import { rentHeld } from './rent-held.js';
import { rulePenalty } from './rule-penalty.js';
import { siliconReplacement } from './silicon-replacement.js';
import { siliconResidual } from './silicon-residual.js';
import { siliconUpfront } from './silicon-upfront.js';
import { siteOpening } from './site-opening.js';
import { siteRunning } from './site-running.js';
import { spendShortfall } from './spend-shortfall.js';
import { staff } from './staff.js';
import { tokens } from './tokens.js';
import { traffic } from './traffic.js';
import { trainingWork } from './training-work.js';

/** One component for each id: an id without one fails the compile. */
const BY_ID: Readonly<Record<CostId, CostComponent>> = {
  siliconUpfront,
  siliconReplacement,
  siliconResidual,
  rentHeld,
  rentByUse,
  tokens,
  spendShortfall,
  contractEnding,
  operations,
  staff,
  irrecoverableTax: irrecoverableTaxOn([
    siliconUpfront,
    siliconReplacement,
    rentHeld,
    rentByUse,
    tokens,
    quoted,
  ]),
  energy,
  energyTiers,
  demandCharge,
  meterCharge,
  carbon,
  siteOpening,
  siteRunning,
  traffic,
  orchestration,
  trainingWork,
  agentTools,
  quoted,
  otherCosts,
  rulePenalty,
  latency,
};

/** Every cost component, in the order of the bill. */
export const COST_COMPONENTS: readonly CostComponent[] = COST_IDS.map((id) => BY_ID[id]);

/** A component's nature and terms for one set of decisions. */
export interface PricedComponent {
  readonly id: CostId;
  readonly nature: CostNature;
  /** Worked out when asked for and not kept: there are several for each pair, and a large problem has a million pairs. */
  readonly terms: readonly CostTerm[];
}

/** Every component's terms: the objective, the limits on money and the bill read the same ones. */
export const pricedComponents = (decisions: Decisions): readonly PricedComponent[] =>
  COST_COMPONENTS.map((component) => ({
    id: component.id,
    nature: component.nature(decisions),
    get terms() {
      return [...component.terms(decisions)];
    },
  }));
