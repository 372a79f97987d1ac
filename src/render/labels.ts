/** What a plan does not repeat of its problem and a person wants to see. */
export interface Labels {
  readonly problemName: string | null;
  siteKind(site: string): string;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** Labels from the problem as it was written; what it does not say is shown as `?`. */
export const readLabels = (problem: unknown): Labels => {
  const sites = isRecord(problem) && Array.isArray(problem.sites) ? problem.sites : [];
  const kinds = new Map<string, string>();
  for (const site of sites)
    if (isRecord(site) && typeof site.id === 'string' && typeof site.kind === 'string')
      kinds.set(site.id, site.kind);
  return {
    problemName: isRecord(problem) && typeof problem.name === 'string' ? problem.name : null,
    siteKind: (site) => kinds.get(site) ?? '?',
  };
};
