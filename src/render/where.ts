import type { Plan } from '@placewright/solver';
import type { Labels } from './labels.js';
import { grouped, percent, short } from './numbers.js';
import { table } from './text.js';

type Bank = Plan['banks'][number];

const LIMIT_NAMES: Readonly<Record<string, string>> = {
  networkRttMs: 'rtt',
  networkJitterMs: 'jitter',
  firstTokenMs: 'first',
  perOutputTokenMs: 'token',
  endToEndMs: 'e2e',
};

const unitsOf = (plan: Plan, bank: Bank): number =>
  plan.units
    .filter((entry) => entry.bank === bank.id)
    .reduce((sum, entry) => sum + entry.unitsKept + entry.unitsFurther, 0);

/** `12 h100`, `3.4 h100 rented`, `5,200 tok/s`. */
const supplyText = (plan: Plan, bank: Bank, peakLoadUnits: number): string => {
  if (bank.kind === 'token') return `${short(peakLoadUnits)} tok/s`;
  const silicon = bank.silicon ?? '?';
  if (bank.kind === 'unit-use') return `${short(peakLoadUnits)} ${silicon} rented`;
  const group = bank.isolationGroup === null ? '' : ` [${bank.isolationGroup}]`;
  return `${short(unitsOf(plan, bank))} ${silicon}${group}`;
};

const peakUseText = (plan: Plan, bank: Bank): string => {
  const use = plan.bankUse.find((entry) => entry.bank === bank.id);
  if (use === undefined || use.capacityUnits === null || use.capacityUnits === 0) return '-';
  // Units that only lend their host memory carry no load of their own.
  const holdsMemory = plan.placements.some((entry) => entry.bank === bank.id && entry.hostMemoryGiB > 0);
  if (use.peakLoadUnits === 0 && holdsMemory) return 'memory';
  return percent(use.peakLoadUnits / use.capacityUnits, 0);
};

const powerText = (site: Plan['sites'][number]): string => {
  const used = site.capBasis === 'it' ? site.peakItKw : site.peakMeterKw;
  if (site.capKw === null) return used === 0 ? '-' : `${short(used)} / -`;
  return `${short(used)} / ${short(site.capKw)}`;
};

const headroomText = (plan: Plan, site: string): string => {
  const all = plan.placements.filter((entry) => entry.site === site).flatMap((entry) => entry.headroom);
  if (all.length === 0) return 'no SLO';
  const tightest = all.reduce((least, one) => (one.headroomMs < least.headroomMs ? one : least));
  return `${short(tightest.headroomMs)} ms ${LIMIT_NAMES[tightest.limit] ?? tightest.limit}`;
};

const kindText = (kind: string): string => (kind === 'hyperscale-region' ? 'cloud region' : kind);

/** One row a site and bank in use: what runs there, on what, how full, on how much power, how close to its SLO. */
export const whereItRuns = (plan: Plan, labels: Labels): string[] => {
  const rows: string[][] = [];
  const empty: string[] = [];
  for (const site of plan.sites) {
    const placed = plan.placements.filter((entry) => entry.site === site.site);
    const banks = plan.banks.filter(
      (bank) =>
        bank.site === site.site &&
        (placed.some((entry) => entry.bank === bank.id) || unitsOf(plan, bank) > 0),
    );
    if (banks.length === 0 && site.isOpen) empty.push(site.site);
    banks.forEach((bank, index) => {
      const here = new Set(placed.filter((entry) => entry.bank === bank.id).map((entry) => entry.workload));
      const peak = plan.bankUse.find((entry) => entry.bank === bank.id)?.peakLoadUnits;
      rows.push([
        index === 0 ? `${site.site}${site.isNewlyOpened ? ' *' : ''}` : '',
        index === 0 ? kindText(labels.siteKind(site.site)) : '',
        grouped(here.size),
        peak === undefined ? '?' : supplyText(plan, bank, peak),
        peakUseText(plan, bank),
        index === 0 ? powerText(site) : '',
        index === 0 ? headroomText(plan, site.site) : '',
      ]);
    });
  }
  const notes = [
    ...(plan.sites.some((site) => site.isNewlyOpened) ? ['* newly opened'] : []),
    ...(empty.length === 0 ? [] : [`open and empty: ${empty.join(', ')}`]),
  ];
  return [
    'Where it runs',
    ...table(
      [
        { heading: 'Site', most: 20 },
        { heading: 'Kind', most: 16 },
        { heading: 'Work', align: 'right', most: 5 },
        { heading: 'Units and silicon', most: 26 },
        { heading: 'Peak', align: 'right', most: 6 },
        { heading: 'kW / cap', align: 'right', most: 15 },
        { heading: 'Tightest SLO', most: 18 },
      ],
      rows,
      '  ',
    ),
    ...notes.map((note) => `  ${note}`.slice(0, 100)),
  ];
};
