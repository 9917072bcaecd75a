/** Writes docs/unconfirmed.md from the experiments of a probe, the open questions, and the switches of the sandbox. */
import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import { ROOT } from '../root';
import { unconfirmedPage } from './page';

writeFileSync(path.join(ROOT, 'docs', 'unconfirmed.md'), unconfirmedPage());
