import type { CheckContext, Parts } from './context.js';

/** Operators, locations and sites, each by itself. */
export const checkPlaces = ({ operators, locations, sites }: Parts, context: CheckContext): void => {
  for (const { entry, path } of operators) {
    entry.certifications.forEach(({ validFrom, validUntil }, index) => {
      if (validFrom !== undefined && validUntil !== undefined && validUntil < validFrom) {
        context.add([...path, 'certifications', index, 'validUntil'], {
          code: 'inconsistent',
          message: `ends on ${validUntil}, before it begins on ${validFrom}.`,
          fix: 'Put the dates in order.',
        });
      }
    });
  }
  for (const { entry, path } of [...locations, ...sites]) {
    if ((entry.latDeg === undefined) !== (entry.lonDeg === undefined)) {
      const missing = entry.latDeg === undefined ? 'latDeg' : 'lonDeg';
      context.add([...path, missing], {
        code: 'needs-together',
        message: 'latitude and longitude are stated together or not at all.',
        fix: `State ${missing} too.`,
      });
    }
  }
  for (const { entry, path } of sites) {
    const { meterCapKw, itCapKw } = entry;
    if (typeof meterCapKw === 'number' && typeof itCapKw === 'number') {
      context.add([...path, 'itCapKw'], {
        code: 'exactly-one-of',
        message: `both meterCapKw (${meterCapKw} kW) and itCapKw (${itCapKw} kW) are stated.`,
        allowed: 'exactly one of meterCapKw, itCapKw',
        fix: 'Keep the one that limits the site.',
      });
    }
    if (meterCapKw === undefined && itCapKw === undefined) {
      context.add([...path, 'meterCapKw'], {
        code: 'missing-field',
        message: 'no power cap is stated, neither at the meter nor of the IT power.',
        allowed: 'a number of kW in meterCapKw or itCapKw, or null',
        fix: 'State one; null says that power is not your limit, where every offer includes energy.',
      });
    }
    if ((entry.racks === undefined) !== (entry.kwPerRack === undefined)) {
      const missing = entry.racks === undefined ? 'racks' : 'kwPerRack';
      context.add([...path, missing], {
        code: 'needs-together',
        message: 'racks and kwPerRack are stated together or not at all.',
        fix: `State ${missing} too.`,
      });
    }
  }
};
