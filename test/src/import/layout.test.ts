import { describe, expect, it } from 'vitest';
import { formatLayout } from '../../../src/import/import.js';
import { layoutOf } from '../../../src/import/layout.js';

const tableOf = (name: string) => {
  const table = formatLayout().tables.find((one) => one.name === name);
  if (table === undefined) throw new Error(`no table ${name}`);
  return table;
};

describe('tables of the format', () => {
  it('are read from its schema: lists of objects are tables, with keys to the entries above', () => {
    const { tables } = formatLayout();
    const entries = tables.filter(({ form }) => form === 'entries').map(({ name }) => name);
    expect(entries).toEqual(
      expect.arrayContaining(['sites', 'links', 'origins', 'quotes', 'certifications', 'shares']),
    );
    expect(tableOf('origins').keys.map(({ name, by }) => [name, by])).toEqual([['workload', 'id']]);
    expect(tableOf('tariffs.periods').path).toEqual(['periods']);
    expect(tableOf('tariffs.demand.periods').path).toEqual(['demand', 'periods']);
    expect(tableOf('tariffs.weekdaySchedule').columns.size).toBe(25);
    expect(tableOf('links').path).toEqual(['network', 'links']);
  });

  it('have dotted columns with units, kinds and the entry whose currency they are in', () => {
    const rtt = tableOf('workloads').columns.get('slo.networkRttMs');
    expect({ kinds: rtt?.kinds, units: rtt?.units }).toEqual({
      kinds: new Set(['number']),
      units: new Set(['ms']),
    });
    expect(tableOf('sites').columns.get('meterCapKw')?.kinds).toEqual(new Set(['number', 'null']));
    expect(tableOf('tariffs.demand.periods').columns.get('pricePerKw')?.owner?.table.name).toBe('tariffs');
    expect(tableOf('capexByYear').columns.get('most')?.owner?.path).toEqual(['limits']);
    expect(tableOf('offers').columns.get('pricePerUnit')?.isRequired).toBe(false);
    expect(tableOf('offers').columns.get('site')?.isRequired).toBe(true);
  });

  it('follow a format that grows, with nothing to add here', () => {
    const { tables, settings, units } = layoutOf({
      type: 'object',
      properties: {
        colour: { type: 'string' },
        things: {
          type: 'array',
          items: {
            oneOf: [
              {
                type: 'object',
                properties: { id: { type: 'string' }, sizeFurlong: { type: 'number', 'x-unit': 'furlong' } },
                required: ['id'],
              },
              {
                type: 'object',
                properties: { id: { type: 'string' }, parts: { $ref: '#/$defs/parts' } },
                required: ['id'],
              },
            ],
          },
        },
      },
      $defs: {
        parts: {
          type: 'array',
          items: {
            type: 'object',
            properties: {
              steps: {
                type: 'array',
                items: { type: 'object', properties: { ms: { type: 'number', 'x-unit': 'ms' } } },
              },
            },
          },
        },
      },
    });
    expect([...settings.columns.keys()]).toEqual(['colour']);
    expect(tables.map(({ name }) => name)).toEqual(['things', 'parts', 'steps']);
    expect(tables[2]?.keys.map(({ name, by }) => [name, by])).toEqual([
      ['thing', 'id'],
      ['part', 'number'],
    ]);
    expect(units.has('furlong')).toBe(true);
  });
});
