import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type CatalogueData, defineCatalogue } from '../../solver/catalogue/define.js';
import { sha256 } from '../../solver/catalogue/sha256.js';

const grid = {
  licence: 'own figure',
  entry: { id: 'grid', kind: 'flat', pricePerKwh: 0.11, source: 'contract', asOf: '2026-11-01' },
};
const mine = (...rows: CatalogueData['parts']['tariffs'] & object): CatalogueData => ({
  id: 'mine',
  asOf: '2026-11-01',
  parts: { tariffs: rows },
});

describe('sha256', () => {
  it('is that of the standard, at every length around a block', () => {
    expect(sha256('')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    for (const length of [1, 54, 55, 56, 63, 64, 65, 119, 120, 1000]) {
      const text = 'é~'.repeat(length).slice(0, length);
      expect(sha256(text)).toBe(createHash('sha256').update(text).digest('hex'));
    }
  });
});

describe('defineCatalogue', () => {
  it('hashes the content whatever the order of fields, and nothing else', () => {
    const { hash } = defineCatalogue(mine(grid));
    const { id, ...rest } = grid.entry;
    expect(defineCatalogue(mine({ entry: { ...rest, id }, licence: grid.licence })).hash).toBe(hash);
    const canonical =
      '{"asOf":"2026-11-01","id":"mine","parts":{"jurisdictionSets":[],"models":[],"offers":[],"operators":[],"performance":[],"profiles":[],"silicon":[],"sites":[],"tariffs":[{"entry":{"asOf":"2026-11-01","id":"grid","kind":"flat","pricePerKwh":0.11,"source":"contract"},"licence":"own figure"}]}}';
    expect(hash).toBe(`sha256:${createHash('sha256').update(canonical).digest('hex')}`);
  });

  it('has another hash with any change of a row', () => {
    const { hash } = defineCatalogue(mine(grid));
    const changed = [
      { ...grid, licence: 'another' },
      { ...grid, entry: { ...grid.entry, pricePerKwh: 0.1100001 } },
      { ...grid, entry: { ...grid.entry, asOf: '2026-11-02' } },
      { ...grid, entry: { ...grid.entry, note: '' } },
    ];
    const hashes = changed.map((row) => defineCatalogue(mine(row)).hash);
    expect(new Set([hash, ...hashes]).size).toBe(5);
  });

  it('copies and freezes', () => {
    const data = mine(structuredClone(grid));
    const made = defineCatalogue(data);
    expect(Object.isFrozen(made.parts.tariffs[0]?.entry)).toBe(true);
    expect(Object.isFrozen(data.parts.tariffs?.[0])).toBe(false);
  });

  it('refuses rows without an id of their own, a source, a date or a licence', () => {
    const faulty = mine(
      grid,
      grid,
      { licence: '', entry: { ...grid.entry, id: 'b' } },
      { licence: 'x', entry: { ...grid.entry, id: 'c', source: '' } },
      { licence: 'x', entry: { ...grid.entry, id: 'd', asOf: 'May' } },
    );
    expect(() => defineCatalogue(faulty)).toThrow(
      /4 faults: tariffs\[grid\]: the id stands twice; tariffs\[b\]: no licence; tariffs\[c\]: no source; tariffs\[d\]: no date/,
    );
  });
});
