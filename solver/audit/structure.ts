import { UNIT_SLACK } from './ledger.js';
import { isOpen } from './open.js';
import { type Case, group } from './rows.js';

/** Streams are served, shares are shares, units are units, and sites are open where something is. */
export const checkStructure = (audit: Case): void => {
  checkAssignment(audit);
  checkUnits(audit);
  checkOpen(audit);
};

const checkAssignment = ({ streams, rowsOfStream, rows, ledger }: Case): void => {
  for (const [id, stream] of streams) {
    if (stream.deferred) continue;
    const served = (rowsOfStream.get(id) ?? []).reduce((sum, { x }) => sum + x, 0);
    ledger.near('assignment', id, stream.copies, served, 'share');
  }
  for (const { name, stream, x, y } of rows) {
    for (const share of [x, y]) {
      const ok = share >= -1e-6 && share <= 1 + 1e-6;
      ledger.holds('share-range', name, ok, '0 to 1', share, 'share');
    }
    if (stream.isWhole) {
      for (const share of [x, y]) {
        const off = Math.min(Math.abs(share), Math.abs(share - 1));
        ledger.holds('indivisible', name, off <= 1e-6, '0 or 1', share, 'share');
      }
    }
  }
};

const isWholeNumber = (units: number): boolean =>
  units >= -UNIT_SLACK && Math.abs(units - Math.round(units)) <= UNIT_SLACK;

const checkUnits = ({ units, ledger }: Case): void => {
  for (const { plan, offer } of units) {
    const subject = `${offer.id} in ${plan.bank}`;
    for (const count of [plan.unitsKept, plan.unitsFurther])
      ledger.holds('units-integer', subject, isWholeNumber(count), 'a whole number', count, 'units');
    const packs = plan.unitsFurther / offer.unitsPerPurchase;
    const expected =
      offer.terms === 'owned' ? 'none of an owned offer' : `packs of ${offer.unitsPerPurchase}`;
    const ok = offer.terms === 'owned' ? Math.abs(plan.unitsFurther) <= UNIT_SLACK : isWholeNumber(packs);
    ledger.holds('units-packs', subject, ok, expected, plan.unitsFurther, 'units');
  }
  for (const [id, rows] of group(units, ({ offer }) => offer.id)) {
    const offer = rows[0]?.offer;
    if (!offer) continue;
    const kept = rows.reduce((sum, { plan }) => sum + plan.unitsKept, 0);
    const inUse = rows.reduce((sum, row) => sum + row.inUse, 0);
    ledger.atMost('units-kept', id, offer.unitsExisting + offer.unitsCommitted, kept, 'units', UNIT_SLACK);
    if (offer.unitsMax !== undefined)
      ledger.atMost('units-max', id, offer.unitsMax, inUse, 'units', UNIT_SLACK);
    const { unitsLeastIfUsed } = offer;
    if (unitsLeastIfUsed !== undefined && inUse > UNIT_SLACK)
      ledger.atLeast('units-least', id, unitsLeastIfUsed, inUse, 'units', UNIT_SLACK);
  }
};

const checkOpen = (audit: Case): void => {
  const { problem, plan, ledger } = audit;
  const stated = group(plan.sites, ({ site }) => site);
  for (const site of problem.sites) {
    const [row, second] = stated.get(site.id) ?? [];
    const open = isOpen(audit, site);
    if (!row) {
      ledger.holds('site-open', site.id, !open, 'a site row', 'none');
      continue;
    }
    ledger.same('site-open', site.id, open, row.isOpen);
    const isNew = open && !site.alreadyOpen && !site.mustStayOpen;
    ledger.same('site-open', `${site.id} newly`, isNew, row.isNewlyOpened);
    if (second) ledger.holds('site-open', site.id, false, 'one site row', 'two');
  }
  for (const id of stated.keys()) {
    if (!audit.entries.sites.find(id)) ledger.holds('site-open', id, false, 'a site of the problem', id);
  }
};
