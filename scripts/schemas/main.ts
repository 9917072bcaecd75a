/** Writes docs/schemas from the shapes of what the command writes. */
import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { ROOT } from '../root';
import { schemas } from './schemas';

for (const { file, text } of schemas()) writeFileSync(path.join(ROOT, file), text);
