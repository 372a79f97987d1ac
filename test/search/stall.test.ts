import { describe, expect, it } from 'vitest';
import { Stall } from '../../solver/search/linear/stall.js';

const noted = (bounds: readonly number[]): Stall => {
  const stall = new Stall();
  for (const bound of bounds) stall.note(bound);
  return stall;
};

describe('a bound that has stopped rising', () => {
  it('is idle after two rounds without a hundred-thousandth', () => {
    expect(noted([100]).isIdle).toBe(false);
    expect(noted([100, 100.0009]).isIdle).toBe(false);
    expect(noted([100, 100.0009, 100.0017]).isIdle).toBe(true);
  });

  it('is late after four', () => {
    expect(noted([100, 100, 100, 100]).isLate).toBe(false);
    expect(noted([100, 100, 100, 100, 100]).isLate).toBe(true);
  });

  it('is neither once it has risen again', () => {
    expect(noted([100, 100, 100, 101]).isIdle).toBe(false);
    expect(noted([-100, -100, -99]).isIdle).toBe(false);
  });
});
