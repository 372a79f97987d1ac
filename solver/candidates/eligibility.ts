import type { Silicon, Site } from '../problem/types.js';
import type { Stream } from '../sizing/types.js';
import type { Bank, ExclusionCode } from './types.js';

/** Kinds of site a silicon may stand at; `undefined`: any. TPU and NPU have a kind of their own unless stated. */
export function siteKindsOf(silicon: Silicon): readonly Site['kind'][] | undefined {
  if (silicon.allowedSiteKinds) return silicon.allowedSiteKinds;
  if (silicon.family === 'TPU') return ['hyperscale-region'];
  return silicon.family === 'NPU' ? ['device'] : undefined;
}

/** Whether the silicon of a bank may stand at its site; endpoints have none. */
export function mayStand(bank: Bank): boolean {
  return bank.kind === 'token' || (siteKindsOf(bank.silicon)?.includes(bank.site.kind) ?? true);
}

/** Why a silicon may not run a stream, wherever it stands. `allowedModels` speaks of what serves or trains a model. */
export function siliconRefusal(stream: Stream, silicon: Silicon): ExclusionCode | undefined {
  const { workload } = stream;
  if (silicon.allowedWorkloadKinds && !silicon.allowedWorkloadKinds.includes(workload.kind)) {
    return 'silicon-workload-kind';
  }
  if (
    silicon.allowedModels &&
    stream.part !== 'runtime' &&
    workload.model !== undefined &&
    !silicon.allowedModels.includes(workload.model)
  ) {
    return 'silicon-model';
  }
  const { allowedSiliconFamilies } = workload;
  return allowedSiliconFamilies && !allowedSiliconFamilies.includes(silicon.family)
    ? 'silicon-family'
    : undefined;
}

/** Why a bank of its kind never serves a stream, whatever the figures. */
export function bankRefusal(stream: Stream, bank: Bank): ExclusionCode | undefined {
  const { workload, part } = stream;
  if (bank.kind === 'token') {
    if (part !== 'inference') return 'part-not-served';
    if (workload.isolationGroup !== undefined) return 'isolation';
    return workload.model !== undefined && !bank.offer.models.includes(workload.model)
      ? 'model-not-served'
      : undefined;
  }
  const isTraining = workload.kind === 'training' || workload.kind === 'fine-tuning';
  return isTraining && bank.kind === 'unit-use' && bank.offer.terms === 'spot' && !workload.interruptible
    ? 'not-interruptible'
    : undefined;
}
