import type { WorkloadSelector } from '../../problem/types.js';
import type { Stream } from '../demand.js';
import type { Entries } from '../index-of.js';
import { isListed } from './jurisdictions.js';

const meet = (wanted: readonly string[] | undefined, own: readonly string[]): boolean =>
  wanted === undefined || wanted.some((text) => own.includes(text));

/** Every list a selector names meets the stream; an absent list meets everything. */
export const selects = (
  entries: Entries,
  selector: WorkloadSelector,
  { workload, location }: Stream,
): boolean =>
  meet(selector.dataClasses, workload.dataClasses) &&
  meet(selector.origins, [location.id]) &&
  meet(selector.workloads, [workload.id]) &&
  meet(selector.labels, workload.labels ?? []) &&
  (selector.originJurisdictions === undefined ||
    isListed(entries, location.jurisdiction, selector.originJurisdictions, entries.firstDay, null));

/** A selector that names nothing speaks of every stream. */
export const namesSome = (selector: WorkloadSelector): boolean =>
  Object.values(selector).some((list) => list !== undefined);
