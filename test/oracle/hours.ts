import { must } from './demand.js';
import type { Facts } from './facts.js';

/** Hours at which no two shares differ, one for each; the hours of a window are reduced to those. */
export class HourKinds {
  readonly all: readonly number[];
  readonly #kindOfHour: Int32Array;
  readonly #first: number[] = [];

  constructor(facts: Facts) {
    const series = [...new Set(facts.pairs.map((pair) => pair.need.peak))];
    const kinds = new Map<string, number>();
    this.#kindOfHour = new Int32Array(facts.hours);
    for (let hour = 0; hour < facts.hours; hour += 1) {
      const key = series.map((share) => share[hour]).join();
      let kind = kinds.get(key);
      if (kind === undefined) {
        kind = kinds.size;
        kinds.set(key, kind);
        this.#first.push(hour);
      }
      this.#kindOfHour[hour] = kind;
    }
    this.all = this.#first;
  }

  among(hours: readonly number[]): number[] {
    const kinds = new Set(hours.map((hour) => must(this.#kindOfHour[hour], 'kind')));
    return [...kinds].sort((a, b) => a - b).map((kind) => must(this.#first[kind], 'hour'));
  }
}
