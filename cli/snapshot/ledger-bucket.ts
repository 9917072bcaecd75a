import type { LedgerProperties } from '../../lib/contract/contents';
import type { StackSnapshot } from '../../sandbox/seed/snapshot';
import { resolved } from './referred-value';

interface TemplateResource {
  readonly Properties?: { readonly Ledger?: Partial<LedgerProperties> };
}

/** The bucket of a ledger that the deployed template names; nothing of a template that isn't JSON, which none of the CDK is. */
export function ledgerBucketOf({ template, resources, parameters }: StackSnapshot, logicalId: string): string | undefined {
  const values = new Map([...Object.entries(parameters), ...resources.map((resource): [string, string] => [resource.logicalId, resource.physicalId])]);
  try {
    const { Resources = {} } = JSON.parse(template) as { readonly Resources?: Readonly<Record<string, TemplateResource>> };
    return resolved(Resources[logicalId]?.Properties?.Ledger?.Bucket, values);
  } catch {
    return undefined;
  }
}
