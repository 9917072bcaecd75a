import { CreateGroupMembershipCommand, IdentitystoreClient } from '@aws-sdk/client-identitystore';
import { clientSettings } from '../../rehearsal/functions/client-settings';
import { WireHandler } from '../../rehearsal/functions/wire-handler';
import type { Sandbox } from '../../sandbox/sandbox';
import type { Time } from '../../sandbox/time/time';
import { STORE } from '../../test/support/ids';
import { seededRandom } from '../../test/support/seeded-random';

export const NEEDED_PER_SECOND = 5;
const ATTEMPTS = 3;
/** What the SDK's pause after a throttled attempt is at most; the next is twice as long. */
const FIRST_PAUSE = 500;

/** What somebody else got. */
export interface Gotten {
  readonly needed: number;
  /** What of it was carried out at once. */
  readonly atOnce: number;
  /** What of it was carried out in at most three attempts, as the AWS SDK makes by default. */
  readonly withRetries: number;
}

interface Need {
  readonly at: number;
  /** How many attempts it took; none if it wasn't carried out. */
  readonly attempts: number | undefined;
}

/** Somebody else who puts users into a group of the same store, `NEEDED_PER_SECOND` a second. */
export class Somebody {
  private readonly needs: Need[] = [];
  private readonly client: IdentitystoreClient;
  private readonly random: () => number;

  constructor(private readonly sandbox: Sandbox, private readonly time: Time, seed: number) {
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

  /** What was needed between two moments, and what came of it. */
  public gotten(began: number, ended: number): Gotten {
    const during = this.needs.filter(({ at }) => at >= began && at <= ended);
    return {
      needed: during.length,
      atOnce: during.filter(({ attempts }) => attempts === 1).length,
      withRetries: during.filter(({ attempts }) => attempts !== undefined).length,
    };
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
