import { VirtualTime } from '../../sandbox/time/virtual-time';
import { plantMembers, templateOfMembers } from '../subjects/members';
import { modelledSandbox } from '../subjects/modelled-sandbox';
import { Gotten, Somebody } from '../subjects/somebody';

/** What somebody else got of the Identity Store while a stack was deployed. */
export interface BesideSample extends Gotten {
  readonly concurrency: number;
  /** How long the functions made requests. */
  readonly seconds: number;
}

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
  return { concurrency, seconds: (ended - began) / 1_000, ...somebody.gotten(began, ended) };
}
