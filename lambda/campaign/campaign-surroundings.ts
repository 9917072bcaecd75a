import type { ObjectCalls } from '../contents/contents-calls';
import type { StackReading } from '../guard/stack-reading';
import type { OrganizationsCalls, RoleCalls } from '../organizations/organizations-calls';
import type { CampaignEventCalls } from './campaign-calls';

/** What campaigns take from outside. */
export interface CampaignSurroundings {
  readonly organizations: OrganizationsCalls;
  readonly roles: RoleCalls;
  readonly objects: ObjectCalls;
  readonly events: CampaignEventCalls;
  readonly ownStack: StackReading;
  /** Writes a line of metrics into the log as it is, with nothing around it. */
  readonly writeMetrics: (line: string) => void;
  /** A name for one call of the function, which no other has. */
  readonly newHolder: () => string;
  readonly homepage: string;
}
