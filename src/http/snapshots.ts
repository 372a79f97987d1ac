import type { Catalogue } from '@placewright/solver';

/** The snapshots a problem may name, oldest first. They are made when they are first asked for. */
export const snapshots = async (): Promise<readonly Catalogue[]> =>
  (await import('@placewright/solver/catalogue')).allSnapshots();
