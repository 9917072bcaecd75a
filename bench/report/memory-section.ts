import type { MemoryResult } from '../measures/memory';
import { number, table } from './format';

export function memorySection({ samples }: MemoryResult): string {
  return `The sandbox runs in a process of its own and each function in others, of which it ends those that are idle. The stacks are deployed at once by one \`cdk deploy\`. What
processes share is counted once where the system tells, which is Linux.

${table(['stacks', 'resources', 'most megabytes', 'processes then'], samples.map(({ stacks, resources, megabytes, processes }) =>
  [stacks, resources, megabytes, processes].map(number)))}`;
}
