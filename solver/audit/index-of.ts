import { InternalError } from '../outcome.js';
import type { Offer, Problem, Quote } from '../problem/types.js';

/** Entries of a part by id; asking for one that is not there is a broken problem. */
export class Part<T extends { readonly id: string }> {
  readonly byId: ReadonlyMap<string, T>;

  constructor(
    private readonly name: string,
    readonly all: readonly T[],
  ) {
    this.byId = new Map(all.map((entry) => [entry.id, entry]));
  }

  find(id: string | null | undefined): T | undefined {
    return id === null || id === undefined ? undefined : this.byId.get(id);
  }

  get(id: string): T {
    const entry = this.byId.get(id);
    if (!entry)
      throw new InternalError(`audit: the problem names ${this.name} ${id}, which it does not hold`);
    return entry;
  }
}

/** A problem by its ids, and the days of its horizon. */
export class Entries {
  readonly sites;
  readonly locations;
  readonly silicon;
  readonly offers;
  readonly operators;
  readonly models;
  readonly tariffs;
  readonly sets;
  /** First and last day of the plan, ISO 8601. */
  readonly firstDay: string;
  readonly lastDay: string;
  private readonly quotes = new Map<string, Quote>();

  constructor(readonly problem: Problem) {
    this.sites = new Part('site', problem.sites);
    this.locations = new Part('location', problem.locations);
    this.silicon = new Part('silicon', problem.silicon);
    this.offers = new Part('offer', problem.offers);
    this.operators = new Part('operator', problem.operators);
    this.models = new Part('model', problem.models);
    this.tariffs = new Part('tariff', problem.tariffs);
    this.sets = new Part('jurisdiction set', problem.jurisdictionSets);
    this.firstDay = problem.horizon.startDate;
    const start = new Date(`${this.firstDay}T00:00:00Z`);
    const end = Date.UTC(
      start.getUTCFullYear() + problem.horizon.years,
      start.getUTCMonth(),
      start.getUTCDate(),
    );
    this.lastDay = new Date(end - 86_400_000).toISOString().slice(0, 10);
    for (const quote of problem.quotes) {
      const key = `${quote.workload}\n${quote.location}\n${quote.part}\n${quote.offer}`;
      if (!this.quotes.has(key)) this.quotes.set(key, quote);
    }
  }

  /** An offer is there over the whole horizon, its units rented on or replaced where its own end lies inside. */
  isThere(offer: Offer): boolean {
    const { availableFrom, endsOn } = offer;
    const kind = 'renewal' in offer ? offer.renewal?.kind : undefined;
    return (
      (availableFrom === undefined || availableFrom <= this.firstDay) &&
      (endsOn === undefined || endsOn >= this.lastDay || kind === 'renewed' || kind === 'replaced')
    );
  }

  /** A contract in force that ends inside the horizon and is not renewed: its rent is paid, its units are of no use. */
  runsOff(offer: Offer): boolean {
    const { availableFrom, endsOn } = offer;
    const isRunning = endsOn !== undefined && endsOn >= this.firstDay && endsOn < this.lastDay;
    const hasBegun = availableFrom === undefined || availableFrom <= this.firstDay;
    return 'renewal' in offer && offer.renewal?.kind === 'none' && isRunning && hasBegun;
  }

  /** The quote for a stream on the first of some offers that has one. */
  quote(workload: string, location: string, part: string, offers: readonly string[]): Quote | null {
    if (this.quotes.size === 0) return null;
    const asked = part === 'runtime' ? 'runtime' : 'inference';
    for (const offer of offers) {
      const quote = this.quotes.get(`${workload}\n${location}\n${asked}\n${offer}`);
      if (quote) return quote;
    }
    return null;
  }
}
