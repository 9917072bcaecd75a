import * as path from 'node:path';

/** The folder of the project. */
export const ROOT = path.join(__dirname, '..');
