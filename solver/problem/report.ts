import type { Issue } from './issue.js';
import { type Path, pointerOf, shownValue } from './pointer.js';

/** Most issues that are listed; the count of the others is stated in one more. */
export const MOST_ISSUES = 1000;

/** What a check says of one value; the report adds the pointer and keeps the value small. */
export interface Finding extends Omit<Issue, 'pointer'> {
  readonly path: Path;
}

/** Collects issues in the order in which they are found, one for each pointer and code. */
export class Report {
  readonly #issues: Issue[] = [];
  readonly #seen = new Set<string>();
  readonly #pointers = new Set<string>();
  /** Pointers of issues and of everything they stand in. */
  readonly #holders = new Set<string>();
  #count = 0;
  /** Where a value of the expanded problem was written; issues point there. */
  locate: (path: Path) => Path = (path) => path;

  add({ path, code, message, value, unit, allowed, fix }: Finding): void {
    const pointer = pointerOf(path);
    const key = `${code} ${pointer}`;
    if (this.#seen.has(key)) return;
    this.#count += 1;
    if (this.#issues.length >= MOST_ISSUES) return;
    this.#seen.add(key);
    this.#pointers.add(pointer);
    for (let length = 0; length <= path.length; length++) this.#holders.add(pointerOf(path.slice(0, length)));
    const shown = shownValue(value);
    this.#issues.push({
      code,
      pointer: pointerOf(this.locate(path)),
      message,
      ...(shown === undefined ? {} : { value: shown }),
      ...(unit === undefined ? {} : { unit }),
      ...(allowed === undefined ? {} : { allowed }),
      ...(fix === undefined ? {} : { fix }),
    });
  }

  /** Says nothing more of exactly this value. */
  silence(path: Path): void {
    this.#pointers.add(pointerOf(path));
  }

  get isEmpty(): boolean {
    return this.#count === 0;
  }

  /** Whether something was already said of exactly this value. */
  hasAt(path: Path): boolean {
    return this.#pointers.has(pointerOf(path));
  }

  /** Whether something was said of the value or of anything in it. */
  hasUnder(path: Path): boolean {
    return this.#holders.has(pointerOf(path));
  }

  get issues(): readonly Issue[] {
    if (this.#count <= this.#issues.length) return [...this.#issues];
    const left = this.#count - this.#issues.length;
    return [
      ...this.#issues,
      {
        code: 'too-large',
        pointer: '',
        message: `${left} further issues are not listed.`,
        value: this.#count,
        unit: 'issues',
        allowed: `at most ${MOST_ISSUES} listed`,
        fix: 'Correct those listed and check again.',
      },
    ];
  }
}
