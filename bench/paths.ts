import * as path from 'node:path';
import { ROOT } from '../scripts/root';

/** Where subjects are built; not committed. */
export const WORK = path.join(ROOT, 'cdk.out', 'bench');

export const RESULTS = path.join(__dirname, 'results.json');

export const PAGE = path.join(ROOT, 'docs', 'benchmarks.md');

/** Of the curve on the page. */
export const PLOT = path.join(ROOT, 'docs', 'benchmarks-service-limit.svg');
