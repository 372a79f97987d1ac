import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { PRESET_IDS } from '../../solver/catalogue/presets/index.js';
import { rulePresets } from '../tools/rule-presets.js';

const page = readFileSync(fileURLToPath(new URL('../../docs/rule-presets.md', import.meta.url)), 'utf8');

describe('docs/rule-presets.md', () => {
  it('is that of the presets', () => {
    expect(page === rulePresets(), 'run: npx tsx test/tools/write-rule-presets.ts').toBe(true);
  });

  it('has a section for each, and names none that is not there', () => {
    const sections = [...page.matchAll(/^## (.+)$/gm)].map(([, id]) => id);
    expect(sections).toEqual([...PRESET_IDS]);
    const [, text = ''] = /```json\n([\s\S]*?)\n```/.exec(page) ?? [];
    const { rules } = JSON.parse(text) as { rules: { preset: string }[] };
    for (const { preset } of rules) expect(PRESET_IDS).toContain(preset);
  });

  it('claims no more than rules can', () => {
    expect(page).toContain('permitted by the stated rules');
    expect(page).toContain('not legal advice');
    expect(page).not.toMatch(/\blawful|\billegal\b|\bcompliant\b/i);
  });
});
