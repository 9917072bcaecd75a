import { CreateGroupMembershipCommand, IdentitystoreClient } from '@aws-sdk/client-identitystore';
import type { Sandbox } from '../../sandbox/sandbox';
import { VirtualTime } from '../../sandbox/time/virtual-time';
import { clientSettings } from '../../rehearsal/functions/client-settings';
import { STORE } from '../../test/support/ids';
import { seededRandom } from '../../test/support/seeded-random';
import { WireHandler } from '../../rehearsal/functions/wire-handler';
import { plantMembers, templateOfMembers } from '../subjects/members';
import { modelledSandbox } from '../subjects/modelled-sandbox';

/** What somebody else got of the Identity Store while a stack was deployed. */
export interface BesideSample {
  readonly concurrency: number;
  /** How long the functions made requests. */
  readonly seconds: number;
  /** What somebody else needed in that time. */
  readonly needed: number;
  /** What of it was carried out at once. */
  readonly atOnce: number;
  /** What of it was carried out in at most three attempts, as the AWS SDK makes by default. */
  readonly withRetries: number;
}

export const NEEDED_PER_SECOND = 5;
const ATTEMPTS = 3;
/** What the SDK's pause after a throttled attempt is at most; the next is twice as long. */
const FIRST_PAUSE = 500;

/** Somebody else puts users into groups of the same store, five a second, while a stack of memberships is created. */
export async function beside(memberships: number, concurrency: number, seed: number): Promise<BesideSample> {
  const time = new VirtualTime();
  const { sandbox, wire } = modelledSandbox(time, concurrency, seed);
  plantMembers(sandbox, 2 * memberships);
  const { cloudFormation } = sandbox;
  const stack = cloudFormation.newStack('Members');
  const deployed = cloudFormation.deploy(stack, cloudFormation.target(stack, templateOfMembers(sandbox, memberships), []), { rollback: true });
  const somebody = new Somebody(sandbox, time, seed);
  const ends = { came: false };
  const needs = somebody.need(() => ends.came);
  await time.run(deployed);
  ends.came = true;
  await time.run(needs);
  if (stack.status !== 'CREATE_COMPLETE') throw new Error(`${memberships} memberships ended in ${stack.status}: ${stack.statusReason}`);
  const began = wire.requests.reduce((first, { sent }) => Math.min(first, sent), Infinity);
  const ended = wire.requests.reduce((last, { returned }) => Math.max(last, returned), 0);
  const during = somebody.needs.filter(({ at }) => at >= began && at <= ended);
  return {
    concurrency,
    seconds: (ended - began) / 1_000,
    needed: during.length,
    atOnce: during.filter(({ attempts }) => attempts === 1).length,
    withRetries: during.filter(({ attempts }) => attempts !== undefined).length,
  };
}

interface Need {
  readonly at: number;
  /** How many attempts it took; none if it wasn't carried out. */
  readonly attempts: number | undefined;
}

class Somebody {
  public readonly needs: Need[] = [];
  private readonly client: IdentitystoreClient;
  private readonly random: () => number;

  constructor(private readonly sandbox: Sandbox, private readonly time: VirtualTime, seed: number) {
    this.random = seededRandom(-seed);
    this.client = new IdentitystoreClient({ ...clientSettings('SANDBOXPERSON'), requestHandler: new WireHandler((request) => sandbox.answer(request)) });
  }

  /** Begins with something new every time, whether what went before is done or not. */
  public async need(isOver: () => boolean): Promise<void> {
    const { groups, users } = this.sandbox.identityStores.store(STORE);
    const [GroupId] = groups.keys();
    const others = [...users.keys()].reverse();
    const begun: Promise<void>[] = [];
    for (const UserId of others) {
      if (isOver()) break;
      begun.push(this.send(new CreateGroupMembershipCommand({ IdentityStoreId: STORE, GroupId, MemberId: { UserId } })));
      await this.time.sleep(1_000 / NEEDED_PER_SECOND);
    }
    await Promise.all(begun);
  }

  private async send(command: CreateGroupMembershipCommand): Promise<void> {
    const at = this.time.now();
    for (let attempts = 1; attempts <= ATTEMPTS; attempts++) {
      try {
        await this.client.send(command);
        this.needs.push({ at, attempts });
        return;
      } catch (thrown) {
        if ((thrown as Error).name !== 'ThrottlingException') throw thrown;
        await this.time.sleep(this.random() * FIRST_PAUSE * 2 ** (attempts - 1));
      }
    }
    this.needs.push({ at, attempts: undefined });
  }
}
