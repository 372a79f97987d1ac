import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readLabels } from '../../../src/render/labels.js';
import { solvedScreen } from '../../../src/render/screen.js';
import { solvedAnswer, twoSidedAnswer } from '../support/solved-answer.js';

const labels = readLabels({
  sites: [
    { id: 'muc-edge', kind: 'metro-edge' },
    { id: 'fra-cloud', kind: 'hyperscale-region' },
  ],
});
const golden = (name: string): string => readFileSync(new URL(`./golden/${name}`, import.meta.url), 'utf8');
const numberAt = (text: string): number => Number(text.replaceAll(',', ''));

/** Numbers of the bill's rows, by the name of the row. */
const billRows = (screen: string): Map<string, number[]> => {
  const lines = screen.split('\n');
  const start = lines.findIndex((line) => line.includes('Present worth, EUR'));
  const end = lines.findIndex((line, index) => index > start && line === '');
  return new Map(
    lines.slice(start + 1, end).map((line) => {
      const cells = line.trim().split(/\s{2,}/);
      return [cells[0] ?? '', cells.slice(1).map(numberAt)];
    }),
  );
};

describe('the screen of a solved problem', () => {
  it('is the golden one', () => {
    const next = ['placewright audit problem.json plan.json'];
    expect(solvedScreen(solvedAnswer(), labels, next)).toBe(golden('solved.txt'));
  });

  it('has no line beyond 100 columns, whatever names are in it', () => {
    const answer = solvedAnswer();
    const long = 'x'.repeat(180);
    const screen = solvedScreen(
      {
        ...answer,
        plan: {
          ...answer.plan,
          problemName: long,
          notModelled: [long, `${long} ${long}`],
          sites: answer.plan.sites.map((site) => ({ ...site, site: site.site + long })),
          banks: answer.plan.banks.map((bank) => ({ ...bank, site: bank.site + long, silicon: long })),
          placements: answer.plan.placements.map((one) => ({ ...one, site: one.site + long })),
        },
        exclusions: [{ code: 'rule', rule: long, pairs: 1 }],
      },
      labels,
      [`placewright why ${long}`],
    );
    expect(Math.max(...screen.split('\n').map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(screen).toContain('xxx…');
  });

  it('shows a bill that adds up as it is printed, in each column and across', () => {
    const rows = billRows(solvedScreen(solvedAnswer(), labels));
    const total = rows.get('Total cost of ownership') ?? [];
    const objective = rows.get('Objective') ?? [];
    const cash = [...rows].filter(([name]) => !/^(Total|Objective|\(not paid\))/.test(name));
    for (const column of [0, 1, 2]) {
      const sum = cash.reduce((sum, [, numbers]) => sum + (numbers[column] ?? Number.NaN), 0);
      expect(sum).toBe(total[column]);
    }
    const penalty = rows.get('(not paid) Penalty of soft rules') ?? [];
    expect((total[0] ?? 0) + (penalty[0] ?? 0)).toBe(objective[0]);
    for (const [, [mine = 0, theirs = 0, difference = 0]] of rows) expect(theirs - mine).toBe(difference);
  });

  it('states the saving at most as the difference of the totals it prints', () => {
    const screen = solvedScreen(solvedAnswer(), labels);
    const difference = billRows(screen).get('Total cost of ownership')?.[2];
    const atMost = /^ {2}at most +([0-9,]+)/m.exec(screen)?.[1];
    expect(numberAt(atMost ?? '')).toBe(difference);
  });

  it('says "not established" for a provable saving below zero', () => {
    const answer = solvedAnswer();
    const screen = solvedScreen(
      { ...answer, comparison: { ...answer.comparison, savesAtLeast: { money: -5, fraction: -0.00001 } } },
      labels,
    );
    expect(screen).toMatch(/at least +not established/);
  });

  it('prints both sides and no percentage of saving where no cloud-only plan is permitted', () => {
    const screen = solvedScreen(twoSidedAnswer(), labels);
    expect(screen).toContain('No cloud-only plan is permitted by the stated rules and SLOs');
    expect(screen).toContain('search@munich: rule home-data');
    expect(screen).toContain('Cloud, rules broken');
    expect(screen).toContain('search from munich: rule home-data at fra-cloud, US against all in DE');
    expect(screen).not.toMatch(/at least|at most|potential/);
  });

  it('says so where the audit or the bill does not agree', () => {
    const answer = solvedAnswer();
    const finding = { code: 'power', subject: 'muc-edge', expected: 41, actual: 40, unit: 'kW' };
    const screen = solvedScreen(
      {
        ...answer,
        plan: { ...answer.plan, objective: answer.plan.objective + 5 },
        audit: { ...answer.audit, ok: false, findings: [finding] },
      },
      labels,
    );
    expect(screen).toContain('bill = objective NOT OK, off by 5.00');
    expect(screen).toContain('audit NOT OK, 1 finding');
  });

  it('lets no control character of a name reach the terminal', () => {
    const answer = solvedAnswer();
    const screen = solvedScreen(
      { ...answer, plan: { ...answer.plan, problemName: 'a\u001b[31mred' } },
      labels,
    );
    expect(screen).not.toContain('\u001b');
  });
});
