import type { ScannedStack } from '../stack-model';
import { json } from '../values';
import { AppFileOptions, appFile, groupsStacksOf } from './app-file';
import { contentsFile } from './contents-file';
import { groupsFile } from './groups-file';
import { fileOf } from './names';
import { organizationFile } from './organization-file';
import { peopleFile } from './people-file';

export interface ProjectOptions extends AppFileOptions {
  readonly identityStoreId: string;
}

/** The code of the app, by the names of the files. */
export function codeOf(stacks: readonly ScannedStack[], options: ProjectOptions): Record<string, string> {
  const files = stacks.map((stack) => [`${fileOf(stack.name)}.ts`, stackText(stack, stacks, options)]);
  return { 'app.ts': appFile(stacks, options), ...Object.fromEntries(files) as Record<string, string> };
}

function stackText(stack: ScannedStack, stacks: readonly ScannedStack[], { identityStoreId, managementAccount = '', ownsMemberships }: ProjectOptions): string {
  switch (stack.kind) {
    case 'GROUPS': return groupsFile(stack, identityStoreId);
    case 'PEOPLE': return peopleFile(stack, { identityStoreId, groupsStacks: groupsStacksOf(stack, stacks), ownsMemberships });
    case 'CONTENTS': return contentsFile(stack, { identityStoreId, ownsMemberships });
    case 'ORGANIZATION': return organizationFile(stack, managementAccount);
  }
}

/** What runs the app. */
export const APP_COMMAND = 'npx tsx app.ts';

/** What it needs to run, beside what only checks it. */
export const PACKAGES = ['aws-cdk', 'aws-cdk-lib', 'cdk-org-guard', 'constructs', 'tsx'] as const;

/** What makes a project of the code, by the names of the files: only written where there is none. */
export function surroundingsOf(version: string): Record<string, string> {
  return {
    'cdk.json': json({ app: APP_COMMAND, context: { '@aws-cdk/core:defaultCrossStackReferences': 'strong' } }),
    'package.json': json({
      private: true,
      dependencies: { 'aws-cdk-lib': '^2.257.0', 'cdk-org-guard': `^${version}`, constructs: '^10.5.1' },
      devDependencies: { '@types/node': '^22', 'aws-cdk': '^2', tsx: '^4', typescript: '^5' },
    }),
    'tsconfig.json': json({ compilerOptions: { target: 'es2022', module: 'node16', strict: true, noEmit: true, skipLibCheck: true }, include: ['*.ts'] }),
  };
}
