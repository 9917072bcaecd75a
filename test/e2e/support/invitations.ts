/** What the app of the organization declares, as its context `organization` describes it. */
export interface DeclaredInvitations {
  readonly name: string;
  readonly invitations: readonly DeclaredInvitation[];
  /** Each invitation after the one before it, so that none is given up while another one fails. */
  readonly inOrder?: boolean;
  /** In a nested stack, after which the stack at the top invites this account, if it is given. */
  readonly nested?: { readonly afterwards?: string };
  /** The name of the role that asks, when another account has to know it. */
  readonly acceptorRoleName?: string;
}

export interface DeclaredInvitation {
  readonly id: string;
  /** An account id or an e-mail address. */
  readonly target: string;
  readonly acceptance?: { readonly minutes: number; readonly onTimeout?: 'FAIL' | 'CONTINUE' } | { readonly roleName: string; readonly externalId: string };
  readonly organizationalUnitId?: string;
  readonly tags?: Readonly<Record<string, string>>;
  readonly notes?: string;
  readonly generation?: string;
}

/** How many invitations a stack can have and still show all about each: there are 200 outputs at most. */
export const MOST_WITH_OUTPUTS = 40;
