import { describe, expect, it } from 'vitest';
import { bookOf, type Files, folderOf, readAll, sheetData, starterFiles, starterWith } from './support.js';

const files = starterFiles();
const original = (name: string): string => files[name] ?? '';
/** The starter's own file with one text in place of another. */
const edit = (name: string, from: string | RegExp, to: string): Record<string, string> => {
  const before = original(name);
  const after = before.replace(from, to);
  if (after === before) throw new Error(`${name} does not hold ${from}`);
  return { [name]: after };
};
const latin1 = (text: string): Uint8Array =>
  Uint8Array.from([...text.replace('\uFEFF', '')].map((char) => char.charCodeAt(0)));
const utf16 = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'utf16le'));

interface Expected {
  readonly code: string;
  readonly file?: string;
  readonly sheet?: string;
  readonly row?: number;
  readonly column?: string;
  readonly cell?: string;
  readonly value?: unknown;
  /** Words the message and the fix must say. */
  readonly says?: RegExp;
}
type Case = readonly [
  what: string,
  changed: Readonly<Record<string, string | Uint8Array | null>>,
  expected: readonly Expected[],
];

const CASES: readonly Case[] = [
  [
    'Latin-1',
    { 'sites.csv': latin1(original('sites.csv').replace('munich-edge', 'münchen')) },
    [{ code: 'bad-encoding', file: 'sites.csv', row: 2, says: /0xFC.*"ü".*CSV UTF-8/s }],
  ],
  [
    'UTF-16 cut in the middle of a letter',
    { 'tariffs.csv': utf16(original('tariffs.csv')).slice(0, -1) },
    [{ code: 'bad-encoding', file: 'tariffs.csv', says: /UTF-16LE/ }],
  ],
  [
    'UTF-32',
    { 'tariffs.csv': Uint8Array.of(0xff, 0xfe, 0, 0, 0x69, 0, 0, 0) },
    [{ code: 'bad-encoding', says: /UTF-32/ }],
  ],
  [
    'a workbook named .csv',
    { 'tariffs.csv': Uint8Array.of(0x50, 0x4b, 3, 4, 1, 2, 3) },
    [{ code: 'not-text', file: 'tariffs.csv', says: /\.xlsx/ }],
  ],
  [
    'an old .xls named .csv',
    { 'tariffs.csv': Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 1) },
    [{ code: 'not-text', says: /CSV UTF-8/ }],
  ],
  ['zero bytes', { 'tariffs.csv': 'id,kind\ngr\0id,flat\n' }, [{ code: 'not-text', says: /zero bytes/ }]],
  ['an empty file', { 'tariffs.csv': '' }, [{ code: 'empty-file', file: 'tariffs.csv' }]],
  [
    'a file of blank lines and comments',
    { 'tariffs.csv': '\uFEFF# a comment, with commas\r\n\r\n,,\r\n' },
    [{ code: 'empty-file', file: 'tariffs.csv' }],
  ],
  [
    'a quote that is never closed',
    edit('performance.csv', 'example figure', '"example figure'),
    [{ code: 'unclosed-quote', file: 'performance.csv', row: 2, says: /line 2 is never closed/ }],
  ],
  [
    'text after a closing quote',
    edit('performance.csv', 'example figure', '"example" figure'),
    [{ code: 'bad-quote', row: 2, says: /written? .*twice|twice/i }],
  ],
  [
    'a row too short',
    edit('locations.csv', /,8,2\r\n/, ',8\r\n'),
    [{ code: 'ragged-row', file: 'locations.csv', row: 2, says: /4 cells where the heading has 5/ }],
  ],
  [
    'a decimal comma between commas',
    edit('tariffs.csv', '0.19', '0,19'),
    [{ code: 'ragged-row', file: 'tariffs.csv', row: 2, says: /decimal mark/ }],
  ],
  [
    'a decimal comma that nobody stated',
    edit('tariffs.csv', '0.19', '"0,19"'),
    [
      {
        code: 'bad-number',
        file: 'tariffs.csv',
        row: 2,
        column: 'pricePerKwh [EUR/kWh]',
        cell: 'C2',
        value: '0,19',
        says: /--decimal comma/,
      },
    ],
  ],
  [
    'marks between thousands',
    edit('offers.csv', '32000', '"32,000.00"'),
    [{ code: 'bad-number', file: 'offers.csv', row: 2, value: '32,000.00', says: /without them/ }],
  ],
  [
    'a figure with its unit',
    edit('sites.csv', ',40,', ',40 kW,'),
    [{ code: 'bad-number', row: 2, column: 'meterCapKw [kW]', value: '40 kW', says: /heading: \[kW\]/ }],
  ],
  [
    'a word for a number',
    edit('links.csv', 'munich-edge,2,', 'munich-edge,two,'),
    [{ code: 'bad-number', file: 'links.csv', row: 2, cell: 'C2', value: 'two' }],
  ],
  [
    'a formula in a CSV',
    edit('links.csv', 'munich-edge,2,', 'munich-edge,=1+1,'),
    [{ code: 'formula', file: 'links.csv', row: 2, cell: 'C2' }],
  ],
  [
    'an error value in a CSV',
    edit('links.csv', 'munich-edge,2,', 'munich-edge,#REF!,'),
    [{ code: 'error-value', row: 2, cell: 'C2' }],
  ],
  [
    'a column that is not known',
    edit('sites.csv', 'meterCapKw [kW]', 'meterCapKW2'),
    [
      {
        code: 'unknown-column',
        file: 'sites.csv',
        row: 1,
        cell: 'F1',
        value: 'meterCapKW2',
        says: /did you mean meterCapKw\?.*x-/s,
      },
    ],
  ],
  [
    'a key column that is mistyped',
    edit('origins.csv', 'workload,', 'worklaod,'),
    [
      { code: 'unknown-column', says: /did you mean workload/ },
      { code: 'missing-column', file: 'origins.csv', row: 1, says: /workload/ },
    ],
  ],
  [
    'the same column twice',
    edit('locations.csv', 'accessJitterMs [ms]', 'accessRttMs'),
    [{ code: 'duplicate-column', file: 'locations.csv', row: 1, cell: 'E1' }],
  ],
  [
    'two headings for one field',
    edit('locations.csv', 'accessJitterMs [ms]', 'accessRtt [s]'),
    [{ code: 'duplicate-column', cell: 'E1', says: /accessRttMs \[ms\] and accessRtt \[s\]/ }],
  ],
  [
    'a unit that is not known',
    edit('sites.csv', 'meterCapKw [kW]', 'meterCapKw [horses]'),
    [{ code: 'unknown-unit', file: 'sites.csv', row: 1, says: /"horses" is not known/ }],
  ],
  [
    'a unit of something else',
    edit('sites.csv', 'meterCapKw [kW]', 'meterCapKw [kWh]'),
    [{ code: 'bad-unit', row: 1, says: /in kW; \[kWh\]/ }],
  ],
  ['a unit for a text', edit('sites.csv', 'tariff', 'tariff [EUR]'), [{ code: 'no-unit', row: 1 }]],
  [
    'a unit under a name that several columns begin with',
    edit('workloads.csv', 'slo.networkRttMs [ms]', 'slo [ms]'),
    [
      {
        code: 'ambiguous-column',
        file: 'workloads.csv',
        row: 1,
        cell: 'D1',
        says: /slo\.networkRttMs \[ms\].*slo\.endToEndMs/,
      },
    ],
  ],
  [
    'a unit under a name that no column begins with',
    edit('sites.csv', 'meterCapKw [kW]', 'power [MW]'),
    [
      {
        code: 'unknown-column',
        file: 'sites.csv',
        row: 1,
        says: /no column "power".*In that unit are meterCapKw \[kW\], itCapKw/s,
      },
    ],
  ],
  [
    'the heading in the middle',
    { 'links.csv': `${original('links.csv')}from,to,rttMs [ms],jitterMs [ms]\r\n` },
    [{ code: 'heading-again', file: 'links.csv', row: 4 }],
  ],
  [
    'a value under no heading',
    edit('tariffs.csv', 'pricePerKwh [EUR/kWh]', ''),
    [{ code: 'no-heading', file: 'tariffs.csv', row: 2, cell: 'C2' }],
  ],
  [
    'the same id twice',
    { 'sites.csv': `${original('sites.csv')}munich-edge,metro-edge,DE,us,Europe/Berlin,40,1.4,grid,,\r\n` },
    [{ code: 'duplicate-id', file: 'sites.csv', row: 4, column: 'id', cell: 'A4' }],
  ],
  [
    'a row for an entry that is not there',
    edit('origins.csv', 'assistant,', 'asistant,'),
    [
      {
        code: 'unknown-reference',
        file: 'origins.csv',
        row: 2,
        column: 'workload',
        cell: 'A2',
        value: 'asistant',
        says: /did you mean assistant/,
      },
    ],
  ],
  [
    'a reference to nothing',
    edit('offers.csv', 'munich-buy,purchase,munich-edge', 'munich-buy,purchase,munich-edg'),
    [
      {
        code: 'unknown-reference',
        file: 'offers.csv',
        row: 2,
        column: 'site',
        cell: 'C2',
        value: 'munich-edg',
      },
    ],
  ],
  [
    'a required cell left empty',
    edit('offers.csv', ',32000,', ',,'),
    [{ code: 'missing-field', file: 'offers.csv', row: 2, column: 'pricePerUnit [EUR/unit]' }],
  ],
  [
    'a figure out of range',
    edit('sites.csv', ',1.4,', ',0.4,'),
    [{ code: 'out-of-range', file: 'sites.csv', row: 2, column: 'pue [ratio]', cell: 'G2', value: 0.4 }],
  ],
  [
    'a date as Excel rewrites it',
    edit('settings.csv', '2027-01-01', '01.01.2027'),
    [{ code: 'bad-format', file: 'settings.csv', row: 4, column: 'horizon.startDate', value: '01.01.2027' }],
  ],
  [
    'shares that do not add up',
    edit('origins.csv', 'munich,1,', 'munich,0.9,'),
    [{ code: 'sum-not-one', file: 'origins.csv', column: 'workload = assistant' }],
  ],
  [
    'a setting that is not known',
    edit('settings.csv', 'horizon.years', 'horizon.yaers'),
    [
      {
        code: 'unknown-column',
        file: 'settings.csv',
        row: 5,
        cell: 'A5',
        value: 'horizon.yaers',
        says: /did you mean horizon\.years/,
      },
    ],
  ],
  [
    'a setting twice',
    { 'settings.csv': `${original('settings.csv')}horizon.years,5,years,\r\n` },
    [{ code: 'stated-twice', file: 'settings.csv', row: 10, says: /row 5/ }],
  ],
  [
    'settings with another heading',
    edit('settings.csv', 'setting,value', 'name,figure'),
    [{ code: 'missing-column', file: 'settings.csv', row: 1 }],
  ],
  [
    'no settings at all',
    { 'settings.csv': null },
    [
      { code: 'missing-field', file: 'settings.csv', column: 'setting schemaVersion' },
      { code: 'missing-field', file: 'settings.csv', column: 'setting horizon' },
    ],
  ],
  [
    'a table that is not there',
    { 'workloads.csv': null, 'origins.csv': null },
    [{ code: 'missing-field', file: 'workloads.csv' }],
  ],
  [
    'a file of no table',
    { 'site.csv': 'id\n1\n' },
    [{ code: 'unknown-table', file: 'site.csv', says: /did you mean sites/ }],
  ],
  [
    'two files of one table',
    { 'network.links.csv': original('links.csv') },
    [{ code: 'stated-twice', file: 'network.links.csv' }],
  ],
  [
    'an entry in two currencies',
    edit('sites.csv', 'openYearlyCost [EUR/year]', 'openYearlyCost [USD/year]'),
    [
      {
        code: 'currency-clash',
        file: 'sites.csv',
        row: 2,
        column: 'openYearlyCost [USD/year]',
        says: /USD.*EUR/,
      },
    ],
  ],
];

/** Cases that need more than one edit. */
const list = original('operators.csv')
  .replace('ultimateParentJurisdiction', 'ultimateParentJurisdiction,labels')
  .replace('DE,DE\r\n', 'DE,DE,a;b\r\n')
  .replace('IE,US\r\n', 'IE,US,\r\n');

const matches = (issue: object, expected: Expected): boolean => {
  const { says, ...fields } = expected;
  const text = `${'message' in issue ? issue.message : ''}\n${'fix' in issue ? issue.fix : ''}`;
  return (
    Object.entries(fields).every(([name, value]) => Object.is(Reflect.get(issue, name), value)) &&
    (says === undefined || says.test(text))
  );
};

describe('broken CSV folders', () => {
  it.each(CASES)('%s', async (_, changed, expected) => {
    const { issues } = await readAll(starterWith(changed));
    for (const one of expected)
      expect(
        issues.filter((issue) => matches(issue, one)),
        JSON.stringify(issues, null, 1),
      ).toHaveLength(1);
    // Nothing that follows from it is said beside it.
    expect(issues.length, JSON.stringify(issues, null, 1)).toBe(expected.length);
  });

  it('a list with semicolons', async () => {
    const { issues } = await readAll(starterWith({ 'operators.csv': list }));
    expect(issues).toEqual([
      expect.objectContaining({
        code: 'bad-list',
        file: 'operators.csv',
        row: 2,
        column: 'labels',
        value: 'a;b',
      }),
    ]);
  });

  it('an amount without a currency beside one in another than the plan’s', async () => {
    const changed = edit('sites.csv', 'openYearlyCost [EUR/year]', 'openYearlyCost');
    const sites = changed['sites.csv']?.replace('openUpfrontCost [EUR]', 'openUpfrontCost [USD]') ?? '';
    const { issues } = await readAll(starterWith({ 'sites.csv': sites }));
    expect(issues).toContainEqual(
      expect.objectContaining({ code: 'currency-clash', column: 'openYearlyCost', row: 2 }),
    );
  });

  it('rows of a schedule out of order, and one with an empty hour', async () => {
    const hours = Array.from({ length: 24 }, (_, hour) => String(hour));
    const row = (month: number, last = '0'): string =>
      ['tou', month, ...hours.map((hour) => (hour === '23' ? last : '0'))].join(',');
    const schedule = (rows: readonly string[]): string =>
      `tariff,row,${hours.join(',')}\n${rows.join('\n')}\n`;
    const twelve = Array.from({ length: 12 }, (_, month) => row(month + 1));
    const { issues } = await readAll(
      starterWith({
        'tariffs.csv': 'id,kind,pricePerKwh\ngrid,flat,0.2\ntou,time-of-use,\n',
        'tariffs.periods.csv': 'tariff,pricePerKwh\ntou,0.2\n',
        'tariffs.weekdaySchedule.csv': schedule([row(2), row(1), ...twelve.slice(2)]),
        'tariffs.weekendSchedule.csv': schedule([...twelve.slice(0, 11), row(12, '')]),
      }),
    );
    expect(issues).toEqual([
      expect.objectContaining({
        code: 'bad-row-number',
        file: 'tariffs.weekdaySchedule.csv',
        row: 2,
        cell: 'B2',
        value: 2,
      }),
      expect.objectContaining({ code: 'bad-row-number', file: 'tariffs.weekdaySchedule.csv', row: 3 }),
      expect.objectContaining({
        code: 'empty-cell',
        file: 'tariffs.weekendSchedule.csv',
        row: 13,
        column: '23',
        cell: 'Z13',
      }),
    ]);
  });

  it('all at once: several files, each with what is wrong in it', async () => {
    const { issues } = await readAll(
      starterWith({
        ...edit('sites.csv', ',1.4,', ',many,'),
        ...edit('links.csv', 'munich-edge,2,', 'munich-edge,-2,'),
        ...edit('offers.csv', '0.85', '1.85'),
      }),
    );
    expect(issues.map(({ file, row, code }) => [file, row, code])).toEqual([
      ['sites.csv', 2, 'bad-number'],
      ['offers.csv', 3, 'out-of-range'],
      ['links.csv', 2, 'out-of-range'],
    ]);
  });

  it('an empty folder', async () => {
    const { issues } = await readAll(folderOf({ 'notes.txt': 'x' }));
    expect(issues).toEqual([
      expect.objectContaining({ code: 'empty-file', fix: expect.stringContaining('placewright new') }),
    ]);
  });
});

const tariffs = (cells: string, after = ''): string =>
  `<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c><c r="B1" t="inlineStr"><is><t>kind</t></is></c><c r="C1" t="inlineStr"><is><t>pricePerKwh</t></is></c></row><row r="2">${cells}</row></sheetData>${after}`;
const id = '<c r="A2" t="inlineStr"><is><t>grid</t></is></c><c r="B2" t="inlineStr"><is><t>flat</t></is></c>';
const PERCENT = {
  'xl/styles.xml': '<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="9"/></cellXfs></styleSheet>',
};
const XLSX: readonly (readonly [string, Readonly<Record<string, string>>, Files, Expected])[] = [
  [
    'a formula',
    { tariffs: tariffs(`${id}<c r="C2"><f>0.1+0.1</f><v>0.2</v></c>`) },
    {},
    { code: 'formula', sheet: 'tariffs', row: 2, cell: 'C2', says: /paste it as a value/ },
  ],
  [
    'merged cells',
    {
      tariffs: tariffs(
        `${id}<c r="C2"><v>0.2</v></c>`,
        '<mergeCells count="1"><mergeCell ref="A2:A3"/></mergeCells>',
      ),
    },
    {},
    { code: 'merged-cells', sheet: 'tariffs', cell: 'A2:A3', says: /Unmerge/ },
  ],
  [
    'an error value',
    { tariffs: tariffs(`${id}<c r="C2" t="e"><v>#DIV/0!</v></c>`) },
    {},
    { code: 'error-value', row: 2, cell: 'C2', value: '#DIV/0!' },
  ],
  [
    'a truth value for a number',
    { tariffs: tariffs(`${id}<c r="C2" t="b"><v>1</v></c>`) },
    {},
    { code: 'bad-number', row: 2, cell: 'C2', column: 'pricePerKwh' },
  ],
  [
    'a price in percent',
    { tariffs: tariffs(`${id}<c r="C2" s="1"><v>0.2</v></c>`) },
    PERCENT,
    { code: 'bad-number', row: 2, cell: 'C2', says: /20 % is a share/ },
  ],
  [
    'a sheet of no table',
    { tarifs: tariffs(id) },
    {},
    { code: 'unknown-table', sheet: 'tarifs', says: /did you mean tariffs/ },
  ],
  [
    'an unknown column',
    {
      tariffs: sheetData([
        ['id', 'kind', 'prize'],
        ['grid', 'flat', 1],
      ]),
    },
    {},
    { code: 'unknown-column', sheet: 'tariffs', row: 1, cell: 'C1', value: 'prize' },
  ],
  ['an empty sheet', { tariffs: '<sheetData/>' }, {}, { code: 'empty-file', sheet: 'tariffs' }],
  [
    'a document type',
    { tariffs: tariffs(id) },
    { 'xl/sharedStrings.xml': '<!DOCTYPE x [<!ENTITY a "aaaa">]><sst/>' },
    { code: 'bad-workbook', says: /document type/ },
  ],
  [
    'XML that breaks off',
    { tariffs: '<sheetData><row r="1">' },
    {},
    { code: 'bad-workbook', says: /closes what was not opened|not closed/ },
  ],
];

describe('broken workbooks', () => {
  it.each(XLSX)('%s', async (_, sheets, further, expected) => {
    const texts = Object.fromEntries(Object.entries(further).map(([name, text]) => [name, String(text)]));
    const { imported } = await readAll(bookOf(sheets, texts));
    expect(
      imported.issues.kept.filter((issue) => matches(issue, expected)),
      JSON.stringify(imported.issues.kept),
    ).toHaveLength(1);
  });
});
