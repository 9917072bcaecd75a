import { writeFileSync } from 'node:fs';
import * as path from 'node:path';
import ts from 'typescript';
import { codeBlocks } from '../documentation/code-blocks';

const PAGE = 'docs/testing.md';

/** The sections whose examples are complete. */
const SECTIONS = ['Snapshots that don\'t change with every version', 'Rehearsing a deployment'];

/** Writes the examples of the guide for users' tests into a project, as JavaScript. They may take longer than there: this machine may be slow and busy. */
export function writeUsersTests(directory: string): string[] {
  const blocks = codeBlocks(PAGE).filter(({ language, section }) => language === 'ts' && SECTIONS.includes(section));
  if (blocks.length !== SECTIONS.length) throw new Error(`${PAGE} has not one example for each of ${SECTIONS.join(', ')}`);
  return blocks.map(({ code }, index) => {
    const file = `guide-${index + 1}.test.js`;
    const patient = code.replaceAll('}, 60_000);', '}, 600_000);');
    const { outputText } = ts.transpileModule(patient, { compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 } });
    writeFileSync(path.join(directory, file), outputText);
    return file;
  });
}
