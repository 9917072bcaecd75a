import { OrganizationsClient } from '@aws-sdk/client-organizations';
import { AssumeRoleCommand, AssumeRoleCommandInput, STSClient } from '@aws-sdk/client-sts';
import type { FunctionRunner } from '../../sandbox/lambda/function';
import type { Organization } from '../../sandbox/organizations/organization';
import type { OrganizationsSeed, SeededOrganization } from '../../sandbox/organizations/seed';
import type { OrganizationsSwitches } from '../../sandbox/organizations/switches';
import { Sandbox } from '../../sandbox/sandbox';
import { VirtualTime } from '../../sandbox/time/virtual-time';
import { clientSettings } from '../../rehearsal/functions/client-settings';
import { MANAGEMENT } from './ids';
import { exception } from './refusals';
import { seededRandom } from './seeded-random';
import { WireHandler } from '../../rehearsal/functions/wire-handler';

export const MEMBER = '222222222222';
/** In no organization. */
export const ALONE = '111122223333';
/** In another organization, which `OTHER_MANAGEMENT` manages. */
export const ELSEWHERE = '444444444444';
export const OTHER_MANAGEMENT = '555555555555';
export const ORGANIZATION = 'o-aaaaaaaaaa';
export const OTHER_ORGANIZATION = 'o-bbbbbbbbbb';

const RUNNER: FunctionRunner = {
  deploy: async () => undefined,
  run: async () => ({ ok: true, value: null }),
  remove: async () => undefined,
  close: async () => undefined,
};

export interface OrganizationsWorldOptions extends Omit<OrganizationsSeed, 'organizations'> {
  /** What is different about the first of the two organizations. */
  readonly organization?: Partial<SeededOrganization>;
  readonly other?: Partial<SeededOrganization>;
  readonly switches?: Partial<OrganizationsSwitches>;
}

/** Two organizations and an account that stands alone, in virtual time, reached by the real clients. */
export class OrganizationsWorld {
  public readonly time = new VirtualTime();
  public readonly sandbox: Sandbox;

  constructor({ organization, other, switches, ...seed }: OrganizationsWorldOptions = {}) {
    this.sandbox = new Sandbox({
      time: this.time,
      random: seededRandom(1),
      runner: () => RUNNER,
      switches: { organizations: { throttling: false, ...switches } },
      seed: {
        ...seed,
        organizations: [
          { id: ORGANIZATION, managementAccount: MANAGEMENT, accounts: [{ id: MEMBER }], ...organization },
          { id: OTHER_ORGANIZATION, managementAccount: OTHER_MANAGEMENT, accounts: [{ id: ELSEWHERE }], ...other },
        ],
      },
    });
  }

  /** The client of a person in an account. */
  public in(account: string): OrganizationsClient {
    return new OrganizationsClient({ ...clientSettings(`SANDBOX${account}`), requestHandler: this.handler() });
  }

  /** The client of a role's session, begun by a person in an account. */
  public assumed(account: string, input: AssumeRoleCommandInput): Promise<OrganizationsClient> {
    return this.assumedBy(`SANDBOX${account}`, input);
  }

  /** The client of a role's session, begun by whoever has an access key. */
  public async assumedBy(accessKeyId: string, input: AssumeRoleCommandInput): Promise<OrganizationsClient> {
    const sts = new STSClient({ ...clientSettings(accessKeyId), requestHandler: this.handler() });
    const { Credentials } = await sts.send(new AssumeRoleCommand(input));
    return new OrganizationsClient({ ...clientSettings(Credentials?.AccessKeyId as string), requestHandler: this.handler() });
  }

  public get organization(): Organization {
    return this.sandbox.organizations.withId(ORGANIZATION);
  }

  public get otherOrganization(): Organization {
    return this.sandbox.organizations.withId(OTHER_ORGANIZATION);
  }

  public account(id: string) {
    return this.sandbox.organizations.accounts.get(id);
  }

  /** Lets that much time pass. */
  public pass(milliseconds: number): Promise<void> {
    return this.time.run(this.time.sleep(milliseconds));
  }

  private handler(): WireHandler {
    return new WireHandler((request) => this.sandbox.answer(request));
  }
}

/** What is said to whoever answers a handshake that isn't open any more. */
export const TOO_LATE = exception(
  'InvalidHandshakeTransitionException', 'You can\'t change the handshake from its present state to the one that you requested.',
);

export function handshakeConstraint(Reason: string): Error {
  return expect.objectContaining({ name: 'HandshakeConstraintViolationException', Reason }) as Error;
}

export function constraint(Reason: string): Error {
  return expect.objectContaining({ name: 'ConstraintViolationException', Reason }) as Error;
}
