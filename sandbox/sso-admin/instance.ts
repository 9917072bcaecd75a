import type { IdentityStore } from '../identity-store/identity-stores';
import { ServiceError } from '../protocol/service-error';
import { hexadecimal, Random } from '../randomness';
import { AccountAssignment, isSameAssignment, PermissionSet } from './permission-set';

const PERMISSION_SET_ID_LENGTH = 16;

/** An instance of IAM Identity Center: an Identity Store, and what its users and groups may do in accounts. */
export class Instance {
  /** By their ARN. */
  public readonly permissionSets = new Map<string, PermissionSet>();
  /** Undefined only while a template has named the instance and nothing its store. */
  public store: IdentityStore | undefined;
  /** Whether the seed said which permission sets there are. */
  public hasDeclaredPermissionSets = false;
  private assigned: readonly AccountAssignment[] = [];

  /**
   * @param hasGivenArn whether the seed or a template has said the ARN; else the sandbox made it up
   */
  constructor(public arn: string, public hasGivenArn: boolean, public readonly createdAt: Date) {}

  /** @throws ServiceError `ResourceNotFoundException` */
  public permissionSet(arn: string): PermissionSet {
    const found = this.permissionSets.get(arn);
    if (!found) throw new ServiceError('ResourceNotFoundException', `Could not find PermissionSet with id ${lastPart(arn)}`);
    return found;
  }

  /** The ARN of a permission set that has this id, or a new one. */
  public permissionSetArn(random: Random, id = `ps-${hexadecimal(random, PERMISSION_SET_ID_LENGTH)}`): string {
    return `${this.arn.replace(':instance/', ':permissionSet/')}/${id}`;
  }

  /** @throws ServiceError `ConflictException` if another one has the name */
  public addPermissionSet(permissionSet: PermissionSet): void {
    if ([...this.permissionSets.values()].some(({ name }) => name === permissionSet.name)) {
      throw new ServiceError('ConflictException', `PermissionSet with name ${permissionSet.name} already exists.`);
    }
    this.permissionSets.set(permissionSet.arn, permissionSet);
  }

  /** @throws ServiceError `ConflictException` while anybody is assigned with it */
  public removePermissionSet(arn: string): void {
    if (this.assignments.some(({ permissionSetArn }) => permissionSetArn === arn)) {
      throw new ServiceError('ConflictException', `PermissionSet with id ${lastPart(arn)} has assignments`);
    }
    this.permissionSets.delete(arn);
  }

  /** Those of users and groups that are still there: an assignment ends with them. */
  public get assignments(): readonly AccountAssignment[] {
    return this.assigned.filter((assignment) => this.hasPrincipal(assignment));
  }

  public has(assignment: AccountAssignment): boolean {
    return this.assignments.some((other) => isSameAssignment(other, assignment));
  }

  public assign(assignment: AccountAssignment): void {
    this.assigned = [...this.assignments, assignment];
  }

  public unassign(assignment: AccountAssignment): void {
    this.assigned = this.assignments.filter((other) => !isSameAssignment(other, assignment));
  }

  public hasPrincipal({ principalType, principalId }: Pick<AccountAssignment, 'principalType' | 'principalId'>): boolean {
    return (principalType === 'GROUP' ? this.store?.groups : this.store?.users)?.has(principalId) ?? false;
  }
}

export function lastPart(arn: string): string {
  return arn.split('/').pop() as string;
}
