import { RemovalPolicy } from 'aws-cdk-lib';
import { Acceptance } from './acceptance';
import { InvitationTarget } from './invitation-target';

/**
 * What an invitation declares.
 */
export interface AccountInvitationProps {
  /**
   * Whom the invitation is for. Another target is another invitation: the new one is sent first, and the old one canceled
   * afterwards if it is still pending and was sent by this resource.
   */
  readonly target: InvitationTarget;

  /**
   * What the owner of the account reads in the invitation: at most 1,024 characters. A pending invitation keeps its notes.
   *
   * @default - none
   */
  readonly notes?: string;

  /**
   * Tags that the account gets when it joins, or now if it is a member already: at most 50, keys of 1 to 128 and values of
   * up to 256 letters, numbers, blanks and `_ . : / = + - @`; `aws:` begins no key. An invitation that was reused, since it was
   * pending before, doesn't bring them: then the account gets them with the first deployment after it has joined that looks at it
   * (`generation`). Tags that aren't declared any more stay.
   *
   * @default - none
   */
  readonly tags?: { [key: string]: string };

  /**
   * The organizational unit, or the root, in which the account is to be once it is a member. An account that is somewhere
   * else is moved. While the invitation is pending nothing is moved: a later deployment with another `generation` does it.
   *
   * @default - the account stays where it is: a new member is in the root
   */
  readonly organizationalUnitId?: string;

  /**
   * How the invitation is accepted.
   *
   * @default Acceptance.none()
   */
  readonly acceptance?: Acceptance;

  /**
   * What happens to a pending invitation that this resource has sent, when it is removed from the stack or the stack is
   * deleted: with `DESTROY` it is canceled. An account that has joined stays a member in any case. `SNAPSHOT` is not possible.
   *
   * @default RemovalPolicy.DESTROY
   */
  readonly removalPolicy?: RemovalPolicy;

  /**
   * Any text. Changing it makes the next deployment look again: an invitation that was declined, canceled or has expired is
   * sent anew, and acceptance and placement are checked.
   *
   * @default - looked at when one of the other properties changes
   */
  readonly generation?: string;
}
