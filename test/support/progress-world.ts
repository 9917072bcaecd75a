import { SFNClient, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { progressPolicy } from '../../cli/progress/policy';
import { exitCodeOf, Progress, progressLines } from '../../cli/progress/progress';
import type { ContentsProgress } from '../../cli/progress/read-contents';
import { ProgressRequest, readProgress } from '../../cli/progress/read-progress';
import { resourcesIn } from '../../cli/progress/resources-in-stack';
import { ReadingClients, readingClients } from '../../cli/snapshot/clients';
import { Pace } from '../../cli/snapshot/pace';
import { clientSettings } from '../../rehearsal/functions/client-settings';
import { WireHandler } from '../../rehearsal/functions/wire-handler';
import { InvitingOptions, InvitingWorld } from './declared-invitations';
import { MANAGEMENT } from './ids';

const TRUST = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' }] };

/** What a command line prints, and with what it ends. */
export interface Printed {
  readonly text: string;
  readonly exitCode: number;
}

/**
 * A world in which somebody asks how far contents and campaigns are, in a role with the policy that the command prints, over the wire protocol of the real
 * clients.
 */
export class ProgressWorld extends InvitingWorld {
  private accessKeyId?: string;

  /**
   * @param policy of the role
   */
  constructor(policy: object = progressPolicy(), options: InvitingOptions = {}) {
    super({ ...options, roles: [{ account: MANAGEMENT, roleName: 'Reader', trustPolicy: TRUST, policies: [policy] }] });
  }

  /** That of contents. */
  public async progress(stack = 'People', request: Partial<ProgressRequest> = {}): Promise<ContentsProgress[]> {
    return (await this.all({ stack, ...request })).filter((each) => each.kind === 'contents');
  }

  public async all(request: ProgressRequest): Promise<Progress[]> {
    return readProgress(request, await this.clients(), () => this.time.now());
  }

  public async resourcesIn(stack: string): ReturnType<typeof resourcesIn> {
    return resourcesIn((await this.clients()).cloudFormation('us-east-1'), stack);
  }

  /** As somebody does in the console. */
  public async stopExecution(executionArn: string): Promise<void> {
    await new SFNClient({ ...clientSettings('SANDBOXPERSON'), requestHandler: this.wire }).send(new StopExecutionCommand({ executionArn }));
  }

  /** What the command prints on a terminal without colours. */
  public async printed(stack = 'People', width = 100): Promise<Printed> {
    const all = await this.all({ stack });
    return { text: all.flatMap((each) => progressLines(each, { width, hasColour: false }, this.time.now())).join('\n'), exitCode: exitCodeOf(all) };
  }

  /** Those of the role. */
  public async clients(): Promise<ReadingClients> {
    const { region, endpoint } = clientSettings('');
    const accessKeyId = this.accessKeyId ??= await this.assumeRole();
    return readingClients(new Pace({ now: () => 0, sleep: async () => undefined }), {
      region, endpoint, credentials: { accessKeyId, secretAccessKey: 'sandbox' }, requestHandler: this.wire,
    });
  }

  private async assumeRole(): Promise<string> {
    const { Credentials } = await new STSClient({ ...clientSettings('SANDBOXPERSON'), requestHandler: this.wire })
      .send(new AssumeRoleCommand({ RoleArn: `arn:aws:iam::${MANAGEMENT}:role/Reader`, RoleSessionName: 'progress' }));
    return Credentials?.AccessKeyId ?? '';
  }

  private get wire(): never {
    return new WireHandler((request) => this.sandbox.answer(request)) as never;
  }
}
