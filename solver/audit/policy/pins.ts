import type { Ban, Pin } from '../../problem/types.js';
import type { Case, Row } from '../rows.js';
import { namesSome, selects } from './selects.js';

/** Pins and bans hold for shares and for standby. */
export const checkPinsAndBans = (audit: Case): void => {
  for (const pin of audit.problem.pins) checkPin(audit, pin);
  for (const ban of audit.problem.bans) checkBan(audit, ban);
};

const isThere = ({ x, y }: Row): boolean => x + y > 1e-6;

const checkPin = ({ rows, ledger }: Case, pin: Pin): void => {
  for (const row of rows) {
    const { stream, bank, name } = row;
    if (stream.workload.id !== pin.workload || !isThere(row)) continue;
    if (pin.location !== undefined && stream.location.id !== pin.location) continue;
    if (pin.site !== undefined) ledger.holds('pin', name, bank.site.id === pin.site, pin.site, bank.site.id);
    if (pin.offer !== undefined)
      ledger.holds('pin', name, bank.plan.offers.includes(pin.offer), pin.offer, bank.plan.offers.join(' '));
  }
};

const checkBan = ({ rows, units, ledger, entries }: Case, ban: Ban): void => {
  const isSome = namesSome(ban.selector);
  const what = `not ${[ban.site, ban.offer, ban.silicon].filter((one) => one !== undefined).join(', ')}`;
  for (const row of rows) {
    const { bank, name } = row;
    if (!isThere(row) || (isSome && !selects(entries, ban.selector, row.stream))) continue;
    const bySite = ban.site === undefined || bank.site.id === ban.site;
    const bySilicon = ban.silicon === undefined || bank.plan.silicon === ban.silicon;
    // A ban of a held offer for every stream takes the offer away, not the bank.
    const closesBank = isSome || bank.plan.kind !== 'held';
    const byOffer = ban.offer === undefined || (closesBank && bank.plan.offers.includes(ban.offer));
    ledger.holds('ban', name, !(bySite && bySilicon && byOffer), what, bank.plan.id);
  }
  if (isSome || ban.offer === undefined) return;
  const inUse = units.filter(({ offer }) => offer.id === ban.offer).reduce((sum, row) => sum + row.inUse, 0);
  ledger.holds('ban', ban.offer, inUse <= 1e-5, 'no unit in use', inUse, 'units');
};
