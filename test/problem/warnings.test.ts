import { describe, expect, it } from 'vitest';
import { parseProblem } from '../../solver/problem/parse.js';
import { edited } from '../support/edit.js';
import { fullProblem } from '../support/full-problem.js';

const warnings = (edits: Readonly<Record<string, unknown>>) => {
  const read = parseProblem(edited(fullProblem(), edits));
  if (!read.ok) throw new Error(JSON.stringify(read.issues, null, 1));
  return read.problem.warnings.map(({ code, pointer }) => `${code} ${pointer}`);
};

const EXPIRING = [
  'fact-expires /operators/2/certifications/0/validUntil',
  'fact-expires /jurisdictionSets/0/members/0/validUntil',
];

describe('warnings', () => {
  it('name facts that a rule reads at the start and that end inside the horizon', () => {
    expect(warnings({})).toEqual(EXPIRING);
  });

  it('are silent where the rule itself looks to the end, or no rule reads the fact', () => {
    const held = { '/rules/0/mustHoldFor': 'horizon', '/rules/1/mustHoldFor': 'horizon' };
    expect(warnings(held)).toEqual([]);
    expect(warnings({ '/rules': [] })).toEqual([]);
  });

  it('are silent on a fact that holds to the last day', () => {
    expect(warnings({ '/operators/2/certifications/0/validUntil': '2028-12-31' })).toEqual(EXPIRING.slice(1));
  });

  it.each([
    [{ dataClasses: ['persnal'] }],
    [{ labels: ['nobody'] }],
    [{ workloads: ['assistant'], origins: ['paris'] }],
    [{ originJurisdictions: ['US'] }],
  ])('name a selector that matches no demand: %j', (selector) => {
    expect(warnings({ '/rules/0/selector': selector })).toContain(
      'selector-matches-nothing /rules/0/selector',
    );
  });

  it('are silent on a selector that matches through a set', () => {
    expect(warnings({ '/rules/0/selector': { originJurisdictions: ['EU'] } })).toEqual(EXPIRING);
  });

  it('name offers that are left out or empty', () => {
    const found = warnings({
      '/offers/0/availableFrom': '2026-02-01',
      '/offers/1/endsOn': '2028-12-30',
      '/offers/5/endsOn': '2028-12-31',
      '/offers/2/unitsExisting': 0,
    });
    expect(found).toEqual([
      ...EXPIRING,
      'offer-left-out /offers/0/availableFrom',
      'offer-left-out /offers/1/endsOn',
      'no-units /offers/2/unitsExisting',
    ]);
  });

  it('name latency classes of labels nobody has, and training that converts to no other silicon', () => {
    const found = warnings({
      '/network/latencyClasses/0/toLabel': 'cores',
      '/silicon/0/computeTeraflops': undefined,
    });
    expect(found.slice(2)).toEqual([
      'label-unknown /network/latencyClasses/0/toLabel',
      'no-training-rate /workloads/2/referenceSilicon',
    ]);
  });
});
