/**
 * The door of the library: everything a planning tool needs. Engines come from their own sub-paths, so that a bundle
 * holds only the ones it names.
 */
export { auditPlan } from './audit/audit.js';
export { auditFinance, type FinanceAudit } from './audit/finance/audit-finance.js';
export type { AuditFinding, AuditReport } from './audit/types.js';
export { describeExclusion } from './candidates/render.js';
export { EXCLUSION_CODES, type ExclusionCode } from './candidates/types.js';
export type { Catalogue, CataloguedPart, CatalogueEntry, CatalogueRow } from './catalogue/catalogue.js';
export {
  datedPresetIds,
  type ExpandedPreset,
  expandPreset,
  PRESET_IDS,
  PRESETS,
  type PresetOptions,
  type RulePreset,
} from './catalogue/presets/index.js';
export type {
  Engine,
  EngineLimits,
  EngineProgress,
  EngineResult,
  EngineSupport,
} from './engines/contract.js';
export { comparePlans } from './explain/compare.js';
export type * from './explain/plan-difference.js';
export { type WhyAnswer, type WhyOption, type WhyQuestion, type WhyStream, why } from './explain/why.js';
export { type LeverOptions, levers } from './levers/levers.js';
export type * from './levers/types.js';
export { LEVERS } from './levers/types.js';
export { auditComparison } from './optimize/audit-comparison.js';
export { checkPlan, type PlanCheck } from './optimize/check-plan.js';
export { pricePlan } from './optimize/price.js';
export { parseProblem } from './optimize/read-problem.js';
export { makeReport } from './optimize/report.js';
export { solve } from './optimize/solve.js';
export * from './outcome.js';
export { canonicalJson, hashOf } from './plan/hash.js';
export * from './plan/types.js';
export { ISSUE_CODES, type Issue, type IssueCode } from './problem/issue.js';
export { problemSchemaJson } from './problem/json-schema.js';
export type { ParseOptions, ParseResult } from './problem/parse.js';
export { SCHEMA_VERSION } from './problem/schema/problem.js';
export { PROBLEM_LIMITS } from './problem/size-limits.js';
export type * from './problem/types.js';
export { planFacts } from './report/report.js';
export type * from './report/types.js';
export type * from './result.js';
export { RULE_IDS, type RuleId } from './rules/contract.js';
export type * from './search/port.js';
export { type SensitivityOptions, sensitivity } from './sensitivity/sensitivity.js';
export type * from './sensitivity/types.js';
export type { PlanEconomics } from './tei/economics.js';
export type { PlayValue } from './tei/plays.js';
export {
  type ListPriceRow,
  MARGIN_TABLE,
  type MarginRow,
  type PricedProduct,
  type ProductCost,
} from './tei/products/price.js';
export { PRICE_UNITS, type PriceUnit } from './tei/products/sold.js';
export type { Return, Returns, WorkflowReturn, WorkloadReturn } from './tei/returns.js';
export { roundToTotal } from './tei/rounding.js';
export type { SiliconFit, SiliconFitRow } from './tei/silicon-fit.js';
export { tieOut } from './tei/tie-out.js';
export {
  type Footprint,
  type FootprintFigure,
  type NotStated,
  type SiteCosts,
  type UnitCosts,
  type UnitEconomics,
  type UnitFigures,
  unitCosts,
  type WorkloadCosts,
} from './tei/unit-costs.js';
export { SOLVER_VERSION } from './version.js';
