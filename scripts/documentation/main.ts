/**
 * Type-checks every TypeScript block of the pages, each as a module of its own, with the options of the repository.
 */
import * as path from 'node:path';
import ts from 'typescript';
import { commandLine } from '../command-line';
import { ROOT } from '../root';
import { CodeBlock, codeBlocks, pages } from './code-blocks';

commandLine('npm run typecheck').parse();

const { config } = ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), ts.sys.readFile.bind(ts.sys)) as { config: object };
const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, ROOT);
// An example may declare what it doesn't use.
const compilerOptions: ts.CompilerOptions = { ...options, noUnusedLocals: false };

const blocks = new Map(pages().flatMap(codeBlocks).filter(({ language }) => language === 'ts').map((block) => [fileOf(block), block]));

const host = ts.createCompilerHost(compilerOptions);
const { fileExists, readFile, getSourceFile } = host;
host.fileExists = (file) => blocks.has(file) || fileExists.call(host, file);
host.readFile = (file) => blocks.get(file)?.code ?? readFile.call(host, file);
host.getSourceFile = (file, language, ...others) => {
  const block = blocks.get(file);
  return block ? ts.createSourceFile(file, block.code, language, true) : getSourceFile.call(host, file, language, ...others);
};

const program = ts.createProgram([...blocks.keys()], compilerOptions, host);
const errors = [...blocks].flatMap(([file, block]) => {
  const source = program.getSourceFile(file);
  return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)].map((diagnostic) => described(block, diagnostic));
});
errors.forEach((error) => console.error(error));
console.log(`${blocks.size} TypeScript blocks in the documentation, ${errors.length} errors`);
process.exitCode = errors.length === 0 && blocks.size > 0 ? 0 : 1;

/** A name in the root, so that packages are found. */
function fileOf({ page, line }: CodeBlock): string {
  return path.join(ROOT, `${page.replaceAll('/', '-')}-${line}.ts`);
}

function described({ page, line }: CodeBlock, { file, start, messageText }: ts.Diagnostic): string {
  const within = file && start !== undefined ? file.getLineAndCharacterOfPosition(start).line : 0;
  return `${page}:${line + within}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`;
}
