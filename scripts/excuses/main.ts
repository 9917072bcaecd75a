/** Writes decision 16 from the table of what the simulation excuses. */
import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { excusesPage } from './page';

writeFileSync(path.join(__dirname, '..', '..', 'docs', 'decisions', '0016-what-the-simulation-excuses.md'), excusesPage());
