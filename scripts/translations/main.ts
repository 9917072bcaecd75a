/**
 * Compiles the examples of the README and of the API, and translates them into the other languages as Construct Hub does for whoever reads them there.
 * Fails for one that doesn't compile, and for one of which something can't be translated. Takes the library as it is built.
 */
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { DEFAULT_TABLET_NAME, LanguageTablet, TargetLanguage, TranslatedSnippet } from 'jsii-rosetta';
import { name, peerDependencies } from '../../package.json';
import { commandLine } from '../command-line';
import { run } from '../package/commands';
import { ROOT } from '../root';

commandLine('npm run translations').parse();

const LANGUAGES = [TargetLanguage.PYTHON, TargetLanguage.JAVA, TargetLanguage.CSHARP, TargetLanguage.GO];

/** Of a property in the short form both sides get a capital letter in Go, where no variable has that name. */
const SHORT_IN_GO = /\b([A-Z]\w*): \1,/;

/** What is built: the API, and the declarations that examples are compiled with. */
const BUILT = ['.jsii', '.jsii.gz', 'package.json', 'build'];

/** A project in which examples find this library by its name, and what it needs beside it. @returns where the library is in it */
function libraryIn(project: string): string {
  const packages = path.join(project, 'node_modules');
  const library = path.join(packages, name);
  mkdirSync(library, { recursive: true });
  for (const built of BUILT) cpSync(path.join(ROOT, built), path.join(library, built), { recursive: true });
  for (const peer of Object.keys(peerDependencies)) symlinkSync(path.join(ROOT, 'node_modules', peer), path.join(packages, peer));
  return library;
}

/** What is wrong with the translations of an example that compiles. */
function errorsOf(example: TranslatedSnippet): string[] {
  const { source } = example.originalSource;
  const missing = LANGUAGES.filter((language) => !example.get(language)?.source.trim()).map((language) => `Not translated into ${language}:\n${source}`);
  const [, property] = SHORT_IN_GO.exec(example.get(TargetLanguage.GO)?.source ?? '') ?? [];
  return property === undefined ? missing : [...missing, `The value of ${property} needs another name, and not the short form, for Go:\n${source}`];
}

async function main(): Promise<void> {
  const project = mkdtempSync(path.join(tmpdir(), 'cdk-org-guard-translations-'));
  try {
    const library = libraryIn(project);
    await run(ROOT, path.join(ROOT, 'node_modules', '.bin', 'jsii-rosetta'), 'extract', '--strict', '--directory', project, library);
    const { translatedSnippets: examples } = await LanguageTablet.fromFile(path.join(library, DEFAULT_TABLET_NAME));
    const errors = examples.flatMap(errorsOf);
    errors.forEach((error) => console.error(error));
    console.log(`${examples.length} examples in ${LANGUAGES.length} other languages, ${errors.length} errors`);
    process.exitCode = errors.length === 0 && examples.length > 0 ? 0 : 1;
  } finally {
    rmSync(project, { recursive: true, force: true });
  }
}

main().catch((thrown: Error) => {
  console.error(thrown.message);
  process.exitCode = 1;
});
