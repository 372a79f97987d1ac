import { energyByHour } from '../charts/by-hour.js';
import { figure, figures, type Section, text, words } from '../document.js';
import type { ReportInput } from '../input.js';

const HOURS = Array.from({ length: 24 }, (_, hour) => hour);

/** Power by hour of the day, and billed demand. */
export const energySection = ({ answer, report }: ReportInput): Section => {
  const { currency, sites } = answer.plan;
  const windows = sites.flatMap((site) =>
    site.demandWindows.map((window) => [
      site.site,
      window.name,
      figure(window.billedKw, 2),
      figure(window.pricePerKw, 4),
    ]),
  );
  return {
    id: 'energy',
    title: 'Energy by hour',
    blocks: [
      ...(report.hours.length === 0
        ? [text('No unit is held at a site with a meter of its own; rent includes electricity.')]
        : [
            energyByHour('energy-by-hour', report.hours, currency),
            {
              kind: 'table' as const,
              id: 'energy-by-hour',
              title: 'Mean power at the meter by local hour',
              columns: [figures('Hour', null), ...report.hours.map(({ site }) => figures(site, 'kW'))],
              rows: HOURS.map((hour) => [
                figure(hour),
                ...report.hours.map(({ meanMeterKw }) => figure(meanMeterKw[hour] ?? 0, 2)),
              ]),
            },
          ]),
      ...(windows.length === 0
        ? []
        : [
            {
              kind: 'table' as const,
              id: 'billed-demand',
              title: 'Billed demand',
              columns: [
                words('Site'),
                words('Window'),
                figures('Billed', 'kW'),
                figures('Price', `${currency}/kW`),
              ],
              rows: windows,
            },
          ]),
    ],
  };
};
