import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { run } from './run';

/** A shape of a service's model, as botocore writes it. */
export interface Shape {
  readonly type: string;
  readonly members?: Readonly<Record<string, { readonly shape: string }>>;
  readonly required?: readonly string[];
  readonly member?: { readonly shape: string };
  readonly key?: { readonly shape: string };
  readonly value?: { readonly shape: string };
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly min?: number;
  readonly max?: number;
  readonly document?: boolean;
}

export interface ServiceModel {
  readonly metadata: { readonly targetPrefix: string };
  readonly operations: Readonly<Record<string, { readonly output?: { readonly shape: string }; readonly errors?: readonly { readonly shape: string }[] }>>;
  readonly shapes: Readonly<Record<string, Shape>>;
}

export interface ServiceModels {
  /** Which models they are. */
  readonly title: string;
  readonly of: (service: string) => ServiceModel;
  /** Removes what was fetched. */
  readonly remove: () => void;
}

/** Milliseconds within which pip has to fetch it. */
const PIP_LIMIT = 60_000;

/** The newest botocore of pip, in a directory of its own; otherwise that of the machine; undefined if there is none. */
export async function findServiceModels(): Promise<ServiceModels | undefined> {
  const directory = mkdtempSync(path.join(tmpdir(), 'cdk-org-guard-botocore-'));
  const remove = (): void => rmSync(directory, { recursive: true, force: true });
  const words = ['-m', 'pip', 'install', '--quiet', '--no-deps', '--no-compile', '--disable-pip-version-check', '--target', directory, 'botocore'];
  const { exitCode } = await run('python3', words, { env: process.env, limit: PIP_LIMIT });
  if (exitCode === 0) return modelsIn(path.join(directory, 'botocore'), 'the newest', remove);
  remove();
  const { stdout } = await run('python3', ['-c', 'import botocore; print(botocore.__path__[0])'], { env: process.env });
  return stdout.trim() === '' ? undefined : modelsIn(stdout.trim(), 'that of this machine', () => undefined);
}

function modelsIn(directory: string, which: string, remove: () => void): ServiceModels {
  const [, version = ''] = /__version__ = ['"](.*)['"]/.exec(readFileSync(path.join(directory, '__init__.py'), 'utf8')) ?? [];
  return { title: `the models of botocore ${version} (${which})`, of: (service) => modelOf(path.join(directory, 'data', service)), remove };
}

function modelOf(directory: string): ServiceModel {
  const newest = readdirSync(directory).sort().pop() as string;
  return JSON.parse(gunzipSync(readFileSync(path.join(directory, newest, 'service-2.json.gz'))).toString()) as ServiceModel;
}
