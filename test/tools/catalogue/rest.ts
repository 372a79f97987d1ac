import { BUILT_IN_JURISDICTION_SETS } from '../../../solver/catalogue/jurisdictions.js';
import { GDPR_ADEQUATE_2026_11 } from '../../../solver/catalogue/presets/sets.js';
import { type Line, quotedRows } from './row.js';

const START =
  'The trace names no calendar: its first hour is read as local midnight, as a Monday for the week. Mean 1.';

/** Shapes of the services of ServeGen: the mean of both weeks hour by hour, or of the one day there is. */
export const profileLines = (): Line[] => {
  const rows = quotedRows('servegen');
  return ['m-large', 'm-mid', 'm-small', 'deepseek-r1', 'mm-image'].map((service): Line => {
    const all = rows.flatMap((row) => (row[service] === '' ? [] : [Number(row[service])]));
    const length = all.length >= 336 ? 168 : 24;
    const days = all.length / 24;
    const weeks = Math.floor(all.length / length);
    const values = Array.from({ length }, (_, hour) => {
      let sum = 0;
      for (let week = 0; week < weeks; week++) sum += all[hour + length * week] ?? 0;
      return sum / weeks;
    });
    const mean = values.reduce((sum, value) => sum + value, 0) / length;
    return {
      from: 'servegen',
      id: `servegen.${service}`,
      values: values.map((value) => Number((value / mean).toFixed(3))),
      source: `${service}, ${days} days, hourly means${weeks > 1 ? ` of ${weeks} weeks` : ''}, over their mean`,
      note: START,
    };
  });
};

const membersOf = (id: string): readonly object[] =>
  BUILT_IN_JURISDICTION_SETS.find((set) => set.id === id)?.members ?? [];

export const jurisdictionLines = (): Line[] => [
  {
    from: 'membership',
    id: 'eu-members.2026-11',
    members: membersOf('EU'),
    source: '27 members of the European Union',
  },
  {
    from: 'membership',
    id: 'eea-members.2026-11',
    members: membersOf('EEA'),
    source: 'members of the European Economic Area: the EU with IS, LI and NO',
  },
  {
    from: 'adequacy',
    id: GDPR_ADEQUATE_2026_11.id,
    members: GDPR_ADEQUATE_2026_11.members,
    source: 'first and last days where a decision states them; CA and US for some recipients alone',
    note: 'Partial decisions count only where the operator shows the transfer basis. Not legal advice.',
  },
  {
    from: 'adequacy',
    id: 'eea-or-adequate.2026-11',
    members: [...membersOf('EEA'), ...GDPR_ADEQUATE_2026_11.members],
    source: 'members of the EEA and adequate countries together',
    note: 'Partial decisions count only where the operator shows the transfer basis. Not legal advice.',
  },
];
