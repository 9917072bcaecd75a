import type { ContentsStack } from '../stack-model';
import { commentsOf } from './comments';
import { stackFile, storeLine } from './stack-file';

const INDENT = '    ';

/** How many of what is left out are told in the file: each takes two lines, and a large directory has many. */
const MOST_TOLD = 20;

export interface ContentsFileOptions {
  readonly identityStoreId: string;
  readonly ownsMemberships: boolean;
}

/** The file of the stack with contents, which are read from files beside it. */
export function contentsFile({ name, source, isAwaited, leftOut }: ContentsStack, { identityStoreId, ownsMemberships }: ContentsFileOptions): string {
  const imports = ['ContentsSource', 'IdentityStore', 'IdentityStoreContents', ...ownsMemberships ? ['ConflictPolicy'] : [], ...isAwaited ? [] : ['Completion']];
  const inFolder = (file: string): string => `join(__dirname, '${file}')`;
  const read = 'document' in source
    ? `ContentsSource.fromJson(${inFolder(source.document)})`
    : `ContentsSource.fromCsv({ ${source.tables.map((table) => `${table}: ${inFolder(`${table}.csv`)}`).join(', ')} })`;
  return stackFile({
    className: name,
    about: `Users and groups of the identity store ${identityStoreId}, with who is in which, as they are written in the files beside this one.`,
    imports: new Set(imports),
    otherImports: ['import { join } from \'node:path\';'],
    lines: [
      ...commentsOf(leftOut.slice(0, MOST_TOLD), INDENT),
      ...leftOut.length > MOST_TOLD ? [`${INDENT}// And ${leftOut.length - MOST_TOLD} more, which the scan has counted.`] : [],
      storeLine(identityStoreId),
      `${INDENT}new IdentityStoreContents(this, 'Contents', {`,
      `${INDENT}  identityStore,`,
      `${INDENT}  source: ${read},`,
      ...ownsMemberships ? [`${INDENT}  membershipConflictPolicy: ConflictPolicy.OVERWRITE,`] : [],
      ...isAwaited ? [] : [`${INDENT}  completion: Completion.background(),`],
      `${INDENT}});`,
    ],
  });
}
