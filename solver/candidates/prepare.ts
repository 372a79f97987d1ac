import { InternalError } from '../outcome.js';
import type {
  Location,
  Model,
  Problem,
  ServingPoint,
  Silicon,
  Site,
  TrainingPoint,
} from '../problem/types.js';
import { makeNetwork, type Network, pathBetween } from '../sizing/path.js';
import { type ServiceNeeds, serviceNeeds } from '../sizing/service-needs.js';
import { makeServingTable, type ServingChoices, type ServingTable } from '../sizing/serving.js';
import { type Traffic, trafficOf } from '../sizing/traffic.js';
import { makeTrainingTable, type TrainingTable, type TrainingWork } from '../sizing/training.js';
import type { Path, SizingRefusal, Stream } from '../sizing/types.js';
import { siliconRefusal } from './eligibility.js';
import type { Cause } from './exclusion-tally.js';
import { networkRefusals } from './network-refusals.js';

/** What sizing asks of a problem, worked out once. */
export interface Tables {
  readonly network: Network;
  readonly serving: ServingTable;
  readonly training: TrainingTable;
  location(id: string): Location;
  model(id: string): Model;
  /** Path of a location and a site, remembered; null where there is none. */
  path(location: Location, site: Site): Path | null;
}

export function makeTables(problem: Problem): Tables {
  const network = makeNetwork(problem);
  const locations = new Map(problem.locations.map((one) => [one.id, one]));
  const models = new Map(problem.models.map((one) => [one.id, one]));
  const paths = new Map<string, Map<string, Path | null>>();
  const isServing = (point: ServingPoint | TrainingPoint): point is ServingPoint => point.kind === 'serving';
  const isTraining = (point: ServingPoint | TrainingPoint): point is TrainingPoint =>
    point.kind === 'training';
  return {
    network,
    serving: makeServingTable(problem.performance.filter(isServing)),
    training: makeTrainingTable(problem.performance.filter(isTraining), problem.silicon),
    location: (id) => found(locations, id, 'Location'),
    model: (id) => found(models, id, 'Model'),
    path(location, site) {
      let fromHere = paths.get(location.id);
      if (!fromHere) {
        fromHere = new Map<string, Path | null>();
        paths.set(location.id, fromHere);
      }
      const known = fromHere.get(site.id);
      if (known !== undefined) return known;
      const path = pathBetween(network, location, site) ?? null;
      fromHere.set(site.id, path);
      return path;
    },
  };
}

function found<T>(byId: ReadonlyMap<string, T>, id: string, what: string): T {
  const entry = byId.get(id);
  if (entry === undefined) throw new InternalError(`${what} ${id} is not there.`);
  return entry;
}

/** What is known of a stream on a silicon before a site is. */
export interface OnSilicon {
  readonly refusal: Cause | undefined;
  /** Inference with a model. */
  readonly serving: ServingChoices | null;
  /** Training. */
  readonly work: TrainingWork | null;
  /** The silicon cannot run it whatever the site: memory or performance. */
  readonly unfit: SizingRefusal | null;
}

/** What is known of a stream at a site, whatever serves it there. */
export interface AtSite {
  readonly path: Path | null;
  /** Limits of the SLO on the network that the path breaks. */
  readonly refusals: readonly Cause[];
}

/** A stream with what all its pairs share. */
export interface PreparedStream {
  readonly stream: Stream;
  readonly location: Location;
  readonly traffic: Traffic;
  /** Inference with a model; null otherwise. */
  readonly needs: ServiceNeeds | null;
  /** Inference or agents without a model are served by quotes alone. */
  readonly needsQuote: boolean;
  on(silicon: Silicon): OnSilicon;
  at(site: Site): AtSite;
}

const NONE: readonly Cause[] = [];
const NO_PERFORMANCE: SizingRefusal = { code: 'no-performance' };

export function prepareStream(tables: Tables, stream: Stream): PreparedStream {
  const { workload, part } = stream;
  const isTraining = workload.kind === 'training' || workload.kind === 'fine-tuning';
  const needs =
    part === 'inference' && workload.model !== undefined
      ? serviceNeeds(stream, tables.model(workload.model))
      : null;
  const location = tables.location(stream.location);
  const bySilicon = new Map<Silicon, OnSilicon>();
  // Banks come site by site, so the last answer is the one asked for again.
  let last: { readonly site: Site; readonly known: AtSite } | undefined;
  const workOut = (silicon: Silicon): OnSilicon => {
    const serving = needs ? tables.serving(needs, silicon) : null;
    const work = isTraining ? (tables.training(workload, silicon) ?? null) : null;
    const code = siliconRefusal(stream, silicon);
    const isUnfit = serving?.refusal?.code === 'memory' || serving?.refusal?.code === 'no-performance';
    return {
      refusal: code && { code },
      serving,
      work,
      unfit: isTraining && !work ? NO_PERFORMANCE : isUnfit ? (serving?.refusal ?? null) : null,
    };
  };
  return {
    stream,
    location,
    traffic: trafficOf(stream),
    needs,
    needsQuote: !isTraining && workload.model === undefined,
    on(silicon) {
      const known = bySilicon.get(silicon);
      if (known) return known;
      const found = workOut(silicon);
      bySilicon.set(silicon, found);
      return found;
    },
    at(site) {
      if (last?.site === site) return last.known;
      const path = tables.path(location, site);
      const known = { path, refusals: path ? networkRefusals(stream, path) : NONE };
      last = { site, known };
      return known;
    },
  };
}
