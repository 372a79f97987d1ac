import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Files that take about ten seconds or more, the longest first. One of them begun last would keep one worker busy alone. */
export const LONG: readonly string[] = [
  'oracle/agreement.test.ts',
  'src/cli/commands.test.ts',
  'src/import/commands.test.ts',
  'package/browser.test.ts',
  'package/package.test.ts',
  'src/openapi/http-docs.test.ts',
  'package/worker.test.ts',
  'search/cuts/cut-loop.test.ts',
  'src/import/first-hour.test.ts',
  'instances/made.test.ts',
  'plan/processes.test.ts',
  'src/import/bounds.test.ts',
  'src/export/fixtures.test.ts',
  'instances/families.test.ts',
  'search/sift.test.ts',
  'search/by-parts.test.ts',
  'src/compare/compare.test.ts',
  'instances/published.test.ts',
];

const rankOf = ({ moduleId }: TestSpecification): number => {
  const at = LONG.findIndex((end) => moduleId.endsWith(`/test/${end}`));
  return at < 0 ? LONG.length : at;
};

/** The order in which files are begun: the long ones, then the others as vitest has them. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => rankOf(a) - rankOf(b));
  }
}
