import type { Candidate } from '../candidates/types.js';
import { dynamicKwAtFullLoad, rentedKwAtFullLoad } from '../decisions/power.js';
import { selectsBank, selectsOffer } from '../decisions/supply.js';
import type { Decisions } from '../decisions/types.js';
import { InternalError } from '../outcome.js';
import type { ShareLimit } from '../problem/types.js';
import type { LinearTerm } from '../program/program.js';
import { workloadShareOf } from './affinity.js';
import { above, below, type Constraint } from './contract.js';
import type { PlanReading } from './reading.js';

const weightOf = (candidate: Candidate): number => {
  const { weight, id } = candidate.stream.workload;
  if (weight === undefined)
    throw new InternalError(`workload ${id} has no weight, which a share limit needs`);
  return weight * workloadShareOf(candidate);
};

/**
 * kW of a whole stream at full load, beyond the idle watts of held units. The blocks of a stream are weighed by their part of
 * its year, so that together they count its full load once; cells of deferred work by their hours, which is its mean.
 */
const placedKw = (candidate: Candidate): number => {
  const kw = dynamicKwAtFullLoad(candidate) + rentedKwAtFullLoad(candidate);
  const { block } = candidate.stream;
  return block === null ? kw : (kw / block.peakFraction) * block.yearFraction;
};

/** Rows of selected - fraction x total within bounds, for any linear quantity split into selected and other terms. */
export const shareRows = (
  selected: readonly LinearTerm[],
  all: readonly LinearTerm[],
  fraction: number,
): LinearTerm[] => [
  ...selected,
  ...all.map((term) => ({ ...term, coefficient: -fraction * term.coefficient })),
];

const terms = (decisions: Decisions, limit: ShareLimit): { selected: LinearTerm[]; all: LinearTerm[] } => {
  const { problem } = decisions.candidates.demand;
  const selected: LinearTerm[] = [];
  const all: LinearTerm[] = [];
  const add = (column: number, coefficient: number, isSelected: boolean): void => {
    if (column < 0 || coefficient === 0) return;
    all.push({ column, coefficient });
    if (isSelected) selected.push({ column, coefficient });
  };
  for (const candidate of decisions.candidates.candidates) {
    const figure = limit.of === 'workloadWeight' ? weightOf(candidate) : placedKw(candidate);
    add(decisions.placeColumn[candidate.index] ?? -1, figure, selectsBank(limit.selector, candidate.bank));
  }
  if (limit.of === 'powerKw') {
    for (const one of decisions.units) {
      const idleKw = one.bank.silicon.idleWatts / 1000;
      const isSelected = selectsOffer(problem, limit.selector, one.offer);
      add(one.keptColumn, idleKw, isSelected);
      add(one.packsColumn, idleKw * one.unitsPerPack, isSelected);
    }
  }
  return { selected, all };
};

const measured = (reading: PlanReading, limit: ShareLimit): { selected: number; all: number } => {
  const { problem } = reading.candidates.demand;
  let selected = 0;
  let all = 0;
  for (const { candidate, shareFraction } of reading.placed) {
    const figure =
      shareFraction * (limit.of === 'workloadWeight' ? weightOf(candidate) : placedKw(candidate));
    all += figure;
    if (selectsBank(limit.selector, candidate.bank)) selected += figure;
  }
  if (limit.of === 'powerKw') {
    for (const one of reading.plan.units) {
      const offer = problem.offers.find((other) => other.id === one.offer);
      const silicon = problem.silicon.find((other) => other.id === one.silicon);
      if (!offer || !silicon)
        throw new InternalError(`the plan holds units of ${one.offer}, which is unknown`);
      const idleKw = (silicon.idleWatts / 1000) * (one.unitsKept + one.unitsFurther);
      all += idleKw;
      if (selectsOffer(problem, limit.selector, offer)) selected += idleKw;
    }
  }
  return { selected, all };
};

/** Limits on the share of workload weight or of power on some supply. Shares of spend: compile/money-limits.ts. */
export const weightShares: Constraint = {
  id: 'share',
  rows(decisions, sink) {
    for (const limit of decisions.candidates.demand.problem.limits.shares) {
      if (limit.of === 'spend') continue;
      const { selected, all } = terms(decisions, limit);
      const { maxFraction, minFraction, id } = limit;
      if (maxFraction !== undefined)
        sink.addRow(
          `share ${id} at most`,
          shareRows(selected, all, maxFraction),
          Number.NEGATIVE_INFINITY,
          0,
        );
      if (minFraction !== undefined)
        sink.addRow(
          `share ${id} at least`,
          shareRows(selected, all, minFraction),
          0,
          Number.POSITIVE_INFINITY,
        );
    }
  },
  violations: (reading) =>
    reading.candidates.demand.problem.limits.shares.flatMap((limit) => {
      if (limit.of === 'spend') return [];
      const { selected, all } = measured(reading, limit);
      const unit = limit.of === 'powerKw' ? 'kW' : 'weight';
      return [
        ...(limit.maxFraction === undefined
          ? []
          : above('share', limit.id, selected, limit.maxFraction * all, unit)),
        ...(limit.minFraction === undefined
          ? []
          : below('share', limit.id, selected, limit.minFraction * all, unit)),
      ];
    }),
};
