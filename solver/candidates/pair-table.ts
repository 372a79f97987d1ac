import type { Quote } from '../problem/types.js';
import type { Path, Service, Stream } from '../sizing/types.js';
import { ChoiceColumn, FigureColumn } from './figure-column.js';
import type { Bank, Candidate, EstimateMark, Exclusion } from './types.js';

const NO_RULES: readonly string[] = [];
const NO_EXCLUSIONS: readonly Exclusion[] = [];

/** The figures of every pair by its index: a million objects of twenty fields would weigh more than the program. */
class PairFigures {
  readonly needUnits = new FigureColumn(0);
  readonly hostMemoryGiB = new FigureColumn(0);
  readonly busyFraction = new FigureColumn(0);
  readonly meanScale = new FigureColumn(1);
  /** NaN where the time is not known. */
  readonly endToEndMs = new FigureColumn(Number.NaN);
  readonly trafficUpGBPerYear = new FigureColumn(0);
  readonly trafficDownGBPerYear = new FigureColumn(0);
  readonly priceUpPerGB = new FigureColumn(0);
  readonly priceDownPerGB = new FigureColumn(0);
  readonly transferHours = new FigureColumn(0);
  readonly runHours = new FigureColumn(0);
  readonly path = new ChoiceColumn<Path>();
  readonly service = new ChoiceColumn<Service | null>();
  readonly estimates = new ChoiceColumn<readonly EstimateMark[]>();
  /** Few pairs have any of these. */
  readonly quote = new Map<number, Quote>();
  readonly brokenSoftRules = new Map<number, readonly string[]>();
  readonly waived = new Map<number, readonly Exclusion[]>();
}

/** A pair that reads its figures from where they are kept. */
class Pair implements Candidate {
  readonly #figures: PairFigures;

  constructor(
    figures: PairFigures,
    readonly index: number,
    readonly stream: Stream,
    readonly bank: Bank,
  ) {
    this.#figures = figures;
  }

  get needUnits(): number {
    return this.#figures.needUnits.at(this.index);
  }
  get hostMemoryGiB(): number {
    return this.#figures.hostMemoryGiB.at(this.index);
  }
  get busyFraction(): number {
    return this.#figures.busyFraction.at(this.index);
  }
  get meanScale(): number {
    return this.#figures.meanScale.at(this.index);
  }
  get path(): Path {
    return this.#figures.path.at(this.index);
  }
  get service(): Service | null {
    return this.#figures.service.at(this.index);
  }
  get endToEndMs(): number | null {
    const known = this.#figures.endToEndMs.at(this.index);
    return Number.isNaN(known) ? null : known;
  }
  get trafficUpGBPerYear(): number {
    return this.#figures.trafficUpGBPerYear.at(this.index);
  }
  get trafficDownGBPerYear(): number {
    return this.#figures.trafficDownGBPerYear.at(this.index);
  }
  get priceUpPerGB(): number {
    return this.#figures.priceUpPerGB.at(this.index);
  }
  get priceDownPerGB(): number {
    return this.#figures.priceDownPerGB.at(this.index);
  }
  get transferHours(): number {
    return this.#figures.transferHours.at(this.index);
  }
  get runHours(): number {
    return this.#figures.runHours.at(this.index);
  }
  get quote(): Quote | null {
    return this.#figures.quote.get(this.index) ?? null;
  }
  get estimates(): readonly EstimateMark[] {
    return this.#figures.estimates.at(this.index);
  }
  get brokenSoftRules(): readonly string[] {
    return this.#figures.brokenSoftRules.get(this.index) ?? NO_RULES;
  }
  get waived(): readonly Exclusion[] {
    return this.#figures.waived.get(this.index) ?? NO_EXCLUSIONS;
  }
}

/** Collects pairs; each is a small object over figures kept in columns. */
export class PairTable {
  private readonly figures = new PairFigures();
  private readonly pairs: Pair[] = [];

  get candidates(): readonly Candidate[] {
    return this.pairs;
  }

  /** Adds a pair; its index is its place. */
  add(one: Omit<Candidate, 'index'>): void {
    const { figures, pairs } = this;
    const index = pairs.length;
    figures.needUnits.set(index, one.needUnits);
    figures.hostMemoryGiB.set(index, one.hostMemoryGiB);
    figures.busyFraction.set(index, one.busyFraction);
    figures.meanScale.set(index, one.meanScale);
    figures.endToEndMs.set(index, one.endToEndMs ?? Number.NaN);
    figures.trafficUpGBPerYear.set(index, one.trafficUpGBPerYear);
    figures.trafficDownGBPerYear.set(index, one.trafficDownGBPerYear);
    figures.priceUpPerGB.set(index, one.priceUpPerGB);
    figures.priceDownPerGB.set(index, one.priceDownPerGB);
    figures.transferHours.set(index, one.transferHours);
    figures.runHours.set(index, one.runHours);
    figures.path.set(index, one.path);
    figures.service.set(index, one.service);
    figures.estimates.set(index, one.estimates);
    if (one.quote) figures.quote.set(index, one.quote);
    if (one.brokenSoftRules.length > 0) figures.brokenSoftRules.set(index, one.brokenSoftRules);
    if (one.waived.length > 0) figures.waived.set(index, one.waived);
    pairs.push(new Pair(figures, index, one.stream, one.bank));
  }
}
