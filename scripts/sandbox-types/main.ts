/** Writes docs/sandbox-types.md from the tables of the sandbox. */
import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { sandboxTypesPage } from './page';

writeFileSync(path.join(__dirname, '..', '..', 'docs', 'sandbox-types.md'), sandboxTypesPage());
