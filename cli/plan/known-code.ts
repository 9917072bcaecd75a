import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';
import type { AssemblyStack } from '../../rehearsal/assembly/assembly';
import type { KnownCode, Service } from '../../rehearsal/functions/code';

const SERVICES: readonly Service[] = ['identity-store', 'contents', 'organizations', 'campaign'];

/** The hashes that the code of the functions has as an asset, by its folder. The build writes them. */
const HASHES = 'functions.json';

/**
 * By which hashes the functions of this version are known: those of the build, and those of assets that are the same byte for byte.
 *
 * @param assets the folder of the package in which their code is
 */
export function knownCode(assets: string, stacks: readonly AssemblyStack[]): KnownCode {
  const built = JSON.parse(readFileSync(path.join(assets, HASHES), 'utf8')) as Readonly<Record<Service, string>>;
  const known = new Map<string, Service>(SERVICES.map((service) => [built[service], service]));
  const own = SERVICES.map((service) => ({ service, code: codeIn(path.join(assets, service)) }));
  for (const { functionAssets } of stacks) {
    for (const [hash, directory] of functionAssets) {
      const code = codeIn(directory);
      const same = code && own.find((each) => each.code?.equals(code));
      if (same) known.set(hash, same.service);
    }
  }
  return known;
}

function codeIn(directory: string): Buffer | undefined {
  const file = path.join(directory, 'index.js');
  return existsSync(file) ? readFileSync(file) : undefined;
}
