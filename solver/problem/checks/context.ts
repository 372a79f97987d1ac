import { type Path, spokenPath, valueAt } from '../pointer.js';
import type { Finding, Report } from '../report.js';
import { problemSchema, type ShapedProblem } from '../schema/problem.js';
import { metaOf, schemaAt } from '../schema-walk.js';
import type { Suggester } from '../suggest.js';

/** What a check has at hand: the input to quote from, and where to say what it found. */
export class CheckContext {
  constructor(
    readonly root: unknown,
    readonly report: Report,
    readonly suggester: Suggester,
  ) {}

  /** Adds an issue; the message is led by the name of the place, value and unit are read from it. */
  add(path: Path, finding: Omit<Finding, 'path'>): void {
    const schema = schemaAt(problemSchema, this.root, path);
    const unit = schema === undefined ? undefined : metaOf(schema).unit;
    this.report.add({
      value: valueAt(this.root, path),
      ...(unit === undefined ? {} : { unit }),
      ...finding,
      path,
      message: `${spokenPath(this.root, path)}: ${finding.message}`,
    });
  }
}

/** An entry of a part and where it stands. */
export interface Placed<T> {
  readonly entry: T;
  readonly path: readonly [string, number];
}

/** Parts whose entries can be checked one by one. */
export const LOCAL_PARTS = [
  'operators',
  'locations',
  'sites',
  'silicon',
  'offers',
  'tariffs',
  'models',
  'workloads',
  'jurisdictionSets',
  'rules',
  'pins',
  'bans',
  'affinities',
  'otherCosts',
  'baselines',
  'quotes',
] as const;
export type LocalPart = (typeof LOCAL_PARTS)[number];

/** Entries of the right shape, part by part. */
export type Parts = { readonly [P in LocalPart]: readonly Placed<ShapedProblem[P][number]>[] };
