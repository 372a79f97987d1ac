import { InternalError } from '../outcome.js';
import type { Profile, TrainingWorkload } from '../problem/types.js';
import type { LocalHours, YearHours } from './hours.js';

/** How a demand runs over the hours of the year. */
export interface Shape {
  readonly key: string;
  /** Demand of each hour over that of the busiest one. */
  readonly share: Float64Array;
  readonly peakShape: number;
  readonly sumShape: number;
  /** Hours at full load that make the same year. */
  readonly fullHours: number;
}

/** Shapes of a problem; equal (profile, zone) pairs are one shape. */
export class Shapes {
  private readonly made = new Map<string, Shape>();

  constructor(
    private readonly hours: YearHours,
    private readonly profiles: ReadonlyMap<string, Profile>,
  ) {}

  flat(): Shape {
    return this.keep('flat', () => new Float64Array(this.hours.count).fill(1));
  }

  /** A profile as it runs at a place; no profile is flat. */
  ofProfile(id: string | undefined, zone: string): Shape {
    if (id === undefined) return this.flat();
    const profile = this.profiles.get(id);
    if (!profile) throw new InternalError(`audit: the problem names profile ${id}, which it does not hold`);
    const { values } = profile;
    if (values.length > 168) {
      if (values.length !== this.hours.count)
        throw new InternalError(
          `audit: profile ${id} has ${values.length} values, the year ${this.hours.count} hours`,
        );
      return this.keep(`year:${id}`, () => Float64Array.from(values));
    }
    return this.keep(`${id}@${zone}`, () => this.repeat(values, zone));
  }

  /** Hours in which a training run may compute. */
  ofAllowed(allowed: TrainingWorkload['allowedHours']): Shape {
    if (allowed === undefined) return this.flat();
    const values = allowed.hours.map((isAllowed) => (isAllowed ? 1 : 0));
    return this.keep(`allowed:${values.join('')}@${allowed.zone}`, () => this.repeat(values, allowed.zone));
  }

  private repeat(values: readonly number[], zone: string): Float64Array {
    const local: LocalHours = this.hours.local(zone);
    return Float64Array.from({ length: this.hours.count }, (_, h) => {
      const hour = local.hour[h] as number;
      const index = values.length === 24 ? hour : (local.weekday[h] as number) * 24 + hour;
      return values[index] as number;
    });
  }

  private keep(key: string, read: () => Float64Array): Shape {
    const known = this.made.get(key);
    if (known) return known;
    const raw = read();
    let peakShape = 0;
    let sumShape = 0;
    for (const value of raw) {
      peakShape = Math.max(peakShape, value);
      sumShape += value;
    }
    const share = raw.map((value) => (peakShape > 0 ? value / peakShape : 0));
    let fullHours = 0;
    for (const value of share) fullHours += value;
    const shape: Shape = { key, share, peakShape, sumShape, fullHours };
    this.made.set(key, shape);
    return shape;
  }
}

/** Hour by hour: a base, and weights that follow shapes. */
export const hourly = (count: number, base: number, weights: ReadonlyMap<Shape, number>): Float64Array => {
  const total = new Float64Array(count).fill(base);
  for (const [{ share }, weight] of weights) {
    if (weight === 0) continue;
    for (let h = 0; h < count; h += 1) total[h] = (total[h] as number) + weight * (share[h] as number);
  }
  return total;
};

/** Adds to the weight of a shape. */
export const addWeight = (weights: Map<Shape, number>, shape: Shape, amount: number): void => {
  weights.set(shape, (weights.get(shape) ?? 0) + amount);
};

/** Sum over the hours. */
export const sumOf = (values: Float64Array): number => {
  let total = 0;
  for (let h = 0; h < values.length; h += 1) total += values[h] as number;
  return total;
};

/** The busiest hour, the first of equals; NaN where any hour is. */
export const busiest = (values: Float64Array): { hour: number; value: number } => {
  let hour = 0;
  let value = Number.NEGATIVE_INFINITY;
  for (let h = 0; h < values.length; h += 1) {
    const one = values[h] as number;
    if (Number.isNaN(one)) return { hour: h, value: one };
    if (one <= value) continue;
    hour = h;
    value = one;
  }
  return { hour, value };
};
