import type { z } from 'zod';
import type { CataloguedPart } from '../catalogue/catalogue.js';
import type { servingPoint, trainingPoint } from './schema/performance.js';
import type {
  certification,
  distanceEstimate,
  latencyClass,
  link,
  location,
  operator,
  site,
} from './schema/places.js';
import type {
  affinity,
  ban,
  baseline,
  jurisdictionSet,
  otherCost,
  pin,
  requirement,
  rule,
  shareLimit,
  supplySelector,
  workloadSelector,
} from './schema/policy.js';
import type { ProblemInput, ShapedProblem } from './schema/problem.js';
import type { committedSpend, staffLine, volumeTier } from './schema/procurement.js';
import type { product } from './schema/products.js';
import type { quote } from './schema/quotes.js';
import type {
  leaseOffer,
  model,
  onDemandOffer,
  ownedOffer,
  purchaseOffer,
  reservedOffer,
  silicon,
  spotOffer,
  tokenOffer,
} from './schema/supply.js';
import type { flatTariff, hourlyTariff, timeOfUseTariff } from './schema/tariffs.js';
import type { tax } from './schema/tax.js';
import type {
  agentWorkload,
  fineTuningWorkload,
  inferenceWorkload,
  profileEntry,
  slo,
  split,
  tokenCount,
  trainingWorkload,
} from './schema/workloads.js';

export type {
  Merit,
  OfferTerms,
  Play,
  Precision,
  SiliconFamily,
  SiteKind,
  SpectrumCriterion,
  WorkloadKind,
} from './schema/fields.js';
export type { ProblemInput } from './schema/problem.js';

/** An entry written in full, as the id of a row of the catalogue, or as a row with some fields put in their place. */
type ByReference<T> = T | string | ({ readonly use: string } & Partial<T>);
type Entries<P extends keyof ProblemInput> = NonNullable<ProblemInput[P]> extends (infer T)[] ? T : never;

/** A tariff as the Utility Rate Database (OpenEI) publishes it: a rate, or an answer with one in `items`. */
export type UrdbTariff = Partial<
  Pick<Entries<'tariffs'>, 'zone' | 'escalationFraction' | 'currency' | 'labels' | 'note' | 'source' | 'asOf'>
> & { readonly kind: 'urdb'; readonly id: string; readonly record: object };

/** A problem as a planner writes it, entries by reference to the catalogue and rule presets included. */
export type ProblemByReference = Omit<ProblemInput, CataloguedPart | 'rules'> & {
  [P in Exclude<CataloguedPart, 'tariffs'>]?: ByReference<Entries<P>>[];
} & {
  tariffs?: (ByReference<Entries<'tariffs'>> | UrdbTariff)[];
  rules?: (
    | Entries<'rules'>
    | (Partial<
        Pick<Entries<'rules'>, 'selector' | 'penaltyPerYear' | 'currency' | 'mustHoldFor' | 'note' | 'source'>
      > & {
        preset: string;
        ruleIdPrefix?: string;
      })
  )[];
};

/** T with the figures K present: given by the planner or taken from the named set of planning defaults. */
type Filled<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: Exclude<T[P], undefined> };

export type Certification = z.output<typeof certification>;
export type Operator = z.output<typeof operator>;
export type Location = Filled<z.output<typeof location>, 'accessRttMs' | 'accessJitterMs'>;
export type Site = Filled<z.output<typeof site>, 'pue' | 'failureDomain'>;
export type Link = z.output<typeof link>;
export type LatencyClass = z.output<typeof latencyClass>;
export type DistanceEstimate = z.output<typeof distanceEstimate>;
export type Tariff =
  | z.output<typeof flatTariff>
  | z.output<typeof timeOfUseTariff>
  | z.output<typeof hourlyTariff>;

export type Silicon = z.output<typeof silicon> & {
  /** Of estimated service times, from the problem's jitterMargins; absent: none. */
  readonly jitterMarginFraction?: number;
};
export type OwnedOffer = z.output<typeof ownedOffer>;
/** lifeYears is resolved: the offer's own, else the silicon's, else the planning default. */
export type PurchaseOffer = Filled<z.output<typeof purchaseOffer>, 'lifeYears'>;
export type LeaseOffer = z.output<typeof leaseOffer>;
export type ReservedOffer = z.output<typeof reservedOffer>;
export type OnDemandOffer = Filled<z.output<typeof onDemandOffer>, 'packingEfficiencyFraction'>;
export type SpotOffer = Filled<
  z.output<typeof spotOffer>,
  'packingEfficiencyFraction' | 'goodputLossFraction'
>;
export type TokenOffer = z.output<typeof tokenOffer>;
export type HeldOffer = OwnedOffer | PurchaseOffer | LeaseOffer | ReservedOffer;
/** On-demand and spot: billed by the unit-hour of use. */
export type UnitUseOffer = OnDemandOffer | SpotOffer;
export type Offer = HeldOffer | UnitUseOffer | TokenOffer;

export type Model = z.output<typeof model>;
export type ServingPoint = z.output<typeof servingPoint>;
export type TrainingPoint = z.output<typeof trainingPoint>;

export type TokenCount = z.output<typeof tokenCount>;
export type Slo = z.output<typeof slo>;
export type Split = z.output<typeof split>;
export type InferenceWorkload = Filled<z.output<typeof inferenceWorkload>, 'targetUtilisationFraction'>;
export type AgentWorkload = Filled<z.output<typeof agentWorkload>, 'targetUtilisationFraction'>;
export type TrainingWorkload = z.output<typeof trainingWorkload> | z.output<typeof fineTuningWorkload>;
export type Workload = InferenceWorkload | AgentWorkload | TrainingWorkload;
export type Profile = z.output<typeof profileEntry>;
export type Quote = z.output<typeof quote>;

export type WorkloadSelector = z.output<typeof workloadSelector>;
export type SupplySelector = z.output<typeof supplySelector>;
export type Requirement = z.output<typeof requirement>;
export type Rule = z.output<typeof rule>;
export type JurisdictionSet = z.output<typeof jurisdictionSet>;
export type ShareLimit = z.output<typeof shareLimit>;
export type Pin = z.output<typeof pin>;
export type Ban = z.output<typeof ban>;
export type Affinity = z.output<typeof affinity>;
export type OtherCost = z.output<typeof otherCost>;
/** afterTaxDiscountFraction is nominal; realAfterTaxDiscountFraction the stated one on a real basis. */
export type Tax = z.output<typeof tax> & { readonly realAfterTaxDiscountFraction?: number };
/** discountFraction is nominal; realDiscountFraction the stated one on a real basis. */
export type Horizon = ShapedProblem['horizon'] & { readonly realDiscountFraction?: number };
export type Baseline = z.output<typeof baseline>;
export type CommittedSpend = z.output<typeof committedSpend>;
export type StaffLine = z.output<typeof staffLine>;
export type VolumeTier = z.output<typeof volumeTier>;
export type Product = z.output<typeof product>;

/** A figure nobody gave, taken from the set of planning defaults the problem names. */
export interface Assumption {
  /** JSON pointer of the field it fills. */
  readonly pointer: string;
  readonly value: number;
  readonly unit: string;
  readonly source: string;
  readonly asOf: string;
}

/** A number that was given as a range; the problem holds its likely value. */
export interface InputRange {
  /** JSON pointer of the range in the problem as it was written. */
  readonly pointer: string;
  readonly low: number;
  readonly likely: number;
  readonly high: number;
  /** Null where the field has none, or shows only in its complete entry. */
  readonly unit: string | null;
}

/** A problem of type T in which any number may be a range. */
export type WithRanges<T> = T extends number
  ? T | { readonly low: T; readonly likely: T; readonly high: T }
  : T extends readonly (infer E)[]
    ? WithRanges<E>[]
    : T extends object
      ? { [Key in keyof T]: WithRanges<T[Key]> }
      : T;

/** A row of the catalogue that stands in a problem. */
export interface UsedRow {
  readonly part: CataloguedPart;
  /** Id of the row in the catalogue; the entry may have another one. */
  readonly row: string;
  /** JSON pointer of the entry in the resolved problem. */
  readonly pointer: string;
  readonly licence: string;
  /** Fields of the row that the planner stated instead. */
  readonly overrides: readonly string[];
}

/** The catalogue a problem names, and what it took from it. */
export interface CatalogueUse {
  readonly id: string;
  readonly asOf: string;
  readonly hash: string;
  readonly rows: readonly UsedRow[];
}

/**
 * A problem that passed every check: references resolve, every needed figure is there, all money is in
 * `horizon.currency`. An entry keeps its `currency`, so that a bill can say how much of a line was converted.
 */
export interface Problem
  extends Omit<
    ShapedProblem,
    | 'catalogue'
    | 'horizon'
    | 'tax'
    | 'locations'
    | 'sites'
    | 'offers'
    | 'tariffs'
    | 'workloads'
    | 'silicon'
    | 'models'
    | 'performance'
    | 'profiles'
    | 'quotes'
    | 'rules'
    | 'jurisdictionSets'
  > {
  /** Absent where every entry was written in full. */
  readonly catalogue?: CatalogueUse;
  readonly horizon: Horizon;
  readonly tax?: Tax;
  readonly locations: readonly Location[];
  readonly sites: readonly Site[];
  readonly silicon: readonly Silicon[];
  readonly offers: readonly Offer[];
  readonly tariffs: readonly Tariff[];
  readonly models: readonly Model[];
  readonly performance: readonly (ServingPoint | TrainingPoint)[];
  readonly profiles: readonly Profile[];
  readonly workloads: readonly Workload[];
  readonly quotes: readonly Quote[];
  readonly rules: readonly Rule[];
  /** The planner's sets, and the built-in ones (EU, EEA) that a rule names. */
  readonly jurisdictionSets: readonly JurisdictionSet[];
  readonly assumptions: readonly Assumption[];
  /** Numbers given as ranges, in the order they stand; absent where there are none. */
  readonly ranges?: readonly InputRange[];
  /** `x-*` fields by JSON pointer, carried to the plan untouched. */
  readonly annotations: Readonly<Record<string, unknown>>;
  /** Things the planner should know that are no errors (a weak figure, a fact that expires). */
  readonly warnings: readonly { readonly code: string; readonly pointer: string; readonly message: string }[];
}
