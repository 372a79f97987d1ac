import type { PlanSite } from '../plan/types.js';
import type { AtSite } from './loads.js';
import { checkMeterMonths } from './meter-months.js';
import type { Case } from './rows.js';
import { addWeight, busiest, hourly, type Shape } from './shapes.js';
import { carbonKg, type SitePower } from './site-power.js';

/** Power, racks, backhaul and demand windows of every site, and what the plan reports of them. */
export const checkPower = (audit: Case, powers: readonly SitePower[]): void => {
  const stated = new Map(audit.plan.sites.map((row) => [row.site, row]));
  for (const power of powers) {
    checkCaps(audit, power);
    checkBackhaul(audit, power.at);
    const row = stated.get(power.at.site.id);
    if (!row) continue;
    checkReported(audit, power, row);
    checkMeterMonths(audit, power, row);
  }
};

const checkCaps = (audit: Case, power: SitePower): void => {
  const { site, units } = power.at;
  const when = `${site.id} ${audit.hours.nameOf(power.peakHour)}`;
  if (typeof site.itCapKw === 'number')
    audit.ledger.atMost('power', `${when} IT`, site.itCapKw, power.peakItKw + site.otherLoadKw, 'kW');
  if (typeof site.meterCapKw === 'number') {
    const atMeter = site.pue * power.peakItKw + site.otherLoadKw;
    audit.ledger.atMost('power', `${when} meter`, site.meterCapKw, atMeter, 'kW');
  }
  if (site.racks !== undefined && site.kwPerRack !== undefined)
    audit.ledger.atMost('power', `${when} racks`, site.racks * site.kwPerRack, power.peakItKw, 'kW');
  if (site.rackUnits !== undefined) {
    let taken = 0;
    for (const { silicon, inUse } of units)
      if (inUse !== 0) taken += (silicon.rackUnitsPerUnit ?? Number.NaN) * inUse;
    audit.ledger.atMost('rack-units', site.id, site.rackUnits, taken, 'U');
  }
};

const checkBackhaul = (audit: Case, { site, rows }: AtSite): void => {
  if (site.backhaulMbps === undefined) return;
  const up = new Map<Shape, number>();
  const down = new Map<Shape, number>();
  for (const { stream, x } of rows) {
    const { workload } = stream;
    if (stream.part !== 'inference' || !('traffic' in workload) || workload.traffic === undefined) continue;
    const requests = stream.peakRequestsPerSecond * stream.copyLoad * x;
    addWeight(up, stream.shape, (requests * workload.traffic.requestKB * 8) / 1000);
    addWeight(down, stream.shape, (requests * workload.traffic.responseKB * 8) / 1000);
  }
  for (const [way, weights] of Object.entries({ up, down })) {
    const peak = busiest(hourly(audit.hours.count, 0, weights));
    const subject = `${site.id} ${way} ${audit.hours.nameOf(peak.hour)}`;
    audit.ledger.atMost('backhaul', subject, site.backhaulMbps, peak.value, 'Mbps');
  }
};

const checkReported = ({ ledger, hours }: Case, power: SitePower, row: PlanSite): void => {
  const { site } = power.at;
  ledger.near('site-power', `${site.id} peakItKw`, power.peakItKw, row.peakItKw, 'kW');
  ledger.near('site-power', `${site.id} peakMeterKw`, power.peakMeterKw, row.peakMeterKw, 'kW');
  const meter = typeof site.meterCapKw === 'number';
  const basis = meter ? 'meter' : typeof site.itCapKw === 'number' ? 'it' : null;
  ledger.same('site-power', `${site.id} capBasis`, basis, row.capBasis);
  ledger.same('site-power', `${site.id} capKw`, (meter ? site.meterCapKw : site.itCapKw) ?? null, row.capKw);
  ledger.near('site-energy', site.id, power.kwhPerYear, row.energyKwhPerYear, 'kWh/year');
  const kg = carbonKg(power.at, power.kwhPerYear);
  if (kg === null || row.carbonKgPerYear === null)
    ledger.same('site-carbon', site.id, kg, row.carbonKgPerYear);
  else ledger.near('site-carbon', site.id, kg, row.carbonKgPerYear, 'kg/year');
  checkWindows(ledger, hours.year, power, row);
};

/** Windows are met by name; an unnamed period by its month, its price and its kW. */
const checkWindows = (
  ledger: Case['ledger'],
  year: number,
  { at, windows }: SitePower,
  row: PlanSite,
): void => {
  const left = [...row.demandWindows];
  const take = (month: string, name: string | null, price: number): (typeof left)[number] | undefined => {
    const index = left.findIndex((one) =>
      name === null ? one.name.startsWith(`${month}/`) && one.pricePerKw === price : one.name === name,
    );
    return index < 0 ? undefined : left.splice(index, 1)[0];
  };
  for (const { month, period, pricePerKw, billedKw } of windows) {
    const stem = `${year}-${String(month + 1).padStart(2, '0')}`;
    const name = period === null ? stem : period.name === null ? null : `${stem}/${period.name}`;
    const subject = `${at.site.id} ${name ?? `${stem}/${period?.index}`}`;
    const stated = take(stem, name, pricePerKw);
    if (!stated) {
      ledger.holds('demand-window', subject, pricePerKw === 0, 'a demand window', 'none');
      continue;
    }
    ledger.near('demand-window', `${subject} price`, pricePerKw, stated.pricePerKw, 'money/kW');
    ledger.near('demand-window', `${subject} kW`, billedKw, stated.billedKw, 'kW');
  }
  for (const { name, pricePerKw, billedKw } of left) {
    const isNothing = pricePerKw === 0 || billedKw === 0;
    ledger.holds('demand-window', `${at.site.id} ${name}`, isNothing, 'a window of the tariff', name);
  }
};
