import { awaitingHandler } from '../../lambda/organizations/handler';
import type { WaitingAnswer, WaitingEvent } from '../../lambda/organizations/waiting';
import type { WaitingLine } from '../../lambda/organizations/waiting-log';
import type { AccountMembershipProperties } from '../../lib/contract/organizations';
import { clientSettings } from '../../rehearsal/functions/client-settings';
import { byEmail, InvitingWorld } from './declared-invitations';
import { handlerDependencies, newClients } from '../../rehearsal/functions/handler-dependencies';
import { HOMEPAGE } from './homepage';
import { PAYMENTS } from './ids';
import { SECOND } from './times';
import { WireHandler } from '../../rehearsal/functions/wire-handler';

const QUERY_INTERVAL = 15 * SECOND;
const TOTAL_TIMEOUT = 55 * 60 * SECOND;
const FUNCTION_TIMEOUT = 120 * SECOND;

/** How waiting ended. */
export interface Waited {
  readonly data?: Readonly<Record<string, string>>;
  readonly error?: Error;
  readonly polls: number;
  readonly seconds: number;
}

/** Calls the function that waits as the CDK's provider framework would: once for the event, then until it is complete. */
export class Waiting {
  /** What the function logged. */
  public readonly log: WaitingLine[] = [];
  private readonly handler: ReturnType<typeof awaitingHandler>;

  /**
   * @param accessKeyId of the role that it has; by default it may do everything
   */
  constructor(private readonly world: InvitingWorld, accessKeyId = 'SANDBOXPERSON') {
    const requestHandler = new WireHandler((request) => world.sandbox.answer(request), (operation) => world.calls.push(operation));
    this.handler = awaitingHandler({
      ...handlerDependencies({
        homepage: HOMEPAGE, makeClient: newClients({ ...clientSettings(accessKeyId), requestHandler }), time: world.time, random: () => 0.5,
      }),
      log: (line) => this.log.push(line),
    });
  }

  public call(event: WaitingEvent): Promise<WaitingAnswer> {
    return this.handler(event, { getRemainingTimeInMillis: () => FUNCTION_TIMEOUT });
  }

  public async until(event: WaitingEvent): Promise<Waited> {
    const started = this.world.time.now();
    let polls = 0;
    const seconds = (): number => Math.round((this.world.time.now() - started) / SECOND);
    try {
      const answer = await this.call(event);
      for (;;) {
        const polled = await this.call({ ...event, ...answer } as WaitingEvent);
        polls += 1;
        if (polled.IsComplete) return { data: polled.Data ?? {}, polls, seconds: seconds() };
        if (this.world.time.now() > started + TOTAL_TIMEOUT) throw new Error('Operation timed out');
        await this.world.time.sleep(QUERY_INTERVAL);
      }
    } catch (thrown) {
      return { error: thrown as Error, polls, seconds: seconds() };
    }
  }
}

/** The event for the newest invitation of a world, which is for an account by its id unless the properties say otherwise. */
export function waitingEvent(world: InvitingWorld, properties: Partial<AccountMembershipProperties> = {}, requestType = 'Create'): WaitingEvent {
  const handshake = world.invitations.at(-1);
  return {
    RequestType: requestType,
    StackId: 'arn:aws:cloudformation:us-east-1:123456789012:stack/A/1',
    RequestId: 'request-1',
    LogicalResourceId: 'PaymentsWaiting',
    ResourceType: 'Custom::OrganizationsAccountMembership',
    ResponseURL: 'https://answers.example.com/?X-Amz-Signature=secret',
    ServiceToken: 'arn:aws:lambda:us-east-1:123456789012:function:framework',
    ResourceProperties: {
      ServiceToken: 'arn:aws:lambda:us-east-1:123456789012:function:framework',
      Target: { AccountId: PAYMENTS },
      HandshakeId: handshake?.id ?? '',
      HandshakeArn: handshake ? world.sandbox.organizations.handshakeArn(handshake) : '',
      ...properties,
    },
  } as unknown as WaitingEvent;
}

export const EMAIL_TARGET = { Target: { Email: byEmail().target._email as string } };
