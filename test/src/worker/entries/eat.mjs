// Keeps small objects without end, a few at a time: V8 then meets the heap limit in a collection, where it ends the
// worker alone. One large allocation beyond the limit can abort the whole process (seen on Node 24).
const kept = [];
const eat = () => {
  for (let count = 0; count < 20_000; count += 1)
    kept.push({ count, text: `item ${count} of ${kept.length}` });
  setImmediate(eat);
};
eat();
