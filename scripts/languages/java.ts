import { readFileSync } from 'node:fs';
import * as path from 'node:path';
import { DIST, generate, Language, TEMPLATE } from './language';
import { run } from '../package/commands';
import { ROOT } from '../root';

const CLASSPATH = 'classpath.txt';

/** The generated sources are compiled, and the quickstart is synthesized with them. Documentation and source archives take longest, and prove nothing. */
export const JAVA: Language = {
  name: 'Java',
  programs: ['java', 'mvn'],
  unreachable: /Could not (resolve|transfer|find artifact)|Unknown host/,
  async check(scratch) {
    await generate('java', '--code-only');
    const project = path.join(DIST, 'java');
    await run(project, 'mvn', '--batch-mode', '--quiet', 'compile', 'dependency:build-classpath', `-Dmdep.outputFile=${CLASSPATH}`);
    const classpath = [path.join(project, 'target', 'classes'), readFileSync(path.join(project, CLASSPATH), 'utf8').trim()].join(path.delimiter);
    const output = path.join(scratch, 'cdk.out');
    await run(scratch, 'env', `CDK_OUTDIR=${output}`, 'java', '-cp', classpath, path.join(ROOT, 'examples', 'java', 'Quickstart.java'));
    const template = readFileSync(path.join(output, TEMPLATE), 'utf8');
    if (!template.includes('Custom::IdentityStoreGroup')) throw new Error(`${TEMPLATE} has no group:\n${template}`);
    return 'the package compiles, and examples/java/Quickstart.java is synthesized';
  },
};
