import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

/** What the files of the `cdk` command say about an app. */
export interface AppSettings {
  /** A command, or the directory of an assembly. */
  readonly app?: string;
  /** A command that comes before that of the app. */
  readonly build?: string;
  /** The directory that the app writes into. */
  readonly output?: string;
  /** What the app can ask for. */
  readonly context: Readonly<Record<string, unknown>>;
}

/** A file of settings can't be used: which, and why. */
export class UnusableSettings extends Error {}

type Settings = Readonly<Record<string, unknown>>;

const OF_PROJECT = 'cdk.json';
const OF_USER = '.cdk.json';
const LOOKED_UP = 'cdk.context.json';

/**
 * Reads `cdk.json` and `cdk.context.json` of a project, and `~/.cdk.json`. What the project says wins; of context, its `cdk.json` does.
 *
 * @throws UnusableSettings
 */
export function readAppSettings(project: string, home: string): AppSettings {
  const ofUser = settingsIn(path.join(home, OF_USER));
  const ofProject = settingsIn(path.join(project, OF_PROJECT));
  const { app, output, ...settings } = { ...ofUser, ...ofProject };
  const { build } = ofProject;
  return {
    ...(app !== undefined && { app: [app].flat().join(' ') }),
    ...(build !== undefined && { build: String(build) }),
    ...(output !== undefined && { output: String(output) }),
    context: { ...contextOf(ofUser), ...settingsIn(path.join(project, LOOKED_UP)), ...contextOf(ofProject), ...contextOfCommand(settings) },
  };
}

/** What the `cdk` command itself tells an app. Without it, templates would differ from those that it deploys. */
function contextOfCommand({ pathMetadata = true, assetMetadata = true, versionReporting = true, staging = true }: Settings): Settings {
  return {
    ...(pathMetadata === true && { 'aws:cdk:enable-path-metadata': true }),
    ...(assetMetadata === true && { 'aws:cdk:enable-asset-metadata': true }),
    ...(versionReporting === true ? { 'aws:cdk:version-reporting': true } : { 'aws:cdk:disable-version-reporting': true }),
    ...(staging !== true && { 'aws:cdk:disable-asset-staging': true }),
    'aws:cdk:bundling-stacks': ['**'],
  };
}

function contextOf({ context }: Settings): Settings {
  return typeof context === 'object' && context !== null ? context as Settings : {};
}

function settingsIn(file: string): Settings {
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Settings;
  } catch (thrown) {
    throw new UnusableSettings(`${file} can't be read: ${(thrown as Error).message}`);
  }
}
