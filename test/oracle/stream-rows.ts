import { domainOf } from './choices.js';
import { must } from './demand.js';
import type { Part, RowWriter } from './row-writer.js';

/** Assignment, most share in a domain, standby, least shares, and what stands at the same sites. */
export function writeStreams(writer: RowWriter): void {
  const { facts, divided, pattern } = writer;
  const { problem } = facts;
  for (const s of divided) {
    const { workload } = must(facts.streams[s], 'stream');
    const mine = (part: Part): boolean => part.pair.stream === s;
    writer.equal.push({
      coefficients: writer.linear((part) => (mine(part) && part.kind === 'x' ? 1 : 0)).coefficients,
      right: 1,
    });
    const domains = [
      ...new Set(facts.pairs.filter((pair) => pair.stream === s).map((pair) => domainOf(facts, pair))),
    ];
    for (const domain of domains) {
      const isIn = (part: Part): boolean => mine(part) && domainOf(facts, part.pair) === domain;
      const most = workload.maxShareFractionPerDomain;
      if (most !== undefined)
        writer.row(
          (part) => (isIn(part) && part.kind === 'x' ? 1 : 0),
          () => most,
        );
      if (workload.standby)
        writer.row(
          (part) => (mine(part) && !isIn(part) ? -1 : 0),
          () => -1,
        );
    }
  }
  for (const { stream, site } of pattern.least) {
    const { split } = must(facts.streams[stream], 'stream').workload;
    const least = split.kind === 'minShare' ? split.minShareFraction : 0;
    writer.row(
      (part) => (part.kind === 'x' && part.pair.stream === stream && part.pair.site === site ? -1 : 0),
      () => -least,
    );
  }
  for (const workload of problem.workloads) {
    if (workload.kind !== 'agent' || !workload.sameSite) continue;
    for (const { location } of workload.origins)
      for (let site = 0; site < facts.sites.length; site += 1) {
        const sign = (part: Part): number => {
          const stream = must(facts.streams[part.pair.stream], 'stream');
          if (stream.workload !== workload || stream.location.id !== location) return 0;
          if (part.kind === 'y' || part.pair.site !== site) return 0;
          return stream.part === 'runtime' ? -1 : 1;
        };
        const { coefficients } = writer.linear(sign);
        if (coefficients.some((value) => value !== 0)) writer.equal.push({ coefficients, right: 0 });
      }
  }
  for (const affinity of problem.affinities) {
    const isDivided = divided.some((s) =>
      affinity.workloads.includes(must(facts.streams[s], 'stream').workload.id),
    );
    if (affinity.kind !== 'same-sites' || !isDivided) continue;
    const rows = facts.sites.map((_, site) =>
      writer.linear((part) => {
        const stream = must(facts.streams[part.pair.stream], 'stream');
        if (part.kind === 'y' || part.pair.site !== site) return 0;
        const share = stream.originShare / (stream.workload.kind === 'agent' ? 2 : 1);
        if (stream.workload.id === affinity.workloads[0]) return share;
        return stream.workload.id === affinity.workloads[1] ? -share : 0;
      }),
    );
    const told = rows.filter((row) => row.constant !== 0 || row.coefficients.some((value) => value !== 0));
    // Shares over all sites add up to one for both, so the last row says nothing new. Origin shares that are
    // written in decimals add up to one but for rounding: two rows with slack, not an equation.
    for (const { coefficients, constant } of told.slice(0, -1)) {
      writer.atMost.push({ coefficients, right: () => -constant });
      writer.atMost.push({ coefficients: coefficients.map((value) => -value), right: () => constant });
    }
  }
}
