import { constructPathIn } from '../../../lib/contract/construct-path';

/** The path of the construct of a resource in a deployed template, or its logical id. */
export function pathIn(template: string, logicalId: string): string {
  try {
    const { Resources } = JSON.parse(template) as { readonly Resources?: Readonly<Record<string, { readonly Metadata?: unknown }>> };
    return constructPathIn(Resources?.[logicalId]?.Metadata) ?? logicalId;
  } catch {
    return logicalId;
  }
}
