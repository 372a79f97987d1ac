import type { Path } from '../pointer.js';
import type { CheckContext, Parts } from './context.js';
import { checkTiers } from './tariff-tiers.js';

type Schedule = readonly (readonly number[])[];

/** Tariffs, each by itself: schedules name periods that exist, and demand charges are complete. */
export const checkTariffs = ({ tariffs }: Parts, context: CheckContext): void => {
  for (const { entry, path } of tariffs) {
    if (entry.kind === 'time-of-use') {
      for (const name of ['weekdaySchedule', 'weekendSchedule'] as const) {
        checkSchedule(entry[name], entry.periods.length, [...path, name], context);
      }
    }
    checkTiers(entry, path, context);
    const { demand } = entry;
    if (demand === undefined) continue;
    const at = [...path, 'demand'];
    const stated = (['periods', 'weekdaySchedule', 'weekendSchedule'] as const).filter(
      (field) => demand[field] !== undefined,
    );
    if (stated.length === 0 && demand.monthlyPricePerKw === undefined) {
      context.add(at, {
        code: 'missing-field',
        message: 'states no charge.',
        allowed: 'monthlyPricePerKw, or periods with weekdaySchedule and weekendSchedule, or both',
        fix: 'State one, or remove demand.',
      });
    } else if (stated.length > 0 && stated.length < 3) {
      context.add(at, {
        code: 'needs-together',
        message: `states ${stated.join(' and ')} alone.`,
        allowed: 'periods, weekdaySchedule and weekendSchedule together',
        fix: 'State all three.',
      });
    } else {
      for (const name of ['weekdaySchedule', 'weekendSchedule'] as const) {
        const schedule = demand[name];
        if (schedule !== undefined) {
          checkSchedule(schedule, demand.periods?.length ?? 0, [...at, name], context);
        }
      }
    }
  }
};

/** One issue for each index that names no period, at the first place it stands. */
const checkSchedule = (schedule: Schedule, periods: number, path: Path, context: CheckContext): void => {
  const said = new Set<number>();
  schedule.forEach((row, month) => {
    row.forEach((period, hour) => {
      if (period < periods || said.has(period)) return;
      said.add(period);
      context.add([...path, month, hour], {
        code: 'out-of-range',
        message: `period ${period} does not exist; there are ${periods}, counted from 0.`,
        allowed: periods === 0 ? 'none: periods is empty' : `0 to ${periods - 1}`,
        fix: 'Name a period of the list, or add one.',
      });
    });
  });
};
