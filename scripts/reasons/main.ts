/** Writes docs/reasons.md from the catalogue. */
import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { reasonsPage } from './page';

writeFileSync(path.join(__dirname, '..', '..', 'docs', 'reasons.md'), reasonsPage());
