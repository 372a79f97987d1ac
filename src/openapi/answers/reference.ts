import { z } from 'zod';
import { count, issue } from './shared.js';

const text = z.string();

export const health = z.strictObject({ status: z.literal('ok') });

export const limits = z
  .strictObject({
    limits: z.array(
      z.strictObject({
        id: text,
        value: z.number(),
        unit: text,
        meaning: text,
        setting: text
          .nullable()
          .meta({ description: 'Environment variable that changes it; null: fixed in this software.' }),
      }),
    ),
  })
  .meta({ description: 'Every size limit and deadline, each with its unit.' });

export const version = z
  .strictObject({
    software: z.strictObject({ name: text, version: text, licence: text }),
    solver: z.strictObject({ name: text, version: text, licence: text }),
    problemFormat: text,
    engines: z.array(
      z.strictObject({
        id: text,
        package: text,
        version: text.nullable().meta({ description: 'Null where the package is not installed.' }),
        licence: text,
      }),
    ),
    node: text,
  })
  .meta({ description: 'Versions and licences of what answers.' });

export const examples = z.strictObject({
  examples: z.array(z.strictObject({ name: text, title: text, bytes: count() })),
});

export const problemDetails = z
  .strictObject({
    type: text,
    title: text,
    status: z.int(),
    code: text,
    detail: text,
    requestId: text,
    errors: z.array(issue).exactOptional(),
    errorCount: count('All of them, where the list was cut.').exactOptional(),
  })
  .meta({ description: 'An error, RFC 9457.' });
