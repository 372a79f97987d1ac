import type { Option } from './choices.js';
import { must } from './demand.js';
import type { Facts, Pair, UnitChoice } from './facts.js';
import type { HourKinds } from './hours.js';
import type { Pattern } from './patterns.js';

export interface UnitsState {
  /** By unit choice. */
  readonly held: readonly { readonly kept: number; readonly further: number }[];
  /** By pool that divisible streams use: bank and key. */
  readonly replicas: ReadonlyMap<string, number>;
}

/** coefficients . v <= right, the right side known once the units are. */
export interface OpenRow {
  readonly coefficients: readonly number[];
  readonly right: (state: UnitsState) => number;
}

export interface Part {
  readonly pair: Pair;
  readonly kind: 'x' | 'y';
}

export type Factor = (part: Part) => number;
type Right = (state: UnitsState) => number;

/** A load of one hour: what the variables bring, and what the whole streams bring. */
export interface Load {
  readonly coefficients: readonly number[];
  readonly constant: number;
}

/** Sum over unit choices of what kept and further units bring. */
export const unitsSum = (
  facts: Facts,
  state: UnitsState,
  amount: (choice: UnitChoice, kept: number, further: number) => number,
): number =>
  facts.units.reduce((sum, choice) => {
    const { kept, further } = must(state.held[choice.index], 'units');
    return sum + amount(choice, kept, further);
  }, 0);

export const onlyX =
  (factor: (pair: Pair) => number): Factor =>
  (part) =>
    part.kind === 'x' ? factor(part.pair) : 0;

/** Collects the rows of one assignment of the whole streams and one pattern. */
export class RowWriter {
  readonly parts: readonly Part[];
  readonly fixed: readonly Part[];
  readonly atMost: OpenRow[] = [];
  readonly equal: { coefficients: readonly number[]; right: number }[] = [];

  constructor(
    readonly facts: Facts,
    readonly kinds: HourKinds,
    whole: ReadonlyMap<number, Option>,
    readonly divided: readonly number[],
    readonly pattern: Pattern,
  ) {
    this.parts = [
      ...[...pattern.share].map((pair): Part => ({ pair, kind: 'x' })),
      ...[...pattern.standby].map((pair): Part => ({ pair, kind: 'y' })),
    ];
    this.fixed = [...whole.values()].flatMap((option) => [
      ...option.x.map((pair): Part => ({ pair, kind: 'x' })),
      ...option.y.map((pair): Part => ({ pair, kind: 'y' })),
    ]);
  }

  linear(factor: Factor): Load {
    return {
      coefficients: this.parts.map(factor),
      constant: this.fixed.reduce((sum, part) => sum + factor(part), 0),
    };
  }

  row(factor: Factor, right: Right): void {
    const { coefficients, constant } = this.linear(factor);
    this.atMost.push({ coefficients, right: (state) => right(state) - constant });
  }

  /** A row no variable is in: a limit on units alone. */
  unitsRow(right: Right): void {
    this.atMost.push({ coefficients: this.parts.map(() => 0), right });
  }

  hourRows(factor: Factor, right: Right): void {
    for (const { coefficients, constant } of this.hourly(factor, this.kinds.all))
      this.atMost.push({ coefficients, right: (state) => right(state) - constant });
  }

  /** Loads of every hour, without those another one covers: every coefficient at least as large. */
  hourly(factor: Factor, hours: readonly number[]): Load[] {
    const factors = this.parts.map(factor);
    const fixedFactors = this.fixed.map(factor);
    if ([...factors, ...fixedFactors].every((value) => value === 0)) return [];
    let kept: Load[] = [];
    for (const hour of hours) {
      const share = (part: Part): number => must(part.pair.need.peak[hour], 'share');
      const fresh: Load = {
        coefficients: this.parts.map((part, index) => must(factors[index], 'factor') * share(part)),
        constant: this.fixed.reduce(
          (sum, part, index) => sum + must(fixedFactors[index], 'factor') * share(part),
          0,
        ),
      };
      const covers = (a: Load, b: Load): boolean =>
        a.constant >= b.constant && a.coefficients.every((value, i) => value >= must(b.coefficients[i], 'c'));
      if (kept.some((known) => covers(known, fresh))) continue;
      kept = kept.filter((known) => !covers(fresh, known));
      kept.push(fresh);
    }
    return kept;
  }
}
