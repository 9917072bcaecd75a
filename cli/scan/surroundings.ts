import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { APP_COMMAND, PACKAGES } from './typescript/project';

/** What around a written app is of another one, so that it isn't run as usual. */
export interface Surroundings {
  /** What `cdk.json` runs instead; empty if it runs nothing. */
  readonly otherApp?: string;
  /** What the app needs and `package.json` doesn't name. */
  readonly missingPackages: readonly string[];
}

/** What is in the folder of an app that was written. */
export function surroundingsIn(folder: string): Surroundings {
  const app = [membersIn(path.join(folder, 'cdk.json')).app ?? ''].flat().join(' ');
  const { dependencies, devDependencies } = membersIn(path.join(folder, 'package.json')) as Readonly<Record<string, object | undefined>>;
  const named = Object.keys({ ...dependencies, ...devDependencies });
  return {
    ...(app !== APP_COMMAND && { otherApp: app }),
    missingPackages: PACKAGES.filter((name) => !named.includes(name)),
  };
}

/** None, if it isn't what it should be: whoever runs the app is told then. */
function membersIn(file: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof parsed === 'object' && parsed !== null ? parsed as Readonly<Record<string, unknown>> : {};
  } catch {
    return {};
  }
}
