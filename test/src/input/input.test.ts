import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findGrammarFault, findJsonFault, parseJson } from '../../../src/input/json.js';
import { readPlan } from '../../../src/input/plan.js';
import { readCsvRows, readRows, SHARE_NOTE } from '../../../src/input/rows.js';
import { nearest } from '../../../src/suggest.js';
import { solvedAnswer } from '../support/solved-answer.js';

const hasDuplicate = (text: string): boolean => findJsonFault(text)?.code === 'duplicate-key';

describe('JSON', () => {
  it('takes what JSON.parse takes and reads the same value', () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), (text) => {
        expect(hasDuplicate(text)).toBe(false);
        expect(parseJson(text)).toEqual({ ok: true, value: JSON.parse(text) });
      }),
    );
  });

  it('refuses what JSON.parse refuses, and says where', () => {
    const broken = fc
      .tuple(fc.json(), fc.nat(), fc.constantFrom('', ',', '}', '"', '\\', '0', 'x', ' '))
      .map(([text, at, put]) => {
        const cut = at % (text.length + 1);
        return text.slice(0, cut) + put + text.slice(cut + 1);
      });
    fc.assert(
      fc.property(broken, (text) => {
        let isJson = true;
        try {
          JSON.parse(text);
        } catch {
          isJson = false;
        }
        const fault = findGrammarFault(text);
        expect(fault === null).toBe(isJson);
        if (fault !== null) expect(fault.offset).toBeLessThanOrEqual(text.length);
      }),
      { numRuns: 1_000 },
    );
  });

  it('finds a key that stands twice, however it is written', () => {
    expect(findJsonFault('{"a": 1,\n "a": 2}')).toMatchObject({ code: 'duplicate-key', line: 2, column: 2 });
    expect(hasDuplicate('{"a": {"b": 1}, "c": [{"d": 1, "\\u0064": 2}]}')).toBe(true);
    expect(hasDuplicate('{"a": {"a": 1}, "b": {"a": 1}}')).toBe(false);
  });

  it('reads deep nesting without a stack of its own', () => {
    expect(findJsonFault('['.repeat(1_000_000))?.code).toBe('too-deep');
    expect(findJsonFault(`${'['.repeat(64)}${']'.repeat(64)}`)).toBeNull();
  });
});

describe('rows of a plan', () => {
  it('reads JSON and CSV alike', () => {
    const rows = [
      { workload: 'chat', location: 'munich', offer: 'a,b', shareFraction: 0.25 },
      { workload: 'chat', offer: 'fra', shareFraction: 0.75 },
    ];
    const csv =
      '\uFEFFworkload,location,offer,shareFraction\r\nchat,munich,"a,b",0.25\r\n\r\nchat,,fra,0.75\r\n';
    expect(readRows(rows)).toEqual({ ok: true, rows, notes: [] });
    expect(readCsvRows(csv)).toEqual({ ok: true, rows, notes: [] });
  });

  it('reads share for shareFraction, percent, semicolon and tab, and says what it took for what', () => {
    const rows = [
      { workload: 'chat', offer: 'fra', shareFraction: 0.25 },
      { workload: 'chat', offer: 'muc', shareFraction: 0.75 },
    ];
    const read = { ok: true, rows, notes: [SHARE_NOTE] };
    expect(readCsvRows('workload;offer;share\nchat;fra;25 %\nchat;muc;0.75\n')).toEqual(read);
    expect(readCsvRows('workload\toffer\tshare\nchat\tfra\t25%\nchat\t"muc"\t75%\n')).toEqual(read);
    expect(readRows([{ workload: 'chat', offer: 'fra', share: 0.25 }, rows[1]])).toEqual(read);
    expect(readRows(rows)).toEqual({ ...read, notes: [] });
  });

  it('points at the name that was written', () => {
    const read = readRows([{ workload: 'chat', offer: 'fra', share: 25 }], '/rows');
    expect(read).toMatchObject({
      ok: false,
      issues: [
        { pointer: '/rows/0/share', message: 'a share is a fraction above 0 and at most 1: 25 % is 0.25' },
      ],
    });
    const both = readRows([{ workload: 'chat', offer: 'fra', share: 1, shareFraction: 1 }]);
    expect(both).toMatchObject({ ok: false, issues: [{ fix: 'remove share' }] });
  });

  it.each([
    ['workload;offer;share\na;b;0,25', 'line 2'],
    ['workload,offer\na,b', 'missing column shareFraction'],
    ['workload,offer,shareFraction,share\na,b,1,1', 'two names of one column'],
    ['workload,offer,shareFraction\na,b', 'line 2: 2 cells'],
    ['workload,offer,shareFraction\na,"b,1', 'not closed'],
    ['workload,offer,shareFraction\na,b,half', 'line 2'],
    ['workload,offer,shareFraction\na,b,1\nc,d,50', 'line 3'],
    ['workload,offer,shareFraction\n', 'expected array to have >=1 items'],
    ['', 'missing column workload'],
  ])('refuses %j with its line', (text, says) => {
    const read = readCsvRows(text);
    expect(read.ok).toBe(false);
    if (!read.ok) expect(read.issues.map(({ message }) => message).join('; ')).toContain(says);
  });
});

describe('a plan from a file', () => {
  it('is read alone or inside a result', () => {
    const answer = JSON.parse(JSON.stringify(solvedAnswer()));
    expect(readPlan(answer.plan)).toMatchObject({ ok: true });
    expect(readPlan(answer)).toMatchObject({ ok: true, plan: { problemHash: 'abc' } });
  });

  it('is refused with pointers where it is none', () => {
    const { plan } = JSON.parse(JSON.stringify(solvedAnswer()));
    plan.placements[1].units = 'many';
    const read = readPlan({ plan });
    expect(read).toMatchObject({ ok: false, issues: [{ pointer: '/plan/placements/1/units' }] });
    for (const value of [null, 3, [], {}, { plan: null }]) expect(readPlan(value).ok).toBe(false);
  });
});

describe('did you mean', () => {
  it('offers the nearest word, and none where none is near', () => {
    expect(nearest('--enigne', ['--engine', '--gap'])).toBe('--engine');
    expect(nearest('slove', ['solve', 'serve'])).toBe('solve');
    expect(nearest('dance', ['solve', 'serve'])).toBeNull();
  });
});
