import { Duration, Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { IBucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { CONTENTS_SERVICE_TIMEOUT_SECONDS, LEDGER_KINDS } from '../contract/contents';
import { GuardFunction } from '../custom-resource/guarded-resource';
import { GuardLambda } from '../functions/guard-lambda';
import { PoliciesBySubject } from '../functions/permission-policies';
import { IIdentityStore } from '../identity-store/identity-store';
import { isEncrypted, KeyPolicies } from '../identity-store/key-policies';
import { StorePolicies } from '../identity-store/store-policies';
import { refuse } from '../properties/validation';
import { RowCounts } from './contents-properties';
import { ContentsWorkflow } from './contents-workflow';
import { DeployedFile } from './file/deployed-file';
import { LedgerPolicies } from './ledger-policies';
import { memoryFor } from './memory';

const CONSTRUCT_ID = 'CdkOrgGuardContents';

/** What contents are made of. */
interface ContentsParts {
  readonly identityStore: IIdentityStore;
  readonly file: DeployedFile;
  readonly ledger: IBucket;
  /** Whether one call of the function may not be enough. */
  readonly needsWorkflow: boolean;
  /** How many there are, if that is known. */
  readonly rows: RowCounts | undefined;
}

/** The function for contents, and the workflow if there has to be one. */
export interface ContentsGuard extends GuardFunction {
  readonly stateMachineArn: string | undefined;
}

const PASS_TIMEOUT = Duration.minutes(15);

/** The function of a stack that makes Identity Stores contain what files declare. There is one in a stack, made when the first contents need it. */
export class ContentsFunction extends GuardLambda {
  public static of(scope: Construct): ContentsFunction {
    const stack = Stack.of(scope);
    const existing = stack.node.tryFindChild(CONSTRUCT_ID) as ContentsFunction | undefined;
    return existing ?? new ContentsFunction(stack);
  }

  private workflow?: ContentsWorkflow;
  /** Those of each contents. */
  private readonly rows: (RowCounts | undefined)[] = [];
  private readonly storePolicies = new PoliciesBySubject<StorePolicies>(this, 'Store');
  private readonly keyPolicies = new PoliciesBySubject<KeyPolicies>(this, 'Key');
  private readonly ledgerPolicies = new PoliciesBySubject<LedgerPolicies>(this, 'Ledger');
  /** Whose ledger came first, and where that is. */
  private first?: { readonly contents: Construct; readonly ledger: IBucket };

  private constructor(stack: Stack) {
    super(stack, CONSTRUCT_ID, {
      asset: 'contents', description: 'cdk-org-guard: contents of IAM Identity Center', knowsRole: true,
      serviceTimeoutSeconds: CONTENTS_SERVICE_TIMEOUT_SECONDS, memorySize: memoryFor([]),
    });
  }

  /**
   * The function, with the permissions that contents need.
   *
   * @param contents holds the permission to read their file: another one is a change of that permission only
   * @throws if other contents of the stack have their ledger in another bucket
   */
  public allowed(contents: Construct, { identityStore, file, ledger, needsWorkflow, rows }: ContentsParts): ContentsGuard {
    this.refuseAnotherLedger(contents, ledger);
    const inStore = this.storePolicies.of(StorePolicies.subjectOf(identityStore), (id) => new StorePolicies(this, id, this.role, identityStore));
    const inLedger = this.ledgerPolicies.of(LedgerPolicies.subjectOf(ledger), (id) => new LedgerPolicies(this, id, this.role, ledger, LEDGER_KINDS));
    const ofFile = new iam.Policy(contents, 'ReadingFile', { roles: [this.role], statements: [...file.statements] });
    const policies = [inStore.allow('CONTENTS'), inLedger.allow(), ofFile];
    if (isEncrypted(identityStore)) {
      policies.push(this.keyPolicies.of(KeyPolicies.subjectOf(identityStore), (id) => new KeyPolicies(this, id, this.role, identityStore)).allow('WRITING'));
    }
    if (needsWorkflow) this.workflow ??= this.newWorkflow();
    const workflow = needsWorkflow ? this.workflow : undefined;
    this.rows.push(rows);
    this.needMemory(memoryFor(this.rows));
    return {
      functionArn: this.functionArn, ready: [this.eventInvokeConfig, ...policies, ledger, ...workflow?.ready ?? []], stateMachineArn: workflow?.stateMachineArn,
    };
  }

  /** Only stacks that need it contain it. */
  private newWorkflow(): ContentsWorkflow {
    const pass = this.newFunction('PassFunction', { handler: 'index.pass', applicationLogLevelV2: lambda.ApplicationLogLevel.INFO, timeout: PASS_TIMEOUT });
    return new ContentsWorkflow(this, 'Workflow', { pass, starter: this.role });
  }

  /** Contents of a stack see in their bucket what others of it hold. What they can't see there they would remove when a row moves. */
  private refuseAnotherLedger(contents: Construct, ledger: IBucket): void {
    const first = this.first ??= { contents, ledger };
    const [own, others] = [ledger, first.ledger].map((each) => JSON.stringify(Stack.of(this).resolve(each.bucketName)));
    if (own !== others) refuse(contents, 'ledger', ledger.node.path, `the same bucket as that of ${first.contents.node.path}, which is in the same stack`);
  }
}
