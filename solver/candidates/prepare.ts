import { InternalError } from '../outcome.js';
import type { Location, Model, Problem, ServingPoint, Silicon, TrainingPoint } from '../problem/types.js';
import { makeNetwork, type Network, pathBetween } from '../sizing/path.js';
import { type ServiceNeeds, serviceNeeds } from '../sizing/service-needs.js';
import { makeServingTable, type ServingChoices, type ServingTable } from '../sizing/serving.js';
import { type Traffic, trafficOf } from '../sizing/traffic.js';
import { makeTrainingTable, type TrainingTable, type TrainingWork } from '../sizing/training.js';
import type { Path, SizingRefusal, Stream } from '../sizing/types.js';
import { siliconRefusal } from './eligibility.js';
import type { Bank, ExclusionCode } from './types.js';

/** What sizing asks of a problem, worked out once. */
export interface Tables {
  readonly network: Network;
  readonly serving: ServingTable;
  readonly training: TrainingTable;
  location(id: string): Location;
  model(id: string): Model;
  /** Path of a location and a bank's site; null where there is none. */
  path(location: Location, bank: Bank): Path | null;
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
    path(location, { site }) {
      const fromHere = paths.get(location.id) ?? new Map<string, Path | null>();
      paths.set(location.id, fromHere);
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
  readonly refusal: ExclusionCode | undefined;
  /** Inference with a model. */
  readonly serving: ServingChoices | null;
  /** Training. */
  readonly work: TrainingWork | null;
  /** The silicon cannot run it whatever the site: memory or performance. */
  readonly unfit: SizingRefusal | null;
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
}

const NO_PERFORMANCE: SizingRefusal = { code: 'no-performance' };

export function prepareStream(tables: Tables, stream: Stream): PreparedStream {
  const { workload, part } = stream;
  const isTraining = workload.kind === 'training' || workload.kind === 'fine-tuning';
  const needs =
    part === 'inference' && workload.model !== undefined
      ? serviceNeeds(stream, tables.model(workload.model))
      : null;
  const bySilicon = new Map<string, OnSilicon>();
  const workOut = (silicon: Silicon): OnSilicon => {
    const serving = needs ? tables.serving(needs, silicon) : null;
    const work = isTraining ? (tables.training(workload, silicon) ?? null) : null;
    const isUnfit = serving?.refusal?.code === 'memory' || serving?.refusal?.code === 'no-performance';
    return {
      refusal: siliconRefusal(stream, silicon),
      serving,
      work,
      unfit: isTraining && !work ? NO_PERFORMANCE : isUnfit ? (serving?.refusal ?? null) : null,
    };
  };
  return {
    stream,
    location: tables.location(stream.location),
    traffic: trafficOf(stream),
    needs,
    needsQuote: !isTraining && workload.model === undefined,
    on(silicon) {
      const known = bySilicon.get(silicon.id) ?? workOut(silicon);
      bySilicon.set(silicon.id, known);
      return known;
    },
  };
}
