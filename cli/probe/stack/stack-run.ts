import { createHash } from 'node:crypto';

/** As much of a stack as is looked at to tell whose it is. */
export interface StackLook {
  readonly StackName?: string | undefined;
  readonly Tags?: readonly { readonly Key?: string | undefined; readonly Value?: string | undefined }[] | undefined;
}

const PREFIX = 'cdk-org-guard-probe';
const PROOF_LENGTH = 16;
const NAME = new RegExp(`^${PREFIX}-([0-9a-f]{12})-([0-9a-f]{${PROOF_LENGTH}})$`);

/** Which names the resources of stacks of probes have. CloudFormation shortens the name of the stack in them, but not so far. */
export const NAMES = `${PREFIX}-*`;

/** Where stacks are. */
export interface StackPlace {
  readonly account: string;
  readonly region: string;
}

/** What the stack of a run is called. The name proves by itself that a probe has made it up for this place: it ends with a digest of it. */
export class StackRun {
  /**
   * @param id 12 hexadecimal digits, which no other run has
   */
  constructor(private readonly place: StackPlace, public readonly id: string) {}

  public get stackName(): string {
    return `${PREFIX}-${this.id}-${proofOf(this.place, this.id)}`;
  }

  /** So that whoever comes across the stack knows what it is, and the second thing that proves it. */
  public get tag(): { readonly Key: string; readonly Value: string } {
    return { Key: PREFIX, Value: this.id };
  }

  /** Whether a stack is the one of this run. */
  public owns(look: StackLook): boolean {
    return look.StackName === this.stackName && isThrowAwayStack(this.place, look);
  }
}

/** Whether a probe has made a stack in a place: its name and its tag have to say so. */
export function isThrowAwayStack(place: StackPlace, { StackName = '', Tags = [] }: StackLook): boolean {
  const [, run] = NAME.exec(StackName) ?? [];
  return isThrowAwayName(place, StackName) && Tags.some(({ Key, Value }) => Key === PREFIX && Value === run);
}

/** Whether a name proves that a probe has made it up for a place. */
export function isThrowAwayName(place: StackPlace, name: string): boolean {
  const [, run, proof] = NAME.exec(name) ?? [];
  return run !== undefined && proof === proofOf(place, run);
}

/** Whether a name begins like those of probes, whoever made it up. */
export function looksLikeThrowAwayStack(name: string): boolean {
  return name.startsWith(PREFIX);
}

function proofOf({ account, region }: StackPlace, run: string): string {
  return createHash('sha256').update(JSON.stringify([PREFIX, 'stack', account, region, run])).digest('hex').slice(0, PROOF_LENGTH);
}
