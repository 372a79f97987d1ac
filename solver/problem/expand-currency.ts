import type { CataloguedPart, CatalogueRow } from '../catalogue/catalogue.js';
import type { Expansion } from './expansion.js';
import type { Path } from './pointer.js';
import { problemSchema } from './schema/problem.js';
import { holderOf, schemaAt } from './schema-walk.js';

const holdsMoney = holderOf('money');

/**
 * An entry has one currency. So a price put over a row's must say which currency it is in where the row has one that is
 * not the plan's, and a new currency must not be put under prices that stay the row's.
 */
export const checkOverrides = (
  { root, report }: Expansion,
  part: CataloguedPart,
  { entry }: CatalogueRow,
  overrides: Record<string, unknown>,
  path: Path,
): void => {
  const isMoney = (field: string): boolean => {
    const merged = { ...entry, ...overrides };
    const schema = schemaAt(problemSchema, { [part]: [merged] }, [part, 0, field]);
    return schema !== undefined && holdsMoney(schema);
  };
  const ofRow = entry.currency ?? planCurrency(root);
  const { currency } = overrides;
  const replaced = Object.keys(overrides).filter(isMoney);
  const kept = Object.keys(entry).filter((field) => !Object.hasOwn(overrides, field) && isMoney(field));
  const at = `${part}[${String(overrides.id ?? entry.id)}]`;
  if (currency === undefined) {
    const [first] = replaced;
    if (first === undefined || entry.currency === undefined || ofRow === planCurrency(root)) return;
    const fix =
      kept.length === 0
        ? `Add "currency": the currency you mean.`
        : `Give the figure in ${String(ofRow)} and add "currency": "${String(ofRow)}", or state ${kept.join(', ')} too.`;
    report.add({
      path: [...path, first],
      code: 'inconsistent',
      message: `${at}.${first}: the row is in ${String(ofRow)} and the plan in ${String(planCurrency(root))}, so the figure could be in either.`,
      value: overrides[first],
      fix,
    });
  } else if (currency !== ofRow && kept.length > 0) {
    report.add({
      path: [...path, 'currency'],
      code: 'inconsistent',
      message: `${at}: the row's ${kept.join(', ')} ${kept.length === 1 ? 'is' : 'are'} in ${String(ofRow)}, not in ${String(currency)}.`,
      value: currency,
      allowed: String(ofRow),
      fix: `Leave currency out, or state ${kept.join(', ')} in it.`,
    });
  }
};

const planCurrency = (root: Record<string, unknown>): unknown => {
  const { horizon } = root;
  return typeof horizon === 'object' && horizon !== null && Object.hasOwn(horizon, 'currency')
    ? (horizon as Record<string, unknown>).currency
    : undefined;
};
