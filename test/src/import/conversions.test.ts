import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readText } from '../../../src/import/text.js';
import { bookOf, freshPath, readAll, sheetData, starterFiles, starterWith } from './support.js';

const files = starterFiles();
const problemOf = async (path: string, decimal: 'comma' | null = null) => {
  const read = await readAll(path, decimal);
  expect(read.issues).toEqual([]);
  return { problem: JSON.parse(JSON.stringify(read.imported.problem)), imported: read.imported };
};

describe('headings with units', () => {
  it('are converted to the format and echoed', async () => {
    const { problem, imported } = await problemOf(
      starterWith({
        'sites.csv':
          'id,kind,jurisdiction,operator,zone,meterCap [MW],pue,tariff,egressPrice [EUR/TB]\nmunich-edge,metro-edge,DE,us,Europe/Berlin,0.04,1.4,grid,0\nfrankfurt-cloud,hyperscale-region,DE,cloud,Europe/Berlin,null,1.15,,90\n',
        'locations.csv':
          'id,jurisdiction,zone,accessRttMs,accessJitterMs,egressPricePerGB\nmunich,DE,Europe/Berlin,8,2,0\n',
        'tariffs.csv': 'id,kind,price [EUR/MWh]\ngrid,flat,189.5\n',
        'workloads.csv':
          'id,kind,model,demand [million requests/month],inputTokens,outputTokens,targetUtilisationFraction [%],slo.percentile,slo.networkRtt [s],traffic.request [MB],traffic.response [KB]\nassistant,inference,llm-8b,12,600,200,60,95,0.05,0.002,1\n',
        'settings.csv': files['settings.csv']?.replace('0.08,fraction/year', '8,%') ?? '',
      }),
    );
    expect(problem.sites[0].meterCapKw).toBe(40);
    expect(problem.sites[1].meterCapKw).toBeNull();
    expect(problem.sites[1].egressPricePerGB).toBe(0.09);
    expect(problem.tariffs[0]).toEqual({ id: 'grid', kind: 'flat', pricePerKwh: 0.1895 });
    expect(problem.workloads[0]).toMatchObject({
      demand: { requestsPerMonth: 12_000_000 },
      slo: { networkRttMs: 50 },
      traffic: { requestKB: 2, responseKB: 1 },
      targetUtilisationFraction: 0.6,
    });
    expect(problem.horizon.discountFraction).toBe(0.08);
    const text = readText(imported).replace(/\s+/g, ' ');
    expect(text).toContain('Converted sites.csv: meterCap [MW] to meterCapKw [kW], times 1,000');
    expect(text).toContain(
      'Converted tariffs.csv: price [EUR/MWh] to pricePerKwh [money/kWh], divided by 1,000',
    );
    expect(imported.converted).toHaveLength(8);
  });

  it('set the currency of an entry, its tables below included, where it is not the plan’s', async () => {
    const { problem, imported } = await problemOf(
      starterWith({
        'exchangeRates.csv': 'from,to,rate,asOf,source\nUSD,EUR,0.9,2026-11-01,treasury\n',
        'tariffs.csv': 'id,kind,price [USD/kWh]\ngrid,flat,0.2\n',
        'offers.csv':
          'id,terms,site,silicon,pricePerUnit [USD/GPU],pricePerUnitHour [EUR/GPU-hour],packingEfficiencyFraction\nmunich-buy,purchase,munich-edge,gpu-80,35000,,\nfrankfurt-rent,on-demand,frankfurt-cloud,gpu-80,,3.9,0.85\n',
        'silicon.csv':
          files['silicon.csv']
            ?.replace('hostMemoryGiB [GiB]', 'hostMemoryGiB [GiB],lifeYears [months]')
            .replace(',128', ',128,60') ?? '',
      }),
    );
    expect(problem.tariffs[0]).toEqual({ id: 'grid', kind: 'flat', pricePerKwh: 0.2, currency: 'USD' });
    expect(problem.offers.map((offer: { currency?: string }) => offer.currency)).toEqual(['USD', undefined]);
    expect(problem.silicon[0].lifeYears).toBe(5);
    expect(imported.currencies.map(({ pointer }) => pointer)).toEqual(['/offers/0', '/tariffs/0']);
    expect(readText(imported)).toContain('In USD by their headings: 2 entries');
  });

  it('leave a price in the plan’s currency alone, and take money as the entry’s own', async () => {
    const { problem } = await problemOf(
      starterWith({
        'exchangeRates.csv': 'from,to,rate,asOf,source\nUSD,EUR,0.9,2026-11-01,treasury\n',
        'tariffs.csv': 'id,kind,pricePerKwh [money/MWh],currency\ngrid,flat,200,USD\n',
      }),
    );
    expect(problem.tariffs[0]).toEqual({ id: 'grid', kind: 'flat', pricePerKwh: 0.2, currency: 'USD' });
    expect(problem.sites[0].currency).toBeUndefined();
  });
});

describe('how files are written', () => {
  const german = { 'tariffs.csv': '\uFEFFid;kind;pricePerKwh\r\ngrid;flat;0,19\r\n' };
  const expected = 0.19;

  it('decimal comma: by the flag, or by a setting', async () => {
    const stated = await problemOf(
      starterWith({
        ...german,
        'settings.csv': `${files['settings.csv']}csv.decimal,comma,,\r\n`.replace('0.08', '"0,08"'),
        'sites.csv': files['sites.csv']?.replace('1.15', '"1,15"').replace('1.4', '"1,4"') ?? '',
        'links.csv': files['links.csv']?.replace('0.5', '"0,5"') ?? '',
        'offers.csv': files['offers.csv']?.replace('3.9', '"3,9"').replace('0.85', '"0,85"') ?? '',
        'workloads.csv': files['workloads.csv']?.replace('0.6', '"0,6"') ?? '',
      }),
    );
    expect(stated.problem.tariffs[0].pricePerKwh).toBe(expected);
    const { issues } = await readAll(starterWith(german), 'comma');
    // The flag holds for every file: those with a point are refused, each with its cell.
    expect(issues.map(({ code }) => code)).toEqual(Array(7).fill('bad-number'));
    expect(issues.map(({ file }) => file)).not.toContain('tariffs.csv');
  });

  it.each([
    ['tabs', (text: string) => text.replaceAll(',', '\t')],
    ['old line ends', (text: string) => text.replaceAll('\r\n', '\r')],
    ['no line end at the end', (text: string) => text.trimEnd()],
    ['no byte order mark', (text: string) => text.replace('\uFEFF', '')],
    [
      'a line that names the separator',
      (text: string) => `sep=;\r\n${text.replaceAll(',', ';').replace('\uFEFF', '')}`,
    ],
    [
      'blank lines, comments and empty columns',
      (text: string) =>
        `\uFEFF# hello, you\r\n\r\n${text.replace('\uFEFF', '').replaceAll(/\r\n/g, ',,\r\n')},,,,,\r\n`,
    ],
  ])('%s', async (_, bend) => {
    const { problem } = await problemOf(starterWith({ 'tariffs.csv': bend(files['tariffs.csv'] ?? '') }));
    expect(problem.tariffs).toEqual([{ id: 'grid', kind: 'flat', pricePerKwh: 0.19 }]);
  });

  it.each([
    ['UTF-16 with a mark', (text: string) => Buffer.from(text, 'utf16le')],
    ['UTF-16 without one', (text: string) => Buffer.from(text.replace('\uFEFF', ''), 'utf16le')],
    ['UTF-16, big end first', (text: string) => Buffer.from(text, 'utf16le').swap16()],
  ])('%s', async (_, encode) => {
    const text = files['tariffs.csv']?.replace('kind,', 'kind,note,').replace('flat,', 'flat,Süd – ¼,') ?? '';
    const { problem } = await problemOf(starterWith({ 'tariffs.csv': encode(text) }));
    expect(problem.tariffs[0].note).toBe('Süd – ¼');
  });

  it('x- columns, x- settings and x- files are carried or passed over', async () => {
    const { problem, imported } = await problemOf(
      starterWith({
        'tariffs.csv': 'id,kind,pricePerKwh,x-contract\ngrid,flat,0.19,2026/7\n',
        'settings.csv': `${files['settings.csv']}x-owner,grid team,,\r\n`,
        'x-scratch.csv': 'anything, goes\n"',
        'readme.txt': 'notes',
      }),
    );
    expect(problem.tariffs[0]['x-contract']).toBe('2026/7');
    expect(problem['x-owner']).toBe('grid team');
    expect(imported.sources.ignored).toEqual(['readme.txt', 'x-scratch.csv']);
  });
});

describe('workbooks as spreadsheets write them', () => {
  const text = (name: string): string => `<si><t>${name}</t></si>`;
  it('shared texts, dates, percent, truth values, missing references and numbers as ids', async () => {
    const path = bookOf(
      {
        settings: `<sheetData>
          <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>
          <row r="3"><c t="s"><v>2</v></c><c><v>1</v></c></row>
          <row r="4"><c r="A4" t="s"><v>3</v></c><c r="B4" s="1"><v>46388</v></c></row>
          <row r="5"><c r="A5" t="s"><v>4</v></c><c r="B5" s="2"><v>0.08</v></c></row>
        </sheetData>`,
        sites: `<sheetData><row r="1"><c r="A1" t="s"><v>5</v></c><c r="B1" t="s"><v>6</v></c><c r="C1" t="s"><v>7</v></c></row>
          <row r="2"><c r="A2"><v>12</v></c><c r="B2" t="b"><v>1</v></c><c r="C2"><v>0.04</v></c></row></sheetData>`,
      },
      {
        'xl/sharedStrings.xml': `<sst>${['setting', 'value', 'schemaVersion', 'horizon.startDate', 'horizon.discountFraction'].map(text).join('')}<si><r><t>i</t></r><r><t>d</t></r><rPh><t>x</t></rPh></si>${text('alreadyOpen')}${text('meterCap [MW]')}</sst>`,
        'xl/styles.xml':
          '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="dd/mm/yyyy"/></numFmts><cellXfs><xf numFmtId="0"/><xf numFmtId="170"/><xf numFmtId="10"/></cellXfs></styleSheet>',
      },
    );
    const { imported } = await readAll(path);
    expect(imported.issues.kept).toEqual([]);
    expect(imported.problem).toEqual({
      schemaVersion: '1.0',
      horizon: { startDate: '2027-01-01', discountFraction: 0.08 },
      sites: [{ id: '12', alreadyOpen: true, meterCapKw: 40 }],
    });
  });

  it('what the library says of a workbook is led back to its cell', async () => {
    const rows = [
      ['id', 'kind', 'pricePerKwh'],
      ['grid', 'flat', 0.2],
      ['grid', 'flat', 0.3],
    ];
    const { issues } = await readAll(bookOf({ tariffs: sheetData(rows) }));
    expect(issues).toContainEqual(
      expect.objectContaining({ code: 'duplicate-id', sheet: 'tariffs', row: 3, column: 'id', cell: 'A3' }),
    );
  });

  it('a file that is no workbook', async () => {
    const path = freshPath('.xlsx');
    writeFileSync(path, 'id,kind\n');
    expect((await readAll(path)).issues).toEqual([
      expect.objectContaining({ code: 'bad-workbook', message: expect.stringContaining('zip') }),
    ]);
    await expect(readAll(freshPath())).rejects.toThrow('no such folder');
  });
});
