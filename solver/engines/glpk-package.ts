/** The part of the `glpk.js` package (5.0) this project uses. */
export interface GlpkPackage {
  readonly version: string;
  /** At once under Node; later in a browser, where the package works in a worker of its own. */
  solve(problem: GlpkProblem, options: GlpkOptions): GlpkAnswer | Promise<GlpkAnswer>;
}

export interface GlpkTerm {
  readonly name: string;
  readonly coef: number;
}

export interface GlpkBounds {
  readonly type: number;
  readonly lb: number;
  readonly ub: number;
}

export interface GlpkProblem {
  readonly name: string;
  readonly objective: { readonly direction: number; readonly name: string; readonly vars: GlpkTerm[] };
  readonly subjectTo: { readonly name: string; readonly vars: GlpkTerm[]; readonly bnds: GlpkBounds }[];
  readonly bounds: (GlpkBounds & { readonly name: string })[];
  readonly generals: string[];
}

export interface GlpkOptions {
  readonly msglev: number;
  readonly presol: boolean;
  /** Seconds. */
  readonly tmlim?: number;
  readonly mipgap?: number;
}

export interface GlpkAnswer {
  /** Seconds. */
  readonly time: number;
  readonly result: {
    readonly status: number;
    readonly z: number;
    readonly vars: Readonly<Record<string, number>>;
    readonly dual?: Readonly<Record<string, number>>;
  };
}

/** GLPK's solution status codes. */
export const GLPK_STATUS = {
  undefined: 1,
  feasible: 2,
  infeasible: 3,
  noFeasible: 4,
  optimal: 5,
  unbounded: 6,
};

/** GLPK's bound types: free, lower, upper, double, fixed. */
export const GLPK_BOUND = { free: 1, lower: 2, upper: 3, double: 4, fixed: 5 };

export const GLPK_MINIMISE = 1;
export const GLPK_SILENT = 0;
