import { describe, expect, it } from 'vitest';
import type { InfeasibleAnswer, WhyReply } from '../../../src/answer.js';
import { auditText } from '../../../src/render/audit.js';
import { issuesText } from '../../../src/render/issues.js';
import { readLabels } from '../../../src/render/labels.js';
import { gapPercent, grouped, short } from '../../../src/render/numbers.js';
import { priceText } from '../../../src/render/price.js';
import { table, wrap, wrapAtMost } from '../../../src/render/text.js';
import { infeasibleText, noPlanText, stoppedText } from '../../../src/render/unsolved.js';
import { whyText } from '../../../src/render/why.js';
import { solvedAnswer } from '../support/solved-answer.js';

const widest = (text: string): number => Math.max(...text.split('\n').map((line) => line.length));
const { run, plan, audit } = solvedAnswer();

describe('numbers', () => {
  it('groups thousands and never prints a minus zero', () => {
    expect(grouped(-1234567.891, 1)).toBe('-1,234,567.9');
    expect(grouped(999)).toBe('999');
    expect(grouped(-0.2)).toBe('0');
  });

  it('keeps about three digits that count', () => {
    expect([0, 12, 12.345, 0.12345, 0.000365, 123456.7].map(short)).toEqual([
      '0',
      '12',
      '12.3',
      '0.12',
      '0.000365',
      '123,457',
    ]);
  });

  it('does not show a small gap as none', () => {
    expect(gapPercent(0)).toBe('0 %');
    expect(gapPercent(0.000_001)).toBe('1.0e-4 %');
    expect(gapPercent(0.0123)).toBe('1.23 %');
  });
});

describe('text', () => {
  it('wraps at 100 columns and breaks a word that is longer', () => {
    const lines = wrap(`a ${'b'.repeat(250)} c`, '- ', '  ');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
    expect(lines.join('').replace(/[^abc]/g, '')).toBe(`a${'b'.repeat(250)}c`);
  });

  it('says that there is more where it cuts', () => {
    const lines = wrapAtMost(2, 'word '.repeat(100).trim(), '  ', '  ');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/… more in --json$/);
    expect(lines[1]?.length).toBeLessThanOrEqual(100);
  });

  it('narrows the widest columns of a table that does not fit', () => {
    const columns = [
      { heading: 'A', most: 90 },
      { heading: 'B', most: 90 },
    ];
    const lines = table(columns, [['a'.repeat(90), 'b'.repeat(90)]], '  ');
    expect(lines[1]).toHaveLength(100);
    expect(lines[1]).toContain('…');
  });
});

describe('answers that are no plan', () => {
  const finding: InfeasibleAnswer['findings'][number] = {
    code: 'short-power',
    subjects: ['fra-core'],
    message: 'power of fra-core is 40 kW short, Tuesdays 18:00 UTC in January',
    shortBy: 40,
    unit: 'kW',
    whenUtc: '2026-01-06T18:00:00Z',
    remedy: 'raising meterCapKw to 160 kW',
  };

  it('lists findings with amount, hour and remedy', () => {
    const text = infeasibleText({ outcome: 'infeasible', findings: [finding], exclusions: [], run });
    expect(text).toContain('1.  power of fra-core is 40 kW short');
    expect(text).toContain('short by: 40.00 kW');
    expect(text).toContain('first: 2026-01-06T18:00:00Z');
    expect(text).toContain('would do: raising meterCapKw to 160 kW');
  });

  it('does not read "not found" as "impossible"', () => {
    const text = noPlanText({
      outcome: 'noPlanFound',
      stop: 'time-limit',
      bound: { value: 1234.5, kind: 'safe-lp' },
      exclusions: [],
      run,
    });
    expect(text).toContain('does not mean there is none');
    expect(text).toContain('1,234.50 (safe-lp)');
  });

  it('keeps what was known when a worker was ended', () => {
    const text = stoppedText({
      outcome: 'stopped',
      stop: 'time-limit',
      lastKnown: { phase: 'search', incumbent: 100, bound: 90 },
      message: 'ended',
    });
    expect(text).toContain('phase search, a plan of 100.00, bound 90.00');
  });
});

describe('issues, prices, reasons, audits', () => {
  it('shows pointer, code, value with unit, allowed and fix', () => {
    const issue = {
      code: 'out-of-range',
      pointer: '/sites/0/pue',
      message: 'pue is below 1',
      value: 0.4,
      unit: 'ratio',
      allowed: '1 to 5',
      fix: 'state meter power over IT power',
    };
    const text = issuesText('problem.json', [issue], 3);
    expect(text.split('\n')).toEqual([
      'problem.json: 3 issues',
      '/sites/0/pue: out-of-range',
      '    pue is below 1',
      '    value: 0.4 ratio',
      '    allowed: 1 to 5',
      '    fix: state meter power over IT power',
      'and 2 more',
      '',
    ]);
  });

  it('puts broken rules beside the price', () => {
    const text = priceText(
      {
        outcome: 'priced',
        plan,
        broken: [],
        violations: [{ rule: 'power', subject: 'muc-edge', actual: 44.5, limit: 40, unit: 'kW' }],
        problems: [],
        notes: [],
      },
      readLabels({}),
    );
    expect(text).toContain('Total cost of ownership');
    expect(text).toMatch(/power +muc-edge +44\.5 +40 +kW/);
  });

  it('shows cost here, the next best and the ruled out', () => {
    const option = {
      bank: 'fra-rent',
      site: 'fra-cloud',
      directPresentWorth: 20_000,
      unitsPresentWorth: 0,
      needUnits: 5.4,
      rttMs: 17,
      rttSource: 'link',
      servedBy: 'point p',
      estimates: [],
      fitFraction: 0.6,
      shareFraction: 0,
    };
    const reply: WhyReply = {
      outcome: 'explained',
      workload: 'assistant',
      streams: [
        {
          stream: 'assistant@munich',
          here: [{ ...option, bank: 'muc', shareFraction: 1, directPresentWorth: 15_000 }],
          nextBest: [option],
          excluded: [{ bank: 'far', site: 'far', code: 'network-rtt', message: '80 ms, the limit is 50 ms' }],
        },
      ],
      assumptions: [{ pointer: '/sites/0/pue', value: 1.4, unit: 'ratio', source: 'a survey' }],
      sources: [{ what: 'offer fra-rent', source: 'price list', asOf: '2026-01-01' }],
    };
    const text = whyText(reply);
    expect(text).toMatch(/100 % +muc +15,000 +0/);
    expect(text).toMatch(/- +fra-rent +20,000 +5,000/);
    expect(text).toContain('far: 80 ms, the limit is 50 ms');
    expect(text).toContain('assumed /sites/0/pue = 1.40 ratio: a survey');
    expect(widest(text)).toBeLessThanOrEqual(100);
  });

  it('shows where an audit differs', () => {
    const finding = { code: 'bill-line', subject: 'energy', expected: 10, actual: 12, unit: 'money' };
    const text = auditText({ outcome: 'differs', ...audit, ok: false, findings: [finding] });
    expect(text).toContain('The audit differs: 1 finding in 205 checks');
    expect(text).toMatch(/bill-line +energy +10\.0000 +12\.0000 +money/);
  });
});
