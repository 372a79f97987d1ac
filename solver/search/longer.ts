/** Fills a longer list from one, and answers it. */
export const moved = <List extends Int32Array | Uint8Array | Float64Array>(from: List, into: List): List => {
  into.set(from);
  return into;
};

/** A list with zeros behind it up to a length; the list itself where it has that length. */
export const longer = (list: Float64Array, length: number): Float64Array => {
  if (list.length === length) return list;
  return moved(list, new Float64Array(length));
};
