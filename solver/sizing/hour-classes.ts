import { InternalError } from '../outcome.js';
import type { HourClasses, Series } from './types.js';

const EMPTY = -1;

/** Next size of a hash table, a power of two at least four times the entries. */
function tableSize(entries: number): number {
  let size = 16;
  while (size < entries * 4) size *= 2;
  return size;
}

function everyHour(hourCount: number): Int32Array {
  const hours = new Int32Array(hourCount);
  for (let hour = 0; hour < hourCount; hour++) hours[hour] = hour;
  return hours;
}

/**
 * Partition of hours into classes on which every series has the same share, bit for bit. Classes are numbered by their
 * first hour. With `hours`, only those are classed and the others have class -1.
 *
 * Refines one class by one series after another: a class and a share become a new class, found by hashing the
 * two halves of the share's bits, with the class's first hour as the entry to compare with.
 *
 * @example
 * const pool = makeSeriesPool(makeCalendar(2026));
 * hourClasses([pool.flat()], 8760).representativeHour.length; // 1
 */
export function hourClasses(
  series: readonly Series[],
  hourCount: number,
  hours: Int32Array = everyHour(hourCount),
): HourClasses {
  const count = hours.length;
  let classOf = new Int32Array(count);
  let firsts = new Int32Array(count === 0 ? 0 : 1);
  let next = new Int32Array(count);
  const size = tableSize(count);
  const table = new Int32Array(size);
  const newFirsts = new Int32Array(count);

  for (const { share, index } of series) {
    if (share.length !== hourCount) {
      throw new InternalError(`Series ${index} has ${share.length} hours, the year has ${hourCount}.`);
    }
    const bits = new Uint32Array(share.buffer, share.byteOffset, hourCount * 2);
    table.fill(EMPTY);
    let found = 0;
    for (let at = 0; at < count; at++) {
      const hour = hours[at] ?? 0;
      const low = bits[2 * hour] ?? 0;
      const high = bits[2 * hour + 1] ?? 0;
      const old = classOf[at] ?? 0;
      let hash = Math.imul(low ^ Math.imul(high, 0x9e3779b1), 0x85ebca6b) ^ Math.imul(old + 1, 0xc2b2ae35);
      hash ^= hash >>> 15;
      let slot = hash & (size - 1);
      for (;;) {
        const entry = table[slot] ?? EMPTY;
        if (entry === EMPTY) {
          table[slot] = found;
          newFirsts[found] = at;
          next[at] = found++;
          break;
        }
        const first = newFirsts[entry] ?? 0;
        const firstHour = hours[first] ?? 0;
        if (classOf[first] === old && bits[2 * firstHour] === low && bits[2 * firstHour + 1] === high) {
          next[at] = entry;
          break;
        }
        slot = (slot + 1) & (size - 1);
      }
    }
    [classOf, next] = [next, classOf];
    firsts = newFirsts.slice(0, found);
  }

  const classOfHour = new Int32Array(hourCount).fill(EMPTY);
  for (let at = 0; at < count; at++) classOfHour[hours[at] ?? 0] = classOf[at] ?? 0;
  return { representativeHour: firsts.map((at) => hours[at] ?? 0), classOfHour };
}
