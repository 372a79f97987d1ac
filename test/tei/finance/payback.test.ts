import { describe, expect, it } from 'vitest';
import { paybackOf } from '../../../solver/tei/finance/payback.js';

describe('payback', () => {
  it('counts whole years and the part of the year in which the outlay has come back', () => {
    expect(paybackOf([-100, 60, 60])).toEqual({ status: 'paid-back', years: 1 + 40 / 60 });
    // Brealey and Myers, project A: -2,000, 500, 500, 5,000: 1,000 are short after two years.
    expect(paybackOf([-2000, 500, 500, 5000])).toEqual({ status: 'paid-back', years: 2.2 });
    expect(paybackOf([-100, 100, 5])).toEqual({ status: 'paid-back', years: 1 });
  });

  it('moves on where a replacement takes it below nothing again', () => {
    expect(paybackOf([-100, 120, 50, -100, 40])).toEqual({ status: 'paid-back', years: 3.75 });
  });

  it('says so where there is no outlay, or it does not come back', () => {
    expect(paybackOf([0, 10, 10])).toEqual({ status: 'no-outlay' });
    expect(paybackOf([50, -20, -20])).toEqual({ status: 'no-outlay' });
    expect(paybackOf([-100, 30, 30])).toEqual({ status: 'not-paid-back' });
    expect(paybackOf([-100, 120, -50])).toEqual({ status: 'not-paid-back' });
  });
});
