import { hoursOfYear } from '../days.js';
import type { ShapedProblem } from '../schema/problem.js';
import type { CheckContext } from './context.js';

type Workload = ShapedProblem['workloads'][number];
type Profile = ShapedProblem['profiles'][number];

/**
 * What must fit the hours of the reference year. A run's deadlines and agents' activity are refused here only where no
 * calendar could make them fit; the exact hours of a zone are counted in sizing.
 */
export const checkCalendar = (problem: ShapedProblem, context: CheckContext): void => {
  const { referenceYear } = problem.horizon;
  const hours = hoursOfYear(referenceYear);
  const wrongLength = (path: readonly (string | number)[], length: number): void => {
    context.add(path, {
      code: 'wrong-length',
      message: `has ${length} hours, but the reference year ${referenceYear} has ${hours}.`,
      value: length,
      unit: 'hours',
      allowed: `${hours} values`,
      fix: 'Take the series of the reference year, or another reference year.',
    });
  };
  problem.tariffs.forEach((tariff, index) => {
    if (tariff.kind === 'hourly' && tariff.pricesPerKwh.length !== hours) {
      wrongLength(['tariffs', index, 'pricesPerKwh'], tariff.pricesPerKwh.length);
    }
  });
  problem.profiles.forEach(({ values }, index) => {
    if (values.length > 168 && values.length !== hours) {
      wrongLength(['profiles', index, 'values'], values.length);
    }
  });
  const profiles = new Map(problem.profiles.map((profile) => [profile.id, profile]));
  problem.workloads.forEach((workload, index) => {
    checkActivity(workload, index, profiles, context);
    checkRuns(workload, index, hours, context);
  });
};

/** Days or weeks a pattern is repeated at most in a year, daylight saving and the odd day included. */
const mostRepeats = (length: number, hours: number): number =>
  length > 168 ? 1 : Math.ceil(hours / length) + 1;

const checkActivity = (
  workload: Workload,
  index: number,
  profiles: ReadonlyMap<string, Profile>,
  context: CheckContext,
): void => {
  if (workload.kind !== 'agent') return;
  const values = workload.profile === undefined ? [1] : profiles.get(workload.profile)?.values;
  if (values === undefined) return;
  const sum = values.reduce((total, value) => total + value, 0);
  const peak = values.reduce((most, value) => Math.max(most, value), 0);
  // A week does not divide a year, and a clock change moves an hour: those margins are left to sizing.
  const margin = values.length === 168 ? 1.02 : 1.001;
  const active = (workload.activeHoursFraction * peak * values.length) / sum;
  if (active > margin) {
    context.add(['workloads', index, 'activeHoursFraction'], {
      code: 'inconsistent',
      message: `with its profile, ${active.toFixed(3)} times the agents would be active at the peak.`,
      allowed: `at most ${sum / (peak * values.length)} with this profile`,
      fix: 'Lower activeHoursFraction, or take a flatter profile.',
    });
  }
};

const checkRuns = (workload: Workload, index: number, hours: number, context: CheckContext): void => {
  if (workload.kind !== 'training' && workload.kind !== 'fine-tuning') return;
  // Deferred runs share the units of their window: see the checks of dispatch.
  if (workload.deferrable) return;
  const pattern = workload.allowedHours?.hours;
  const allowed =
    pattern === undefined
      ? hours
      : Math.min(hours, pattern.filter(Boolean).length * mostRepeats(pattern.length, hours));
  const needed = workload.runsPerYear * workload.deadlineHours;
  if (needed > allowed) {
    context.add(['workloads', index, 'deadlineHours'], {
      code: 'inconsistent',
      message: `${workload.runsPerYear} runs a year of up to ${workload.deadlineHours} hours need ${needed} allowed hours; the year has at most ${allowed}.`,
      allowed: `at most ${allowed / workload.runsPerYear} hours with ${workload.runsPerYear} runs a year`,
      fix: 'Shorten the deadline, lower runsPerYear, or allow more hours. Runs that overlap are workloads of their own.',
    });
  }
};
