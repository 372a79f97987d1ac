/** Sets of the numbers below a count that are put together two by two (union-find with shortened paths). */
export class DisjointSets {
  private readonly parent: Int32Array;

  constructor(count: number) {
    this.parent = Int32Array.from({ length: count }, (_, index) => index);
  }

  /** The number that stands for the set of another. */
  rootOf(index: number): number {
    const { parent } = this;
    let root = index;
    while ((parent[root] ?? root) !== root) root = parent[root] ?? root;
    let at = index;
    while (at !== root) {
      const next = parent[at] ?? root;
      parent[at] = root;
      at = next;
    }
    return root;
  }

  /** Puts two sets together; that of the first stands for both. */
  join(first: number, second: number): void {
    this.parent[this.rootOf(second)] = this.rootOf(first);
  }
}
