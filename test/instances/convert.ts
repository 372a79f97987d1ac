import type { AssignmentInstance } from '../../fixtures/instances/instance.js';
import type { ProblemInput } from '../../solver/problem/types.js';

/** Reads numbers one after the other. */
class Numbers {
  #next = 0;
  readonly #values: readonly number[];

  constructor(text: string) {
    this.#values = text.trim().split(/\s+/).map(Number);
  }

  take(): number {
    const value = this.#values[this.#next];
    if (value === undefined || Number.isNaN(value)) throw new Error(`no number at position ${this.#next}`);
    this.#next += 1;
    return value;
  }

  list(count: number): number[] {
    return Array.from({ length: count }, () => this.take());
  }

  end(): void {
    if (this.#next !== this.#values.length)
      throw new Error(`${this.#values.length - this.#next} numbers left`);
  }
}

/** OR-Library cap*: m n; m of "capacity fixed cost"; for each customer its demand and m costs of serving all of it. */
export function readCapacitated(text: string): AssignmentInstance {
  const numbers = new Numbers(text);
  const [m, n] = [numbers.take(), numbers.take()];
  const facilities = Array.from({ length: m }, () => ({
    capacity: numbers.take(),
    fixedCost: numbers.take(),
  }));
  const customers = Array.from({ length: n }, () => {
    const demand = numbers.take();
    return { costs: numbers.list(m), needs: new Array<number>(m).fill(demand) };
  });
  numbers.end();
  return { facilities, customers };
}

/** Holmberg: I J; I capacities; I opening costs; J demands; J rows of I costs. */
export function readHolmberg(text: string): AssignmentInstance {
  const numbers = new Numbers(text);
  const [m, n] = [numbers.take(), numbers.take()];
  const capacities = numbers.list(m);
  const fixed = numbers.list(m);
  const demands = numbers.list(n);
  const customers = demands.map((demand) => ({
    costs: numbers.list(m),
    needs: new Array<number>(m).fill(demand),
  }));
  numbers.end();
  return {
    facilities: capacities.map((capacity, i) => ({ capacity, fixedCost: fixed[i] ?? Number.NaN })),
    customers,
  };
}

/** OR-Library generalised assignment: m n; m x n costs, m x n uses, agent by agent; m capacities. */
export function readAssignment(text: string): AssignmentInstance {
  const numbers = new Numbers(text);
  const [m, n] = [numbers.take(), numbers.take()];
  const costs = Array.from({ length: m }, () => numbers.list(n));
  const uses = Array.from({ length: m }, () => numbers.list(n));
  const capacities = numbers.list(m);
  numbers.end();
  const column = (table: readonly (readonly number[])[], job: number): number[] =>
    table.map((row) => row[job] ?? Number.NaN);
  return {
    facilities: capacities.map((capacity) => ({ capacity, fixedCost: 0 })),
    customers: Array.from({ length: n }, (_, job) => ({
      costs: column(costs, job),
      needs: column(uses, job),
    })),
  };
}

/** The instance whose least cost is `customers x most - greatest profit`; `most` is the greatest single profit. */
export function turned(instance: AssignmentInstance): { instance: AssignmentInstance; most: number } {
  const most = Math.max(...instance.customers.flatMap((customer) => customer.costs));
  const customers = instance.customers.map((customer) => ({
    ...customer,
    costs: customer.costs.map((profit) => most - profit),
  }));
  return { instance: { ...instance, customers }, most };
}

/**
 * An instance in the public problem format: one year at no discount, units already there as capacity, the cost of
 * serving as a quote, the fixed cost as the cost of opening a site. `isWhole`: each customer has one facility.
 */
export function toProblem(instance: AssignmentInstance, isWhole: boolean): ProblemInput {
  const names = instance.facilities.map((_, i) => `f${i}`);
  return {
    schemaVersion: '1.0',
    horizon: {
      startDate: '2026-01-01',
      years: 1,
      discountFraction: 0,
      currency: 'EUR',
      referenceYear: 2026,
      priceAsOf: '2026-01-01',
    },
    operators: [{ id: 'operator', legalEntityJurisdiction: 'DE', ultimateParentJurisdiction: 'DE' }],
    locations: instance.customers.map((_, j) => ({
      id: `c${j}`,
      jurisdiction: 'DE',
      zone: 'UTC',
      accessRttMs: 0,
      accessJitterMs: 0,
      labels: ['customer'],
    })),
    sites: instance.facilities.map(({ fixedCost }, i) => ({
      id: names[i] ?? '',
      kind: 'metro-edge' as const,
      jurisdiction: 'DE',
      operator: 'operator',
      zone: 'UTC',
      pue: 1,
      meterCapKw: 1,
      tariff: 'free',
      openUpfrontCost: fixedCost,
      labels: ['facility'],
    })),
    silicon: [{ id: 'unit', family: 'GPU', memoryGiB: 1, wattsBasis: 'server', idleWatts: 0, maxWatts: 0 }],
    offers: instance.facilities.map(({ capacity }, i) => ({
      id: `o${i}`,
      terms: 'owned' as const,
      site: names[i] ?? '',
      silicon: 'unit',
      unitsExisting: capacity,
      unitsMax: capacity,
    })),
    tariffs: [{ id: 'free', kind: 'flat', pricePerKwh: 0 }],
    network: {
      latencyClasses: [{ id: 'any', fromLabel: 'customer', toLabel: 'facility', rttMs: 0, jitterMs: 0 }],
    },
    workloads: instance.customers.map(({ needs }, j) => ({
      kind: 'inference' as const,
      id: `w${j}`,
      demand: { peakRequestsPerSecond: Math.max(...needs) },
      origins: [{ location: `c${j}`, shareFraction: 1 }],
      targetUtilisationFraction: 1,
      split: { kind: isWhole ? ('perLocation' as const) : ('free' as const) },
    })),
    quotes: instance.customers.flatMap(({ costs, needs }, j) =>
      instance.facilities.map((_, i) => ({
        workload: `w${j}`,
        location: `c${j}`,
        offer: `o${i}`,
        needUnits: needs[i] ?? Number.NaN,
        upfrontCost: costs[i] ?? Number.NaN,
      })),
    ),
  };
}
