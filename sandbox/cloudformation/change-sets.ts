import { ServiceError } from '../protocol/service-error';
import type { ValidationError } from './early-validation';
import type { ResourceToImport } from './imports';
import type { Stack } from './stack';
import type { Target } from './stack-operation';

/** A prepared deployment. */
export interface ChangeSet {
  readonly id: string;
  readonly name: string;
  readonly stack: Stack;
  readonly target: Target;
  readonly creationTime: number;
  readonly description?: string;
  /** What it imports, if it imports and changes nothing else. */
  readonly imports?: readonly (ResourceToImport & { readonly physicalId: string })[];
  /** Why it can't be executed. */
  readonly failure?: string;
  /** What is wrong with its template, if that is why. */
  readonly validationErrors?: readonly ValidationError[];
}

/** Which resources a change set imports, or else adds, modifies and removes. */
export function changesOf({ stack, target, imports, failure }: ChangeSet): object[] {
  if (failure !== undefined) return [];
  if (imports) {
    return imports.map(({ LogicalResourceId, ResourceType, physicalId }) => ({
      Type: 'Resource',
      ResourceChange: { Action: 'Import', LogicalResourceId, PhysicalResourceId: physicalId, ResourceType, Details: [], Scope: [] },
    }));
  }
  const before = stack.template.Resources;
  const after = target.template.Resources;
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((logicalId) => {
    const [old, wanted] = [before[logicalId], after[logicalId]];
    if (JSON.stringify(old) === JSON.stringify(wanted)) return [];
    const action = old ? wanted ? 'Modify' : 'Remove' : 'Add';
    return [{
      Type: 'Resource',
      ResourceChange: {
        Action: action,
        LogicalResourceId: logicalId,
        PhysicalResourceId: stack.resources.get(logicalId)?.physicalId,
        ResourceType: (wanted ?? old)?.Type,
        ...(action === 'Modify' && { Replacement: 'False' }),
        Details: [],
        Scope: [],
      },
    }];
  });
}

export class ChangeSets {
  private readonly changeSets: ChangeSet[] = [];

  public add(changeSet: ChangeSet): void {
    this.changeSets.push(changeSet);
  }

  public find(name: string, stack: Stack | undefined): ChangeSet | undefined {
    return this.changeSets.find((changeSet) => changeSet.id === name || (changeSet.name === name && changeSet.stack === stack));
  }

  /** @throws ServiceError `ChangeSetNotFound` */
  public existing(name: string, stack: Stack | undefined): ChangeSet {
    const changeSet = this.find(name, stack);
    if (!changeSet) throw new ServiceError('ChangeSetNotFound', `ChangeSet [${name}] does not exist`, {}, 404);
    return changeSet;
  }

  public remove(changeSet: ChangeSet): void {
    this.changeSets.splice(this.changeSets.indexOf(changeSet), 1);
  }

  public of(stack: Stack): readonly ChangeSet[] {
    return this.changeSets.filter((changeSet) => changeSet.stack === stack);
  }
}
