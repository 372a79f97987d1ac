import { z } from 'zod';
import { count } from './shared.js';

const text = z.string();
const texts = z.array(text);
const sourced = { source: text, asOf: text };
const planningFigure = z.strictObject({ value: z.number(), unit: text, ...sourced });
const merit = z.enum(['low', 'medium', 'medium-high', 'high']);

const snapshot = z
  .strictObject({
    id: text,
    asOf: text,
    hash: text.meta({ description: '`sha256:` over the whole snapshot; a changed row changes it.' }),
    counts: z.record(text, count()).meta({ description: 'Rows by part.' }),
  })
  .meta({ description: 'A dated, immutable set of rows that a problem may name.' });

const preset = z
  .strictObject({
    id: text,
    title: text,
    checks: text,
    reads: texts,
    legalBasis: z.array(z.strictObject({ at: text, says: text })),
    notChecked: texts,
    stricter: texts,
    looser: texts,
    asOf: text,
    sources: texts,
  })
  .meta({ description: 'Rules named for what they check; a policy statement, not legal advice.' });

export const catalogue = z
  .strictObject({
    snapshots: z.array(snapshot).meta({ description: 'Oldest first; empty where none is carried.' }),
    rows: z
      .strictObject({
        snapshot: text,
        part: text,
        rows: z.array(z.strictObject({ entry: z.looseObject({ id: text, ...sourced }), licence: text })),
      })
      .exactOptional(),
    assumptionSets: z.array(
      z.strictObject({
        id: text,
        pueBySiteKind: z.record(text, planningFigure),
        accessRttMs: planningFigure,
        accessJitterMs: planningFigure,
        targetUtilisationFraction: planningFigure,
        packingEfficiencyFraction: planningFigure,
        goodputLossFraction: planningFigure,
        lifeYears: planningFigure,
        decodeEfficiencyFraction: planningFigure,
        prefillEfficiencyFraction: planningFigure,
        estimate: z.strictObject({
          baseMs: planningFigure,
          routeFactor: planningFigure,
          jitterMs: planningFigure,
        }),
      }),
    ),
    jurisdictionSets: z.array(
      z.looseObject({
        id: text,
        members: z.array(z.looseObject({ jurisdiction: text })),
        source: text.exactOptional(),
      }),
    ),
    presets: z.array(preset),
    spectrum: z.strictObject({
      ...sourced,
      merits: z.record(text, z.record(text, merit)),
      siteKinds: z.record(text, texts),
    }),
  })
  .meta({ description: 'What a problem may refer to by name.' });
