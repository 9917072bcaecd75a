import type { Stack } from '../../sandbox/cloudformation/stack';
import type { Template } from '../../sandbox/cloudformation/template';
import type { FunctionRunner } from '../../sandbox/lambda/function';
import { Sandbox } from '../../sandbox/sandbox';
import type { Seed } from '../../sandbox/seed/seed';
import { VirtualTime } from '../../sandbox/time/virtual-time';
import { seededRandom } from './seeded-random';

const RUNNER: FunctionRunner = {
  deploy: async () => undefined,
  run: async () => ({ ok: true, value: null }),
  remove: async () => undefined,
  close: async () => undefined,
};

/** What a service refuses a call with. */
export class RefusedCall extends Error {
  constructor(public override readonly name: string, message: string) {
    super(message);
  }
}

/** A sandbox in virtual time with stacks, whose IAM Identity Center is called over the wire: its client isn't among those that this package has. */
export class SsoAdminWorld {
  public readonly time = new VirtualTime();
  public readonly sandbox: Sandbox;

  constructor(seed: Omit<Seed, 'switches'> = {}) {
    this.sandbox = new Sandbox({ time: this.time, random: seededRandom(1), runner: () => RUNNER, seed });
  }

  /** Makes a call as whoever has an access key. */
  public async call(operation: string, input: object = {}, accessKeyId = 'PERSON'): Promise<any> {
    const { status, body } = await this.sandbox.answer({
      method: 'POST',
      host: 'sso.us-east-1.amazonaws.com',
      path: '/',
      query: new URLSearchParams(),
      headers: { 'x-amz-target': `SWBExternalService.${operation}`, authorization: `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/us-east-1/sso/aws4_request` },
      body: Buffer.from(JSON.stringify(input)),
    });
    const answer = JSON.parse(String(body)) as { readonly __type: string; readonly message: string };
    if (status !== 200) throw new RefusedCall(answer.__type, answer.message);
    return answer;
  }

  /** Creates or updates a stack and waits for its end. */
  public async deploy(name: string, template: Template): Promise<Stack> {
    const { cloudFormation } = this.sandbox;
    const stack = cloudFormation.find(name) ?? cloudFormation.newStack(name);
    await this.time.run(cloudFormation.deploy(stack, cloudFormation.target(stack, JSON.stringify(template), []), { rollback: true }));
    return stack;
  }
}
