import type { SiteKind } from '../problem/schema/fields.js';

/** A planning default: what it is, where it comes from and the date it was true. */
export interface PlanningFigure {
  readonly value: number;
  readonly unit: string;
  readonly source: string;
  readonly asOf: string;
}

/**
 * A dated set of planning defaults. A published set never changes; a better figure makes a new set, so that a
 * problem that names its set means the same at any later time.
 */
export interface AssumptionSet {
  readonly id: string;
  readonly pueBySiteKind: Readonly<Record<SiteKind, PlanningFigure>>;
  readonly accessRttMs: PlanningFigure;
  readonly accessJitterMs: PlanningFigure;
  readonly targetUtilisationFraction: PlanningFigure;
  readonly packingEfficiencyFraction: PlanningFigure;
  readonly goodputLossFraction: PlanningFigure;
  readonly lifeYears: PlanningFigure;
  readonly decodeEfficiencyFraction: PlanningFigure;
  readonly prefillEfficiencyFraction: PlanningFigure;
  readonly estimate: {
    readonly baseMs: PlanningFigure;
    readonly routeFactor: PlanningFigure;
    readonly jitterMs: PlanningFigure;
  };
}
