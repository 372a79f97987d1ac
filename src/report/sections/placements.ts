import { mapChart } from '../charts/map.js';
import { figure, figures, list, money, type Section, share, words } from '../document.js';
import type { ReportInput } from '../input.js';

/** What runs where, on what, with what headroom. */
export const placementsSection = ({ problem, answer, report }: ReportInput): Section => {
  const { plan } = answer;
  const kinds = new Map(problem.sites.map((site) => [site.id, site]));
  const map = mapChart('map', report.map, plan.currency);
  return {
    id: 'placements',
    title: 'Where it runs',
    blocks: [
      ...(map === null ? [] : [map]),
      ...(report.map.unplaced.length === 0
        ? []
        : [list([`Not on the map, no position is stated: ${report.map.unplaced.join(', ')}`])]),
      {
        kind: 'table',
        id: 'sites',
        title: 'Sites in use',
        columns: [
          words('Site'),
          words('Kind'),
          words('Operator'),
          words('Jurisdiction'),
          figures('Peak at the meter', 'kW'),
          figures('Cap', 'kW'),
          figures('Energy', 'kWh/year'),
          figures('Carbon', 'kgCO2eq/year'),
          figures('Present worth', plan.currency),
        ],
        rows: plan.sites
          .filter((site) => site.isOpen)
          .map((site) => [
            `${site.site}${site.isNewlyOpened ? ' (newly opened)' : ''}`,
            kinds.get(site.site)?.kind ?? null,
            kinds.get(site.site)?.operator ?? null,
            kinds.get(site.site)?.jurisdiction ?? null,
            figure(site.peakMeterKw, 1),
            site.capKw === null ? null : figure(site.capKw, 1),
            figure(site.energyKwhPerYear),
            site.carbonKgPerYear === null ? null : figure(site.carbonKgPerYear),
            money(site.presentWorth),
          ]),
      },
      {
        kind: 'table',
        id: 'placements',
        title: 'Placements',
        columns: [
          words('Workload'),
          words('From'),
          words('Part'),
          words('Site'),
          words('Supply'),
          figures('Share', 'fraction'),
          figures('Standby', 'fraction'),
          figures('Units at full load', 'units'),
          figures('Round trip', 'ms'),
          figures('Tightest headroom', 'ms'),
          words('Estimates'),
        ],
        rows: plan.placements.map((one) => [
          one.workload,
          one.location,
          one.part,
          one.site,
          one.bank,
          share(one.shareFraction),
          share(one.standbyFraction),
          figure(one.units, 2),
          figure(one.network.rttMs, 1),
          one.headroom.length === 0
            ? null
            : figure(Math.min(...one.headroom.map(({ headroomMs }) => headroomMs)), 1),
          one.estimates.join(', '),
        ]),
      },
    ],
  };
};
