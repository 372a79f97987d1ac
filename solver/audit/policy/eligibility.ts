import type { Offer } from '../../problem/types.js';
import type { Case, Row } from '../rows.js';
import { isTraining } from '../training.js';

/** Whether silicon, endpoint, terms and dates permit what the plan does. */
export const checkEligibility = (audit: Case): void => {
  for (const row of audit.rows) {
    const against = reasons(row);
    audit.ledger.holds('eligibility', row.name, against.length === 0, against.join('; '), row.bank.plan.id);
  }
  const { firstDay, lastDay, offers } = audit.entries;
  for (const bank of audit.banks.values()) {
    const isUsed = (audit.rowsOfBank.get(bank.plan.id) ?? []).some(({ x, y }) => x + y > 1e-6);
    for (const id of bank.plan.offers) {
      const offer: Offer = offers.get(id);
      const hasUnits = (audit.unitsOfBank.get(bank.plan.id) ?? []).some(
        (row) => row.offer.id === id && row.inUse > 0,
      );
      if (!hasUnits && !(isUsed && bank.plan.kind !== 'held')) continue;
      const dates = `${offer.availableFrom ?? 'always'} to ${offer.endsOn ?? 'always'}`;
      audit.ledger.holds(
        'availability',
        id,
        audit.entries.isThere(offer),
        `${firstDay} to ${lastDay}`,
        dates,
      );
    }
  }
};

/** Why a placement may not be there. */
const reasons = ({ stream, bank, quote }: Row): string[] => {
  const { workload, part } = stream;
  const { silicon, site } = bank;
  const found: string[] = [];
  if (bank.token) {
    if (workload.isolationGroup !== undefined)
      found.push('an isolation group is never put on a token endpoint');
    if (part !== 'inference') found.push('an endpoint serves inference alone');
    if (workload.model !== undefined && !bank.token.models.includes(workload.model))
      found.push('a model of the endpoint');
  }
  if (bank.plan.kind === 'held' && bank.plan.isolationGroup !== (workload.isolationGroup ?? null))
    found.push(`isolation group ${workload.isolationGroup ?? 'none'}`);
  if (silicon) {
    const kinds = silicon.allowedSiteKinds ?? FAMILY_SITE_KINDS[silicon.family];
    if (kinds && !kinds.includes(site.kind)) found.push(`a site of kind ${kinds.join(', ')}`);
    if (silicon.allowedWorkloadKinds && !silicon.allowedWorkloadKinds.includes(workload.kind))
      found.push(`workloads of kind ${silicon.allowedWorkloadKinds.join(', ')}`);
    const { model } = workload;
    if (
      silicon.allowedModels &&
      part !== 'runtime' &&
      model !== undefined &&
      !silicon.allowedModels.includes(model)
    )
      found.push(`models ${silicon.allowedModels.join(', ')}`);
    const { allowedSiliconFamilies } = workload;
    if (allowedSiliconFamilies && !allowedSiliconFamilies.includes(silicon.family))
      found.push(`families ${allowedSiliconFamilies.join(', ')}`);
  }
  if (isTraining(workload) && bank.use?.terms === 'spot' && !workload.interruptible)
    found.push('capacity that is not interrupted');
  if (!isTraining(workload) && workload.model === undefined) {
    if (quote === null || (part === 'inference' && quote.needUnits === undefined))
      found.push('a quote, for a workload without a model');
  }
  return found;
};

/** Where a family may stand when the silicon does not say. */
const FAMILY_SITE_KINDS: Partial<Record<string, readonly string[]>> = {
  TPU: ['hyperscale-region'],
  NPU: ['device'],
};
