import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The folder of the package that a file belongs to, which may be inside another package. */
const PACKAGE_FOLDER = /node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+/;

/**
 * The packages of others that come with this one, sorted by their folders.
 *
 * @param root the folder of this package
 * @param bundles what esbuild made
 * @param inWhole the names of packages that come along as they are
 */
export async function bundledPackages(root, bundles, inWhole) {
  const places = new Map(inWhole.map((name) => [`node_modules/${name}`, new Set([`node_modules/${name}`])]));
  for (const { metafile: { outputs } } of bundles) {
    for (const [output, { inputs }] of Object.entries(outputs)) {
      for (const [input, { bytesInOutput }] of Object.entries(inputs)) {
        const [folder] = PACKAGE_FOLDER.exec(input) ?? [];
        if (folder !== undefined && bytesInOutput > 0) places.set(folder, (places.get(folder) ?? new Set()).add(output));
      }
    }
  }
  const folders = [...places].sort(([one], [other]) => (one < other ? -1 : 1));
  return Promise.all(folders.map(([folder, found]) => described(root, folder, [...found].sort())));
}

async function described(root, folder, places) {
  const { name, version, license, dependencies = {} } = JSON.parse(await readFile(join(root, folder, 'package.json'), 'utf8'));
  const file = (await readdir(join(root, folder))).find((entry) => /^licen[cs]e/i.test(entry));
  const licenceText = file ? (await readFile(join(root, folder, file), 'utf8')).trim() : `Licence: ${license}`;
  return { folder, name, version, license, licenceText, dependencies: Object.keys(dependencies), places };
}

/** What is bundled is shipped without its own package, so its licence has to come along. */
export function licencesOf(packages) {
  const sections = packages.map(({ name, version, license, licenceText }) => `${name} ${version} (${license})\n\n${licenceText}\n`);
  return sections.join(`\n${'-'.repeat(80)}\n\n`);
}
