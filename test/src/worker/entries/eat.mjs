// Takes memory without end.
const held = [];
for (;;) held.push(new Array(10_000).fill(held.length));
