import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { rulePresets } from './rule-presets.js';

writeFileSync(fileURLToPath(new URL('../../docs/rule-presets.md', import.meta.url)), rulePresets());
