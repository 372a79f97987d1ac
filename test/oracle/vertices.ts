import { add, compare, exact, multiply, type Rational, solveExactly, toNumber, ZERO } from './rational.js';

/** coefficients . v <= right (or = right). */
export interface Row {
  readonly coefficients: readonly number[];
  readonly right: number;
}

export interface LinearProgram {
  /** Minimised over v >= 0. */
  readonly cost: readonly number[];
  readonly equal: readonly Row[];
  readonly atMost: readonly Row[];
}

export interface Vertex {
  readonly value: number;
  readonly point: readonly number[];
}

/** Distance in floating point below which the exact check decides whether a vertex breaks a row. */
const NEAR = 1e-6;

/**
 * Least vertex of a polytope, the value exact up to the last bit of a double. Every basis is visited in floating point; those that come
 * near to satisfying every row are solved and checked again in rationals, cheapest first, and the first that
 * satisfies every row exactly is the answer. Null: no vertex, so no point. `below`: vertices at or above it do not matter.
 */
export function leastVertex(program: LinearProgram, below = Infinity): Vertex | null {
  const size = program.cost.length;
  const { equal } = program;
  const bounds: Row[] = program.cost.map((_, index) => ({
    coefficients: program.cost.map((__, other) => (other === index ? -1 : 0)),
    right: 0,
  }));
  const atMost = [...program.atMost, ...bounds];
  if (size === 0)
    return atMost.every((row) => row.right >= 0) && equal.every((row) => row.right === 0)
      ? { value: 0, point: [] }
      : null;

  const candidates: { value: number; basis: Row[] }[] = [];
  const scale = atMost.map((row) => Math.max(1, Math.abs(row.right), ...row.coefficients.map(Math.abs)));
  const visit = (basis: readonly Row[], table: readonly (readonly number[])[]): void => {
    const point = new Array<number>(size).fill(0);
    for (const row of table) point[row[size + 1] as number] = row[size] as number;
    for (const [index, row] of atMost.entries()) {
      let sum = 0;
      for (let other = 0; other < size; other += 1)
        sum += (row.coefficients[other] as number) * (point[other] as number);
      if (sum > row.right + NEAR * (scale[index] as number)) return;
    }
    let value = 0;
    for (let other = 0; other < size; other += 1)
      value += (program.cost[other] as number) * (point[other] as number);
    if (value < below + NEAR * Math.max(1, Math.abs(below) === Infinity ? 1 : Math.abs(below)))
      candidates.push({ value, basis: [...basis] });
  };
  /** Gauss-Jordan, one row at a time: each kept row ends with its right side and its pivot column. */
  const extend = (
    table: readonly (readonly number[])[],
    row: Row,
  ): number[][] | 'dependent' | 'impossible' => {
    const fresh = [...row.coefficients, row.right];
    for (const known of table) {
      const pivot = known[size + 1] as number;
      const factor = fresh[pivot] as number;
      if (factor === 0) continue;
      for (let index = 0; index <= size; index += 1)
        fresh[index] = (fresh[index] as number) - factor * (known[index] as number);
    }
    const largest = Math.max(1e-300, ...row.coefficients.map(Math.abs));
    let pivot = 0;
    for (let index = 1; index < size; index += 1)
      if (Math.abs(fresh[index] as number) > Math.abs(fresh[pivot] as number)) pivot = index;
    const head = fresh[pivot] as number;
    if (Math.abs(head) <= 1e-11 * largest)
      return Math.abs(fresh[size] as number) <= NEAR * Math.max(1, Math.abs(row.right))
        ? 'dependent'
        : 'impossible';
    for (let index = 0; index <= size; index += 1) fresh[index] = (fresh[index] as number) / head;
    const result = table.map((known) => {
      const factor = known[pivot] as number;
      const copy = [...known];
      for (let index = 0; index <= size; index += 1)
        copy[index] = (copy[index] as number) - factor * (fresh[index] as number);
      return copy;
    });
    result.push([...fresh, pivot]);
    return result;
  };
  let table: number[][] = [];
  const fixed: Row[] = [];
  for (const row of equal) {
    const next = extend(table, row);
    if (next === 'impossible') return null;
    if (next === 'dependent') continue;
    table = next;
    fixed.push(row);
  }
  const choose = (from: number, basis: readonly Row[], current: readonly (readonly number[])[]): void => {
    if (current.length === size) {
      visit(basis, current);
      return;
    }
    for (let index = from; index < atMost.length; index += 1) {
      const row = atMost[index] as Row;
      const next = extend(current, row);
      if (typeof next !== 'string') choose(index + 1, [...basis, row], next);
    }
  };
  choose(0, fixed, table);

  candidates.sort((a, b) => a.value - b.value);
  const cost = program.cost.map(exact);
  for (const { basis } of candidates) {
    const point = solveExactly(
      basis.map((row) => row.coefficients.map(exact)),
      basis.map((row) => exact(row.right)),
    );
    if (
      point === null ||
      !atMost.every((row) => compare(dot(row.coefficients.map(exact), point), exact(row.right)) <= 0)
    )
      continue;
    return { value: toNumber(dot(cost, point)), point: point.map(toNumber) };
  }
  return null;
}

function dot(a: readonly Rational[], b: readonly Rational[]): Rational {
  return a.reduce((sum, value, index) => add(sum, multiply(value, b[index] ?? ZERO)), ZERO);
}
