import { MARKER } from './comments';

/** What a file imports from the library. */
type Imports = ReadonlySet<string>;

/** The parts of a file with one stack. */
export interface StackFile {
  readonly className: string;
  /** What the class is, for its comment. */
  readonly about: string;
  /** Names of the library that the constructs need. */
  readonly imports: Imports;
  /** Whole lines, after those of the others. */
  readonly otherImports?: readonly string[];
  /** Whole lines before the class. */
  readonly before?: readonly string[];
  /** Whole lines before the constructor. */
  readonly members?: readonly string[];
  readonly propsType?: string;
  /** The lines of the constructor, after the call of the one above it. */
  readonly lines: readonly string[];
}

/** The text of a file with a stack. */
export function stackFile({ className, about, imports, otherImports = [], before = [], members = [], propsType = 'StackProps', lines }: StackFile): string {
  const text = [
    MARKER,
    'import { Stack, StackProps } from \'aws-cdk-lib\';',
    ...imports.size > 0 ? [`import { ${[...imports].sort().join(', ')} } from 'cdk-org-guard';`] : [],
    'import { Construct } from \'constructs\';',
    ...otherImports,
    '',
    ...before,
    `/** ${about} */`,
    `export class ${className} extends Stack {`,
    ...members,
    `  constructor(scope: Construct, id: string, props: ${propsType}) {`,
    '    super(scope, id, props);',
    ...lines,
    '  }',
    '}',
  ];
  return `${text.join('\n')}\n`;
}

/** The line that refers to the store. */
export function storeLine(identityStoreId: string): string {
  return `    const identityStore = IdentityStore.fromIdentityStoreId(this, 'Directory', '${identityStoreId}');`;
}
