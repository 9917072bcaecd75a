import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import * as os from 'node:os';
import * as path from 'node:path';
import { ROOT } from '../scripts/root';

/** Where and with what something was measured. */
export interface Circumstances {
  readonly measuredAt: string;
  readonly commit: string;
  /** Whether files differed from the commit. */
  readonly modified: boolean;
  readonly node: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryGigabytes: number;
  readonly platform: string;
  /** Processes that wanted to run in the minute before, on average. */
  readonly loadBefore: number;
  readonly packages: Readonly<Record<string, string>>;
}

const PACKAGES = [
  'cdk-org-guard', 'aws-cdk-lib', 'constructs', 'aws-cdk', 'esbuild', '@aws-sdk/client-identitystore', '@aws-sdk/client-organizations',
  '@aws-sdk/client-cloudformation', '@aws-sdk/client-sts',
];

/** Those of this very moment. */
export function circumstances(): Circumstances {
  const [processor] = os.cpus();
  const loadBefore = os.loadavg()[0] ?? 0;
  return {
    measuredAt: new Date().toISOString(),
    commit: git('rev-parse', 'HEAD'),
    modified: git('status', '--porcelain', '--', 'lambda', 'lib', 'rehearsal', 'sandbox', 'scripts', 'bench/**/*.ts') !== '',
    node: process.version,
    processor: processor?.model.trim() ?? 'unknown',
    cores: os.cpus().length,
    memoryGigabytes: Math.round(os.totalmem() / 1e9),
    platform: `${os.platform()} ${os.arch()}`,
    loadBefore: Number(loadBefore.toFixed(2)),
    packages: Object.fromEntries(PACKAGES.map((name) => [name, versionOf(name)])),
  };
}

function versionOf(name: string): string {
  const directory = name === 'cdk-org-guard' ? ROOT : path.join(ROOT, 'node_modules', name);
  return (JSON.parse(readFileSync(path.join(directory, 'package.json'), 'utf8')) as { version: string }).version;
}

function git(...words: string[]): string {
  try {
    return execFileSync('git', words, { cwd: ROOT, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    return 'unknown';
  }
}
