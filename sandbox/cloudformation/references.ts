import { ServiceError } from '../protocol/service-error';
import { referencesIn } from './intrinsics';
import type { Template } from './template';

const PSEUDO_PARAMETERS = [
  'AWS::AccountId', 'AWS::NoValue', 'AWS::NotificationARNs', 'AWS::Partition', 'AWS::Region', 'AWS::StackId', 'AWS::StackName', 'AWS::URLSuffix',
];

/**
 * Checks that resources and outputs only refer to what is there, and depend on conditions that are. A resource that a condition leaves out counts as there.
 *
 * @throws ServiceError `ValidationError`
 */
export function checkReferences(template: Template): void {
  const resources = new Set(Object.keys(template.Resources));
  const known = new Set([...resources, ...Object.keys(template.Parameters ?? {}), ...PSEUDO_PARAMETERS]);
  const definitions = Object.values(template.Resources);
  const outputs = Object.values(template.Outputs ?? {});
  refuse('Resources', [
    ...definitions.flatMap(({ DependsOn = [] }) => DependsOn).filter((name) => !resources.has(name)),
    ...definitions.flatMap(({ Properties }) => referencesIn(Properties)).filter((name) => !known.has(name)),
  ]);
  const conditions = template.Conditions ?? {};
  for (const [block, conditional] of [['Resources', definitions], ['Outputs', outputs]] as const) {
    const unknown = conditional.map(({ Condition }) => Condition).find((name) => name !== undefined && !Object.hasOwn(conditions, name));
    if (unknown !== undefined) throw new ServiceError('ValidationError', `Template format error: Unresolved condition dependency ${unknown} in the ${block} block of the template`);
  }
  refuse('Outputs', outputs.flatMap((output) => [...referencesIn(output.Value), ...referencesIn(output.Export?.Name)]).filter((name) => !known.has(name)));
}

function refuse(block: string, unresolved: readonly string[]): void {
  if (unresolved.length === 0) return;
  const names = [...new Set(unresolved)].join(', ');
  throw new ServiceError('ValidationError', `Template format error: Unresolved resource dependencies [${names}] in the ${block} block of the template`);
}
