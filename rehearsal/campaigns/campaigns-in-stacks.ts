import { CAMPAIGN_RESOURCE_TYPE } from '../../lib/contract/campaign';
import type { Stack, StackResource } from '../../sandbox/cloudformation/stack';
import type { Properties } from '../../sandbox/cloudformation/template';
import type { Fork } from '../fork';
import type { JournalEntry } from '../journal';
import type { CampaignLook } from './campaign-ledgers';
import type { CampaignPlan } from './campaign-plan';
import { CampaignRehearsal } from './campaign-rehearsal';
import { isAnother } from './campaign-resource-plan';

/** What is declared of resources, by their logical ids. */
type Declared = ReadonlyMap<string, { readonly type: string; readonly properties: Properties }>;

/** The campaigns of a stack, and of those that are nested in it. */
export class CampaignsInStacks {
  /** What the ledgers had before anything was deployed. */
  private readonly before = new Map<string, CampaignLook>();
  private readonly plans = new Map<string, CampaignPlan>();

  constructor(private readonly fork: Fork) {}

  /** Reads the ledgers of a stack before it is deployed. */
  public async remember({ id: stackId, name: stackName, resources }: Stack): Promise<void> {
    for (const { logicalId, type, properties } of resources.values()) {
      if (type !== CAMPAIGN_RESOURCE_TYPE) continue;
      this.before.set(keyOf(stackId, logicalId), await this.fork.campaignLedgers.look({ stackId, stackName, logicalId, properties }));
    }
  }

  /** Looks what has become of them. */
  public async look(
    { id: stackId, name: stackName }: Stack, declared: Declared, before: ReadonlyMap<string, StackResource>, entries: readonly JournalEntry[],
  ): Promise<void> {
    for (const logicalId of new Set([...declared.keys(), ...before.keys()])) {
      const old = before.get(logicalId);
      const { type, properties } = declared.get(logicalId) ?? { type: old?.type, properties: undefined };
      if (type !== CAMPAIGN_RESOURCE_TYPE) continue;
      const place = { stackId, stackName, logicalId, properties: properties ?? old?.properties ?? {} };
      const rehearsal = new CampaignRehearsal(this.fork, place, this.before.get(keyOf(stackId, logicalId)) ?? {});
      const written = entries.filter((entry) => entry.logicalId === logicalId).flatMap(({ writes }) => writes);
      const plan = properties ? await rehearsal.goesOn(!old || isAnother(old.properties, properties)) : await rehearsal.ends(written);
      if (plan) this.plans.set(keyOf(stackId, logicalId), plan);
    }
  }

  public planOf(stackId: string, logicalId: string): CampaignPlan | undefined {
    return this.plans.get(keyOf(stackId, logicalId));
  }
}

function keyOf(stackId: string, logicalId: string): string {
  return `${stackId} ${logicalId}`;
}
