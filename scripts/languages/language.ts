import * as path from 'node:path';
import { run } from '../package/commands';
import { ROOT } from '../root';

/** Where the packages of all languages go. */
export const DIST = path.join(ROOT, 'dist');

/** A package that is made for another language, and what is tried with it. */
export interface Language {
  readonly name: string;
  /** The programs that it takes besides Node. */
  readonly programs: readonly string[];
  /** What a package manager says if its registry doesn't have something, or isn't reached. */
  readonly unreachable?: RegExp;
  /** Makes it and tries it out; what it returns was seen. */
  check(scratch: string): Promise<string>;
}

/** Generates the package, and builds it unless only its code is wanted. */
export async function generate(target: string, ...options: string[]): Promise<void> {
  await run(ROOT, 'npx', '--no-install', 'jsii-pacmak', '--target', target, '--outdir', DIST, ...options);
}

/** The file that an app synthesizes its stack to. */
export const TEMPLATE = 'Quickstart.template.json';
