import type { Stack } from '../../../../sandbox/cloudformation/stack';
import type { KeptCampaign } from '../kept-campaign';
import type { CampaignDeployment, CampaignSimulation } from '../run';
import type { Seen } from '../witness';

/** Something that has to hold in every run of a campaign. Each check tells, in words, what is wrong. */
export interface CampaignInvariant {
  readonly name: string;
  /** In a sentence, for people. */
  readonly holds: string;
  /** When the campaign has sent an invitation, whether or not it hears of that. */
  afterSending?(run: CampaignSimulation, sending: Seen): readonly string[];
  /** When a create, update or deletion of the stack has ended. */
  afterDeployment?(run: CampaignSimulation, deployment: CampaignDeployment): readonly string[];
  /** When for more than a day nothing went wrong and nobody did anything. */
  afterQuiet?(run: CampaignSimulation, kept: KeptCampaign, stack: Stack): readonly string[];
  /** When the stack was deleted, and two days have passed. */
  afterAll?(run: CampaignSimulation): readonly string[];
}
