/** A list with zeros behind it up to a length; the list itself where it has that length. */
export const longer = (list: Float64Array, length: number): Float64Array => {
  if (list.length === length) return list;
  const made = new Float64Array(length);
  made.set(list);
  return made;
};
